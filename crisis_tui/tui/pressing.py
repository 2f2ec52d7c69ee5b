"""The status line of the control room: the one thing to know now, and the key that answers it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.views.direction import Standing, direction_notice
from crisis_tui.exercise.views.handovers import handovers_for
from crisis_tui.exercise.views.urgent import Weight
from crisis_tui.tui import present
from crisis_tui.tui.commands import command
from crisis_tui.tui.widgets.bars import hint

if TYPE_CHECKING:
    from textual.content import Content

    from crisis_tui.exercise.views.direction import DirectionView
    from crisis_tui.exercise.views.urgent import Urgent
    from crisis_tui.tui.services import Exercise
    from crisis_tui.tui.situation import Situation

_WEIGHTS = {
    Weight.STOP: "reverse bold $text-error",
    Weight.BAD: present.BAD,
    Weight.WARNING: present.WARNING,
    Weight.CALM: present.QUIET,
}


def pressing(exercise: Exercise, situation: Situation, play_ms: int) -> Content:
    """Return what has to be known first at a play time: the end, trouble, NO PLAY, who directs."""
    session = exercise.session
    if session.state.ended is not None:
        return present.line((Text("The exercise is over: D opens the debrief."), "bold"))
    if session.trouble is not None:
        return present.line((session.trouble, _WEIGHTS[Weight.STOP]))
    urgent = situation.urgent(play_ms)
    if urgent.weight is not Weight.STOP:
        notice = _notice(exercise.direction) or _handed_over(exercise)
        if notice is not None:
            return notice
    return _urgent(urgent)


def _notice(direction: DirectionView) -> Content | None:
    notice = direction_notice(direction)
    if notice is None:
        return None
    message = present.line((notice, _WEIGHTS[Weight.BAD]))
    if direction.standing is not Standing.VACANT:
        return message
    return present.line(message, "   ", hint(command("take-over")))


def _handed_over(exercise: Exercise) -> Content | None:
    """Return that somebody handed over to whoever is here, who has not signed."""
    waiting = handovers_for(exercise.session.state, exercise.actor.person)
    if not waiting:
        return None
    words = Text(
        "{person} hands over to you: read it and sign.", person=waiting[0].handover.form.by
    )
    return present.line((words, _WEIGHTS[Weight.WARNING]), "   ", hint(command("hand-over")))


def _urgent(urgent: Urgent) -> Content:
    message = present.line((urgent.text, _WEIGHTS[urgent.weight]))
    if urgent.answer is None:
        return message
    answer = command(urgent.answer)
    if urgent.answer == "pause":  # the exercise stands still already
        answer = replace(answer, label=Text("go on"))
    return present.line(message, "   ", hint(answer))
