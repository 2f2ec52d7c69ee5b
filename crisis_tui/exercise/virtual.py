"""A clock that stands until it is moved: a whole exercise passes in the time it takes to compute."""

from __future__ import annotations


class VirtualClock:
    """Wall and elapsed time that pass together, only by `advance`."""

    def __init__(self, wall_ms: int) -> None:
        self.boot: str | None = None
        self._wall_ms = wall_ms
        self._elapsed_ms = 0

    def wall_ms(self) -> int:
        """Return UTC as milliseconds since 1970."""
        return self._wall_ms + self._elapsed_ms

    def elapsed_ms(self) -> int:
        """Return how far the clock was moved."""
        return self._elapsed_ms

    def advance(self, by_ms: int) -> None:
        """Let time pass."""
        self._elapsed_ms += by_ms
