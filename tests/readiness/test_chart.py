"""The chart of a roster: sums, roles that are left out, rulers over days of any length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import HOUR_MS
from crisis_tui.readiness.board import valid_block
from crisis_tui.readiness.chart import BAR_LOOKS, bars_within, chart_of, ruler
from crisis_tui.readiness.compiling import compile_board
from crisis_tui.roster.calendar import days_of, period_at
from crisis_tui.roster.gantt import BAR_STATES
from tests.roster.build import AMSTERDAM, at, role, rotation, shift, window, workforce

if TYPE_CHECKING:
    from crisis_tui.basis.instants import Interval
    from crisis_tui.readiness.chart import Chart
    from crisis_tui.roster.workforce import Workforce

WEEK = window("2026-03-02", "2026-03-09")
NOW = at("2026-03-03 12:00")


def chart(force: Workforce, span: Interval = WEEK, only: str | None = None) -> Chart:
    board = compile_board("proef", force, valid_block(span.from_ms))
    return chart_of(board, span, NOW, only)


def test_gaps_are_counted_within_the_window_and_told_whole() -> None:
    duties = [
        shift("anouk", "2026-02-20", "2026-03-01"),
        shift("anouk", "2026-03-03", "2026-03-05"),
        shift("anouk", "2026-03-06", "2026-03-09"),
    ]
    found = chart(workforce([role()], ["anouk"], duties))
    assert (found.gap_count, found.gap_ms // HOUR_MS) == (2, 48)
    assert [(gap.from_ms, gap.until_ms) for gap in found.gaps] == [
        (at("2026-03-01"), at("2026-03-03")),
        (at("2026-03-05"), at("2026-03-06")),
    ]


def test_duties_that_reach_beyond_the_window_are_told_whole() -> None:
    found = chart(workforce([role()], ["anouk", "bram"], [rotation(["anouk", "bram"])]))
    (lane,) = found.roles[0].lanes
    assert [(bar.from_ms, bar.until_ms) for bar in lane.bars] == [
        (at("2026-02-23 12:00"), at("2026-03-02 12:00")),
        (at("2026-03-02 12:00"), at("2026-03-09 12:00")),
    ]
    assert len(bars_within(lane, window("2026-03-03", "2026-03-04"))) == 1


def test_roles_without_anything_are_counted_unless_they_are_asked_for() -> None:
    force = workforce([role(), role("LOG", cover="none")], ["anouk"], [rotation(["anouk"])])
    assert (len(chart(force).roles), chart(force).hidden) == (1, 1)
    alone = chart(force, only="LOG")
    assert [(each.role.id, each.lanes) for each in alone.roles] == [("LOG", ())]


def test_every_state_has_a_sign_and_a_word() -> None:
    assert set(BAR_LOOKS) == set(BAR_STATES)
    gaps = {BAR_LOOKS[state][0] for state in ("late", "lacking", "vacant", "unplanned")}
    assert gaps.isdisjoint({BAR_LOOKS[state][0] for state in ("certain", "probable", "spare")})


def test_days_are_named_over_their_cells_and_clock_changes_are_marked() -> None:
    days = days_of(period_at("week", at("2026-03-29"), AMSTERDAM), AMSTERDAM)
    line = ruler(days, 8, AMSTERDAM, lambda moment: f"{moment:%a} {moment.day}")
    assert " ".join(line.split()) == "Mon 23 Tue 24 Wed 25 Thu 26 Fri 27 Sat 28 Sun 29*"
    assert [line.index(name) for name in ("Mon", "Tue", "Sun")] == [0, 8, 48]


def test_narrow_days_name_the_mondays_and_the_first_if_there_is_room() -> None:
    def month(day: str) -> str:
        days = days_of(period_at("month", at(day), AMSTERDAM), AMSTERDAM)
        return ruler(days, 2, AMSTERDAM, lambda moment: f"{moment:%a} {moment.day}")

    assert month("2026-03-10").startswith("  Mon 2 ")
    assert month("2026-04-10").startswith("Wed 1     Mon 6 ")
    assert month("2026-03-10").index("*") == 2 * 28


def test_a_night_of_clock_change_is_as_long_as_it_is() -> None:
    night = window("2026-03-29", "2026-03-30")
    force = workforce([role()], ["anouk"], [])
    assert chart(force, night).gap_ms == 23 * HOUR_MS
