"""How a person stands with a qualification over time; training works it out, roster asks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Literal, NamedTuple

from crisis_tui.basis.instants import FAR_FUTURE_MS, FAR_PAST_MS

StandingState = Literal["never", "valid", "grace", "expired"]


class StandingSpan(NamedTuple):
    """One state from `from_ms` until the next span; the last one lasts."""

    from_ms: int
    state: StandingState


Standing = tuple[StandingSpan, ...]
"""All of time: the first span starts in the far past, neighbours differ."""

Standings = Mapping[tuple[str, str], Standing]
"""By person and qualification; who is not in it never earned it."""

NEVER: Standing = (StandingSpan(FAR_PAST_MS, "never"),)


def index_at(standing: Standing, at_ms: int) -> int:
    """Return the index of the span that holds the instant."""
    return max(0, bisect_right(standing, at_ms, key=lambda span: span.from_ms) - 1)


def span_end_ms(standing: Standing, index: int) -> int:
    """Return the first instant after the span, `FAR_FUTURE_MS` for the last one."""
    return standing[index + 1].from_ms if index + 1 < len(standing) else FAR_FUTURE_MS
