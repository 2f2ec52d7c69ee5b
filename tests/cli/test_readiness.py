"""`crisis-tui readiness`: verdict, JSON, exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.rosters import Answers


def test_the_answer_as_json(desk: Answers) -> None:
    document = desk.json("readiness", "stroom")
    assert document["scenario"] == "stroom"
    assert document["start"] == "2026-03-03T09:00:00+01:00"
    assert document["verdict"] == "ready"
    assert document["needs"][0] == {
        "phase": "begin",
        "role": "OVDBZ",
        "count": 1,
        "shift_seconds": None,
        "from": "2026-03-03T09:00:00+01:00",
        "until": "2026-03-03T15:00:00+01:00",
        "status": "filled",
        "certain_min": 1,
        "probable_min": 0,
        "gaps": [],
        "leaving": [],
        "impossible": False,
        "warnings": [],
    }
    assert document["needs"][1]["shift_seconds"] == 28_800
    assert document["findings"] == []


def test_a_start_moves_the_whole_story(desk: Answers) -> None:
    document = desk.json("readiness", "stroom", "--start", "2026-03-03 20:00")
    assert document["start"] == "2026-03-03T20:00:00+01:00"
    assert document["verdict"] == "not-ready"
    need = document["needs"][0]
    assert (need["status"], need["certain_min"]) == ("empty", 0)
    assert need["gaps"] == [
        {
            "from": "2026-03-03T22:00:00+01:00",
            "until": "2026-03-04T02:00:00+01:00",
            "cause": "nobody-planned",
            "people": [],
        }
    ]


def test_people_are_named_with_their_cause(desk: Answers) -> None:
    need = desk.json("readiness", "stroom", "--start", "2026-03-10 16:00")["needs"][0]
    assert need["status"] == "late"
    assert need["gaps"][0]["people"] == [
        {"person": "bram", "cause": "too-far", "detail": "45m > 30m"}
    ]


SOFT = "- {role: HCC}\n      - {role: OVDBZ}"


@pytest.mark.parametrize(
    ("arguments", "needs", "code"),
    [
        ([], None, 0),
        (["--strict"], None, 0),
        (["--start", "2026-03-03 20:00"], None, 1),
        ([], SOFT, 0),
        (["--strict"], SOFT, 1),
        (["--start", "later"], None, 2),
        (["--roster", "nergens"], None, 2),
    ],
)
def test_exit_codes(desk: Answers, arguments: list[str], needs: str | None, code: int) -> None:
    if needs is not None:
        path = desk.root / "scenarios" / "stroom.yaml"
        text = path.read_text(encoding="utf-8").replace("- {role: OVDBZ}", needs)
        path.write_text(text, encoding="utf-8")
    assert desk.ask("readiness", "stroom", *arguments) == code


def test_an_unknown_scenario_is_wrong_use(desk: Answers) -> None:
    assert desk.ask("readiness", "strom") == 2
    assert 'did you mean "stroom"?' in desk.err


def test_a_scenario_that_cannot_be_read_is_exit_three(desk: Answers) -> None:
    desk.write("scenarios/stroom.yaml", "scenario: [\n")
    assert desk.ask("readiness", "stroom") == 3


def test_the_text_says_who_and_why(desk: Answers) -> None:
    for lang in ("en", "nl"):
        desk.ask("readiness", "stroom", "--start", "2026-03-10 16:00", lang=lang)
        assert max(len(line) for line in desk.out.splitlines()) <= 80
    desk.ask("readiness", "stroom", "--start", "2026-03-10 16:00")
    assert "✗ not ready: 1 need of 2 not met" in desk.out
    assert "! late  OVDBZ, Begin (1 person)" in desk.out
    assert "Bram Dijk: 45 min, norm 30: 15 min late" in desk.out
