"""The pages of the findings' codes in `docs/codes/`, in Dutch and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.files.code_pages import code_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crisis_tui.basis.codes import CodePage

MADE = "<!-- Made by `make docs` from crisis_tui/codes/; change those. -->"
FAMILIES = {
    "Y": "Tekst van het bestand · Text of the file",
    "S": "Opbouw · Structure",
    "T": "Tijden · Times",
    "R": "Verwijzingen · References",
    "G": "Samenhang · What follows from what",
    "P": "Mensen en posten · People and posts",
    "Q": "Kwaliteit · Quality",
    "I": "Agenda's · Calendars",
    "L": "Rustregels en normen · Rest rules and norms",
}


def pages() -> Mapping[str, Callable[[], str]]:
    """Return what makes each page, by its path below `docs/`."""
    found: dict[str, Callable[[], str]] = {"codes/README.md": index}
    for code, page in code_pages().items():
        found[f"codes/{code}.md"] = _maker(code, page)
    return found


def _maker(code: str, page: CodePage) -> Callable[[], str]:
    return lambda: code_page(code, page)


def code_page(code: str, page: CodePage) -> str:
    """Return the page of one code."""
    parts = [
        f"# {code} {page.title.nl} · {page.title.en}",
        MADE,
        f"**NL** {page.meaning.nl}",
        f"**EN** {page.meaning.en}",
    ]
    for label, example in (("Fout · Wrong", page.wrong), ("Goed · Right", page.right)):
        if example is not None:
            kind = "ics" if page.file == "calendar" else "yaml"
            parts += [f"{label}:", f"```{kind}\n{example.rstrip()}\n```"]
    return "\n\n".join(parts) + "\n"


def index() -> str:
    """Return the list of all codes by family."""
    parts = ["# Codes", MADE, "`crisis-tui explain CODE` shows the same page in the terminal."]
    for family, title in FAMILIES.items():
        parts.append(f"## {family}: {title}")
        parts.append(
            "\n".join(
                f"- [{code}]({code}.md) {page.title.nl} · {page.title.en}"
                for code, page in code_pages().items()
                if code.startswith(family)
            )
        )
    return "\n\n".join(parts) + "\n"
