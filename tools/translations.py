"""The catalogues: `check` them against the source, or `update` them from it.

`update` takes translations from other catalogues too: `python -m tools.translations update nl my.po`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from babel.messages.catalog import Message

    _Forms = str | tuple[str, ...] | list[str]

PACKAGE = Path(__file__).parent.parent / "crisis_tui"
KEYWORDS = {"_": None, "ngettext": (1, 2), "Text": None, "Texts": (1, 2)}
LANGUAGES = {"nl": "Dutch"}  # English is the language of the source
HEADER = """\
# {title} texts of crisis-tui, licensed under EUPL-1.2. Kept in order by `make locale`.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def catalogue_path(language: str) -> Path:
    """Return where the catalogue of a language lives."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "crisis_tui.po"


def extract(package: Path = PACKAGE) -> Catalog:
    """Return the messages that the source asks to be translated."""
    catalogue = Catalog()
    for file, line, message, _comments, _context in extract_from_dir(package, keywords=KEYWORDS):
        catalogue.add(message, locations=[(file, line)])
    return catalogue


def read(path: Path, language: str) -> Catalog:
    """Read a catalogue; a missing one is empty."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def problems(source: Catalog, translated: Catalog) -> Iterator[str]:
    """Yield every message that is missing, fuzzy, no longer used, or loses a placeholder."""
    for message in _messages(source):
        found = translated.get(message.id)
        forms = _forms(found.string) if found else ()
        if found is None or not all(forms):
            yield f"{_place(message)}missing: {message.id!r}"
        elif found.fuzzy:
            yield f"{_place(message)}fuzzy: {message.id!r}"
        else:
            yield from (
                f"{_place(message)}{fault}: {message.id!r} as {form!r}"
                for form in forms
                if (fault := _difference(_forms(message.id)[-1], form))
            )
    yield from (
        f"unused: {message.id!r}"
        for message in _messages(translated)
        if source.get(message.id) is None
    )


def updated(source: Catalog, *known: Catalog) -> Catalog:
    """Return the messages of the source with the last translation known of each."""
    result = Catalog(locale=known[0].locale)
    for message in _messages(source):
        translations = [found for catalogue in known if (found := _translation(catalogue, message))]
        result.add(message.id, translations[-1] if translations else None)
    return result


def write(catalogue: Catalog, path: Path, language: str) -> None:
    """Write a catalogue so that two people's changes rarely touch the same line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.format(title=LANGUAGES[language], language=language).encode())
        write_po(file, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _translation(catalogue: Catalog, message: Message) -> _Forms | None:
    found = catalogue.get(message.id)
    if found is None or found.fuzzy or found.pluralizable != message.pluralizable:
        return None
    return found.string if all(_forms(found.string)) else None


def _forms(text: _Forms | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _place(message: Message) -> str:
    return "".join(f"{file}:{line}: " for file, line in message.locations[:1])


def _difference(original: str, translation: str) -> str | None:
    """Tell what a translation changed that it may not change."""
    try:
        if _placeholders(original) != _placeholders(translation):
            return "other placeholders"
    except ValueError as error:
        return f"broken placeholder ({error})"
    edges = [(text[:1] == "\n", text[-1:] == "\n") for text in (original, translation)]
    return None if edges[0] == edges[1] else "other line breaks at the edge"


def _placeholders(text: str) -> set[str]:
    """Return the names in braces; `n` may be left out, as in "one fault"."""
    return {name for _text, name, _spec, _conv in Formatter().parse(text) if name} - {"n"}


def _check() -> int:
    source = extract()
    faults = [
        f"{language}: {fault}"
        for language in LANGUAGES
        for fault in problems(source, read(catalogue_path(language), language))
    ]
    print("\n".join(faults) or f"{len(source)} messages, all translated")
    return 1 if faults else 0


def _update(language: str | None, others: Sequence[Path]) -> int:
    for known in [language] if language else LANGUAGES:
        path = catalogue_path(known)
        sources = [read(path, known), *(read(other, known) for other in others)]
        write(updated(extract(), *sources), path, known)
    return 0


def main(arguments: Sequence[str]) -> int:
    """Run one of the two commands."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check")
    update = commands.add_parser("update")
    update.add_argument("language", nargs="?", choices=LANGUAGES)
    update.add_argument("others", nargs="*", type=Path)
    parsed = parser.parse_args(arguments)
    return _check() if parsed.command == "check" else _update(parsed.language, parsed.others)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
