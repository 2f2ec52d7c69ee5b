"""The chart of a roster: everybody has a place, nothing that is missing is an empty place."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.basis.durations import HOUR_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import interval_set
from crisis_tui.roster.calendar import cell_edges, cells_a_day, days_of, period_at
from crisis_tui.roster.gantt import BAR_STATES, GAP_STATES, lanes, pieces, whole_lanes
from crisis_tui.roster.gaps import gap_times
from tests.roster.build import (
    AMSTERDAM,
    at,
    change,
    person,
    post,
    role,
    rotation,
    shift,
    window,
    workforce,
)
from tests.roster.test_oracle import rosters

if TYPE_CHECKING:
    from crisis_tui.roster.gantt import Bar, BarState, Lane
    from crisis_tui.roster.workforce import Workforce

WEEK = window("2026-03-02", "2026-03-09")


def drawn(lane: Lane, span: Interval, cells: int = 4) -> str:
    """Return the lane as letters: a person's first one, capital if it counts, `!` for a gap."""
    found = pieces(lane.bars, cell_edges(days_of(span, AMSTERDAM), cells))
    text = ""
    for piece in found:
        letter = " " if piece.state is None else (piece.person or "_")[0]
        counts = piece.state in {"certain", "probable"}
        text += (letter.upper() if counts else letter) * piece.cells
    return text


def test_a_rotation_is_one_lane_that_is_handed_over() -> None:
    force = workforce([role()], ["anouk", "bram"], [rotation(["anouk", "bram"])])
    (lane,) = lanes(post(force, WEEK), WEEK)
    assert drawn(lane, WEEK) == "BB" + "A" * 26
    assert [bar.person for bar in lane.bars] == ["bram", "anouk"]
    assert lane.bars[0].until_ms == at("2026-03-02 12:00")


def test_an_empty_place_that_should_be_filled_is_a_bar() -> None:
    force = workforce([role()], ["anouk"], [shift("anouk", "2026-03-03", "2026-03-04")])
    (lane,) = lanes(post(force, WEEK), WEEK)
    assert drawn(lane, WEEK) == "____AAAA" + "_" * 20
    assert [bar.state for bar in lane.bars] == ["vacant", "certain", "vacant"]


def test_a_post_that_asks_for_two_has_two_lanes() -> None:
    force = workforce(
        [role(minimum=2)],
        ["anouk", "bram"],
        [shift("anouk", "2026-03-02", "2026-03-09"), shift("bram", "2026-03-03", "2026-03-05")],
    )
    found = lanes(post(force, WEEK), WEEK)
    assert [drawn(lane, WEEK, 1) for lane in found] == ["AAAAAAA", "_BB____"]


def test_who_goes_on_keeps_the_lane_and_who_comes_takes_the_free_one() -> None:
    duties = [
        shift("anouk", "2026-03-02", "2026-03-04"),
        shift("bram", "2026-03-03", "2026-03-07"),
        shift("cleo", "2026-03-05", "2026-03-09"),
    ]
    force = workforce([role(minimum=0)], ["anouk", "bram", "cleo"], duties)
    found = lanes(post(force, WEEK), WEEK)
    assert [drawn(lane, WEEK, 1) for lane in found] == ["aa cccc", " bbbb  "]


def test_somebody_who_does_not_count_stands_in_the_gap_with_the_reason() -> None:
    away = {"from": "2026-03-03", "until": "2026-03-04"}
    force = workforce(
        [role()], [person("anouk", away=[away])], [shift("anouk", "2026-03-02", "2026-03-09")]
    )
    (lane,) = lanes(post(force, WEEK), WEEK)
    assert drawn(lane, WEEK, 1) == "AaAAAAA"
    assert [(bar.state, bar.seat.cause) for bar in lane.bars if bar.seat][1] == ("lacking", "away")


def test_late_and_soft_and_unplanned_have_states_of_their_own() -> None:
    slow = person("anouk", travel={"home": "50m"})
    force = workforce(
        [role(arrive="30m"), role("HCC", duty="soft")],
        [slow, "bram"],
        [
            shift("anouk", "2026-03-02", "2026-03-09"),
            shift("bram", "2026-03-02", "2026-03-09", "HCC"),
        ],
        planned_until="2026-03-08",
    )
    states = {
        name: [bar.state for lane in lanes(post(force, WEEK, name), WEEK) for bar in lane.bars]
        for name in ("OVDBZ", "HCC")
    }
    assert states == {"OVDBZ": ["late", "unplanned"], "HCC": ["probable", "unplanned"]}


def test_a_second_without_anybody_is_seen_at_any_scale() -> None:
    duties = [
        shift("anouk", "2026-03-01", "2026-03-04 03:00:00"),
        shift("bram", "2026-03-04 03:00:01", "2026-03-10"),
    ]
    force = workforce([role()], ["anouk", "bram"], duties)
    (lane,) = lanes(post(force, WEEK), WEEK)
    assert drawn(lane, WEEK, 1) == "AA_BBBB"


def test_a_role_that_nobody_asks_for_and_nobody_bears_has_no_lane() -> None:
    assert lanes(post(workforce([role(cover="none")]), WEEK), WEEK) == ()


def test_a_change_shows_who_stands_in() -> None:
    force = workforce(
        [role()],
        ["anouk", "bram"],
        [shift("anouk", "2026-03-02", "2026-03-09")],
        changes=[change("2026-03-04", "2026-03-05", replace="anouk", by="bram")],
    )
    found = lanes(post(force, WEEK), WEEK)
    assert [drawn(lane, WEEK, 1) for lane in found] == ["AABAAAA"]


def test_a_name_stands_once_where_there_is_room_and_a_handover_is_marked() -> None:
    hours = {"weekdays": "Mon-Fri", "from": "08:00", "until": "12:00"}
    force = workforce([role(cover=hours)], ["anouk", "bram"], [rotation(["bram", "anouk"])])
    (lane,) = lanes(post(force, WEEK), WEEK)
    found = pieces(lane.bars, cell_edges(days_of(WEEK, AMSTERDAM), 6))
    assert [piece.person for piece in found if piece.begins] == ["bram"]
    assert [(piece.person, piece.state) for piece in found if piece.named] == [("bram", "spare")]


@settings(max_examples=60, deadline=None)
@given(rosters())
def test_gaps_of_the_chart_are_the_gaps_of_the_post(given: tuple[Workforce, Interval]) -> None:
    force, span = given
    for each in force.posts(span):
        bars = [bar for lane in lanes(each, span) for bar in lane.bars if bar.state in GAP_STATES]
        shown = interval_set(Interval(bar.from_ms, bar.until_ms) for bar in bars)
        assert shown == gap_times(each)


@settings(max_examples=60, deadline=None)
@given(rosters(), st.sampled_from([1, 2, 3, 8]))
def test_a_cell_shows_the_worst_of_what_is_in_it(
    given: tuple[Workforce, Interval], cells: int
) -> None:
    force, span = given
    edges = cell_edges(days_of(span, AMSTERDAM), cells)
    found = [lane for each in force.posts(span) for lane in lanes(each, span)]
    for lane in found:
        cut = pieces(lane.bars, edges)
        shown = [piece.state for piece in cut for _ in range(piece.cells)]
        assert shown == [
            max(_states_between(lane, Interval(*ends)), key=BAR_STATES.index, default=None)
            for ends in pairwise(edges)
        ]


@settings(max_examples=60, deadline=None)
@given(rosters(), st.integers(0, 47), st.integers(1, 30))
def test_bars_at_the_ends_of_a_window_are_as_long_as_they_are_without_it(
    given: tuple[Workforce, Interval], begin: int, hours: int
) -> None:
    force, span = given
    from_ms = span.from_ms + begin * HOUR_MS
    part = Interval(from_ms, from_ms + hours * HOUR_MS).overlap(span)
    if part is None:
        return
    for each in force.posts(span):
        everything = {bar for lane in lanes(each, span) for bar in map(known_by, lane.bars)}
        for lane in whole_lanes(each, part):
            assert {known_by(bar) for bar in lane.bars} <= everything


def known_by(bar: Bar) -> tuple[object, ...]:
    """Return a bar but for how soon the person would be there as it begins."""
    seat = None if bar.seat is None else bar.seat._replace(arrive_ms=None)
    return (bar.from_ms, bar.until_ms, bar.state, seat)


def _states_between(lane: Lane, span: Interval) -> list[BarState]:
    return [bar.state for bar in lane.bars if Interval(bar.from_ms, bar.until_ms).overlap(span)]


def test_nobody_stands_in_two_lanes_or_twice_in_one() -> None:
    force = workforce(
        [role(minimum=2)],
        ["anouk", "bram"],
        [rotation(["anouk", "bram"]), shift("bram", "2026-03-02", "2026-03-05")],
    )
    for lane in lanes(post(force, WEEK), WEEK):
        for earlier, later in pairwise(lane.bars):
            assert earlier.until_ms <= later.from_ms


def test_days_have_their_own_number_of_hours() -> None:
    spring = days_of(period_at("week", at("2026-03-29 12:00"), AMSTERDAM), AMSTERDAM)
    autumn = days_of(period_at("week", at("2026-10-25 12:00"), AMSTERDAM), AMSTERDAM)
    assert [day.length_ms // HOUR_MS for day in spring] == [24] * 6 + [23]
    assert [day.length_ms // HOUR_MS for day in autumn] == [24] * 6 + [25]
    edges = cell_edges(spring, 8)
    assert len(edges) == 7 * 8 + 1
    assert edges[-1] == at("2026-03-30")


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    now = at("2026-12-31 23:59")
    assert period_at("week", now, AMSTERDAM) == window("2026-12-28", "2027-01-04")
    assert period_at("month", now, AMSTERDAM) == window("2026-12-01", "2027-01-01")
    assert period_at("month", at("2026-02-28"), AMSTERDAM) == window("2026-02-01", "2026-03-01")


def test_a_window_of_any_two_times_is_cut_at_midnight() -> None:
    span = window("2026-03-02 18:00", "2026-03-04 06:00")
    assert [day.length_ms // HOUR_MS for day in days_of(span, AMSTERDAM)] == [6, 24, 6]


def test_cells_hold_whole_hours_as_many_as_fit() -> None:
    assert [cells_a_day(7, width) for width in (70, 84, 168, 20, 3)] == [8, 12, 24, 2, 1]
    assert cells_a_day(31, 68) == 2
