"""The on-call board in 80 columns: the strip, then a line a person, reasons below."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui.basis.durations import DAY_MS, WEEK_MS
from crisis_tui.basis.instants import local_datetime
from crisis_tui.cli.words import columns, day, hours, moment, post_state, shortened
from crisis_tui.i18n import _, language, ngettext, render
from crisis_tui.readiness.board import ahead, board_window
from crisis_tui.readiness.handover import arrives_after_duty
from crisis_tui.readiness.upcoming import upcoming
from crisis_tui.readiness.wording import CAUSE_TEXTS, seat_cause, whole_minutes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisis_tui.readiness.board import Ahead, Board, Occupant, PostAt
    from crisis_tui.readiness.handover import Handover
    from crisis_tui.readiness.upcoming import Upcoming
    from crisis_tui.roster.seats import Seat

WIDTH = 80
_STATE, _NAME, _ARRIVE, _UNTIL = 13, 18, 7, 14
_INDENT = " " * (_STATE + 1)
_FAR_MS = 4 * WEEK_MS


def board_text(board: Board, at_ms: int, posts: Sequence[PostAt], *, whole: bool) -> str:
    """Return the board of an instant; `whole` adds the week and hides posts nobody asks for."""
    return "\n".join(_Board(board, at_ms).lines(posts, whole=whole))


class _Board:
    """One board at one instant, in words."""

    def __init__(self, board: Board, at_ms: int) -> None:
        self._board = board
        self._at_ms = at_ms
        self._zone = ZoneInfo(board.timezone)
        self._role_width = min(10, max((len(role.id) for role in board.roles), default=0))

    def lines(self, posts: Sequence[PostAt], *, whole: bool) -> Iterator[str]:
        now = local_datetime(self._at_ms, self._zone)
        head = _("On call  {organisation}").format(organisation=self._board.organisation)
        at = f"{day(now)} {now.year} {now:%H:%M}"
        yield f"{shortened(head, WIDTH - len(at) - 2):<{WIDTH - len(at)}}{at}"
        yield self._strip(posts)
        yield ""
        shown = [post for post in posts if post.segment.required or post.people or not whole]
        for post in shown:
            yield from self._post(post)
        if whole:
            yield from self._below(len(posts) - len(shown))

    def _strip(self, posts: Sequence[PostAt]) -> str:
        required = [post for post in posts if post.segment.required]
        bad = sum(post.status not in {"filled", "probable"} for post in required)
        soft = sum(post.status == "probable" for post in required)
        if bad:
            said = "✗ " + ngettext("{n} post not filled", "{n} posts not filled", bad).format(n=bad)
        elif required:
            doubt = self._doubt()
            said = f"! {doubt}" if doubt else "✓ " + _("nothing missing")
        else:
            said = "· " + _("nobody is asked for now")
        if soft:
            said += "   ~ " + ngettext("{n} only probable", "{n} only probable", soft).format(
                n=soft
            )
        filled = len(required) - bad - soft
        return said + "   " + ngettext("{n} filled", "{n} filled", filled).format(n=filled)

    def _doubt(self) -> str:
        """Return what is wrong with the files that say that nothing is missing."""
        if self._board.errors:
            return ngettext(
                "nothing missing, but {n} error in the files",
                "nothing missing, but {n} errors in the files",
                self._board.errors,
            ).format(n=self._board.errors)
        if self._board.unread:
            return ngettext(
                "nothing missing, but {n} calendar is not read",
                "nothing missing, but {n} calendars are not read",
                len(self._board.unread),
            ).format(n=len(self._board.unread))
        return ""

    def _post(self, post: PostAt) -> Iterator[str]:
        people = list(post.people)
        for number, occupant in enumerate(people or [None]):
            yield self._line(post, occupant, first=number == 0)
            if occupant is not None and post.segment.required:
                yield from self._reasons(post, occupant)
        if post.gap is not None:
            yield from _wrapped(self._gap(post))
        if post.handover is not None:
            yield from _wrapped(self._handover(post, post.handover))

    def _handover(self, post: PostAt, handover: Handover) -> str:
        """Return who leaves before they could be here, who comes, and when if they are called now."""
        clock = f"{local_datetime(handover.at_ms, self._zone):%H:%M}"
        people = ", ".join(self._coming(seat) for seat in handover.coming) or _("nobody")
        late = [
            self._board.name(each.seat.person)
            for each in post.usable
            if arrives_after_duty(each.seat, each.until_ms, self._at_ms)
        ]
        if not late:
            return _("from {clock}: {people}").format(clock=clock, people=people)
        if len(post.people) == 1:
            return _("not here before {clock}; then {people}").format(clock=clock, people=people)
        return _("{names}: not here before {clock}; then {people}").format(
            names=", ".join(late), clock=clock, people=people
        )

    def _coming(self, seat: Seat) -> str:
        name = self._board.name(seat.person)
        if seat.cause is not None:
            return f"{name} ({render(CAUSE_TEXTS[seat.cause])})"
        if seat.arrive_ms is None:
            return name
        arrives = local_datetime(self._at_ms + seat.arrive_ms, self._zone)
        return _("{name} (here {clock})").format(name=name, clock=f"{arrives:%H:%M}")

    def _line(self, post: PostAt, occupant: Occupant | None, *, first: bool) -> str:
        state = post_state(post.status) if first else ""
        role = post.role.id if first else ""
        title = post.role.title(language()) if first else ""
        room = WIDTH - 5 - _STATE - self._role_width - _NAME - _ARRIVE - _UNTIL
        cells = [(state, _STATE), (role, self._role_width), (title, room)]
        if occupant is None:
            return columns([*cells, (_("nobody"), _NAME)])
        seat = occupant.seat
        arrive = (
            "" if seat.arrive_ms is None else _("{n} min").format(n=whole_minutes(seat.arrive_ms))
        )
        name = self._board.name(seat.person)
        return columns([*cells, (name, _NAME), (arrive, _ARRIVE), (self._until(occupant), _UNTIL)])

    def _until(self, occupant: Occupant) -> str:
        if occupant.until_ms is None:
            return ""
        until = local_datetime(occupant.until_ms, self._zone)
        soon = occupant.until_ms - self._at_ms < 6 * DAY_MS
        when = f"{day(until).split()[0]} {until:%H:%M}" if soon else day(until).split(" ", 1)[1]
        return _("till {when}").format(when=when)

    def _reasons(self, post: PostAt, occupant: Occupant) -> Iterator[str]:
        causes = seat_cause(occupant.seat, post.role.limit_ms, self._zone)
        if causes:
            name = self._board.name(occupant.seat.person)
            yield from _wrapped(f"{name}: {'; '.join(render(cause) for cause in causes)}")

    def _gap(self, post: PostAt) -> str:
        gap = post.gap
        if gap is None:
            return ""
        from_, until = (local_datetime(ms, self._zone) for ms in (gap.from_ms, gap.until_ms))
        known = gap.from_ms > board_window(self._board.valid).from_ms
        length = hours(gap.until_ms - gap.from_ms)
        cause = render(CAUSE_TEXTS[gap.cause])
        if gap.until_ms - self._at_ms > _FAR_MS:
            return _("gap, no end in sight: {cause}").format(cause=cause)
        return _("gap {start} – {end} ({length}): {cause}").format(
            start=moment(from_) if known else _("before {day}").format(day=day(from_)),
            end=moment(until),
            length=length if known else f"> {length}",
            cause=cause,
        )

    def _below(self, hidden: int) -> Iterator[str]:
        yield ""
        if hidden:
            yield ngettext(
                "{n} role more, not asked for now", "{n} roles more, not asked for now", hidden
            ).format(n=hidden)
        yield from wrap(self._next(upcoming(self._board, self._at_ms)), WIDTH)
        yield from wrap(_week(ahead(self._board, self._at_ms)), WIDTH)

    def _next(self, coming: Upcoming) -> str:
        parts = []
        if coming.gap is not None:
            time = self._moment(coming.gap.from_ms)
            parts.append(_("gap {time} ({role})").format(time=time, role=coming.gap.role))
        else:
            parts.append(_("no gap"))
        if coming.handover is not None:
            roles = ", ".join(coming.handover.roles)
            time = self._moment(coming.handover.at_ms)
            parts.append(_("handover {time} ({role})").format(time=time, role=roles))
        return _("Next: {parts}").format(parts=", ".join(parts))

    def _moment(self, at_ms: int) -> str:
        return moment(local_datetime(at_ms, self._zone))


def _week(week: Ahead) -> str:
    parts = []
    if week.gap_count:
        said = ngettext("{n} gap ({length})", "{n} gaps ({length})", week.gap_count)
        parts.append(said.format(n=week.gap_count, length=hours(week.gap_ms)))
    else:
        parts.append(_("no gaps"))
    if week.single:
        said = ngettext("{n} post on one person", "{n} posts on one person", len(week.single))
        parts.append(said.format(n=len(week.single)) + f" ({', '.join(week.single)})")
    if week.expiring:
        said = ngettext("{n} training expires", "{n} trainings expire", len(week.expiring))
        parts.append(said.format(n=len(week.expiring)))
    return _("Next 7 days: {parts}").format(parts=", ".join(parts))


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT + "  ")
