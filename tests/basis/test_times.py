"""Local and story times, the two daylight-saving nights, intervals."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crisis_tui.basis.times import (
    Interval,
    LocalTime,
    StoryTime,
    instant_ms,
    local_datetime,
    local_time_at,
    parse_local_time,
    parse_story_time,
    possible_instants,
    resolve_handover,
    story_time_at,
    utc_datetime,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def local(text: str) -> LocalTime:
    time = parse_local_time(text)
    assert time is not None
    return time


@given(st.integers(631_152_000, 2_208_988_800), st.integers(0, 999))
@example(1_792_888_200, 0)  # 2026-10-25 02:30 in Amsterdam
@example(1_792_891_800, 0)  # again
def test_an_instant_is_written_so_that_it_alone_is_read(second: int, parts_ms: int) -> None:
    at_ms = second * 1000
    written = local(str(local_time_at(at_ms + parts_ms, AMSTERDAM)))
    assert possible_instants(written, AMSTERDAM) == (at_ms,)


@pytest.mark.parametrize(
    "text",
    ["2026-03-12 09:00", "2026-03-12 09:00:30", "2026-10-25 02:30+01:00", "2026-01-01 00:00-03:30"],
)
def test_local_time_is_written_back_as_it_was(text: str) -> None:
    assert str(local(text)) == text


@pytest.mark.parametrize(
    "text", ["2026-02-30 09:00", "2026-03-12 25:00", "12-03-2026", "2026-03-12 9:00", "now"]
)
def test_what_is_no_local_time_is_refused(text: str) -> None:
    assert parse_local_time(text) is None


def test_a_skipped_time_means_no_instant_and_a_doubled_one_two() -> None:
    assert possible_instants(local("2026-03-29 02:30"), AMSTERDAM) == ()
    first, second = possible_instants(local("2026-10-25 02:30"), AMSTERDAM)
    assert second - first == 3_600_000


def test_an_offset_settles_the_doubled_hour() -> None:
    summer, winter = possible_instants(local("2026-10-25 02:30"), AMSTERDAM)
    assert possible_instants(local("2026-10-25 02:30+02:00"), AMSTERDAM) == (summer,)
    assert possible_instants(local("2026-10-25 02:30+01:00"), AMSTERDAM) == (winter,)


def test_a_handover_in_the_missing_hour_is_one_instant() -> None:
    at_ms = resolve_handover(datetime(2026, 3, 29, 2, 30), AMSTERDAM)  # noqa: DTZ001
    assert utc_datetime(at_ms) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@given(
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2080, 1, 1))  # noqa: DTZ001
)
def test_every_possible_instant_shows_the_written_wall_time(wall: datetime) -> None:
    wall = wall.replace(microsecond=0, fold=0)
    for at_ms in possible_instants(LocalTime(wall), AMSTERDAM):
        assert local_datetime(at_ms, AMSTERDAM).replace(tzinfo=None, fold=0) == wall


@given(st.integers(min_value=1, max_value=400), st.integers(min_value=0, max_value=86_399))
def test_story_times_survive_a_round_trip(day: int, second: int) -> None:
    time = StoryTime(day, second)
    assert parse_story_time(str(time)) == time
    start_ms = instant_ms(datetime(2026, 3, 3, 7, 42, tzinfo=AMSTERDAM))
    for at_ms in possible_instants(time.on(date(2026, 3, 3)), AMSTERDAM):
        assert story_time_at(at_ms, start_ms, AMSTERDAM) == time


@pytest.mark.parametrize("text", ["D0 06:40", "D3", "D3 24:00", "3 06:40", "d3 06:40", "D3 6:40"])
def test_what_is_no_story_time_is_refused(text: str) -> None:
    assert parse_story_time(text) is None


times = st.integers(min_value=0, max_value=50)


@given(times, times, times, times)
def test_overlap_holds_exactly_the_common_instants(a: int, b: int, c: int, d: int) -> None:
    one, other = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    common = one.overlap(other)
    for instant in range(51):
        both = one.contains(instant) and other.contains(instant)
        assert both == (common is not None and common.contains(instant))


def test_instants_keep_their_millisecond() -> None:
    moment = datetime(2026, 11, 21, 22, 14, 3, 123_000, tzinfo=UTC)
    assert utc_datetime(instant_ms(moment)) == moment
    assert instant_ms(moment + timedelta(milliseconds=1)) == instant_ms(moment) + 1
