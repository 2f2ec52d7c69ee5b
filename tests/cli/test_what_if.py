"""`crisis-tui what-if`: edits in the order in which they are written, and no file touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.rosters import Answers

SPAN = ("--from", "2026-03-02 12:00", "--until", "2026-03-16 12:00")


def hours(seconds: int) -> float:
    return seconds / 3600


def test_nothing_to_suppose_is_wrong_use(desk: Answers) -> None:
    assert desk.ask("what-if") == 2
    assert "--without" in desk.err


def test_an_absence_opens_gaps_and_says_so(desk: Answers) -> None:
    assert desk.ask("what-if", "--without", "anna", *SPAN) == 1
    assert "closes no gap, opens 2 gaps (6 d 15 h)" in desk.out
    assert "Anna Oever: away" in desk.out


def test_an_absence_may_have_its_own_time(desk: Answers) -> None:
    during = "Anna Oever@2026-03-05 22:00/2026-03-06 07:00"
    found = desk.json("what-if", "--without", during, *SPAN)
    assert [(each["role"], each["from"], hours(each["seconds"])) for each in found["opened"]] == [
        ("OVDBZ", "2026-03-05T22:00:00+01:00", 9.0)
    ]
    assert found["opened"][0]["people"] == [{"person": "anna", "cause": "away", "detail": None}]
    assert found["edits"] == [f"--without {during}"]


def test_somebody_new_closes_a_gap_when_a_change_puts_them_on_duty(desk: Answers) -> None:
    trainee = ("--trainee", "piet:OVDBZ:25m@2026-03-01")
    on = ("--change", "OVDBZ 2026-03-03 22:00/2026-03-04 07:00 add piet")
    found = desk.json("what-if", *trainee, *on, *SPAN)
    assert (hours(found["closed_seconds"]), found["opened"]) == (9.0, [])
    assert found["pools"] == [{"role": "OVDBZ", "before": 2, "after": 3}]
    assert desk.ask("what-if", *trainee, *on, *SPAN) == 0
    assert desk.ask("what-if", *on, *trainee, *SPAN) == 2  # not there yet


def test_the_order_of_edits_matters(desk: Answers) -> None:
    lost = ("--expire", "anna:BOB@2026-03-04 12:00")
    won = ("--award", "anna:BOB@2026-03-06")
    assert hours(desk.json("what-if", *lost, *won, *SPAN)["opened_seconds"]) == 36.0
    assert hours(desk.json("what-if", *won, *lost, *SPAN)["opened_seconds"]) == 120.0


def test_a_handover_moves(desk: Answers) -> None:
    found = desk.json("what-if", "--handover", "OVDBZ=Tue 09:00", *SPAN)
    assert found["opened"] or found["closed"]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("--without", "ana"), '"anna"'),
        (("--without", "anna@2026-03-03"), "P[@T/T]"),
        (("--without", "anna@2026-03-05/2026-03-03"), "ends before it begins"),
        (("--expire", "anna"), "P:QUAL[@T]"),
        (("--expire", "anna:BOP"), '"BOB"'),
        (("--award", "anna:BOB@someday"), '"someday" is not a time'),
        (("--trainee", "piet"), "ID:ROLE"),
        (("--trainee", "piet:OVDB"), '"OVDBZ"'),
        (("--trainee", "piet:OVDBZ:far"), "ID:ROLE"),
        (("--trainee", "anna:OVDBZ"), "already"),
        (("--handover", "OVDBZ"), "ROLE=WHEN"),
        (("--handover", "OVDBZ=09:00"), "another rhythm"),
        (("--handover", "TLOPV=Mon 09:00"), "no rotation"),
        (("--change", "OVDBZ tomorrow"), "ROLE T/T"),
        (("--change", "OVDBZ 2026-03-03/2026-03-04 replace anna by anna"), "themselves"),
    ],
)
def test_what_is_asked_wrong_is_wrong_use(desk: Answers, edit: tuple[str, str], said: str) -> None:
    assert desk.ask("what-if", *edit, *SPAN) == 2
    assert said in desk.err


def test_no_file_is_touched(desk: Answers) -> None:
    before = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()}
    desk.ask("what-if", "--without", "anna", "--change", "HCC 2026-03-03/2026-03-04 remove cato")
    assert {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()} == before


def test_the_answer_fits_80_columns(desk: Answers) -> None:
    for lang in ("en", "nl"):
        edits = ("--without", "anna", "--without", "cato", "--award", "cato:BOB")
        desk.ask("what-if", *edits, *SPAN, lang=lang)
        assert max(map(len, desk.out.splitlines())) <= 80


def test_a_handover_in_dutch_days_is_told_the_words(desk: Answers) -> None:
    assert desk.ask("what-if", "--handover", "OVDBZ=di 09:00", *SPAN) == 2
    assert "write OVDBZ=Tue 09:00 (Mon Tue Wed Thu Fri Sat Sun)" in desk.err
