"""Readiness in 80 columns: the verdict, posts by phases, then why, person by person."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from crisis_tui.basis.instants import local_datetime
from crisis_tui.cli.gap_text import gap_lines
from crisis_tui.cli.words import columns, moment, post_glyph, post_state, shortened
from crisis_tui.i18n import _, language, ngettext, render
from crisis_tui.readiness.wording import seat_cause
from crisis_tui.roster.seats import STATUSES, worst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.readiness.assessment import NeedAnswer, Readiness
    from crisis_tui.roster.seats import PostStatus
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.script import Script

WIDTH = 80
_ROLE, _TITLE = 7, 14
_WORD = 13
_MOST_GAPS = 5
_MOST_LEAVERS = 12
_GOOD = {"filled", "probable", "not-required"}


def readiness_text(script: Script, workforce: Workforce, answer: Readiness, roster: str) -> str:
    """Return the answer for people."""
    return "\n".join(_Page(script, workforce, answer).lines(roster))


def verdict_text(answer: Readiness) -> str:
    """Return the verdict as glyph and words, with how many needs are behind it."""
    bad = sum(need.status not in _GOOD for need in answer.needs)
    if answer.verdict == "ready":
        return "✓ " + _("ready")
    if answer.verdict == "at-risk":
        soft = sum(need.status == "probable" for need in answer.needs)
        return "~ " + ngettext(
            "at risk: {n} need only probably met", "at risk: {n} needs only probably met", soft
        ).format(n=soft)
    return "✗ " + ngettext(
        "not ready: {n} need of {all} not met", "not ready: {n} needs of {all} not met", bad
    ).format(n=bad, all=len(answer.needs))


class _Page:
    """One answer in words."""

    def __init__(self, script: Script, workforce: Workforce, answer: Readiness) -> None:
        self._script = script
        self._workforce = workforce
        self._answer = answer
        self._phases = [planned.phase for planned in script.phases]

    def lines(self, roster: str) -> Iterator[str]:
        start = self._moment(self._answer.start_ms, year=True)
        head = _("Readiness  {title}").format(title=self._script.scenario.title)
        said = _("from {start}").format(start=start)
        yield f"{shortened(head, WIDTH - len(said) - 2):<{WIDTH - len(said)}}{said}"
        yield _("{verdict}   roster {roster}").format(
            verdict=verdict_text(self._answer), roster=roster
        )
        if not self._answer.needs:
            yield _("The scenario asks for nobody: its phases have no needs.")
            return
        yield ""
        yield from self._matrix()
        yield ""
        for number, planned in enumerate(self._script.phases, 1):
            yield _("{number}  {title}: {start} – {end}").format(
                number=number,
                title=planned.phase.title,
                start=self._moment(planned.start_story_ms),
                end=self._moment(planned.until_story_ms),
            )
        yield from self._reasons()
        yield from self._bent()
        yield from self._leaving()

    def _matrix(self) -> Iterator[str]:
        """Yield a line a role; the words give way to glyphs where there are many phases."""
        room = (WIDTH - _ROLE - _TITLE - 2) // max(1, len(self._phases)) - 1
        cell = min(room, _WORD)
        numbers = [(str(number), cell) for number in range(1, len(self._phases) + 1)]
        yield columns([("", _ROLE), (_("phase"), _TITLE), *numbers])
        for name in dict.fromkeys(need.role for need in self._answer.needs):
            role = self._workforce.roles.get(name)
            title = role.title.in_language(language()) if role else _("unknown role")
            cells = [(self._cell(name, phase.id, cell), cell) for phase in self._phases]
            yield columns([(name, _ROLE), (title, _TITLE), *cells])
        if cell < _WORD - 2:
            yield ""
            yield from wrap("  ".join(post_state(status) for status in STATUSES[1:]), WIDTH)

    def _cell(self, role: str, phase: str, room: int) -> str:
        found: set[PostStatus] = {
            need.status for need in self._answer.needs if (need.role, need.phase) == (role, phase)
        }
        if not found:
            return ""
        return post_state(worst(found)) if room >= _WORD - 2 else post_glyph(worst(found))

    def _reasons(self) -> Iterator[str]:
        titles = {phase.id: phase.title for phase in self._phases}
        for need in self._answer.needs:
            if need.status in _GOOD:
                continue
            asked = ngettext("{n} person", "{n} people", need.people).format(n=need.people)
            yield ""
            yield f"{post_state(need.status)}  {need.role}, {titles[need.phase]} ({asked})"
            for gap in need.gaps[:_MOST_GAPS]:
                yield from gap_lines(gap, need.limit_ms, self._workforce, self._moment)
            more = len(need.gaps) - _MOST_GAPS
            if more > 0:
                said = ngettext("and {n} gap more", "and {n} gaps more", more)
                yield "  " + said.format(n=more)
            if need.shift_ms is not None:
                yield "  " + self._certainty(need)

    def _certainty(self, need: NeedAnswer) -> str:
        if need.impossible:
            return _("Proven: no plan of shifts fills them all.")
        return _("No plan of shifts was found that fills them all; there may be one.")

    def _bent(self) -> Iterator[str]:
        """Yield which rules of rest are bent in the acute phase: warnings, no gaps."""
        found = [(need.role, each) for need in self._answer.needs for each in need.warnings]
        if found:
            yield ""
            yield "! " + _("Filled only by bending rest rules, in the acute phase:")
        for role, each in found[:_MOST_LEAVERS]:
            text = f"{self._moment(each.at_ms)}  {self._workforce.name_of(each.person)} ({role}): {each.rule}"
            yield from wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
        more = len(found) - _MOST_LEAVERS
        if more > 0:
            yield "  " + _("and {n} more").format(n=more)

    def _leaving(self) -> Iterator[str]:
        """Yield who is counted on and leaves, however many needs count on them."""
        leaving = {
            (leaver.at_ms, leaver.person, leaver.seat): need.role
            for need in self._answer.needs
            for leaver in need.leaving
        }
        if leaving:
            yield ""
            yield _("Counted on, and gone before the end:")
        ordered = sorted(leaving.items(), key=lambda item: item[0][:2])
        for (at_ms, person, seat), role in ordered[:_MOST_LEAVERS]:
            causes = "; ".join(
                render(cause) for cause in seat_cause(seat, None, self._workforce.zone)
            )
            text = f"{self._moment(at_ms)}  {self._workforce.name_of(person)} ({role}): {causes}"
            yield from wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
        more = len(leaving) - _MOST_LEAVERS
        if more > 0:
            yield "  " + _("and {n} more").format(n=more)

    def _moment(self, at_ms: int, *, year: bool = False) -> str:
        return moment(local_datetime(at_ms, self._script.zone), year=year)
