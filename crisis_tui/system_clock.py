"""The only reader of the machine's clocks."""

from __future__ import annotations

import time
from typing import Protocol

_NS_PER_MS = 1_000_000
_ELAPSED_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class SystemClock(Protocol):
    """Wall time for stamps, elapsed time for arithmetic; both in milliseconds."""

    def wall_ms(self) -> int:
        """Return UTC as milliseconds since 1970; it may step."""

    def elapsed_ms(self) -> int:
        """Return a count that never steps back and runs on while the machine sleeps."""


class MachineClock:
    """The clocks of this machine."""

    def wall_ms(self) -> int:
        """Return UTC as milliseconds since 1970; it may step."""
        return time.time_ns() // _NS_PER_MS

    def elapsed_ms(self) -> int:
        """Return a count that never steps back and runs on while the machine sleeps."""
        return time.clock_gettime_ns(_ELAPSED_CLOCK) // _NS_PER_MS
