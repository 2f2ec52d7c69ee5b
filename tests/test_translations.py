"""Every text that a person sees exists in Dutch, with the same placeholders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog

from tools import translations

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    catalogue = translations.read(translations.catalogue_path(language), language)
    assert list(translations.problems(translations.extract(), catalogue)) == []


def catalogue(*messages: tuple[str | tuple[str, str], str | tuple[str, str]]) -> Catalog:
    result = Catalog(locale="nl")
    for message, translation in messages:
        result.add(message, translation)
    return result


def test_messages_are_found_in_every_spelling(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(
        '_("one"); ngettext("{n} two", "{n} twos", n); Text("three {a}", a=1)\n'
        'Texts("{n} four", "{n} fours", n); basis.text.Text("five")\n'
    )
    found = {message.id for message in translations.extract(tmp_path) if message.id}
    assert found == {
        "one",
        ("{n} two", "{n} twos"),
        "three {a}",
        ("{n} four", "{n} fours"),
        "five",
    }


@pytest.mark.parametrize(
    ("message", "translation", "fault"),
    [
        ("Hello", "", "missing"),
        ("Hello {name}", "Dag {naam}", "other placeholders"),
        ("Hello {name}", "Dag", "other placeholders"),
        ("Hello {name}", "Dag {name", "broken placeholder"),
        ("Hello\n", "Dag", "other line breaks"),
        (("{n} fault", "{n} faults"), ("één fout", ""), "missing"),
        (("{n} fault in {file}", "{n} faults in {file}"), ("één fout", "{n} in {file}"), "other"),
    ],
)
def test_a_bad_translation_is_seen(
    message: str | tuple[str, str], translation: str | tuple[str, str], fault: str
) -> None:
    source = catalogue((message, ""))
    (problem,) = translations.problems(source, catalogue((message, translation)))
    assert problem.startswith(fault)


def test_fuzzy_missing_and_unused_are_seen() -> None:
    translated = catalogue(("Hello", "Dag"), ("Old", "Oud"))
    translated["Hello"].flags.add("fuzzy")
    source = catalogue(("Hello", ""), ("New", ""))
    assert sorted(translations.problems(source, translated)) == [
        "fuzzy: 'Hello'",
        "missing: 'New'",
        "unused: 'Old'",
    ]


def test_a_good_catalogue_has_no_problems() -> None:
    good = catalogue(("Hello {name}", "Dag {name}"), (("one", "{n} more"), ("één", "{n} meer")))
    assert list(translations.problems(good, good)) == []


def test_an_update_keeps_adds_and_drops(tmp_path: Path) -> None:
    source = catalogue(("Keep", ""), ("Fill {a}", ""), ("Open", ""), (("one", "{n} more"), ""))
    ours = catalogue(("Keep", "Houd"), ("Drop", "Weg"))
    theirs = catalogue(("Fill {a}", "Vul {a}"), (("one", "{n} more"), ("één", "{n} meer")))
    path = tmp_path / "nl.po"
    translations.write(translations.updated(source, ours, theirs), path, "nl")
    written = translations.read(path, "nl")
    assert {message.id: message.string for message in written if message.id} == {
        "Keep": "Houd",
        "Fill {a}": "Vul {a}",
        "Open": "",
        ("one", "{n} more"): ("één", "{n} meer"),
    }
