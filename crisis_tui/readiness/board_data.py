"""A board as plain JSON values and back, exactly.

Seats repeat a lot, so they stand in one table and segments name them by number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.instants import Interval
from crisis_tui.readiness.board import Board, BoardRole, Expiry
from crisis_tui.roster.pool import PoolSpan
from crisis_tui.roster.seats import Lack, Post, Seat, Segment

if TYPE_CHECKING:
    from collections.abc import Sequence

Data = dict[str, Any]


def board_to_data(board: Board) -> Data:
    """Return a board as values that JSON can hold."""
    numbers: dict[Seat, int] = {}
    posts = [
        [
            [s.from_ms, s.until_ms, s.required, s.planned, _numbered(s.seats, numbers)]
            for s in post.segments
        ]
        for post in board.posts
    ]
    return {
        "roster": board.roster,
        "organisation": board.organisation,
        "timezone": board.timezone,
        "valid": [board.valid.from_ms, board.valid.until_ms],
        "roles": [_role_to_data(role) for role in board.roles],
        "seats": [_seat_to_data(seat) for seat in numbers],
        "posts": posts,
        "names": dict(board.names),
        "expiries": [[each.person, each.qualification, each.at_ms] for each in board.expiries],
        "unread": [list(each) for each in board.unread],
        "errors": board.errors,
    }


def board_from_data(data: Data) -> Board:
    """Return the board that `board_to_data` made the values of.

    Raises:
        LookupError, TypeError, ValueError: the values are something else.
    """
    seats = [_seat_from_data(each) for each in data["seats"]]
    roles = tuple(_role_from_data(each) for each in data["roles"])
    return Board(
        roster=data["roster"],
        organisation=data["organisation"],
        timezone=data["timezone"],
        valid=Interval(*data["valid"]),
        roles=roles,
        posts=tuple(
            Post(role.id, role.duty, tuple(_segment(each, seats) for each in segments))
            for role, segments in zip(roles, data["posts"], strict=True)
        ),
        names=data["names"],
        expiries=tuple(Expiry(*each) for each in data["expiries"]),
        unread=tuple((role, file) for role, file in data["unread"]),
        errors=data["errors"],
    )


def _numbered(seats: Sequence[Seat], numbers: dict[Seat, int]) -> list[int]:
    return [numbers.setdefault(seat, len(numbers)) for seat in seats]


def _segment(data: Sequence[Any], seats: Sequence[Seat]) -> Segment:
    from_ms, until_ms, required, planned, numbers = data
    return Segment(from_ms, until_ms, required, planned, tuple(seats[n] for n in numbers))


def _seat_to_data(seat: Seat) -> list[Any]:
    lacking = [[lack.qualification, lack.state, lack.since_ms] for lack in seat.lacking]
    return [
        seat.person,
        seat.assignment,
        seat.cause,
        lacking,
        seat.arrive_ms,
        seat.other_role,
        seat.rule,
        list(seat.mentors),
    ]


def _seat_from_data(data: Sequence[Any]) -> Seat:
    person, assignment, cause, lacking, arrive_ms, other_role, rule, mentors = data
    lacks = tuple(Lack(*each) for each in lacking)
    return Seat(
        person, assignment, cause, lacks, arrive_ms, other_role, rule, mentors=tuple(mentors)
    )


def _role_to_data(role: BoardRole) -> list[Any]:
    pool = [[span.from_ms, span.until_ms, list(span.people)] for span in role.pool]
    return [
        role.id, role.title_nl, role.title_en, role.duty, role.minimum, role.limit_ms, pool,
    ]  # fmt: skip


def _role_from_data(data: Sequence[Any]) -> BoardRole:
    name, title_nl, title_en, duty, minimum, limit_ms, pool = data
    spans = tuple(PoolSpan(from_ms, until_ms, tuple(names)) for from_ms, until_ms, names in pool)
    return BoardRole(name, title_nl, title_en, duty, minimum, limit_ms, spans)
