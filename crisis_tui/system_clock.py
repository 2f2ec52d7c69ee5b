"""The only reader of the machine's clocks."""

from __future__ import annotations

import time
from functools import cached_property
from pathlib import Path
from typing import Protocol

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_TIME_NAMESPACE = Path("/proc/self/ns/time")
_NS_PER_MS = 1_000_000
_ELAPSED_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class SystemClock(Protocol):
    """Wall time for stamps, elapsed time for arithmetic; both in milliseconds."""

    def wall_ms(self) -> int:
        """Return UTC as milliseconds since 1970; it may step."""

    def elapsed_ms(self) -> int:
        """Return a count that never steps back and runs on while the machine sleeps."""

    @property
    def boot(self) -> str | None:
        """What `elapsed_ms` counts from, for processes to compare; None if it cannot be told."""


class MachineClock:
    """The clocks of this machine."""

    def wall_ms(self) -> int:
        """Return UTC as milliseconds since 1970; it may step."""
        return time.time_ns() // _NS_PER_MS

    def elapsed_ms(self) -> int:
        """Return a count that never steps back and runs on while the machine sleeps."""
        return time.clock_gettime_ns(_ELAPSED_CLOCK) // _NS_PER_MS

    @cached_property
    def boot(self) -> str | None:
        """What `elapsed_ms` counts from, for processes to compare; None if it cannot be told.

        Linux gives each start of the machine a number; a container may have an elapsed clock of its
        own, in a namespace.
        """
        try:
            namespace = _TIME_NAMESPACE.readlink() if _TIME_NAMESPACE.is_symlink() else ""
            return f"{_BOOT_ID.read_text().strip()} {namespace}".strip()
        except OSError:
            return None
