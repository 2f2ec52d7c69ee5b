"""What the sweep answers: who sits on a post when, usable or why not.

Plain data without models, so that a compiled board is read back without loading them.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from crisis_tui.basis.standing import StandingState

DutyKind = Literal["hard", "soft"]
Assignment = Literal["work", "standby"]
Cause = Literal[
    "nobody-planned",
    "away",
    "left",
    "not-deployable",
    "unqualified",
    "too-far",
    "on-other-post",
    "beyond-horizon",
    "below-minimum",
    "resting",
    "unsupervised",
]

PostStatus = Literal["not-required", "filled", "probable", "short", "late", "unqualified", "empty"]
STATUSES: tuple[PostStatus, ...] = get_args(PostStatus)
"""From best to worst."""


class Lack(NamedTuple):
    """A required qualification that is not valid; `since_ms` is when it stopped, if it ever was."""

    qualification: str
    state: StandingState
    since_ms: int | None


class Seat(NamedTuple):
    """One person on duty on a post. `cause` is None for somebody usable.

    `arrive_ms` is prepare and travel from the alarm, None if the roster does not tell. `other_role`
    is the post that needs the same person at the same time, `rule` the norm that makes them rest.
    `mentors` are those beside whom somebody in training counts; empty for everybody else.
    """

    person: str
    assignment: Assignment
    cause: Cause | None
    lacking: tuple[Lack, ...]
    arrive_ms: int | None
    other_role: str | None = None
    rule: str | None = None
    mentors: tuple[str, ...] = ()


class Segment(NamedTuple):
    """A time in which nothing changes on a post.

    `required` is the number asked for, 0 outside the post's hours; `planned` is False beyond the
    planning horizon.
    """

    from_ms: int
    until_ms: int
    required: int
    planned: bool
    seats: tuple[Seat, ...]

    @property
    def usable(self) -> int:
        """Return how many people on duty count."""
        return sum(seat.cause is None for seat in self.seats)

    @property
    def short(self) -> int:
        """Return how many people are missing."""
        return max(0, self.required - self.usable) if self.required else 0


class Post(NamedTuple):
    """A role's segments: all of a window, in order, without holes."""

    role: str
    duty: DutyKind
    segments: tuple[Segment, ...]

    def at(self, at_ms: int) -> Segment:
        """Return the segment that holds an instant of the window."""
        return self.segments[bisect_right(self.segments, at_ms, key=lambda each: each.from_ms) - 1]


def status_of(segment: Segment, duty: DutyKind) -> PostStatus:
    """Return the word for a post at a time; a soft duty is never more than probable."""
    if not segment.required:
        return "not-required"
    if not segment.short:
        return "filled" if duty == "hard" else "probable"
    if segment.usable:
        return "short"
    causes = {seat.cause for seat in segment.seats}
    if "too-far" in causes:
        return "late"
    return "unqualified" if "unqualified" in causes else "empty"


def gap_cause(segment: Segment) -> Cause:
    """Return why a post is short: the cause that is nearest to a cure."""
    if not segment.planned:
        return "beyond-horizon"
    if not segment.seats:
        return "nobody-planned"
    if segment.usable:
        return "below-minimum"
    causes = {seat.cause for seat in segment.seats}
    nearest: tuple[Cause, ...] = (
        "too-far", "unqualified", "on-other-post", "resting", "unsupervised", "away",
        "not-deployable", "left",
    )  # fmt: skip
    return next(cause for cause in nearest if cause in causes)


def worst(statuses: set[PostStatus]) -> PostStatus:
    """Return the worst of the statuses; `not-required` if there are none."""
    return max(statuses, key=STATUSES.index, default="not-required")
