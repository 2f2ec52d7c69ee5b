"""Story times through the nights in which clocks change and New Year, at every pace, by zoneinfo."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import floor
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crisis_tui.exercise.views.header import header
from tests.exercise.playing import Play
from tests.scenario.build import phase, resolved, scenario

ZONE = ZoneInfo("Europe/Amsterdam")
EVENINGS = ("2026-03-28", "2026-10-24", "2026-12-31", "2028-02-28", "2026-06-10")
PACES = ("1m = 1m", "1m = 1h", "7m = 1d", "13s = 1h1s", "1h = 1m", "1m = 1w", "1m = 0m")
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def seconds(text: str) -> int:
    """Read a duration by hand: 1h1s is 3601."""
    total, number = 0, ""
    for sign in text:
        if sign.isdigit():
            number += sign
        else:
            total, number = total + int(number) * UNITS[sign], ""
    return total


def utc_ms(wall: datetime) -> int:
    """Return the instant of a wall time; of a doubled one the first."""
    return floor(wall.replace(tzinfo=ZONE).astimezone(UTC).timestamp() * 1000)


def is_skipped(wall: datetime) -> bool:
    back = wall.replace(tzinfo=ZONE).astimezone(UTC).astimezone(ZONE)
    return back.replace(tzinfo=None) != wall


def in_story(wall: datetime, start: datetime) -> tuple[int, int]:
    """Return the day of the story, from 1, and the second of the day."""
    day = (wall.date() - start.date()).days + 1
    return day, wall.hour * 3600 + wall.minute * 60 + wall.second


@given(
    st.sampled_from(EVENINGS),
    st.integers(0, 24 * 60 - 1),
    st.integers(0, 3),
    st.integers(0, 24 * 60 - 1),
    st.sampled_from(PACES),
    st.integers(0, 40 * 60 * 1000),
)
def test_the_story_shows_the_wall_clock_of_its_zone(
    evening: str, start_minute: int, days: int, minute: int, pace: str, play_ms: int
) -> None:
    start = datetime.fromisoformat(evening) + timedelta(minutes=start_minute)
    wanted = datetime.fromisoformat(evening) + timedelta(days=days, minutes=minute)
    assume(not is_skipped(start) and not is_skipped(wanted))
    assume(start.replace(tzinfo=ZONE).utcoffset() == start.replace(tzinfo=ZONE, fold=1).utcoffset())
    assume(utc_ms(wanted) > utc_ms(start) + 60_000)
    data = scenario(
        story_start=f"{start:%Y-%m-%d %H:%M}",
        end="open",
        phases=[
            phase("een", at="0m"),
            phase("twee", at="1m", story=f"D{days + 1} {wanted:%H:%M}", pace=pace, lasts="9w"),
        ],
    )
    script = resolved(data).script
    assert script is not None
    play = Play(script).start()
    at_ms = 60_000 + play_ms
    play.run_to(at_ms)

    play_part, story_part = (seconds(part.strip()) for part in pace.split("="))
    passed_ms = floor(Fraction(play_ms * story_part, play_part))
    story_ms = utc_ms(wanted) + passed_ms
    local = datetime.fromtimestamp(story_ms // 1000, UTC).astimezone(ZONE)
    shown = header(play.state, at_ms)
    assert shown.story_ms == story_ms
    assert shown.story_time is not None
    assert (shown.story_time.day, shown.story_time.second_of_day) == in_story(
        local.replace(tzinfo=None), start
    )


@pytest.mark.parametrize(
    ("start", "length", "shown"),
    [
        ("2026-03-29 01:30", 60, (1, "03:30")),
        ("2026-10-25 01:30", 120, (1, "02:30")),
        ("2026-12-31 23:30", 60, (2, "00:30")),
    ],
)
def test_an_hour_passes_in_the_story_whatever_the_wall_clock_does(
    start: str, length: int, shown: tuple[int, str]
) -> None:
    script = resolved(scenario(story_start=start, end="open", phases=[phase(lasts="1d")])).script
    assert script is not None
    play = Play(script).start()
    play.run_to(length * 60_000)
    story = header(play.state, length * 60_000).story_time
    assert story is not None
    day, second = (
        shown[0],
        sum(int(part) * unit for part, unit in zip(shown[1].split(":"), (3600, 60), strict=True)),
    )
    assert (story.day, story.second_of_day) == (day, second)
