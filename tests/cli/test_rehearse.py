"""`crisis-tui rehearse`: loose ends, exit codes, JSON, and what the roster says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.rosters import Answers

HEAD = """
scenario: 1
id: weg
title: De weg is dicht
crisis: infrastructure
story_start: 2026-03-03 09:00
end: 60m
phases:
  - {id: begin, title: Begin, at: 0m, needs: [{role: OVDBZ}]}
injects:
  - id: A1
    at: 0m
    to: [OVDBZ]
    title: De weg is dicht
    expects: [{id: A1-bel, by: HCC, action: Bel de pers, within: 10m}]
    decision:
      id: omleiden
      question: Leiden we om?
      authority: OVDBZ
      LIMIT
      options: [{id: ja, title: Ja}, {id: nee, title: Nee}]
  - {id: B1, at: 12m, to: [HCC], title: Omwonenden klagen, when: {decision: omleiden, is: ja}}
  - {id: P1, after: {inject: A1, by: 10m}, to: [HCC], title: De krant, when: {missed: A1-bel}}
  - {id: K1, bank: true, to: [HCC], title: Een drone}
"""
LIMITED = HEAD.replace("LIMIT", "within: 5m")
UNLIMITED = HEAD.replace("      LIMIT\n", "")
DEAD = """\
  - id: N1
    after: {inject: B1, by: 1m}
    to: [HCC]
    title: Nooit
    when: {decision: omleiden, is: nee}
  - {id: N2, after: {inject: N1, by: 1m}, to: [HCC], title: Ook nooit}
"""


def test_a_sound_scenario_is_told_in_80_columns(desk: Answers) -> None:
    desk.write("scenarios/weg.yaml", LIMITED)
    for language in ("nl", "en"):
        assert desk.ask("rehearse", "weg", lang=language) == 0
        assert all(len(line) <= 80 for line in desk.out.splitlines())
    lines = desk.out.splitlines()
    assert lines[1].startswith("12 ways, all followed to their end: 6 with people who act at once")
    assert any(line.split()[:3] == ["B1", "0:12", "4/12"] for line in lines)
    assert any(line.split()[:3] == ["P1", "0:10", "6/12"] for line in lines)
    assert "By hand only: K1" in lines
    assert any(line.startswith("~ B1 goes on waiting on 4 of 12 ways") for line in lines)
    assert desk.ask("rehearse", "weg", "--strict") == 1


def test_what_waits_for_a_decision_without_a_limit_is_a_fault_with_its_line(desk: Answers) -> None:
    desk.write("scenarios/weg.yaml", UNLIMITED)
    assert desk.ask("rehearse", "weg") == 1
    assert "weg.yaml:21  B1 waits for ever on 4 of 12 ways: nobody settles" in desk.out
    (problem,) = desk.json("rehearse", "weg")["problems"]
    assert (problem["kind"], problem["fault"], problem["line"]) == ("waits-for-ever", True, 21)
    assert problem["causes"] == [{"kind": "decision", "id": "omleiden"}]


def test_what_never_comes_is_told_with_the_reason(desk: Answers) -> None:
    desk.write("scenarios/weg.yaml", LIMITED + DEAD)
    assert desk.ask("rehearse", "weg") == 1
    said = " ".join(desk.out.split())
    assert "N1 never comes: its condition holds on no way" in said
    assert "N2 never comes: it follows N1, which never comes" in said
    found = {each["id"]: each for each in desk.json("rehearse", "weg")["injects"]}
    assert {name: each["comes"] for name, each in found.items()} == {
        "A1": "all", "B1": "some", "P1": "some", "K1": "by-hand", "N1": "none", "N2": "none",
    }  # fmt: skip
    assert (found["P1"]["earliest_seconds"], found["P1"]["ways"]) == (600.001, 6)
    assert found["P1"]["story"] == "2026-03-03T09:10:00+01:00"
    assert found["N1"]["earliest_seconds"] is None


def test_load_and_silences_are_counted_on_the_way_that_has_most(desk: Answers) -> None:
    desk.write("scenarios/weg.yaml", LIMITED)
    document = desk.json("rehearse", "weg", "--window", "10m", "--most-load", "1")
    load = {each["role"]: each["windows"] for each in document["load"]["roles"]}
    assert load["OVDBZ"] == [{"from_seconds": 0, "most": 2}]
    assert load["HCC"] == [{"from_seconds": 0, "most": 1}, {"from_seconds": 600, "most": 2}]
    overloads = [each for each in document["problems"] if each["kind"] == "overload"]
    assert {each["id"]: each["load"] for each in overloads} == {"OVDBZ": 2, "HCC": 2}
    spells = document["silences"]["spells"]
    everybody = {(each["from_seconds"], each["ways"]) for each in spells if each["role"] is None}
    assert everybody == {(0, 4), (600.001, 4), (720, 4)}
    quiet = desk.json("rehearse", "weg", "--silence", "59m")["silences"]["spells"]
    assert {(each["role"], each["from_seconds"]) for each in quiet} == {("OVDBZ", 0)} | {
        ("HCC", 0),
        (None, 0),
    }


def test_the_roster_tells_whom_it_has_at_each_moment(desk: Answers) -> None:
    desk.write("scenarios/weg.yaml", LIMITED)
    assert desk.ask("rehearse", "weg", "--roster", "proef") == 0
    at_night = ("rehearse", "weg", "--roster", "proef", "--start", "2026-03-03 23:00")
    assert desk.ask(*at_night) == 1
    assert "✗ OVDBZ in Begin: empty" in desk.out
    assert "✗ OVDBZ empty when wanted: A1 0:00" in desk.out
    assert "decision omleiden (A1, 0:00): nobody is on duty as OVDBZ then" in desk.out
    staffing = desk.json(*at_night)["staffing"]
    assert staffing["undecidable"] == ["omleiden"]
    assert staffing["posts"][0]["status"] == "empty"


def test_an_open_scenario_says_how_far_it_was_rehearsed(desk: Answers) -> None:
    repeats = "  - {id: R1, at: 5m, every: 30m, to: [HCC], title: Beeld}\n"
    desk.write("scenarios/weg.yaml", LIMITED.replace("end: 60m", "end: open") + repeats)
    assert desk.ask("rehearse", "weg") == 1
    assert "The scenario has no end: rehearsed until 1:12 (--horizon)." in desk.out
    assert "R1 repeats for ever" in desk.out
    document = desk.json("rehearse", "weg", "--horizon", "3h")
    assert document["horizon_seconds"] == 3 * 3600
    assert {each["id"]: each["latest_seconds"] for each in document["injects"]}["R1"] == 9_300


@pytest.mark.parametrize(
    "asked",
    [("--variant", "anders"), ("--window", "snel"), ("--most-load", "0"), ("--silence", "0m")],
)
def test_what_is_asked_wrong_is_refused(desk: Answers, asked: tuple[str, str]) -> None:
    desk.write("scenarios/weg.yaml", LIMITED)
    assert desk.ask("rehearse", "weg", *asked) == 2


def test_a_scenario_with_errors_is_not_rehearsed(desk: Answers) -> None:
    desk.write("scenarios/weg.yaml", LIMITED.replace("is: ja", "is: misschien"))
    assert desk.ask("rehearse", "weg") == 1
    assert desk.out == ""
    assert "misschien" in desk.err
