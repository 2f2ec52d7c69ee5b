"""`crisis-tui oncall`: who is on duty, qualified, and how soon here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from crisis_tui.basis.instants import iso_time
from crisis_tui.cli.cached_board import board_at
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.roster_option import add_roster_arguments, tell_faults
from crisis_tui.i18n import _, language
from crisis_tui.readiness.board import ahead, board_window, posts_at
from crisis_tui.readiness.handover import arrives_after_duty
from crisis_tui.readiness.upcoming import upcoming
from crisis_tui.readiness.wording import seat_detail
from crisis_tui.roster.asked_names import known_role

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from crisis_tui.readiness.board import Board, Occupant, PostAt
    from crisis_tui.roster.seats import Seat

_GOOD_ENOUGH = {"filled", "probable", "not-required"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("--at", metavar="T", default="now", help=_("when; default: now"))
    parser.add_argument("--role", metavar="R", help=_("this post alone"))
    add_roster_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the board of an instant; exit 1 if a required post is not filled."""
    board, at_ms = board_at(args, args.at)
    posts = _asked_posts(board, at_ms, args.role)
    if args.format == "json":
        document = board_document(board, at_ms, posts)
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        from crisis_tui.cli.oncall_text import board_text

        print(board_text(board, at_ms, posts, whole=args.role is None))
    faulty = tell_faults(board.roster, board.errors, board.unread)
    enough = _GOOD_ENOUGH - ({"probable"} if args.strict else set())
    bad = faulty or any(post.status not in enough for post in posts)
    return ExitCode.FINDINGS if bad else ExitCode.OK


def _asked_posts(board: Board, at_ms: int, role: str | None) -> tuple[PostAt, ...]:
    posts = posts_at(board, at_ms)
    if role is None:
        return posts
    known_role(role, [each.id for each in board.roles])
    return tuple(post for post in posts if post.role.id == role)


def board_document(board: Board, at_ms: int, posts: Sequence[PostAt]) -> dict[str, Any]:
    """Return the board as a JSON document, with what the coming week brings."""
    zone = ZoneInfo(board.timezone)
    week = ahead(board, at_ms)
    return {
        "at": iso_time(at_ms, zone),
        "roster": board.roster,
        "posts": [_post_document(board, post, at_ms, zone) for post in posts],
        "week": {
            "gaps": week.gap_count,
            "gap_seconds": week.gap_ms // 1000,
            "single": list(week.single),
            "expiring": [
                {
                    "person": each.person,
                    "qualification": each.qualification,
                    "until": iso_time(each.at_ms, zone),
                }
                for each in week.expiring
            ],
        },
        "next": _next_document(board, at_ms, zone),
        "errors": board.errors,
        "unread": [{"role": role, "file": file} for role, file in board.unread],
    }


def _next_document(board: Board, at_ms: int, zone: ZoneInfo) -> dict[str, Any]:
    gap, handover = upcoming(board, at_ms)
    return {
        "gap": gap
        and {
            "role": gap.role,
            "from": iso_time(gap.from_ms, zone),
            "until": iso_time(gap.until_ms, zone),
            "cause": gap.cause,
        },
        "handover": handover
        and {"at": iso_time(handover.at_ms, zone), "roles": list(handover.roles)},
    }


def _post_document(board: Board, post: PostAt, at_ms: int, zone: ZoneInfo) -> dict[str, Any]:
    gap = post.gap
    held = board_window(board.valid)
    return {
        "role": post.role.id,
        "title": post.role.title(language()),
        "required": post.segment.required,
        "status": post.status,
        "limit_seconds": _seconds(post.role.limit_ms),
        "gap": gap
        and {
            "from": iso_time(gap.from_ms, zone) if gap.from_ms > held.from_ms else None,
            "until": iso_time(gap.until_ms, zone) if gap.until_ms < held.until_ms else None,
            "cause": gap.cause,
        },
        "people": [_person_document(board, post, each, at_ms, zone) for each in post.people],
        "handover": post.handover
        and {
            "at": iso_time(post.handover.at_ms, zone),
            "people": [_coming_document(board, seat, at_ms, zone) for seat in post.handover.coming],
        },
    }


def _person_document(
    board: Board, post: PostAt, occupant: Occupant, at_ms: int, zone: ZoneInfo
) -> dict[str, Any]:
    seat = occupant.seat
    return {
        "id": seat.person,
        "name": board.name(seat.person),
        "duty": post.role.duty,
        "assignment": seat.assignment,
        "qualified": not seat.lacking,
        "arrive_seconds": _seconds(seat.arrive_ms),
        "slack_seconds": None
        if seat.arrive_ms is None or post.role.limit_ms is None
        else _seconds(post.role.limit_ms - seat.arrive_ms),
        "arrives_after_duty": arrives_after_duty(seat, occupant.until_ms, at_ms),
        "until": None if occupant.until_ms is None else iso_time(occupant.until_ms, zone),
        "cause": seat.cause,
        "detail": seat_detail(seat, post.role.limit_ms, zone),
    }


def _coming_document(board: Board, seat: Seat, at_ms: int, zone: ZoneInfo) -> dict[str, Any]:
    """Return somebody who takes over, and when they are there if they are called now."""
    return {
        "id": seat.person,
        "name": board.name(seat.person),
        "arrive_seconds": _seconds(seat.arrive_ms),
        "arrives": None if seat.arrive_ms is None else iso_time(at_ms + seat.arrive_ms, zone),
        "cause": seat.cause,
    }


def _seconds(duration_ms: int | None) -> int | None:
    return None if duration_ms is None else duration_ms // 1000
