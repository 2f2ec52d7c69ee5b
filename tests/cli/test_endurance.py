"""`crisis-tui endurance`: how long, how sure, what ends it, the proposal, with and without solver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crisis_tui.solving import extra

if TYPE_CHECKING:
    from tests.cli.rosters import Answers

LONG = """
scenario: 1
id: lang
title: Een lange crisis
crisis: protracted
story_start: 2026-03-03 08:00
end: open
phases:
  - id: begin
    title: Begin
    at: 0m
    lasts: 5d
    needs:
      - {{role: TLOPV, shift: 8h}}
{more}injects:
  - {{id: A1, at: 0m, to: [TLOPV], title: Het begint}}
"""
NAMES = ("anna", "bram", "cato", "dirk", "emma", "fleur")


def crew(desk: Answers, pool: int, more: str = "", **person: str) -> None:
    """Write a roster in which so many people can lead a shelter, and a scenario of five days."""
    told = "".join(f", {key}: {value}" for key, value in person.items())
    people = "".join(
        f"  - {{id: {name}, name: {name.title()} Oever, roles: [TLOPV]{told}}}\n"
        for name in NAMES[:pool]
    )
    desk.write(
        "rosters/proef.yaml",
        "roster: 1\norganisation: Gemeente Proef (fictief)\nplanned_until: open\nroles:\n"
        "  - {id: TLOPV, title: Teamleider opvang, cover: none}\n"
        "  - {id: AOV, title: Adviseur, cover: none}\npeople:\n"
        f"  - {{id: zorg, name: Zita Zorg, roles: [AOV]}}\n{people}",
    )
    desk.write("rosters/training.yaml", "training: 1\n")
    desk.write("scenarios/lang.yaml", LONG.format(more=more))


def role(document: dict[str, Any], name: str = "TLOPV") -> dict[str, Any]:
    return next(dict(each) for each in document["roles"] if each["role"] == name)


@pytest.fixture
def without_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda _: None)


def test_one_person_lasts_one_shift(desk: Answers) -> None:
    crew(desk, 1)
    document = desk.json("endurance", "lang")
    found = role(document)
    assert (found["pool"], found["sustained_seconds"]) == (1, 28_800)
    assert found["breaks"]["at"] == "2026-03-03T16:00:00+01:00"
    assert (found["breaks"]["rule"], found["breaks"]["person"]) == ("atw-5.3-dagrust", "anna")
    assert document["scenario_seconds"] == 28_800
    assert document["planned_seconds"] == 5 * 86_400
    assert (document["proven"], document["lasts"]) == (True, False)
    assert document["proposal"] is None


def test_five_people_have_no_end(desk: Answers) -> None:
    crew(desk, 5)
    document = desk.json("endurance", "lang")
    found = role(document)
    assert (found["pool"], found["sustained_seconds"], found["breaks"]) == (5, None, None)
    assert document["scenario_seconds"] is None
    assert document["at_most_seconds"] is None
    assert document["proven"]
    assert desk.ask("endurance", "lang") == 0


def test_nobody_is_no_time(desk: Answers) -> None:
    crew(desk, 0)
    document = desk.json("endurance", "lang")
    assert role(document)["pool"] == 0
    assert document["scenario_seconds"] == 0
    assert role(document)["breaks"] == {
        "rule": None,
        "at": "2026-03-03T08:00:00+01:00",
        "person": None,
        "cause": "nobody-planned",
        "people": [],
    }


def test_the_pool_is_who_is_deployable(desk: Answers) -> None:
    crew(desk, 3, status="in_opleiding")
    document = desk.json("endurance", "lang")
    assert role(document)["pool"] == 0
    assert {each["cause"] for each in role(document)["breaks"]["people"]} == {"not-deployable"}


def test_who_leaves_cuts_the_pool(desk: Answers) -> None:
    crew(desk, 5, employed="{from: 2020-01-01, until: 2026-04-01}")
    found = role(desk.json("endurance", "lang"))
    assert found["pool_changes"] == [{"at": "2026-04-01T00:00:00+02:00", "pool": 0}]
    assert found["breaks"]["cause"] == "left"
    assert found["breaks"]["at"] < "2026-04-01"
    assert found["sustained_seconds"] > 28 * 86_400


def test_the_scenario_lasts_as_long_as_its_shortest_post(desk: Answers) -> None:
    crew(desk, 5, "      - {role: AOV}\n")
    document = desk.json("endurance", "lang")
    times = [each["sustained_seconds"] for each in document["roles"]]
    assert times == [None, 28_800]
    assert document["scenario_seconds"] == 28_800


def test_a_need_ends_where_the_scenario_says(desk: Answers) -> None:
    crew(desk, 5, "      - {role: AOV, until: 6h}\n")
    document = desk.json("endurance", "lang")
    assert role(document, "AOV")["sustained_seconds"] is None
    assert role(document, "AOV")["needed_until"] == "2026-03-03T14:00:00+01:00"
    desk.ask("endurance", "lang")
    assert "as needed" in desk.out


def test_the_asked_shift_is_for_needs_without_one(desk: Answers) -> None:
    crew(desk, 5, "      - {role: AOV}\n")
    document = desk.json("endurance", "lang", "--shift", "6h")
    assert [each["shift_seconds"] for each in document["roles"]] == [28_800, 21_600]


def test_a_nearer_horizon(desk: Answers) -> None:
    crew(desk, 3)
    document = desk.json("endurance", "lang", "--until", "2026-03-04 20:00")
    assert document["until"] == "2026-03-04T20:00:00+01:00"
    assert document["scenario_seconds"] is None


@pytest.mark.parametrize(
    ("pool", "arguments", "code"),
    [
        (5, [], 0),
        (3, [], 0),
        (2, [], 1),
        (5, ["--strict"], 0),
        (5, ["--shift", "half"], 2),
        (5, ["--shift", "30m"], 2),
        (5, ["--time-limit", "10s"], 2),
        (5, ["-o", "x.yaml"], 2),
        (5, ["--propose", "--time-limit", "0s"], 2),
        (5, ["--until", "2026-03-03 07:00"], 2),
        (5, ["--roster", "nergens"], 2),
    ],
)
def test_exit_codes(desk: Answers, pool: int, arguments: list[str], code: int) -> None:
    crew(desk, pool)
    assert desk.ask("endurance", "lang", *arguments) == code


def test_bent_rules_are_warnings_and_strict_minds_them(desk: Answers) -> None:
    crew(desk, 4)
    desk.write("scenarios/lang.yaml", LONG.format(more="").replace("8h", "12h").replace("5d", "1d"))
    document = desk.json("endurance", "lang")
    assert document["warnings"][0] == {
        "role": "TLOPV",
        "rule": "atw-5.7-dienst",
        "at": "2026-03-03T19:30:00+01:00",
        "person": document["warnings"][0]["person"],
    }
    assert desk.ask("endurance", "lang") == 0
    assert "in the acute phase" in desk.out
    assert desk.ask("endurance", "lang", "--strict") == 1


def test_without_the_solver_the_answer_is_between_bounds(
    desk: Answers, without_solver: None
) -> None:
    crew(desk, 3)
    assert desk.ask("endurance", "lang", "--propose") == 0
    assert "pip install 'crisis-tui[solver]'" in desk.err
    assert "At least that, at most 2" in desk.out
    assert "Made by simple means" in desk.out
    proposed = desk.json("endurance", "lang", "--propose")["proposal"]
    assert (proposed["by"], proposed["evenness_proven"]) == ("simple", False)


def test_the_solver_proves_what_counting_leaves_open(desk: Answers) -> None:
    pytest.importorskip("ortools.sat", reason="the optional extra [solver] is not installed")
    crew(desk, 3)
    document = desk.json("endurance", "lang", "--propose", "--time-limit", "10s")
    assert document["proven"]
    assert document["scenario_seconds"] == document["at_most_seconds"] == 6 * 86_400
    assert document["proposal"]["by"] == "solver"
    assert len(document["proposal"]["shifts"]) == 18
    assert {each["shifts"] for each in document["proposal"]["people"]} == {6}
    desk.ask("endurance", "lang", "--propose", "--time-limit", "10s")
    assert "Proven: no plan that keeps the rest rules lasts longer." in desk.out


def test_the_proposal_can_be_pasted_into_the_roster(desk: Answers, without_solver: None) -> None:
    crew(desk, 5)
    file = desk.root / "voorstel.yaml"
    asked = ("--until", "2026-03-31 09:00", "--propose", "-o", str(file))
    assert desk.ask("endurance", "lang", *asked) == 0
    assert "hours hold 30 minutes of handover wherever a crew takes over" in desk.out
    path = desk.root / "rosters" / "proef.yaml"
    roster = path.read_text(encoding="utf-8").replace(
        "cover: none}\n  - {id: AOV", "}\n  - {id: AOV"
    )
    path.write_text(roster + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert desk.ask("check", str(path)) == 0, desk.out
    covered = desk.json(
        "coverage", "--role", "TLOPV", "--from", "2026-03-03 08:00", "--until", "2026-03-31 09:00"
    )
    assert covered["roles"][0]["gap_seconds"] == 0
    assert not [each for each in covered["findings"] if each["severity"] == "error"]


def test_the_text_fits_and_names_what_ends_it(desk: Answers, without_solver: None) -> None:
    crew(desk, 2, "      - {role: AOV}\n")
    for lang in ("nl", "en"):
        desk.ask("endurance", "lang", "--propose", lang=lang)
        assert max(len(line) for line in desk.out.splitlines()) <= 80
    assert "✗ lasts 8 h 00 of the 5 d 0 h planned" in desk.out
    assert "First to break: AOV, the shift of tue 3 mar 16:00" in desk.out
    assert "Zita Zorg: must rest (atw-5.3-dagrust)" in desk.out
    assert "tue 3 mar   Anna Oever" in desk.out


def test_a_scenario_that_needs_nobody(desk: Answers) -> None:
    crew(desk, 1)
    text = LONG.format(more="").replace("    needs:\n      - {role: TLOPV, shift: 8h}\n", "")
    desk.write("scenarios/lang.yaml", text)
    assert desk.ask("endurance", "lang", "--propose") == 0
    assert "asks for nobody" in desk.out
    assert desk.json("endurance", "lang")["roles"] == []
