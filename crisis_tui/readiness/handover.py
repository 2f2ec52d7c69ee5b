"""A handover so near that it matters who is called: those who leave, or those who come.

The board of an instant shows who is on duty then. Called a minute before they leave, they arrive
after their own duty; those who take over, called now, may be there no sooner than the handover. So
while that is so, both are shown.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crisis_tui.roster.seats import Post, Seat, Segment


class Handover(NamedTuple):
    """When the people of a post change, and those who are on it then and were not before."""

    at_ms: int
    coming: tuple[Seat, ...]


def arrives_after_duty(seat: Seat, until_ms: int | None, at_ms: int) -> bool:
    """Tell whether somebody who is called at `at_ms` arrives when their duty is over."""
    return (
        until_ms is not None and seat.arrive_ms is not None and at_ms + seat.arrive_ms >= until_ms
    )


def near_handover(post: Post, at_ms: int) -> Handover | None:
    """Return the next handover, if somebody who counts, called at `at_ms`, arrives after it.

    That may be somebody who leaves, who then has no duty any more, or somebody who comes, who then
    relieves the others too late. A post that asks for nobody from then on hands nothing over.
    """
    number = bisect_right(post.segments, at_ms, key=lambda each: each.from_ms)
    now = post.segments[number - 1]
    here = {seat.person for seat in now.seats}
    following = (each for each in post.segments[number:] if _people(each) != here)
    then = next(following, None)
    if then is None or not then.required:
        return None
    counting = [seat for seat in (*now.seats, *then.seats) if seat.cause is None]
    latest_ms = max((seat.arrive_ms or 0 for seat in counting), default=0)
    if at_ms + latest_ms < then.from_ms:
        return None
    return Handover(then.from_ms, tuple(seat for seat in then.seats if seat.person not in here))


def _people(segment: Segment) -> set[str]:
    return {seat.person for seat in segment.seats}
