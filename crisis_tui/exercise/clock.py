"""The exercise clock: play time from wall time, in whole milliseconds, exactly.

Play time is the sum over segments of (now - segment's start) x speed; a paused segment adds nothing.
A change closes a segment and never rescales what is past. Speeds are whole thousandths, so that the
sum is kept to the thousandth of a millisecond and is rounded only where it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

SLOWEST = 0.1
FASTEST = 600.0
NORMAL_PERMILLE = 1_000
STEP_TOLERANCE_MS = 500
"""How far the wall clock may be off before it counts as stepped; slewing stays below."""


def permille_of(speed: float) -> int:
    """Return a speed factor as whole thousandths."""
    return round(speed * NORMAL_PERMILLE)


def is_speed(speed: float) -> bool:
    """Tell whether an exercise can run at this speed: 0.1 to 600, at most three decimals."""
    return SLOWEST <= speed <= FASTEST and permille_of(speed) / NORMAL_PERMILLE == speed


@dataclass(frozen=True, slots=True)
class Moment:
    """Now: UTC for the stamp, and the exercise clock."""

    at_ms: int
    play_ms: int


@dataclass(frozen=True, slots=True)
class Segment:
    """At `at_ms` the exercise clock showed `play_ms`; since then it runs at `permille`, or rests.

    `thousandths` of a millisecond had passed beyond `play_ms`, so that nothing is lost to rounding
    where one segment closes and the next begins.
    """

    at_ms: int = 0
    play_ms: int = 0
    permille: int = NORMAL_PERMILLE
    running: bool = False
    thousandths: int = 0

    def play_at(self, at_ms: int) -> int:
        """Return the play time at an instant, rounded down; before the start it is the start's."""
        return self._exact_at(at_ms) // NORMAL_PERMILLE

    def at_of(self, play_ms: int) -> int | None:
        """Return the first instant at which the clock shows `play_ms`; None if it rests before."""
        ahead = play_ms * NORMAL_PERMILLE - self._exact_at(self.at_ms)
        if ahead <= 0:
            return self.at_ms
        if not self.running or self.permille <= 0:
            return None
        return self.at_ms - (-ahead // self.permille)

    def closed(self, at_ms: int, play_ms: int) -> Segment:
        """Return a segment with the same speed that begins where this one closes.

        A clock that showed another time than `play_ms` at `at_ms` goes on from that, as told.
        """
        exact = self._exact_at(at_ms)
        told = exact // NORMAL_PERMILLE == play_ms
        thousandths = exact % NORMAL_PERMILLE if told else 0
        return replace(self, at_ms=at_ms, play_ms=play_ms, thousandths=thousandths)

    def moved(self, by_ms: int) -> Segment:
        """Return the segment by a wall clock that is set `by_ms` ahead."""
        return replace(self, at_ms=self.at_ms + by_ms)

    def set_to(self, at_ms: int, play_ms: int) -> Segment:
        """Return a segment with the same speed that begins at another play time."""
        return replace(self, at_ms=at_ms, play_ms=play_ms, thousandths=0)

    def _exact_at(self, at_ms: int) -> int:
        """Return the play time in thousandths of a millisecond: speeds are whole thousandths."""
        exact = self.play_ms * NORMAL_PERMILLE + self.thousandths
        if not self.running or at_ms <= self.at_ms:
            return exact
        return exact + (at_ms - self.at_ms) * self.permille

    @property
    def speed(self) -> float:
        """Return the speed as a factor."""
        return self.permille / NORMAL_PERMILLE


@dataclass(frozen=True, slots=True)
class SteadyWall:
    """UTC that never steps by itself: the elapsed clock of one `boot` plus a constant.

    Everything is stamped and computed with `at`. When the machine's clock is found to have stepped,
    journal NoteWallStep at the new time and go on with `stepped`. Processes whose elapsed clocks
    count from the same boot share the director's constant: slewing sets their own ones apart.
    """

    offset_ms: int
    boot: str | None = None

    @classmethod
    def synced(cls, wall_ms: int, elapsed_ms: int, boot: str | None = None) -> SteadyWall:
        """Set to the machine's wall clock."""
        return cls(wall_ms - elapsed_ms, boot)

    def stepped(self, step_ms: int) -> SteadyWall:
        """Return the wall clock after a leap."""
        return replace(self, offset_ms=self.offset_ms + step_ms)

    def at(self, elapsed_ms: int) -> int:
        """Return UTC (ms since 1970) at a reading of the elapsed clock."""
        return self.offset_ms + elapsed_ms

    def step_ms(self, wall_ms: int, elapsed_ms: int) -> int:
        """Return how far the machine's clock leapt since `synced`; 0 within the tolerance."""
        step_ms = wall_ms - self.at(elapsed_ms)
        return step_ms if abs(step_ms) > STEP_TOLERANCE_MS else 0
