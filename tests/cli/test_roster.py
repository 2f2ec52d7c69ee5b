"""`crisis-tui roster`: the chart for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.cli.words import width

if TYPE_CHECKING:
    from tests.cli.rosters import Answers

MARCH = ("--from", "2026-03-03 12:00")


def test_a_week_for_programs(desk: Answers) -> None:
    document = desk.json("roster", "--week", *MARCH)
    assert (document["from"], document["until"]) == (
        "2026-03-02T00:00:00+01:00",
        "2026-03-09T00:00:00+01:00",
    )
    assert [role["role"] for role in document["roles"]] == ["OVDBZ", "HCC"]
    (lane,) = document["roles"][0]["lanes"]
    assert [(bar["person"], bar["from"][5:16], bar["state"]) for bar in lane] == [
        ("bram", "03-02T00:00", "late"),
        ("bram", "03-02T08:30", "certain"),
        ("anna", "03-02T12:00", "certain"),
        (None, "03-03T22:00", "vacant"),
        ("anna", "03-04T07:00", "certain"),
    ]
    assert [gap["cause"] for gap in document["gaps"]] == ["too-far", "nobody-planned"]
    assert document["gap_seconds"] == (8.5 + 9) * 3600


def test_a_week_in_80_columns_names_people_gaps_and_causes(desk: Answers) -> None:
    assert desk.ask("roster", *MARCH, "--week") == 1
    lines = desk.out.splitlines()
    assert max(map(width, lines)) <= 80
    assert (
        lines[0]
        == "Roster  Gemeente Proef (fictief)                 mon 2 mar 2026 – sun 8 mar 2026"
    )
    assert lines[1] == "✗ 2 gaps (17 h 30 within these days)"
    ovd = next(line for line in lines if line.startswith("OVDBZ"))
    assert ovd[11:] == "!!!━│Anna Oever✗✗✗✗│Anna Oever" + "━" * 26
    assert "HCC        ~Cato Sluis" + "~" * 45 in lines
    assert "OVDBZ Duty officer: tue 3 mar 22:00 – wed 4 mar 07:00 (9 h 00): nobody" in desk.out
    assert "Bram Dijk: 45 min, norm 30: 15 min late" in " ".join(desk.out.split())


def test_a_month_marks_the_day_on_which_the_clock_changes(desk: Answers) -> None:
    desk.ask("roster", "--month", *MARCH)
    lines = desk.out.splitlines()
    assert max(map(width, lines)) <= 80
    ruler = lines[3]
    assert ruler[11 + 2 * 28] == "*"
    assert ruler[13:17] == "mon "
    assert "* sun 29 mar: the clock goes 1 h 00 forward" in lines


def test_one_role_alone_even_if_nobody_is_on_it(desk: Answers) -> None:
    assert desk.ask("roster", "--role", "TLOPV", *MARCH) == 0
    assert "nobody, and not asked for" in desk.out
    assert desk.json("roster", "--role", "TLOPV", *MARCH)["roles"][0]["lanes"] == []


def test_half_a_year_is_drawn_month_below_month(desk: Answers) -> None:
    desk.ask("roster", "--from", "2026-03-01", "--until", "2026-09-01")
    assert max(map(width, desk.out.splitlines())) <= 80
    assert desk.out.count("\nOVDBZ ") == 6
    assert desk.json("roster", "--from", "2026-03-01", "--until", "2026-09-01")["until"].startswith(
        "2026-09-01T00:00:00+02:00"
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--role", "OVDBX"), 'did you mean "OVDBZ"?'),
        (("--from", "2026-03-03", "--until", "2026-03-02"), "--until is not after --from"),
        (("--from", "2026-03-03", "--until", "2028-03-02"), "a year at most"),
        (("--week", "--until", "2028-03-02"), "ask for different times"),
        (("--from", "9999-01-01"), "no roster reaches that time"),
    ],
)
def test_what_is_asked_wrong_is_said(desk: Answers, wrong: tuple[str, ...], said: str) -> None:
    assert desk.ask("roster", *wrong) == 2
    assert said in desk.err


def test_a_roster_that_cannot_be_read_is_no_traceback(desk: Answers) -> None:
    desk.write("rosters/proef.yaml", "roster: [1\n")
    assert desk.ask("roster") == 3


def test_soft_duty_is_not_enough_with_strict(desk: Answers) -> None:
    assert desk.ask("roster", "--role", "HCC", *MARCH) == 0
    assert desk.ask("roster", "--role", "HCC", "--strict", *MARCH) == 1


def test_a_gap_without_known_ends_is_not_given_any(desk: Answers) -> None:
    path = desk.root / "rosters" / "proef.yaml"
    text = path.read_text(encoding="utf-8").replace("cover: none}", "cover: always}")
    path.write_text(text, encoding="utf-8")
    desk.ask("roster", "--role", "TLOPV", *MARCH)
    said = " ".join(desk.out.split())
    assert "before " in said
    assert "(> " in said
    (gap,) = desk.json("roster", "--role", "TLOPV", "--week", *MARCH)["gaps"]
    assert (gap["from"][:10], gap["until"][:10]) == ("2026-03-02", "2026-03-09")


def test_a_week_is_seven_days_of_the_clock(desk: Answers) -> None:
    shown = desk.json("roster", "--from", "2026-03-23")
    assert (shown["from"], shown["until"]) == (
        "2026-03-23T00:00:00+01:00",
        "2026-03-30T00:00:00+02:00",
    )


def test_hours_that_were_asked_for_stand_above(desk: Answers) -> None:
    desk.ask("roster", "--from", "2026-03-03 18:00", "--until", "2026-03-04 06:00")
    assert desk.out.splitlines()[0].endswith("tue 3 mar 18:00 – wed 4 mar 06:00")
