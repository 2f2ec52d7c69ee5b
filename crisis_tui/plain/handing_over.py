"""Lines about relief: the hand-over in five points, its second signature, and what a newcomer needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise import commands as do
from crisis_tui.exercise.views.briefing import briefing
from crisis_tui.exercise.views.briefing_words import briefing_words, form_words
from crisis_tui.exercise.views.handovers import POINTS, handover_draft, handovers_for
from crisis_tui.i18n import render
from crisis_tui.plain.desk import Say, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.plain.desk import Desk, Outcome

YES = {"ja", "yes"}
BETWEEN = "|"


def hand_over(desk: Desk, rest: str) -> Outcome:
    """Show the form as it can be filled in already, or sign it."""
    to, _, written = rest.strip().partition(" ")
    known = _drafted(desk)
    if not written.strip():
        return Say((*form_words(known), *_how_to_sign(to)))
    if written.strip().casefold() not in YES:
        parts = [part.strip() for part in written.split(BETWEEN)]
        if len(parts) != len(POINTS):
            return Say(tuple(_how_to_sign(to)))
        known = {name: part or known[name] for name, part in zip(POINTS, parts, strict=True)}
    return do.SignHandover(desk.person, to, **known)


def accept(desk: Desk, rest: str) -> Outcome:
    """Sign for the hand-over to whoever is at the keyboard."""
    if rest.strip():
        return do.AcceptHandover(rest.strip(), desk.person)
    mine = handovers_for(desk.state, desk.person)
    if not mine:
        return say(Text("There is no hand-over for you to accept."))
    return do.AcceptHandover(mine[0].entry, desk.person)


def brief(desk: Desk, _: str) -> Outcome:
    """Say what somebody needs who takes the exercise up."""
    return Say(tuple(briefing_lines(desk.state, desk.opened.play_ms)))


def briefing_lines(state: ExerciseState, play_ms: int) -> Iterator[AnyText]:
    """Yield what a newcomer has to know, and what can be typed about it."""
    told = briefing(state, play_ms)
    yield from briefing_words(told)
    for signed in told.to_accept:
        yield Text(
            "{entry} waits for {to}: accept {entry}", entry=signed.entry, to=signed.handover.form.to
        )


def _how_to_sign(to: str) -> Iterator[AnyText]:
    yield Text("To sign this: handover {to} yes", to=to or "PERSON")
    yield Text("In your own words, an empty point stays as it is:")
    titles = f" {BETWEEN} ".join(render(title) for title in POINTS.values())
    yield Text("  handover {to} {points}", to=to or "PERSON", points=titles)


def _drafted(desk: Desk) -> dict[str, str]:
    draft = handover_draft(desk.state, desk.opened.play_ms)
    nothing = render(Text("nothing known"))
    return {
        name: "; ".join(render(line) for line in getattr(draft, name)) or nothing for name in POINTS
    }
