"""What comes next on a board: the first gap and the first handover after an instant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.roster.gaps import Gap, gaps

if TYPE_CHECKING:
    from crisis_tui.readiness.board import Board
    from crisis_tui.roster.seats import Post


class NextHandover(NamedTuple):
    """The instant at which other people come on these posts."""

    at_ms: int
    roles: tuple[str, ...]


class Upcoming(NamedTuple):
    """What a board knows to come first; None: nothing as far as it reaches."""

    gap: Gap | None
    handover: NextHandover | None


def upcoming(board: Board, at_ms: int) -> Upcoming:
    """Return what comes first after an instant; a gap that lasts already does not come."""
    coming = (gap for post in board.posts for gap in gaps(post) if gap.from_ms > at_ms)
    handovers = [(_handover_ms(post, at_ms), post.role) for post in board.posts]
    first_ms = min((ms for ms, _ in handovers if ms is not None), default=None)
    return Upcoming(
        min(coming, key=lambda gap: gap.from_ms, default=None),
        None
        if first_ms is None
        else NextHandover(first_ms, tuple(role for ms, role in handovers if ms == first_ms)),
    )


def _handover_ms(post: Post, at_ms: int) -> int | None:
    """Return when somebody else comes on the post for the first time."""
    here: set[str] | None = None
    for segment in post.segments:
        people = {seat.person for seat in segment.seats}
        if segment.until_ms <= at_ms:
            continue
        if here is not None and people - here:
            return segment.from_ms
        here = people
    return None
