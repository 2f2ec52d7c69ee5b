"""Start hours: the hours of four weeks on the clock, also around the nights on which it changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from crisis_tui.readiness.start_hours import StartHours, four_weeks
from tests.roster.build import AMSTERDAM, at
from tests.tui.heatmaps import four_weeks_of_starts

if TYPE_CHECKING:
    from crisis_tui.basis.instants import Interval


def starts(when: str) -> StartHours:
    return four_weeks_of_starts(str, "dronten", at(when))


@pytest.mark.parametrize("when", ["2026-03-02 00:00", "2026-03-08 23:59:59", "2026-03-04 12:00"])
def test_four_weeks_begin_on_the_monday_before(when: str) -> None:
    period: Interval = four_weeks(at(when), AMSTERDAM)
    assert period == (at("2026-03-02 00:00"), at("2026-03-30 00:00"))


def test_a_day_has_its_hours() -> None:
    hours = starts("2026-03-04 12:00")
    assert hours.view.total.starts == 4 * 7 * 24 - 1
    assert hours.start_ms(date(2026, 3, 29), 2) is None
    assert hours.start_ms(date(2026, 3, 29), 3) == at("2026-03-29 03:00")


def test_the_doubled_hour_is_looked_at_from_its_first_time_on() -> None:
    hours = starts("2026-10-20 12:00")
    assert hours.start_ms(date(2026, 10, 25), 2) == at("2026-10-25 02:00+02:00")
    assert hours.view.total.starts == 4 * 7 * 24 + 1


def test_beyond_the_four_weeks_there_is_no_start() -> None:
    assert starts("2026-03-04 12:00").start_ms(date(2026, 3, 30), 0) is None
