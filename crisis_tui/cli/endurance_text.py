"""Endurance in 80 columns: how long, how sure, post by post, what ends it, and the proposal."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from crisis_tui.basis.instants import local_datetime
from crisis_tui.cli.endurance_gantt import proposal_lines
from crisis_tui.cli.words import columns, hours, moment, shortened
from crisis_tui.i18n import _, language, ngettext, render
from crisis_tui.readiness.wording import CAUSE_TEXTS, seat_cause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.cli.endurance import Answer
    from crisis_tui.readiness.endurance import PostEndurance
    from crisis_tui.roster.seats import Seat

WIDTH = 80
_ROLE, _TITLE, _POOL, _TIME, _STOPS = 7, 16, 5, 12, 24
_MOST_PEOPLE = 6


def endurance_text(shown: Answer) -> str:
    """Return the answer for people."""
    return "\n".join(_Page(shown).lines())


class _Page:
    """One answer in words."""

    def __init__(self, shown: Answer) -> None:
        self._shown = shown
        self._answer = shown.endurance
        self._zone = shown.script.zone

    def lines(self) -> Iterator[str]:
        title = _("Endurance  {title}").format(title=self._shown.script.scenario.title)
        said = _("from {start}").format(start=self._moment(self._answer.start_ms, year=True))
        yield f"{shortened(title, WIDTH - len(said) - 2):<{WIDTH - len(said)}}{said}"
        if not self._answer.posts:
            yield _("The scenario asks for nobody: its phases have no needs.")
            return
        said = _("{verdict}   roster {roster}")
        said = said.format(verdict=self._verdict(), roster=self._shown.roster)
        yield from wrap(said, WIDTH, break_on_hyphens=False)
        yield from wrap(self._certainty(), WIDTH)
        yield ""
        yield from self._table()
        yield ""
        yield from self._first_break()
        yield from self._warnings()
        yield from wrap(self._how(), WIDTH)
        if self._shown.proposal is not None:
            yield ""
            yield from proposal_lines(self._shown)

    def _verdict(self) -> str:
        planned = hours(self._answer.planned_until_ms - self._answer.start_ms)
        sustained_ms = self._answer.sustained_ms
        if sustained_ms is None:
            return "✓ " + _("no end before {end}; {planned} planned").format(
                end=self._moment(self._answer.until_ms, year=True), planned=planned
            )
        if self._answer.lasts:
            said = _("lasts {time}; {planned} planned")
            return "✓ " + said.format(time=hours(sustained_ms), planned=planned)
        return "✗ " + _("lasts {time} of the {planned} planned").format(
            time=hours(sustained_ms), planned=planned
        )

    def _certainty(self) -> str:
        """Say what is proven: a plan that fails proves nothing."""
        sustained_ms, at_most_ms = self._answer.sustained_ms, self._answer.at_most_ms
        if sustained_ms is None:
            return _("A plan that keeps the rest rules all that time was found.")
        if self._answer.proven:
            return _("Proven: no plan that keeps the rest rules lasts longer.")
        if at_most_ms is None:
            return _("At least that; no plan that lasts longer was found, nor that there is none.")
        return _("At least that, at most {most} ({rule}); no longer plan was found.").format(
            most=hours(at_most_ms),
            rule=self._answer.at_most_rule or render(CAUSE_TEXTS["below-minimum"]),
        )

    def _table(self) -> Iterator[str]:
        yield columns(
            [
                ("", _ROLE),
                (_("post"), _TITLE),
                (_("pool"), _POOL),
                (_("lasts"), _TIME),
                (_("at most"), _TIME),
                (_("ended by"), _STOPS),
            ]
        )
        for post in self._answer.posts:
            role = self._shown.workforce.roles.get(post.role)
            title = role.title.in_language(language()) if role else _("unknown role")
            yield columns(
                [
                    (post.role, _ROLE),
                    (title, _TITLE),
                    (f"{len(post.pool[0].people):>{_POOL}}", _POOL),
                    (self._lasts(post), _TIME),
                    (self._at_most(post), _TIME),
                    (self._ended_by(post), _STOPS),
                ]
            )

    def _lasts(self, post: PostEndurance) -> str:
        if post.sustained_ms is not None:
            return hours(post.sustained_ms)
        return _("no end") if post.needed_until_ms >= self._answer.until_ms else _("as needed")

    def _at_most(self, post: PostEndurance) -> str:
        return "" if post.at_most_ms is None else hours(post.at_most_ms)

    def _ended_by(self, post: PostEndurance) -> str:
        if post.broken is None:
            return ""
        seat = post.broken.seat
        if seat is None or seat.cause is None:
            return render(CAUSE_TEXTS["nobody-planned"])
        return seat.rule or render(CAUSE_TEXTS[seat.cause])

    def _first_break(self) -> Iterator[str]:
        """Yield who cannot work the shift at which the scenario breaks, and why."""
        for post in self._answer.posts:
            if post.broken is None or post.sustained_ms != self._answer.sustained_ms:
                continue
            yield _("First to break: {role}, the shift of {time}").format(
                role=post.role, time=self._moment(post.broken.at_ms)
            )
            for seat in post.broken.others[:_MOST_PEOPLE]:
                yield from self._seat(seat)
            more = len(post.broken.others) - _MOST_PEOPLE
            if more > 0:
                yield "  " + _("and {n} more").format(n=more)
            yield ""
            return

    def _seat(self, seat: Seat) -> Iterator[str]:
        causes = "; ".join(render(cause) for cause in seat_cause(seat, None, self._zone))
        text = f"{self._shown.workforce.name_of(seat.person)}: {causes}"
        yield from wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")

    def _warnings(self) -> Iterator[str]:
        if not self._answer.warnings:
            return
        yield "! " + ngettext(
            "in the acute phase {n} rest rule is bent, as nothing else fills the post:",
            "in the acute phase {n} rest rules are bent, as nothing else fills the posts:",
            len(self._answer.warnings),
        ).format(n=len(self._answer.warnings))
        for each in self._answer.warnings[:_MOST_PEOPLE]:
            text = f"{each.role} {self._moment(each.at_ms)} {self._shown.workforce.name_of(each.person)}: {each.rule}"
            yield from wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
        yield ""

    def _how(self) -> str:
        return _(
            "Everybody deployable takes part, nobody on two posts; shifts of {shift} where the "
            "scenario gives none; people keep the rest rules from the first shift on."
        ).format(shift=hours(self._shown.shift_ms))

    def _moment(self, at_ms: int, *, year: bool = False) -> str:
        return moment(local_datetime(at_ms, self._zone), year=year)
