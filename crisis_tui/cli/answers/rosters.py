"""The board, somebody's card and what expires, for the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.text import Text
from crisis_tui.basis.times import local_datetime
from crisis_tui.i18n import language
from crisis_tui.readiness.board import ahead, posts_at
from crisis_tui.readiness.person_card import person_card
from crisis_tui.readiness.trained import trained_people
from crisis_tui.readiness.upcoming import upcoming
from crisis_tui.readiness.wording import CAUSE_TEXTS, seat_cause, whole_minutes
from crisis_tui.tui.views import (
    ExpiringTraining,
    GapLine,
    OnCallView,
    PersonOnPost,
    PersonView,
    PostLine,
    TrainingView,
)

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.readiness.board import Board, Occupant, PostAt
    from crisis_tui.roster.gaps import Gap
    from crisis_tui.roster.seats import Seat
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.training.model import Training

EXPIRY_AHEAD_MS = 30 * DAY_MS


def on_call_view(board: Board, at_ms: int) -> OnCallView:
    """Return the board at an instant of its valid time, and the gaps of the next week."""
    zone = ZoneInfo(board.timezone)
    problem = Text("The roster has errors: see crisis-tui check") if board.errors else ""
    week, coming = ahead(board, at_ms), upcoming(board, at_ms)
    return OnCallView(
        board.roster,
        board.organisation,
        local_datetime(at_ms, zone),
        post_lines(board, at_ms),
        tuple(_gap(board, gap, zone) for gap in week.gaps),
        week.gap_count,
        week.gap_ms,
        week.single,
        problem,
        None if coming.gap is None else _gap(board, coming.gap, zone),
        None
        if coming.handover is None
        else (local_datetime(coming.handover.at_ms, zone), coming.handover.roles),
    )


def post_lines(board: Board, at_ms: int) -> tuple[PostLine, ...]:
    """Return every post at an instant."""
    zone = ZoneInfo(board.timezone)
    return tuple(_post(board, post, zone) for post in posts_at(board, at_ms))


def expiring(board: Board, at_ms: int) -> tuple[ExpiringTraining, ...]:
    """Return the qualifications that people lose in the next 30 days."""
    zone = ZoneInfo(board.timezone)
    return tuple(
        ExpiringTraining(
            board.name(each.person),
            each.qualification,
            local_datetime(each.at_ms, zone),
            expired=False,
        )
        for each in ahead(board, at_ms, EXPIRY_AHEAD_MS).expiring
    )


def training_view(workforce: Workforce, training: Training, at_ms: int) -> TrainingView:
    """Return how everybody stands at an instant."""
    return TrainingView(
        workforce.roster.organisation,
        workforce.zone,
        at_ms,
        trained_people(workforce, at_ms),
        _titles(training),
    )


def person_view(
    workforce: Workforce, training: Training, person: str, at_ms: int
) -> PersonView | None:
    """Return somebody's card at an instant, None if the roster does not know them."""
    known = workforce.people.get(person)
    return (
        None
        if known is None
        else PersonView(person_card(workforce, known, at_ms), _titles(training))
    )


def _titles(training: Training) -> dict[str, str]:
    return {each.id: each.title.in_language(language()) for each in training.qualifications}


def _post(board: Board, post: PostAt, zone: ZoneInfo) -> PostLine:
    return PostLine(
        post.role.id,
        post.role.title(language()),
        post.status,
        tuple(_occupant(board, each, post.role.limit_ms, zone) for each in post.people),
        post.segment.required,
        "" if post.gap is None else CAUSE_TEXTS[post.gap.cause],
        None if post.gap is None else local_datetime(post.gap.until_ms, zone),
    )


def _occupant(
    board: Board, occupant: Occupant, limit_ms: int | None, zone: ZoneInfo
) -> PersonOnPost:
    seat = occupant.seat
    return PersonOnPost(
        seat.person,
        board.name(seat.person),
        seat.arrive_ms,
        None if occupant.until_ms is None else local_datetime(occupant.until_ms, zone),
        seat.cause is None,
        _why_not(seat, limit_ms, zone),
    )


def _why_not(seat: Seat, limit_ms: int | None, zone: ZoneInfo) -> AnyText:
    """Return why the person does not count, as short as a column is wide; empty if they do."""
    if seat.cause == "too-far" and seat.arrive_ms is not None and limit_ms is not None:
        late = whole_minutes(seat.arrive_ms - limit_ms)
        return Text("norm {limit}: {late} late", limit=whole_minutes(limit_ms), late=late)
    reasons = seat_cause(seat, limit_ms, zone)
    return reasons[0] if reasons else ""


def _gap(board: Board, gap: Gap, zone: ZoneInfo) -> GapLine:
    names = ", ".join(board.name(seat.person) for seat in gap.seats)
    cause = CAUSE_TEXTS[gap.cause]
    return GapLine(
        gap.role,
        local_datetime(gap.from_ms, zone),
        local_datetime(gap.until_ms, zone),
        Text("{names}: {cause}", names=names, cause=cause) if names else cause,
    )
