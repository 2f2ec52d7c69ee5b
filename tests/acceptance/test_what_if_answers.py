"""Issue 3, capability 8, and cli.md: what if, without touching files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.files import roster

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger

PEOPLE = """
- {id: anna, name: Anna Oever, roles: [OVD, LID], travel: {home: 20m}}
- {id: bram, name: Bram Dijk, roles: [OVD], travel: {home: 20m}}
- {id: cato, name: Cato Sluis, roles: [LID], travel: {home: 20m}}
"""
ROLES = """
- {id: OVD, title: Officier, arrive: 30m, requires: [BOB]}
- {id: LID, title: Leider}
"""
DUTIES = """
- rotation: {role: OVD, people: [anna, bram], turn: 1w, handover: Mon 12:00, start: 2026-01-05}
- rotation: {role: LID, people: [cato], turn: 1w, handover: Mon 12:00, start: 2026-01-05}
"""
TRAINING = """
    training: 1
    qualifications:
      - {id: BOB, title: Besluitvorming, current: {any: [{months: 24}]}}
    records:
      - {person: anna, qualification: BOB, kind: course, on: 2025-05-14}
      - {person: bram, qualification: BOB, kind: course, on: 2025-05-14}
"""
FORTNIGHT = ("--from", "2026-03-02 12:00", "--until", "2026-03-16 12:00")
HOUR = 3600


@pytest.fixture(autouse=True)
def files(here: Stranger) -> None:
    here.write("rosters/proef.yaml", roster(ROLES, PEOPLE, duties=DUTIES))
    here.write("rosters/training.yaml", TRAINING)


def suppose(here: Stranger, *edits: str) -> dict[str, Any]:
    document: dict[str, Any] = here.json("what-if", *edits, *FORTNIGHT)
    return document


def spans(found: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    return [(each["role"], each["from"][:16], each["seconds"] // HOUR) for each in found]


def test_a_person_is_taken_away(here: Stranger) -> None:
    found = suppose(here, "--without", "anna")
    assert spans(found["opened"]) == [("OVD", "2026-03-02T12:00", 168)]
    assert found["opened"][0]["cause"] == "away"
    assert (found["closed"], found["opened_seconds"]) == ([], 168 * HOUR)


def test_a_course_expires(here: Stranger) -> None:
    found = suppose(here, "--expire", "bram:BOB@2026-03-14 12:00")
    assert spans(found["opened"]) == [("OVD", "2026-03-14T12:00", 48)]
    (person,) = found["opened"][0]["people"]
    assert (person["person"], person["cause"]) == ("bram", "unqualified")


def test_a_trainee_is_added_and_put_on_duty(here: Stranger) -> None:
    away = ("--without", "anna@2026-03-05 22:00/2026-03-06 07:00")
    on = ("--change", "OVD 2026-03-05 22:00/2026-03-06 07:00 add piet")
    late = suppose(here, *away, "--trainee", "piet:OVD:45m", *on)
    assert spans(late["opened"]) == [("OVD", "2026-03-05T22:00", 9)]
    assert suppose(here, *away, "--trainee", "piet:OVD:25m", *on)["opened"] == []


def test_a_handover_is_moved(here: Stranger) -> None:
    here.change("rosters/proef.yaml", "name: Bram Dijk,", AWAY_ON_MONDAY)
    before = suppose(here, "--award", "bram:BOB")
    assert (before["opened"], before["closed"]) == ([], [])
    found = suppose(here, "--handover", "OVD=Tue 12:00")
    assert spans(found["closed"]) == [("OVD", "2026-03-09T12:00", 12)]


AWAY_ON_MONDAY = "name: Bram Dijk, away: [{from: 2026-03-09 00:00, until: 2026-03-10 00:00}],"


def test_one_person_fills_one_post(here: Stranger) -> None:
    found = suppose(here, "--change", "LID 2026-03-03 00:00/2026-03-04 00:00 replace cato by anna")
    assert spans(found["opened"]) == [("LID", "2026-03-03T00:00", 24)]
    assert found["opened"][0]["cause"] == "on-other-post"


def test_opened_gaps_are_exit_1_and_none_is_0(here: Stranger) -> None:
    assert here.ask("what-if", "--without", "anna", *FORTNIGHT).code == 1
    assert here.ask("what-if", "--award", "anna:BOB", *FORTNIGHT).code == 0
    assert here.ask("what-if", "--without", "nobody", *FORTNIGHT).code == 2


def test_what_is_supposed_is_what_comes_true_when_the_change_is_made(here: Stranger) -> None:
    night = ("2026-03-05 22:00", "2026-03-06 07:00")
    supposed = suppose(here, "--change", f"OVD {night[0]}/{night[1]} remove anna")
    said = here.ask(
        "change", "OVD", "--from", night[0], "--until", night[1], "--remove", "anna", "--yes"
    )
    assert said.code == 0
    (gap,) = here.json("coverage", "--role", "OVD", *FORTNIGHT)["roles"][0]["gaps"]
    (opened,) = supposed["opened"]
    assert (gap["from"], gap["until"]) == (opened["from"], opened["until"])
