"""`crisis-tui coverage`: what is asked if nothing is said, exit codes, findings with their place."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from crisis_tui.basis.instants import instant_ms
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from tests.cli.rosters import Answers

WEEK = ("--from", "2026-03-02 12:00", "--until", "2026-03-09 12:00")
ANNAS_WEEK = ("--from", "2026-02-16 12:00", "--until", "2026-02-23 12:00")
ALONE = """
roster: 1
organisation: Gemeente Proef (fictief)
planned_until: 2026-03-05
roles:
  - {id: OVDBZ, title: Officier van dienst die een heel lange titel heeft gekregen}
  - {id: LTBZ, title: Leider, desired: 2}
people:
  - {id: anna, name: Anna Oever met een naam die ook nergens in past, roles: [OVDBZ, LTBZ]}
  - {id: bram, name: Bram Dijk, roles: [LTBZ]}
duties:
  - rotation: {role: OVDBZ, people: [anna], turn: 1w, handover: Mon 12:00, start: 2026-01-05}
  - rotation: {role: LTBZ, people: [bram], turn: 1w, handover: Mon 12:00, start: 2026-01-05}
changes:
  - {role: LTBZ, from: 2026-03-03 02:00, until: 2026-03-03 07:00, replace: bram, by: anna}
"""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (WEEK, 1),
        ((*ANNAS_WEEK, "--role", "OVDBZ"), 0),
        ((*ANNAS_WEEK, "--role", "OVDBZ", "--strict"), 0),
        ((*WEEK, "--role", "HCC"), 1),  # on call without a break: against the rules of rest
        ((*WEEK, "--role", "TLOPV"), 0),
        ((*WEEK, "--role", "OVDBX"), 2),
        (("--from", "2026-03-09", "--until", "2026-03-09"), 2),
        (("--from", "2026-03-09", "--until", "2036-03-09"), 2),
        (("--from", "2026-03-29 02:30"), 2),
    ],
)
def test_exit_codes(desk: Answers, arguments: tuple[str, ...], code: int) -> None:
    assert desk.ask("coverage", *arguments) == code


def test_four_weeks_from_the_running_minute_if_nothing_is_said(desk: Answers) -> None:
    document = desk.json("coverage")
    from_, until = (datetime.fromisoformat(document[key]) for key in ("from", "until"))
    assert until - from_ == timedelta(weeks=4)
    assert 0 <= MachineClock().wall_ms() - instant_ms(from_) < 120_000
    assert from_.second == 0


def test_no_further_than_the_planning_if_nothing_is_said(desk: Answers) -> None:
    desk.write("rosters/proef.yaml", ALONE)
    document = desk.json("coverage", "--from", "2026-03-03")
    assert document["until"] == document["planned_until"] == "2026-03-05T00:00:00+01:00"
    past = desk.json("coverage", "--from", "2026-04-01")
    assert past["until"] == "2026-04-29T00:00:00+02:00"
    assert {role["gaps"][0]["cause"] for role in past["roles"]} == {"beyond-horizon"}


def test_what_hangs_on_one_person_is_one_finding_at_the_duty(desk: Answers) -> None:
    desk.write("rosters/proef.yaml", ALONE)
    document = desk.json("coverage", "--from", "2026-03-02", "--until", "2026-03-06")
    found = {finding["code"]: finding for finding in document["findings"]}
    assert "OVDBZ and LTBZ both depend on Anna Oever" in found["P420"]["message"]
    assert "2026-03-03 02:00 – 07:00" in found["P420"]["message"]
    assert (found["P420"]["file"], found["P420"]["line"]) == ("rosters/proef.yaml", 15)
    assert found["P420"]["related"][0]["line"] == 12
    assert found["P423"]["line"] == 4
    assert found["P421"]["severity"] == "warning"
    (conflict,) = document["conflicts"]
    assert (conflict["roles"], conflict["people"]) == (["OVDBZ", "LTBZ"], ["anna"])
    assert (conflict["short"], conflict["seconds"]) == (["LTBZ"], 5 * 3600)


def test_a_role_alone_keeps_to_its_own_conflicts(desk: Answers) -> None:
    desk.write("rosters/proef.yaml", ALONE)
    document = desk.json("coverage", "--from", "2026-03-02", "--role", "OVDBZ")
    assert document["conflicts"] == []
    assert "P420" not in {finding["code"] for finding in document["findings"]}


def test_fields_that_add_up(desk: Answers) -> None:
    for role in desk.json("coverage", *WEEK)["roles"]:
        parts = (role[f"{kind}_seconds"] for kind in ("covered", "probable", "gap"))
        assert role["required_seconds"] == sum(parts)
    officer = desk.json("coverage", *WEEK)["roles"][0]
    assert officer["gap_seconds"] == 9 * 3600
    assert officer["sole"] == [{"person": "anna", "seconds": (7 * 24 - 9) * 3600}]
    assert officer["slack_seconds"] == 300
    assert officer["pool"] == ["anna", "bram"]


def test_fewer_than_desired_is_no_gap(desk: Answers) -> None:
    desk.write("rosters/proef.yaml", ALONE)
    role = desk.json("coverage", "--from", "2026-03-03", "--role", "LTBZ")["roles"][0]
    assert (role["gap_seconds"], role["below_desired_seconds"]) == (5 * 3600, 43 * 3600)


def test_text_fits_eighty_columns_in_both_languages(desk: Answers) -> None:
    desk.write("rosters/proef.yaml", ALONE)
    for lang in ("en", "nl"):
        for until in ("2026-03-06", "2027-12-31"):
            desk.ask("coverage", "--from", "2026-03-02", "--until", until, lang=lang)
            assert max(len(line) for line in desk.out.splitlines()) <= 80
            assert "P420" in desk.out
            assert "\t" not in desk.out
            assert "\x1b" not in desk.out


def test_the_verdict_comes_first(desk: Answers) -> None:
    desk.ask("coverage", *WEEK)
    lines = desk.out.splitlines()
    assert lines[1] == "✗ 1 gap on 1 of 2 posts, 9 h 00 together   ~ 1 only probable"
    assert "  tue 3 mar 22:00 – wed 4 mar 07:00 (9 h 00): nobody planned" in lines
    desk.ask("coverage", *WEEK, "--role", "TLOPV")
    assert desk.out.splitlines()[1] == "· nobody is asked for in this time"


def test_an_unreadable_roster_is_exit_three(desk: Answers) -> None:
    desk.write("rosters/proef.yaml", "roster: [")
    assert desk.ask("coverage") == 3
    assert "rosters/proef.yaml:1" in desk.err
