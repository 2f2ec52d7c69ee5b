"""Rules in small: what is just allowed, what is just not, and their exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.basis.durations import HOUR_MS
from tests.roster.build import at
from tests.roster.rest.lines import NIGHT, Hours, broken, hours_of, line, norm, rules

if TYPE_CHECKING:
    from crisis_tui.roster.rest.rules import RestRules

MONDAY = at("2026-03-02 00:00")
SHORT = norm("shortened-daily-rest", "8h", "168h")
DAILY = rules(norm("daily-rest", "11h", "24h"), SHORT)


def found(book: RestRules, *work: Hours, standby: tuple[Hours, ...] = ()) -> list[int]:
    """Return what was found wrong, in hours or numbers, from a Monday at midnight on."""
    person = line(book, work, standby, start_ms=MONDAY)
    return [
        each.found // HOUR_MS if each.found >= HOUR_MS else each.found
        for each in broken(book, person)
    ]


def test_a_short_daily_rest_is_allowed_once_a_week() -> None:
    late, early = (14, 23), (31, 40)
    assert found(DAILY, late, early) == []
    assert found(DAILY, late, (30, 38)) == [7]
    again = [(hour + 48, until + 48) for hour, until in (late, early)]
    assert found(DAILY, late, early, *again) == [8]
    next_week = [(hour + 168, until + 168) for hour, until in (late, early)]
    assert found(DAILY, late, early, *next_week) == []


def test_a_lunch_break_is_no_short_rest() -> None:
    assert found(DAILY, (8, 12), (13, 17), (32, 36), (37, 41)) == []


def test_one_short_rest_counts_once_from_both_halves_of_a_shift() -> None:
    assert found(DAILY, (8, 12), (13, 23), (31, 40)) == []


def test_breaks_do_not_end_a_shift_but_a_short_rest_does() -> None:
    longest = rules(norm("shift", "12h"), SHORT)
    assert found(longest, (8, 15), (16, 22)) == [13]
    assert found(longest, (8, 15), (23, 29)) == []


def test_a_night_shift_has_more_than_an_hour_of_night_in_it() -> None:
    nightly = rules(*NIGHT, SHORT, norm("night-shift", "8h"))
    assert found(nightly, (16, 25)) == []
    assert found(nightly, (16, 26)) == [10]
    assert found(nightly, (5, 15)) == []


def test_rest_after_a_late_night_shift() -> None:
    after = rules(*NIGHT, SHORT, norm("rest-after-night-shift", "14h"))
    assert found(after, (22, 30), (44, 50)) == []
    assert found(after, (22, 30), (43, 50)) == [13]
    assert found(after, (18, 26), (36, 44)) == [], "it ends at 02:00, not later"
    once = rules(
        *NIGHT, SHORT, norm("rest-after-night-shift", "14h"),
        norm("shortened-rest-after-night-shift", "8h", "168h"),
    )  # fmt: skip
    assert found(once, (22, 30), (43, 50)) == []
    assert found(once, (22, 30), (43, 50), (70, 78), (90, 98)) == [12]


def test_a_series_of_nights_ends_with_a_long_rest() -> None:
    series = rules(
        *NIGHT, SHORT, norm("rest-after-night-shift-series", "46h"), norm("night-shift-series", 3)
    )
    three = [(22, 30), (46, 54), (70, 78)]
    assert found(series, *three, (124, 132)) == []
    assert found(series, *three, (108, 116)) == [30]
    assert found(series, *three, (94, 102), (148, 156)) == [], "a fourth night goes on"
    assert found(series, *three[:2], (99, 107)) == [], "two are no series"


def test_night_shifts_in_a_period() -> None:
    most = rules(*NIGHT, SHORT, norm("night-shifts", 2, "7d"))
    nights = [(24 * day, 24 * day + 6) for day in (0, 3, 6)]
    assert found(most, *nights) == [3]
    assert found(most, nights[0], nights[1], (24 * 7, 24 * 7 + 6)) == []


def test_work_after_many_night_shifts() -> None:
    book = rules(
        *NIGHT, SHORT, norm("regular-night-shifts", 2, "1w"),
        norm("weekly-work-with-night-shifts", "20h", "1w"),
    )  # fmt: skip
    assert found(book, (0, 8), (30, 38), (54, 62)) == []
    assert found(book, (0, 8), (24, 32), (54, 62))[0] == 24


@pytest.mark.parametrize(("standby_until", "expected"), [(11, []), (12, [10])])
def test_no_standby_shortly_before_a_night_shift(standby_until: int, expected: list[int]) -> None:
    book = rules(*NIGHT, SHORT, norm("standby-before-night-shift", "11h"))
    assert found(book, (22, 30), standby=((0, standby_until),)) == expected


def test_standby_during_a_night_shift_is_told_as_none_before_it() -> None:
    book = rules(*NIGHT, SHORT, norm("standby-before-night-shift", "11h"))
    assert found(book, (22, 30), standby=((0, 40),)) == [0]


def test_two_blocks_of_two_days_in_four_weeks() -> None:
    book = rules(norm("free-blocks", 2, "28d", "2d"))
    every_other_day = tuple((48 * day, 48 * day + 24) for day in range(20))
    person = line(book, standby=every_other_day, start_ms=MONDAY)
    (stretch,) = broken(book, person)
    assert stretch.found == 0
    # The eighth is the last that begins too long before the two blocks at the end.
    assert hours_of([stretch], MONDAY) == [(0, 7 * 48 + 24 + 28 * 24 - 1)], "the clocks go forward"
    assert found(book, standby=tuple((96 * day, 96 * day + 48) for day in range(9))) == []


def test_free_blocks_are_asked_of_those_who_stand_by() -> None:
    book = rules(norm("free-blocks", 2, "28d", "2d"))
    every_day = [(24 * day, 24 * day + 8) for day in range(40)]
    assert found(book, *every_day) == []
    standby = ((24 * 39, 24 * 39 + 20),)
    # The four weeks from day 12 on are the first that reach to the standby.
    assert found(book, *every_day, standby=standby) == [0, 0, 1, 1]


def test_a_rule_without_numbers_is_no_rule() -> None:
    assert rules(norm("standby-blocks", "14d", "28d", "1d")).limits == ()
    assert rules(norm("standby-blocks", 14, "28d")).limits == ()
    assert rules(norm("weekly-rest", "36h")).limits == ()
    assert rules(norm("calls-break-rest", "ja")).first("calls-break-rest") is None
