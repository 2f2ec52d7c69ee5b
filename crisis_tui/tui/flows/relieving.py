"""Relief: a hand-over in five points that the relieved and the relieving both sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.commands import AcceptHandover, SignHandover
from crisis_tui.exercise.deciding.handing_over import ONESELF, is_same_person
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.views.handovers import POINTS, handover_draft, handovers_for
from crisis_tui.i18n import render
from crisis_tui.tui.flows.asking import Do, Write, sure, write_until_done

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.views.handovers import HandoverRow
    from crisis_tui.tui.flows.asking import Desk, Flow

BETWEEN = "; "
NOTHING = Text("nothing known")


def hand_over(desk: Desk) -> Flow:
    """Sign for a hand-over that waits for whoever is here, else write one."""
    waiting = handovers_for(desk.state, desk.person)
    yield from _accept(desk, waiting[0]) if waiting else _write(desk)


def _accept(desk: Desk, row: HandoverRow) -> Flow:
    form = row.handover.form
    points: tuple[AnyText, ...] = tuple(
        Text("{title}: {text}", title=title, text=getattr(form, name))
        for name, title in POINTS.items()
    )
    yield from write_until_done(
        Write(
            Text("{person} hands over to you", person=form.by),
            hint=Text("type your name to sign; esc: not yet"),
            notes=points,
            refuse=lambda text: _needs_name(text, desk.person),
        ),
        lambda _: AcceptHandover(row.entry, desk.person),
        Text("hand-over {entry} is signed by both", entry=row.entry),
    )


def _write(desk: Desk) -> Flow:
    """Ask for the five points, each with what the exercise can already say, and sign."""
    draft = handover_draft(desk.state, desk.now().play_ms)
    to = yield Write(
        Text("hand over to"),
        hint=Text("a name"),
        refuse=lambda text: _needs_somebody_else(text, desk.person),
    )
    written: dict[str, str] = {}
    for number, (name, title) in enumerate(POINTS.items(), 1):
        known = BETWEEN.join(render(line) for line in getattr(draft, name)) or render(NOTHING)
        question = Text("{number}/{count} {title}", number=number, count=len(POINTS), title=title)
        written[name] = yield Write(
            question, known, Text("as it can be known here; change it"), refuse=_needs_words
        )
    yield from _sign(SignHandover(desk.person, to.strip(), **written))


def _sign(form: SignHandover) -> Flow:
    """Sign, on purpose; if that is refused it can be tried again, so that no point is lost."""
    while (yield sure(Text("Hand over to {person}?", person=form.to), "s", Text("sign"))):
        outcome = yield Do(form, Text("handed over; {person} signs too", person=form.to))
        if not isinstance(outcome, Refusal):
            return


def _needs_somebody_else(text: str, person: str) -> AnyText | None:
    if is_same_person(text, person):
        return ONESELF
    return _needs_words(text)


def _needs_words(text: str) -> AnyText | None:
    return None if text.strip() else Text("A hand-over names two people and has all five points.")


def _needs_name(text: str, person: str) -> AnyText | None:
    if is_same_person(text, person):
        return None
    return Text("You are here as {person}.", person=person)
