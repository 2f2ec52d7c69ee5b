"""A person's card in 80 columns."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from crisis_tui.basis.instants import local_datetime
from crisis_tui.cli.words import columns, day, hours, shortened
from crisis_tui.i18n import _, language, ngettext, render
from crisis_tui.readiness.training_matrix import CELL_LOOKS
from crisis_tui.readiness.wording import CAUSE_TEXTS, STATUS_TEXTS, whole_minutes
from crisis_tui.roster.rest.wording import breach_text, history_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisis_tui.basis.fields import Title
    from crisis_tui.readiness.person_card import CardRole, PersonCard
    from crisis_tui.readiness.trained import Held
    from crisis_tui.roster.person_duties import PersonDuty
    from crisis_tui.roster.rest.load import PersonLoad

WIDTH = 80


def card_text(card: PersonCard, titles: Mapping[str, Title]) -> str:
    """Return the card; `titles` are those of the qualifications."""
    return "\n".join(_Page(card, titles).lines())


class _Page:
    def __init__(self, card: PersonCard, titles: Mapping[str, Title]) -> None:
        self._card = card
        self._titles = titles

    def lines(self) -> Iterator[str]:
        card, person = self._card, self._card.person
        moment = f"{self._moment(card.at_ms)}"
        head = f"{person.name}  {render(STATUS_TEXTS[person.status])}"
        yield f"{shortened(head, WIDTH - len(moment) - 2):<{WIDTH - len(moment)}}{moment}"
        reach = [each for each in (person.reach.phone, person.reach.mail) if each]
        yield "  ".join(reach) or _("no telephone number in the roster")
        yield from self._section(_("Roles"), [self._role(role) for role in card.roles])
        yield from self._section(_("Duties, four weeks back and ahead"), list(self._duties()))
        yield from self._section(_("Load"), list(self._loads()))
        if card.away:
            spans = (self._span(each.from_ms, each.until_ms) for each in card.away)
            yield from self._section(_("Away"), list(spans))
        yield from self._section(_("Rest rules in those eight weeks"), list(self._breaches()))
        yield from self._section(_("Qualifications"), [self._held(held) for held in card.held])

    @staticmethod
    def _section(title: str, lines: list[str]) -> Iterator[str]:
        yield ""
        yield title
        yield from (f"  {line}" for line in lines or [_("none")])

    def _role(self, role: CardRole) -> str:
        if role.cause is not None:
            lacks = _("lacks {missing}").format(missing=", ".join(role.missing))
            said = "✗ " + (lacks if role.missing else render(CAUSE_TEXTS[role.cause]))
        elif role.is_late:
            said = "! " + _("too late from home")
        else:
            said = "✓ " + _("may fill it")
        title = role.role.title.in_language(language())
        return columns([(role.role.id, 8), (title, 22), (said, 16), (self._arrival(role), 29)])

    @staticmethod
    def _arrival(role: CardRole) -> str:
        parts = []
        if role.home_ms is not None:
            parts.append(_("{n} min").format(n=whole_minutes(role.home_ms)))
        if role.office_ms not in (None, role.home_ms):
            office = whole_minutes(role.office_ms or 0)
            parts.append(_("office {n}").format(n=office))
        if role.limit_ms is not None:
            parts.append(_("norm {n}").format(n=whole_minutes(role.limit_ms)))
        return ", ".join(parts)

    def _duties(self) -> Iterator[str]:
        for duty in self._card.duties:
            now = duty.from_ms <= self._card.at_ms < duty.until_ms
            sign = (
                "▶ " + _("now")
                if now
                else "· " + (_("past") if duty.until_ms <= self._card.at_ms else _("coming"))
            )
            yield columns([(sign, 10), (duty.role, 8), (self._duty_span(duty), 56)])

    def _duty_span(self, duty: PersonDuty) -> str:
        length = hours(duty.until_ms - duty.from_ms)
        return f"{self._span(duty.from_ms, duty.until_ms)}  {length}"

    def _loads(self) -> Iterator[str]:
        for title, load in (
            (_("last 4 weeks"), self._card.past),
            (_("next 4 weeks"), self._card.coming),
        ):
            first, second = _load(load)
            yield columns([(title, 14), (first, 62)])
            yield columns([("", 14), (second, 62)])

    def _breaches(self) -> Iterator[str]:
        for breach in self._card.breaches:
            text = render(breach_text(breach, self._card.person.name, self._card.zone))
            yield from wrap(f"✗ {text}", WIDTH - 2, subsequent_indent="  ")
        if self._card.unjudged and not self._card.breaches:
            yield "· " + _("none broken as far as is known")
        if self._card.unjudged:
            text = render(history_text(self._card.unjudged, self._card.zone))
            yield from wrap(f"? {text}", WIDTH - 2, subsequent_indent="  ")
        elif not self._card.breaches:
            yield "✓ " + _("none broken")

    def _held(self, held: Held) -> str:
        state = "expiring" if self._card.is_expiring(held) else held.state
        sign, word = CELL_LOOKS[state]
        until = _("no end") if held.state == "valid" else ""
        if held.valid_until_ms is not None:
            last = local_datetime(held.valid_until_ms - 1, self._card.zone)
            until = _("through {date}").format(date=f"{day(last).split(' ', 1)[1]} {last.year}")
        title = self._titles.get(held.qualification)
        words = "" if title is None else title.in_language(language())
        cells = [(f"{sign} {render(word)}", 22), (held.qualification, 8), (words, 24)]
        return columns([*cells, (until, 20)])

    def _moment(self, at_ms: int) -> str:
        moment = local_datetime(at_ms, self._card.zone)
        return f"{day(moment)} {moment.year} {moment:%H:%M}"

    def _span(self, from_ms: int, until_ms: int) -> str:
        since, until = (local_datetime(ms, self._card.zone) for ms in (from_ms, until_ms))
        return f"{day(since)} {since:%H:%M} – {day(until)} {until:%H:%M}"


def _load(load: PersonLoad) -> tuple[str, str]:
    duties = ngettext("{n} duty", "{n} duties", len(load.duties)).format(n=len(load.duties))
    nights = ngettext("{n} night", "{n} nights", load.nights).format(n=load.nights)
    weekends = ngettext("{n} weekend", "{n} weekends", load.weekends).format(n=load.weekends)
    standby = _("standby {length}: {blocks} x 24 h, on {dates} dates").format(
        length=hours(load.standby_ms), blocks=load.standby_blocks, dates=load.standby_dates
    )
    work = _("work {length}").format(length=hours(load.work_ms))
    return f"{duties}, {nights}, {weekends}; {work}", standby
