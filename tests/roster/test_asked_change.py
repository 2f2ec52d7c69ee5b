"""What somebody asks for, as an entry of the file: nothing is guessed."""

from __future__ import annotations

import pytest

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.times import parse_local_time, resolve_local
from crisis_tui.roster.asked_change import AskedChange, entry_of, written_time
from crisis_tui.roster.model import Change, Roster
from tests.roster.build import AMSTERDAM, at, role, workforce

ROSTER: Roster = workforce(
    [role(), role("HCC")],
    [
        {"id": "anna", "name": "Anna Oever"},
        {"id": "bram", "name": "Bram Dijk"},
        {"id": "bram2", "name": "Bram Dijk"},
    ],
).roster
FROM, UNTIL = at("2026-03-03 22:00"), at("2026-03-04 07:00")


def asked(**more: object) -> AskedChange:
    form = more if {"add", "remove", "replace"} & more.keys() else {"add": "anna", **more}
    return AskedChange(**{"role": "OVDBZ", "from_ms": FROM, "until_ms": UNTIL, **form})  # type: ignore[arg-type]


def test_an_entry_says_what_was_asked_in_the_order_of_the_format() -> None:
    entry = entry_of(asked(replace="anna", by="bram2", note=" ruil "), ROSTER, AMSTERDAM)
    assert list(entry.items()) == [
        ("role", "OVDBZ"),
        ("from", "2026-03-03 22:00"),
        ("until", "2026-03-04 07:00"),
        ("replace", "anna"),
        ("by", "bram2"),
        ("note", "ruil"),
    ]
    assert Change.model_validate(entry).by == "bram2"


def test_only_what_differs_from_the_default_is_written() -> None:
    assert "as" not in entry_of(asked(), ROSTER, AMSTERDAM)
    assert entry_of(asked(assignment="work"), ROSTER, AMSTERDAM)["as"] == "work"


def test_people_are_known_by_name_too() -> None:
    assert entry_of(asked(remove="anna oever"), ROSTER, AMSTERDAM)["remove"] == "anna"


@pytest.mark.parametrize(
    ("more", "message", "cure"),
    [
        ({"role": "OVDB"}, 'no role "OVDB"', '"OVDBZ"'),
        ({"role": "X"}, 'no role "X"', "OVDBZ, HCC"),
        ({"add": "ana"}, 'no person "ana"', '"anna"'),
        ({"add": "Oever"}, 'no person "Oever"', '"anna"'),
        ({"add": "Bram Dijk"}, "more than one person", "bram, bram2"),
        ({"add": "zzz\x1b"}, 'no person "zzz\ufffd"', "anna, bram, bram2"),
        ({"replace": "anna", "by": "Anna Oever"}, "stand in for themselves", None),
        ({"replace": "anna"}, "go together", None),
        ({"add": "anna", "by": "bram2"}, "go together", None),
        ({"add": "anna", "remove": "bram2"}, "one person", "--add P"),
        ({"remove": "anna", "assignment": "work"}, "--as goes with --add", None),
        ({"until_ms": FROM}, "ends before it begins", "--until"),
        ({"until_ms": FROM + 999}, "ends before it begins", "--until"),
        ({"until_ms": 10**15}, "no roster reaches", None),
        ({"note": "x" * 501}, "500 characters", None),
    ],
)
def test_what_makes_no_sense_is_refused(
    more: dict[str, object], message: str, cure: str | None
) -> None:
    with pytest.raises(AskedWrongError) as wrong:
        entry_of(asked(**more), ROSTER, AMSTERDAM)
    assert message in str(wrong.value.message)
    assert cure is None or cure in str(wrong.value.help)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-03-03 22:00", "2026-03-03 22:00"),
        ("2026-03-03 22:00:05", "2026-03-03 22:00:05"),
        ("2026-03-03T22:00+05:00", "2026-03-03 18:00"),
        ("2026-10-25 02:30+02:00", "2026-10-25 02:30+02:00"),
        ("2026-10-25 02:30+01:00", "2026-10-25 02:30+01:00"),
        ("2026-03-29 01:30+00:00", "2026-03-29 03:30"),
    ],
)
def test_a_time_is_written_so_that_it_means_one_instant(text: str, written: str) -> None:
    found = written_time(at(text), AMSTERDAM)
    assert str(found) == written
    read = parse_local_time(str(found))
    assert read is not None
    assert resolve_local(read, AMSTERDAM) == at(text)


def test_parts_of_a_second_are_dropped() -> None:
    assert str(written_time(FROM + 999, AMSTERDAM)) == "2026-03-03 22:00"
