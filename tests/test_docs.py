"""The pages for people: every link leads somewhere, every command named exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crisis_tui.cli.main import build_parser

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`]+`", re.DOTALL)
COMMAND = re.compile(r"\bcrisis-tui ([a-z][a-z-]*)")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def broken_links(page: Path, text: str) -> list[str]:
    """Return the links to files that are not there and to headings that the page lacks."""
    headings = {_anchor(line) for line in text.splitlines() if line.startswith("#")}
    broken = []
    for link in LINK.findall(text):
        path, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        if (path and not (page.parent / path).exists()) or (not path and anchor not in headings):
            broken.append(link)
    return broken


def _anchor(heading: str) -> str:
    words = re.sub(r"[^\w\- ]", "", heading.lstrip("# ").casefold())
    return words.replace(" ", "-")


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    assert broken_links(page, page.read_text(encoding="utf-8")) == []


@each_page
def test_commands_exist(page: Path) -> None:
    code = CODE.findall(page.read_text(encoding="utf-8"))
    named = {command for piece in code for command in COMMAND.findall(piece)}
    known = set(re.findall(r"^    ([a-z][a-z-]*) ", build_parser(None).format_help(), re.MULTILINE))
    assert named - known == set()


@pytest.mark.parametrize("name", ["docs/architecture.md", "docs/durability.md", "CONTRIBUTING.md"])
def test_modules_that_are_named_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+/[a-z_/]*(?:\.py)?|[a-z_]+\.py)`", text))
    assert len(named) > 5
    places = (ROOT, ROOT / "crisis_tui")
    missing = {path for path in named if not any((place / path).exists() for place in places)}
    # every room has a model, every exercise its folders
    assert missing - {"model.py", "inputs/", "present/"} == set()


def test_every_decision_has_a_number_of_its_own_and_is_found_from_the_architecture() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "adr").glob("*.md"))
    assert [name[:4] for name in names] == [f"{n:04}" for n in range(1, len(names) + 1)]
    architecture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [name for name in names if f"(adr/{name})" not in architecture] == []


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    text = "# A head\n[a](#a-head) [b](#no-head) [c](missing.md) [d](https://example.org) [e](.)"
    assert broken_links(tmp_path / "page.md", text) == ["#no-head", "missing.md"]
