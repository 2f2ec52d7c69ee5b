"""Training in 80 columns: who may fill what, what is lost already and what soon."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.text import Text
from crisis_tui.cli.words import columns, day, shortened
from crisis_tui.i18n import _, ngettext, render
from crisis_tui.readiness.wording import CAUSE_TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crisis_tui.basis.standing import StandingState
    from crisis_tui.readiness.trained import Held, RoleFitness, TrainedPerson
    from crisis_tui.roster.workforce import Workforce

WIDTH = 80
_NAME = 20
_STATES: dict[StandingState, tuple[str, Text]] = {
    "valid": ("✓", Text("valid")),
    "grace": ("!", Text("in grace")),
    "expired": ("✗", Text("expired")),
    "never": ("✗", Text("never earned")),
}


def training_text(
    workforce: Workforce, people: Sequence[TrainedPerson], at_ms: int, horizon_ms: int
) -> str:
    """Return how people stand: all of it for one person, else what needs attention."""
    return "\n".join(_Page(workforce, people, at_ms, horizon_ms).lines())


def unasked_lines(people: Iterable[TrainedPerson], at_ms: int, horizon_ms: int) -> Iterator[str]:
    """Yield how much more expires, if anything, that nobody needs for a role."""
    more = sum(each.unasked_expiring(at_ms, horizon_ms) for each in people)
    if more:
        yield "· " + ngettext(
            "{n} more expires that no role of the person asks for",
            "{n} more expire that no role of the person asks for",
            more,
        ).format(n=more)


class _Page:
    def __init__(
        self, workforce: Workforce, people: Sequence[TrainedPerson], at_ms: int, horizon_ms: int
    ) -> None:
        self._workforce = workforce
        self._people = people
        self._at_ms = at_ms
        self._horizon_ms = horizon_ms

    def lines(self) -> Iterator[str]:
        head = _("Training  {organisation}").format(
            organisation=self._workforce.roster.organisation
        )
        moment = self._date(self._at_ms)
        yield f"{shortened(head, WIDTH - len(moment) - 2):<{WIDTH - len(moment)}}{moment}"
        yield self._strip()
        yield from unasked_lines(self._people, self._at_ms, self._horizon_ms)
        yield ""
        for person in self._people:
            yield from self._person(person)

    def _strip(self) -> str:
        unfit = sum(
            any(role.cause == "unqualified" for role in each.roles) for each in self._people
        )
        soon = sum(self._expires(each, held) for each in self._people for held in each.held)
        if unfit:
            said = "✗ " + ngettext(
                "{n} person lacks what a role asks for",
                "{n} people lack what a role asks for",
                unfit,
            ).format(n=unfit)
        else:
            said = "✓ " + _("everybody has what their roles ask for")
        days = self._horizon_ms // DAY_MS
        return f"{said}   " + ngettext(
            "{n} expires within {days} days", "{n} expire within {days} days", soon
        ).format(n=soon, days=days)

    def _person(self, person: TrainedPerson) -> Iterator[str]:
        roles = "  ".join(self._role(role) for role in person.roles) or _("no roles")
        first, *rest = wrap(roles, WIDTH - _NAME - 1) or [""]
        yield columns([(person.name, _NAME), (first, WIDTH - _NAME - 1)])
        yield from (" " * (_NAME + 1) + line for line in rest)
        alone = len(self._people) == 1
        for held in person.held:
            if alone or held.state != "valid" or self._expires(person, held):
                yield self._held(person, held)

    @staticmethod
    def _role(role: RoleFitness) -> str:
        if role.cause is None:
            return f"✓ {role.role}"
        if role.missing:
            return f"✗ {role.role}: " + _("lacks {missing}").format(missing=", ".join(role.missing))
        return f"✗ {role.role}: {render(CAUSE_TEXTS[role.cause])}"

    def _held(self, person: TrainedPerson, held: Held) -> str:
        glyph, word = _STATES[held.state]
        if self._expires(person, held):
            glyph, word = "~", Text("expires soon")
        until = "" if held.valid_until_ms is None else self._date(held.valid_until_ms - 1)
        last = _("valid through {date}").format(date=until) if until else ""
        return columns(
            [("", _NAME), (held.qualification, 8), (f"{glyph} {render(word)}", 16), (last, 32)]
        )

    def _expires(self, person: TrainedPerson, held: Held) -> bool:
        return person.is_expiring(held, self._at_ms, self._horizon_ms)

    def _date(self, at_ms: int) -> str:
        moment = local_datetime(at_ms, self._workforce.zone)
        return f"{day(moment)} {moment.year}"
