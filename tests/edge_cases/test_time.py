"""Edge cases 1 to 8 of the roster rules: time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.basis.times import Interval, parse_local_time, resolve_local
from tests.edge_cases.rosters import HOUR_MS, covered, shift_fault
from tests.roster.build import at, names, post, rotation, shift, window, workforce

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.roster.workforce import Workforce

TWO = ["anna", "bram"]


def daily(handover: str, start: str) -> Workforce:
    turns = rotation(TWO, turn="1d", handover=handover, start=start)
    return workforce(people=TWO, duties=[turns])


def test_01_missing_hour_is_one_instant_for_both_sides(tmp_path: Path) -> None:
    force = daily("02:30", "2026-03-28")
    night = window("2026-03-28 12:00", "2026-03-29 12:00")
    found = post(force, night)
    assert names(found, "2026-03-29 03:29:59") == ["anna"]
    assert names(found, "2026-03-29 03:30") == ["bram"]
    assert covered(force, night).gap_ms == 0
    for ends in (
        ("2026-03-29 02:30", "2026-03-29 09:00"),
        ("2026-03-28 20:00", "2026-03-29 02:30"),
    ):
        assert [each.code for each in shift_fault(tmp_path, *ends)] == ["T203"]


def test_02_repeated_hour_needs_its_offset(tmp_path: Path) -> None:
    found = post(daily("02:30", "2026-10-24"), window("2026-10-24 12:00", "2026-10-25 12:00"))
    assert names(found, "2026-10-25 02:29:59+02:00") == ["anna"]
    assert names(found, "2026-10-25 02:30+02:00") == ["bram"]
    (fault,) = shift_fault(tmp_path, "2026-10-25 02:30", "2026-10-25 09:00")
    assert fault.code == "T204"
    assert "02:30+02:00" in str(fault.help)
    assert "02:30+01:00" in str(fault.help)
    for fold, hours in (("+02:00", 7.5), ("+01:00", 6.5)):
        duty = shift("anna", f"2026-10-25 02:30{fold}", "2026-10-25 09:00")
        day = covered(
            workforce(people=TWO, duties=[duty]), window("2026-10-25", "2026-10-25 09:00")
        )
        assert day.covered_ms == hours * HOUR_MS


@pytest.mark.parametrize(
    ("from_", "until", "hours"),
    [
        ("2026-03-28 23:00", "2026-03-29 07:00", 7),
        ("2026-10-24 23:00", "2026-10-25 07:00", 9),
        ("2026-03-23 12:00", "2026-03-30 12:00", 167),
        ("2026-10-19 12:00", "2026-10-26 12:00", 169),
    ],
)
def test_03_night_of_seven_or_nine_hours_week_of_167_or_169(
    from_: str, until: str, hours: int
) -> None:
    force = workforce(people=TWO, duties=[shift("anna", from_, until)])
    assert covered(force, window(from_, until)).covered_ms == hours * HOUR_MS
    assert dict(covered(force, window(from_, until)).sole) == {"anna": hours * HOUR_MS}


@pytest.mark.parametrize(
    ("day", "after", "hours"), [("2026-03-29", "2026-03-30", 23), ("2026-10-25", "2026-10-26", 25)]
)
def test_04_day_of_23_or_25_hours_in_sums(day: str, after: str, hours: int) -> None:
    half = shift("anna", f"{day} 12:00", after)
    found = covered(workforce(people=TWO, duties=[half]), window(day, after))
    assert found.required_ms == hours * HOUR_MS
    assert (found.covered_ms, found.gap_ms) == (12 * HOUR_MS, (hours - 12) * HOUR_MS)


def test_05_a_turn_ends_on_the_wall_clock_not_after_its_hours() -> None:
    """The rule: turns and hours follow the clock on the wall, whatever number of hours that is."""
    spans = daily("12:00", "2026-03-28").on_duty(
        "OVDBZ", window("2026-03-28 12:00", "2026-03-30 12:00")
    )
    assert [(span.until_ms - span.from_ms) // HOUR_MS for span in spans] == [23, 24]


def test_06_a_law_that_changes_a_zone_moves_the_future_and_not_the_past() -> None:
    """Istanbul kept Athens' time until a law of 2016; a roster keeps what people wrote."""
    for year, moved_hours in ((2015, 0), (2026, 1)):
        duty = shift("anna", f"{year}-01-05 12:00", f"{year}-01-05 18:00")
        starts = [
            workforce(people=TWO, duties=[duty], timezone=zone)
            .planned("OVDBZ", window(f"{year}-01-01", f"{year}-02-01"))[0]
            .from_ms
            for zone in ("Europe/Istanbul", "Europe/Athens")
        ]
        assert starts[1] - starts[0] == moved_hours * HOUR_MS


@pytest.mark.parametrize(
    ("zone", "day", "after", "hours"),
    [
        ("Australia/Lord_Howe", "2026-10-04", "2026-10-05", 23.5),
        ("Australia/Lord_Howe", "2026-04-05", "2026-04-06", 24.5),
        ("Africa/Cairo", "2026-04-24", "2026-04-25", 23),  # there is no midnight
        ("Pacific/Apia", "2011-12-29", "2011-12-31", 24),  # there is no 30 December
    ],
)
def test_07_half_hours_no_midnight_and_a_skipped_day(
    zone: str, day: str, after: str, hours: float
) -> None:
    turns = rotation(TWO, turn="1d", handover="00:00", start=day)
    force = workforce(people=TWO, duties=[turns], timezone=zone)
    ends = [parse_local_time(text) for text in (day, after)]
    whole = Interval(*(resolve_local(end, force.zone) for end in ends if end is not None))
    found = covered(force, whole)
    assert found.required_ms == found.covered_ms == hours * HOUR_MS


def test_08_seconds_are_counted() -> None:
    duty = shift("anna", "2026-03-03 08:00:01", "2026-03-03 08:00:59")
    found = covered(workforce(people=TWO, duties=[duty]), window("2026-03-03", "2026-03-04"))
    assert found.covered_ms == 58_000
    assert [gap.until_ms for gap in found.gaps] == [at("2026-03-03 08:00:01"), at("2026-03-04")]
