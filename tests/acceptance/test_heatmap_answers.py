"""cli.md, `readiness SCENARIO --every`: the start-hour heatmap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.files import roster, scenario

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger

PEOPLE = """
- {id: anna, name: Anna Oever, roles: [OVD]}
- {id: bram, name: Bram Dijk, roles: [OVD]}
"""


def duty(from_: str, until: str, person: str = "anna") -> str:
    return f"- shift: {{role: OVD, person: {person}, from: {from_}, until: {until}}}\n"


WITH_A_HOLE = duty("2026-03-02 00:00", "2026-03-03 12:00") + duty(
    "2026-03-03 14:00", "2026-03-09 00:00", "bram"
)


def write(here: Stranger, duties: str = WITH_A_HOLE, *, role: str = "", lasts: str = "2h") -> None:
    text = roster(f"- {{id: OVD, title: Officier{role}}}", PEOPLE, duties)
    here.write("rosters/proef.yaml", text)
    phase = f"- {{id: begin, title: Begin, at: 0m, lasts: {lasts}, needs: [{{role: OVD}}]}}"
    here.write("scenarios/proef.yaml", scenario(phases=phase, end="open"))


def hours(here: Stranger, from_: str, until: str, every: str = "1h") -> list[dict[str, Any]]:
    period = ("--every", every, "--from", from_, "--until", until)
    found: list[dict[str, Any]] = here.json("readiness", "proef", *period)["hours"]
    return found


def test_each_start_with_its_verdict_and_who_is_short(here: Stranger) -> None:
    write(here)
    found = hours(here, "2026-03-03 10:00", "2026-03-03 15:00")
    assert [(each["start"][11:16], each["verdict"], each["short"]) for each in found] == [
        ("10:00", "ready", []),
        ("11:00", "not-ready", ["OVD"]),
        ("12:00", "not-ready", ["OVD"]),
        ("13:00", "not-ready", ["OVD"]),
        ("14:00", "ready", []),
    ]
    assert found[0]["start"] == "2026-03-03T10:00:00+01:00"


def test_each_start_is_what_readiness_says_of_it(here: Stranger) -> None:
    write(here, role=", duty: soft")
    for each in hours(here, "2026-03-03 09:00", "2026-03-03 16:00"):
        one = here.json("readiness", "proef", "--start", each["start"])
        assert each["verdict"] == one["verdict"]
        assert each["short"] == [need["role"] for need in one["needs"] if need["gaps"]]


@pytest.mark.parametrize(("day", "count"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_the_nights_that_the_clock_changes(here: Stranger, day: str, count: int) -> None:
    write(here)
    found = hours(here, f"{day} 00:00", f"{day[:-2]}{int(day[-2:]) + 1} 00:00")
    assert len({each["start"] for each in found}) == count


@pytest.mark.parametrize(
    ("role", "from_", "code", "strict"),
    [
        ("", "2026-03-04 00:00", 0, 0),
        (", duty: soft", "2026-03-04 00:00", 0, 1),
        ("", "2026-03-03 00:00", 1, 1),
    ],
)
def test_the_exit_code(here: Stranger, role: str, from_: str, code: int, strict: int) -> None:
    write(here, role=role)
    asked = ("proef", "--every", "1h", "--from", from_, "--until", "2026-03-05 00:00")
    assert here.ask("readiness", *asked).code == code
    assert here.ask("readiness", *asked, "--strict").code == strict


def test_a_text_of_80_columns_with_a_row_a_day(here: Stranger) -> None:
    write(here)
    asked = ("--every", "1h", "--from", "2026-03-03 00:00", "--until", "2026-03-05 00:00")
    said = here.ask("readiness", "proef", *asked).out
    assert all(len(line) <= 80 for line in said.splitlines())
    (tuesday,) = (line for line in said.splitlines() if line.startswith("tue 3 mar"))
    assert tuesday.split()[3:7] == ["······", "·····✗", "✗✗····", "······"]
    assert "3 not ready" in said
    assert "45 of 48 starts ready" in said
    assert "tue 3 mar 11:00 – tue 3 mar 13:00 (3)" in said


def test_a_long_period_is_laid_on_one_week(here: Stranger) -> None:
    write(here, duty("2026-01-01 00:00", "2026-03-03 12:00"))
    asked = ("--every", "1h", "--from", "2026-01-05 00:00", "--until", "2026-03-16 00:00")
    said = here.ask("readiness", "proef", *asked).out
    assert all(len(line) <= 80 for line in said.splitlines())
    rows = {line.split()[0]: line.split()[1:5] for line in said.splitlines() if line[:4].strip()}
    assert rows["mon"] == ["111111"] * 4  # the last of ten Mondays
    assert rows["tue"] == ["111111", "111112", "222222", "222222"]


def test_four_weeks_from_now_unless_said_otherwise(here: Stranger) -> None:
    write(here)
    found = here.json("readiness", "proef", "--every", "1d")["hours"]
    assert len(found) == 28
    assert here.json("readiness", "proef", "--every", "1d", "--from", "2026-03-03")["hours"][27][
        "start"
    ].startswith("2026-03-30T00:00:00")


@pytest.mark.parametrize(
    "asked",
    [
        ("--every", "1"),
        ("--every", "0m"),
        ("--every", "1s", "--from", "2026-03-03", "--until", "2027-03-03"),
        ("--every", "1h", "--from", "2026-03-03", "--until", "2026-03-03"),
        ("--every", "1h", "--start", "2026-03-03"),
        ("--every", "1h", "--from", "9999-12-30"),
        ("--every", "52w", "--from", "2026-03-03", "--until", "9999-12-31"),
        ("--from", "2026-03-03"),
        ("--until", "2026-03-03"),
    ],
)
def test_asked_wrong(here: Stranger, asked: tuple[str, ...]) -> None:
    write(here)
    said = here.ask("readiness", "proef", *asked)
    assert (said.code, said.out) == (2, "")
    assert said.err


def test_the_hour_that_is_skipped_has_no_start(here: Stranger) -> None:
    write(here)
    period = ("--from", "2026-03-29 01:59:59", "--until", "2026-03-29 03:00")
    said = here.ask("readiness", "proef", "--every", "1h", *period)
    assert said.code == 1  # the only start is the first, and nobody is on duty then
    assert "0 of 1 start ready" in said.out


def test_a_scenario_with_errors_is_not_ready_from_any_start(here: Stranger) -> None:
    write(here)
    here.change("scenarios/proef.yaml", "end: open", "end: open\ncolour: red")
    asked = ("proef", "--every", "1h", "--from", "2026-03-04 00:00", "--until", "2026-03-04 02:00")
    document = here.json("readiness", *asked)
    assert {each["verdict"] for each in document["hours"]} == {"not-ready"}
    assert document["findings"]
    said = here.ask("readiness", *asked)
    assert (said.code, said.out) == (1, "")


def test_duties_from_a_calendar_count(here: Stranger) -> None:
    """Every week on Tuesday noon for a day, over the night that the clock changes as well."""
    write(here)
    people = "- {id: anna, name: Anna Oever, roles: [OVD], reach: {mail: anna@example.invalid}}"
    duty_list = "- calendar: {role: OVD, file: ovd.ics, match: mail}"
    here.write("rosters/proef.yaml", roster(people=people, duties=duty_list))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "BEGIN:VEVENT",
        "DTSTART:20260303T120000",
        "DTEND:20260304T120000",
        "RRULE:FREQ=WEEKLY;COUNT=6",
        "SUMMARY:Piket",
        "ATTENDEE:mailto:anna@example.invalid",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    here.write("rosters/ovd.ics", "\r\n".join([*lines, ""]))
    for day, until in (("2026-03-03", "2026-03-04"), ("2026-03-31", "2026-04-01")):
        found = hours(here, f"{day} 10:00", f"{until} 12:00")
        ready = [each["start"][:16] for each in found if each["verdict"] == "ready"]
        assert (len(ready), ready[0], ready[-1]) == (23, f"{day}T12:00", f"{until}T10:00")
