"""Somebody's card: reach, roles, duties, load, rest, qualifications."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.text import Text, Texts
from crisis_tui.i18n import language
from crisis_tui.readiness.training_matrix import CELL_LOOKS
from crisis_tui.readiness.wording import CAUSE_TEXTS, STATUS_TEXTS, whole_minutes
from crisis_tui.roster.rest.wording import breach_text, history_text
from crisis_tui.tui import present, words
from crisis_tui.tui.present import State
from crisis_tui.tui.screens.dialog import Dialog
from crisis_tui.tui.widgets.sign_grid import STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.readiness.person_card import CardRole
    from crisis_tui.readiness.trained import Held
    from crisis_tui.roster.person_duties import PersonDuty
    from crisis_tui.roster.rest.load import PersonLoad
    from crisis_tui.tui.views import PersonView

ROLE_WIDTH, ROLE_STATE_WIDTH, STATE_WIDTH, TITLE_WIDTH, LOAD_WIDTH = 9, 15, 22, 17, 16
LINE_WIDTH = 66


class PersonScreen(Dialog[None]):
    """A dialog with one person's card."""

    NAME = Text("Person")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter", "dismiss", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    def __init__(self, view: PersonView) -> None:
        """Show this card."""
        super().__init__()
        self._card = view.card
        self._titles = view.titles

    def parts(self) -> Iterable[Widget]:
        """Return the card."""
        yield Static(present.lines(*self._lines()))

    def _lines(self) -> Iterator[Content]:
        card, person = self._card, self._card.person
        at = words.day_and_time(local_datetime(card.at_ms, card.zone))
        status = (STATUS_TEXTS[person.status], present.QUIET)
        yield present.line((person.name, present.STRONG), "  ", status, "  ", (at, present.QUIET))
        reach = "  ".join(each for each in (person.reach.phone, person.reach.mail) if each)
        yield present.line(reach or (Text("no telephone number in the roster"), present.QUIET))
        yield from _section(Text("Roles"), map(self._role, card.roles))
        yield from _section(Text("Duties, four weeks back and ahead"), map(self._duty, card.duties))
        yield from _section(Text("Load"), self._loads())
        if card.away:
            spans = (present.line(self._span(*each)) for each in card.away)
            yield from _section(Text("Away"), spans)
        yield from _section(Text("Rest rules in those eight weeks"), self._breaches())
        yield from _section(Text("Qualifications"), map(self._held, card.held))
        yield present.line()
        yield present.line((Text("esc closes this page"), present.QUIET))

    def _role(self, role: CardRole) -> Content:
        if role.cause is not None:
            lacks = Text("lacks {missing}", missing=", ".join(role.missing))
            said = present.state(State.BAD, lacks if role.missing else CAUSE_TEXTS[role.cause])
        elif role.is_late:
            said = present.state(State.WARNING, Text("too late from home"))
        else:
            said = present.state(State.GOOD, Text("may fill it"))
        name = present.fit(present.line((role.role.id, present.STRONG)), ROLE_WIDTH)
        title = present.line((role.role.title.in_language(language()), present.QUIET))
        reach = (part for each in _arrival(role) for part in (each, "  "))
        said = present.fit(said, max(said.cell_length + 2, ROLE_STATE_WIDTH))
        return present.fit(present.line(name, said, *reach, title), LINE_WIDTH)

    def _duty(self, duty: PersonDuty) -> Content:
        at_ms = self._card.at_ms
        if duty.until_ms <= at_ms:
            sign = present.state(State.IDLE, Text("past"))
        elif duty.from_ms <= at_ms:
            sign = present.state(State.LIVE, Text("now"))
        else:
            sign = present.state(State.COMING, Text("coming"))
        role = present.fit(present.line((duty.role, present.STRONG)), ROLE_WIDTH)
        length = (words.hours(duty.until_ms - duty.from_ms), present.QUIET)
        span = self._span(duty.from_ms, duty.until_ms)
        return present.line(present.fit(sign, ROLE_WIDTH), role, span, "  ", length)

    def _loads(self) -> Iterator[Content]:
        for title, load in (
            (Text("last 4 weeks"), self._card.past),
            (Text("next 4 weeks"), self._card.coming),
        ):
            head = present.fit(present.line((title, present.QUIET)), LOAD_WIDTH)
            first, second = _load(load)
            yield present.line(head, first)
            yield present.line(" " * LOAD_WIDTH, second)

    def _breaches(self) -> Iterator[Content]:
        card = self._card
        for breach in card.breaches:
            yield present.state(State.BAD, breach_text(breach, card.person.name, card.zone))
        if card.unjudged:
            if not card.breaches:
                yield present.state(State.IDLE, Text("none broken as far as is known"))
            yield present.line(("? ", present.QUIET), history_text(card.unjudged, card.zone))
        elif not card.breaches:
            yield present.state(State.GOOD, Text("none broken"))

    def _held(self, held: Held) -> Content:
        state = "expiring" if self._card.is_expiring(held) else held.state
        sign, word = CELL_LOOKS[state]
        until: Text | str = Text("no end") if held.state == "valid" else ""
        if held.valid_until_ms is not None:
            last = local_datetime(held.valid_until_ms - 1, self._card.zone)
            until = Text("through {date}", date=words.full_date(last))
        shown = present.line((sign, STYLES[state]), " ", (word, STYLES[state]))
        name = present.fit(present.line((held.qualification, present.STRONG)), ROLE_WIDTH)
        title = present.line((self._titles.get(held.qualification, ""), present.QUIET))
        return present.line(
            present.fit(shown, STATE_WIDTH), name, present.fit(title, TITLE_WIDTH), " ", until
        )

    def _span(self, from_ms: int, until_ms: int) -> str:
        since, until = (local_datetime(ms, self._card.zone) for ms in (from_ms, until_ms))
        return f"{words.day_and_time(since)} – {words.day_and_time(until)}"


def _section(title: Text, lines: Iterable[Content]) -> Iterator[Content]:
    yield present.line()
    yield present.line((title, present.STRONG))
    found = list(lines) or [present.line((Text("none"), present.QUIET))]
    yield from (present.line("  ", line) for line in found)


def _arrival(role: CardRole) -> Iterator[Text]:
    if role.home_ms is not None:
        yield Text("{n} min", n=whole_minutes(role.home_ms))
    if role.office_ms is not None and role.office_ms != role.home_ms:
        yield Text("office {n}", n=whole_minutes(role.office_ms))
    if role.limit_ms is not None:
        yield Text("norm {n}", n=whole_minutes(role.limit_ms))


def _load(load: PersonLoad) -> tuple[Content, Content]:
    counts = (
        Texts("{n} duty", "{n} duties", len(load.duties)),
        Texts("{n} night", "{n} nights", load.nights),
        Texts("{n} weekend", "{n} weekends", load.weekends),
        Text("work {length}", length=words.hours(load.work_ms)),
    )
    standby = Text(
        "standby {length}: {blocks} x 24 h, on {dates} dates",
        length=words.hours(load.standby_ms),
        blocks=load.standby_blocks,
        dates=load.standby_dates,
    )
    return present.line(*(part for each in counts for part in (each, "  "))), present.line(standby)
