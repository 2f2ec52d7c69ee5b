"""Calendars in and out, by somebody who knows the contract only."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.files import roster, scenario

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger

PEOPLE = """
- {id: anna, name: Anna Oever, roles: [OVD], reach: {mail: anna@example.invalid, phone: "0101"}}
- {id: bram, name: Bram Dijk, roles: [OVD], reach: {mail: bram@example.invalid}}
"""
BY_MAIL = "- calendar: {role: OVD, file: ovd.ics, match: mail}"
MONDAY = "2026-03-02 13:00"
TUESDAY = "2026-03-03 13:00"


def event(start: str, end: str, who: str, *more: str) -> str:
    lines = (f"DTSTART:{start}", f"DTEND:{end}", "SUMMARY:Piket", f"ATTENDEE:mailto:{who}", *more)
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def calendar(*events: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])


ANNA = event("20260302T120000", "20260303T120000", "Anna@Example.invalid")
BRAM = event("20260303T120000", "20260304T120000", "bram@example.invalid")


@pytest.fixture
def desk(here: Stranger) -> Stranger:
    """A roster whose one post is filled from a calendar, until 5 March."""
    here.write(
        "rosters/proef.yaml", roster(people=PEOPLE, duties=BY_MAIL, planned_until="2026-03-05")
    )
    put(here, calendar(ANNA, BRAM))
    return here


def put(here: Stranger, text: str) -> None:
    (here.root / "rosters" / "ovd.ics").write_bytes(text.encode())


def on_duty(here: Stranger, when: str) -> list[str]:
    (post,) = here.json("oncall", "--at", when)["posts"]
    return [each["id"] for each in post["people"]]


def test_who_a_calendar_names_is_on_duty_on_standby(desk: Stranger) -> None:
    assert on_duty(desk, MONDAY) == ["anna"]
    assert on_duty(desk, TUESDAY) == ["bram"]
    (post,) = desk.json("oncall", "--at", MONDAY)["posts"]
    assert post["people"][0]["assignment"] == "standby"
    said = desk.ask("oncall", "--at", MONDAY)
    assert (said.code, said.err) == (0, "")


def test_the_answer_follows_the_calendar(desk: Stranger) -> None:
    assert on_duty(desk, MONDAY) == ["anna"]
    put(desk, calendar(BRAM, event("20260302T120000", "20260303T120000", "bram@example.invalid")))
    assert on_duty(desk, MONDAY) == ["bram"]


def test_a_change_in_the_roster_works_on_a_calendar(desk: Stranger) -> None:
    changes = (
        "- {role: OVD, from: 2026-03-02 12:30, until: 2026-03-02 14:00, replace: anna, by: bram}"
    )
    text = roster(people=PEOPLE, duties=BY_MAIL, changes=changes, planned_until="2026-03-05")
    desk.write("rosters/proef.yaml", text)
    assert on_duty(desk, MONDAY) == ["bram"]
    assert on_duty(desk, "2026-03-02 14:00") == ["anna"]


def test_faults_in_a_calendar_are_told_with_their_place_and_the_rest_counts(desk: Stranger) -> None:
    reversed_ = event("20260303T120000", "20260302T120000", "anna@example.invalid")
    stranger = event("20260304T120000", "20260305T120000", "ana@example.invalid")
    put(desk, calendar(reversed_, stranger, ANNA))
    findings = desk.json("check")["findings"]
    assert [(each["code"], each["severity"]) for each in findings] == [
        ("I603", "error"), ("I609", "warning"),
    ]  # fmt: skip
    assert [(Path(each["file"]).name, each["line"], each["column"]) for each in findings] == [
        ("ovd.ics", 5, 7), ("ovd.ics", 13, 10),
    ]  # fmt: skip
    assert "anna@example.invalid" in findings[1]["help"]
    assert on_duty(desk, MONDAY) == ["anna"]
    assert desk.ask("oncall", "--at", MONDAY).code == 1  # an error in the files


@pytest.mark.parametrize("text", [None, "<html>log in</html>"])
def test_a_calendar_that_cannot_be_read_is_told_by_every_answer(
    desk: Stranger, text: str | None
) -> None:
    if text is None:
        (desk.root / "rosters" / "ovd.ics").unlink()
    else:
        put(desk, text)
    desk.write("scenarios/proef.yaml", scenario())
    (finding,) = [each for each in desk.json("check")["findings"] if each["severity"] == "error"]
    assert (finding["code"], Path(finding["file"]).name) == ("R110", "proef.yaml")
    for command in (("oncall", "--at", MONDAY), ("readiness", "proef"), ("check",)):
        said = desk.ask(*command)
        assert said.code == 1
        assert "ovd.ics" in said.out + said.err
    assert desk.json("oncall", "--at", MONDAY)["unread"] == [{"role": "OVD", "file": "ovd.ics"}]


def test_an_exercise_keeps_the_calendar_it_began_with(desk: Stranger) -> None:
    desk.write("scenarios/proef.yaml", scenario())
    desk.play("proef", "--roster", "proef")
    frozen = desk.exercise / "inputs" / "rosters" / "ovd.ics"
    assert frozen.read_bytes() == calendar(ANNA, BRAM).encode()
    shutil.rmtree(desk.root / "rosters")
    assert desk.ask("verify", desk.exercise.name).code == 0
    assert desk.ask("debrief", desk.exercise.name).code == 0


def test_a_line_in_a_calendar_never_passes_for_a_roster(desk: Stranger) -> None:
    put(desk, calendar(ANNA, BRAM).replace("VERSION:2.0", "VERSION:2.0\r\nroster: 1"))
    desk.write("scenarios/proef.yaml", scenario())
    desk.play("proef", "--roster", "proef")
    assert desk.ask("debrief", desk.exercise.name).code == 0


def export(here: Stranger, *more: str) -> str:
    said = here.call(
        "export",
        "ics",
        "--workspace",
        str(here.root),
        "--lang",
        "en",
        "--from",
        "2026-03-01",
        *more,
    )
    assert (said.code, said.err) == (0, "")
    return said.out


def test_what_goes_out_comes_back(desk: Stranger) -> None:
    written = export(desk)
    assert written.startswith("BEGIN:VCALENDAR\r\n")
    put(desk, written)
    desk.change("rosters/proef.yaml", "match: mail", "match: name")
    assert on_duty(desk, MONDAY) == ["anna"]
    assert on_duty(desk, TUESDAY) == ["bram"]
    assert desk.json("check")["findings"] == []
    assert export(desk) == written


def test_a_calendar_of_one_person_or_one_post(desk: Stranger) -> None:
    hers = export(desk, "--person", "Anna Oever")
    assert hers.count("BEGIN:VEVENT") == 1
    assert "Bram" not in hers
    assert export(desk, "--person", "anna") == hers
    post = export(desk, "--role", "OVD")
    assert post.count("BEGIN:VEVENT") == 2
    assert not [text for text in ("example.invalid", "0101") if text in post + hers]


def test_a_calendar_in_a_file(desk: Stranger) -> None:
    path = desk.root / "anna.ics"
    said = desk.ask("export", "ics", "--from", "2026-03-01", "--person", "anna", "-o", str(path))
    assert said.code == 0
    assert str(path) in said.err
    assert path.read_bytes() == export(desk, "--person", "anna").encode()


@pytest.mark.parametrize(
    "asked",
    [
        ("--person", "ana"),
        ("--role", "OVDD"),
        ("--until", "2026-01-01"),
        ("--from", "morgen"),
        ("--person", "anna", "--role", "OVD"),
    ],
)
def test_what_was_asked_wrong_is_refused(desk: Stranger, asked: tuple[str, str]) -> None:
    said = desk.ask("export", "ics", "--from", "2026-03-01", *asked)
    assert (said.code, said.out) == (2, "")
    assert said.err


def test_an_export_that_misses_a_calendar_says_so(desk: Stranger) -> None:
    (desk.root / "rosters" / "ovd.ics").unlink()
    said = desk.ask("export", "ics", "--from", "2026-03-01")
    assert said.code == 1
    assert "ovd.ics" in said.err
