from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.times import instant_ms
from crisis_tui.cli.asked_time import asked_instant

ZONE = ZoneInfo("Europe/Amsterdam")
NOW_MS = instant_ms(datetime(2026, 11, 21, 12, tzinfo=UTC))


def utc(*parts: int) -> int:
    return instant_ms(datetime(*parts, tzinfo=UTC))  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("text", "expected_ms"),
    [
        ("now", NOW_MS),
        ("+8h", utc(2026, 11, 21, 20)),
        ("+1h30m", utc(2026, 11, 21, 13, 30)),
        ("2026-03-03 07:42", utc(2026, 3, 3, 6, 42)),
        ("2026-07-03T07:42", utc(2026, 7, 3, 5, 42)),
        ("2026-03-03T07:42+05:00", utc(2026, 3, 3, 2, 42)),
        ("2026-03-03T07:42Z", utc(2026, 3, 3, 7, 42)),
        ("2026-10-25 02:30+02:00", utc(2026, 10, 25, 0, 30)),
    ],
)
def test_times_as_people_write_them(text: str, expected_ms: int) -> None:
    assert asked_instant(text, ZONE, NOW_MS) == expected_ms


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tomorrow", "is not a time"),
        ("", "is not a time"),
        ("+8", "is not a time"),
        ("2026-13-03 07:42", "is not a time"),
        ("2026-03-29 02:30", "skips 2026-03-29 02:30"),
        ("2026-10-25 02:30", "shows 2026-10-25 02:30 twice"),
    ],
)
def test_what_is_no_time_is_told_with_help(text: str, said: str) -> None:
    with pytest.raises(AskedWrongError, match=said) as raised:
        asked_instant(text, ZONE, NOW_MS)
    assert raised.value.help is not None
