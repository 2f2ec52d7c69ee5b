"""Durations and clocks as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.basis.durations import format_clock, format_duration, parse_duration


@pytest.mark.parametrize(
    ("written", "milliseconds"),
    [("90s", 90_000), ("1h30m", 5_400_000), ("0m", 0), ("26w", 26 * 7 * 86_400_000)],
)
def test_reads_what_the_format_promises(written: str, milliseconds: int) -> None:
    assert parse_duration(written) == milliseconds


@pytest.mark.parametrize("written", ["", "5", "1:30", "30m1h", "-5m", "5 m", "1.5h", "5M", "m"])
def test_refuses_everything_else(written: str) -> None:
    assert parse_duration(written) is None


@given(st.integers(min_value=0, max_value=10**9))
def test_whole_seconds_survive_a_round_trip(seconds: int) -> None:
    assert parse_duration(format_duration(seconds * 1000)) == seconds * 1000


def test_clock_shows_hours_and_a_sign() -> None:
    assert format_clock(2_467_999) == "0:41:07"
    assert format_clock(-61_000) == "-0:01:01"
