"""A board of three posts, with a hostile tail on every text if wished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.readiness.board import Board, BoardRole
from crisis_tui.roster.pool import PoolSpan
from crisis_tui.roster.seats import Post, Seat, Segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crisis_tui.roster.seats import DutyKind

NAMES = {"umar": "Umar Lagevaart", "anouk": "Anouk Ketelmeer", "wiebe": "Wiebe Urkerveld"}
HANDOVER_MS = 4 * DAY_MS + 12 * HOUR_MS
"""The first Monday noon of 1970: weeks turn over there."""


def small_board(text: Callable[[str], str], window: Interval) -> Board:
    """Return a board around a time: BGM all week, OVDBZ with a gap each night, PVL late."""
    whole = Interval(window.from_ms - WEEK_MS, window.until_ms + WEEK_MS)
    roles = (
        _role(text, "BGM", "burgemeester", "hard", whole),
        _role(text, "OVDBZ", "officier van dienst", "hard", whole),
        _role(text, "PVL", "persvoorlichter", "soft", whole),
    )
    seats = {name: Seat(text(name), "standby", None, (), 18 * MINUTE_MS) for name in NAMES}
    late = seats["wiebe"]._replace(cause="too-far", arrive_ms=41 * MINUTE_MS)
    posts = (
        Post(roles[0].id, "hard", (Segment(*whole, 1, True, (seats["umar"],)),)),
        Post(roles[1].id, "hard", tuple(_nights(whole, seats))),
        Post(roles[2].id, "soft", (Segment(*whole, 1, True, (late,)),)),
    )
    names = {text(name): text(title) for name, title in NAMES.items()}
    return Board(
        text("dronten"),
        text("Gemeente Dronten (fictief)"),
        "UTC",
        window,
        roles,
        posts,
        names,
        (),
        (),
        0,
    )


def _role(
    text: Callable[[str], str], name: str, title: str, duty: DutyKind, whole: Interval
) -> BoardRole:
    pool = (PoolSpan(*whole, tuple(map(text, NAMES))),)
    return BoardRole(text(name), text(title), text(title), duty, 1, 30 * MINUTE_MS, pool)


def _nights(whole: Interval, seats: dict[str, Seat]) -> Iterator[Segment]:
    """Yield turns of a week for two people, and nobody from 22:00 to 07:00 on Tuesdays."""
    week_ms = HANDOVER_MS + (whole.from_ms - HANDOVER_MS) // WEEK_MS * WEEK_MS
    while week_ms < whole.until_ms:
        who = seats["anouk" if week_ms // WEEK_MS % 2 else "umar"]
        night_ms = week_ms + DAY_MS + 10 * HOUR_MS
        for from_ms, until_ms, people in (
            (week_ms, night_ms, (who,)),
            (night_ms, night_ms + 9 * HOUR_MS, ()),
            (night_ms + 9 * HOUR_MS, week_ms + WEEK_MS, (who,)),
        ):
            part = Interval(from_ms, until_ms).overlap(whole)
            if part is not None:
                yield Segment(*part, 1, True, people)
        week_ms += WEEK_MS
