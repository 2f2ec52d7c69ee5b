"""The roster of a week, a month or any other time, as a chart made from a board."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from crisis_tui.basis.instants import Interval, local_datetime
from crisis_tui.basis.interval_sets import total_ms
from crisis_tui.basis.text import Text
from crisis_tui.readiness.board import board_window
from crisis_tui.roster.calendar import clock_step_ms, days_of
from crisis_tui.roster.gantt import BarState, Lane, whole_lanes
from crisis_tui.roster.gaps import Gap, gap_times, gaps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from crisis_tui.readiness.board import Board, BoardRole
    from crisis_tui.roster.gantt import Bar
    from crisis_tui.roster.seats import Post

BAR_LOOKS: Mapping[BarState, tuple[str, Text]] = {
    "certain": ("━", Text("certain")),
    "probable": ("~", Text("probable")),
    "spare": ("─", Text("not asked for")),
    "late": ("!", Text("too late")),
    "lacking": ("✗", Text("does not count")),
    "vacant": ("✗", Text("nobody")),
    "unplanned": ("?", Text("not planned yet")),
}
"""What a bar is drawn with, and the word for it."""

DAY_NAME_CELLS = 5
"""For `ma 23`."""
HANDOVER = "│"
NOW = "▼"


class ChartRole(NamedTuple):
    """A role with what happens to it in the chart's time; duties that reach beyond it are whole."""

    role: BoardRole
    lanes: tuple[Lane, ...]


class Chart(NamedTuple):
    """Roles by time, as it looks at `now_ms`. `hidden` counts the roles that nobody bears or asks for in this time.

    `held` is the time that is known at all: what begins or ends with it may go on beyond.
    `gap_count` and `gap_ms` count unbroken shortages within the window, `gaps` are cut by cause, told
    whole and in order of time.
    """

    roster: str
    organisation: str
    zone: ZoneInfo
    window: Interval
    held: Interval
    now_ms: int
    days: tuple[Interval, ...]
    roles: tuple[ChartRole, ...]
    hidden: int
    gaps: tuple[Gap, ...]
    gap_count: int
    gap_ms: int
    names: Mapping[str, str]
    errors: int
    unread: tuple[tuple[str, str], ...]

    def name(self, person: str) -> str:
        """Return a person's name, or the id if the roster does not know it."""
        return self.names.get(person, person)

    def is_whole(self, from_ms: int, until_ms: int) -> bool:
        """Tell whether both ends of something are known."""
        return self.held.from_ms < from_ms and until_ms < self.held.until_ms

    def role(self, role: str) -> ChartRole | None:
        """Return a role of the chart."""
        return next((each for each in self.roles if each.role.id == role), None)


def chart_of(board: Board, window: Interval, now_ms: int, role: str | None = None) -> Chart:
    """Return the chart of a time that the board holds, of one role or of all."""
    zone = ZoneInfo(board.timezone)
    posts = [
        (of, post)
        for of, post in zip(board.roles, board.posts, strict=True)
        if role in (None, of.id)
    ]
    found = [ChartRole(of, whole_lanes(post, window)) for of, post in posts]
    shown = tuple(each for each in found if each.lanes or role is not None)
    inside = [_within(post, window) for _, post in posts]
    short = [gap_times(post) for post in inside]
    return Chart(
        roster=board.roster,
        organisation=board.organisation,
        zone=zone,
        window=window,
        held=board_window(board.valid),
        now_ms=now_ms,
        days=days_of(window, zone),
        roles=shown,
        hidden=len(found) - len(shown),
        gaps=tuple(
            sorted(
                (gap for _, post in posts for gap in gaps(post) if _touches(gap, window)),
                key=lambda gap: (gap.from_ms, gap.role),
            )
        ),
        gap_count=sum(map(len, short)),
        gap_ms=sum(map(total_ms, short)),
        names=board.names,
        errors=board.errors,
        unread=board.unread,
    )


def ruler(
    days: Sequence[Interval], cells: int, zone: ZoneInfo, name: Callable[[datetime], str]
) -> str:
    """Return the names of the days over their cells, those on which the clock changes with a `*`.

    Where days are narrow only Mondays are named, and the first day if there is room before them.
    """
    line = ""
    moments = [local_datetime(day.from_ms, zone) for day in days]
    for number, (day, moment) in enumerate(zip(days, moments, strict=True)):
        mark = "*" if clock_step_ms(day, zone) else ""
        named = cells > DAY_NAME_CELLS or moment.weekday() == 0
        if number == 0 and not named:
            named = all(later.weekday() for later in moments[1 : -(-(DAY_NAME_CELLS + 2) // cells)])
        place = number * cells
        if (named or mark) and (len(line) < place or not line):
            line += " " * (place - len(line)) + (name(moment) if named else "") + mark
    return line


def bars_within(lane: Lane, window: Interval) -> tuple[Bar, ...]:
    """Return the bars of a lane that touch a time."""
    return tuple(
        bar for bar in lane.bars if bar.from_ms < window.until_ms and bar.until_ms > window.from_ms
    )


def _touches(gap: Gap, window: Interval) -> bool:
    return gap.from_ms < window.until_ms and gap.until_ms > window.from_ms


def _within(post: Post, window: Interval) -> Post:
    """Return what lies in the window of a post."""
    first = bisect_right(post.segments, window.from_ms, key=lambda each: each.from_ms) - 1
    last = bisect_left(post.segments, window.until_ms, key=lambda each: each.from_ms)
    inside = (
        segment._replace(
            from_ms=max(segment.from_ms, window.from_ms),
            until_ms=min(segment.until_ms, window.until_ms),
        )
        for segment in post.segments[max(first, 0) : last]
    )
    return post._replace(
        segments=tuple(segment for segment in inside if segment.from_ms < segment.until_ms)
    )
