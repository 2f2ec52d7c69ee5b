"""Hand-overs as they stand, and what the form can already say in its five points."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.exercise.deciding.handing_over import is_same_person
from crisis_tui.exercise.points import PointKind
from crisis_tui.exercise.state import Outcome
from crisis_tui.exercise.views.header import clock_rows
from crisis_tui.exercise.views.standing import (
    MOST_LINES,
    action_lines,
    decision_lines,
    standing_entries,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.points import OpenPoint
    from crisis_tui.exercise.state import ExerciseState, HandoverState


POINTS: Mapping[str, Text] = {
    "situation": Text("Situation"),
    "decisions": Text("Decisions"),
    "actions": Text("Open actions"),
    "expectation": Text("Expectation"),
    "contacts": Text("People and contacts"),
}
"""The five points of a hand-over, by the fields of the form."""


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """A hand-over that was signed, by its entry's id."""

    entry: str
    handover: HandoverState


@dataclass(frozen=True, slots=True)
class HandoverDraft:
    """What the exercise can already say on each of the five points, a line each.

    Nothing in it tells what is still to come. A point on which nothing is known has no line.
    """

    situation: tuple[AnyText, ...] = ()
    decisions: tuple[AnyText, ...] = ()
    actions: tuple[AnyText, ...] = ()
    expectation: tuple[AnyText, ...] = ()
    contacts: tuple[AnyText, ...] = ()


def handover_rows(state: ExerciseState) -> tuple[HandoverRow, ...]:
    """Return all hand-overs, the newest first."""
    rows = [HandoverRow(entry, handover) for entry, handover in state.handovers.items()]
    return tuple(sorted(rows, key=lambda row: -row.handover.seq))


def handovers_for(state: ExerciseState, person: str) -> list[HandoverRow]:
    """Return the hand-overs that wait for somebody's signature, the newest first."""
    waiting = (row for row in handover_rows(state) if not row.handover.is_complete)
    return [row for row in waiting if is_same_person(row.handover.form.to, person)]


def handover_draft(state: ExerciseState, play_ms: int) -> HandoverDraft:
    """Return what the form of a hand-over can say by itself at a play time."""
    return HandoverDraft(
        situation=tuple(_situation(state)),
        decisions=decision_lines(state),
        actions=tuple(islice(action_lines(state, play_ms), MOST_LINES)),
        expectation=tuple(islice(_expectation(state, play_ms), MOST_LINES)),
        contacts=tuple(islice(_contacts(state), MOST_LINES)),
    )


def _situation(state: ExerciseState) -> Iterator[AnyText]:
    """Yield the phase, the last picture and judgement, and the bottlenecks that were written."""
    index = state.plan.phase_index.get(state.phase or "")
    if index is not None:
        yield Text("phase: {title}", title=state.plan.phases[index].phase.title)
    if state.no_play is not None:
        yield Text("NO PLAY: {reason}", reason=state.no_play)
    lines: dict[str, list[str]] = {"picture": [], "judgement": [], "bottleneck": []}
    for entry in standing_entries(state, lines):
        if entry.kind == "bottleneck" or not lines[entry.kind]:
            lines[entry.kind].append(entry.text)
    yield from (Text("picture: {text}", text=text) for text in lines["picture"])
    yield from (Text("judgement: {text}", text=text) for text in lines["judgement"])
    bottlenecks = lines["bottleneck"][:MOST_LINES]
    yield from (Text("bottleneck: {text}", text=text) for text in reversed(bottlenecks))


def _expectation(state: ExerciseState, play_ms: int) -> Iterator[AnyText]:
    """Yield the statutory clocks that run, then what was asked and is still open, soonest first."""
    for clock in clock_rows(state, play_ms):
        if clock.outcome is Outcome.OPEN:
            yield Text(
                "{title} ({owner}): {left} left",
                title=clock.title,
                owner=clock.owner or "–",
                left=format_clock(max(0, clock.remaining_ms)),
            )
    for point in _open_points(state):
        yield _point_text(state, point)


def _open_points(state: ExerciseState) -> list[OpenPoint]:
    points = (point for listed in state.unfinished.values() for point in listed)
    asked = [point for point in points if point.kind is not PointKind.ACKNOWLEDGEMENT]
    return sorted(
        asked, key=lambda point: (point.limit_play_ms is None, point.limit_play_ms or 0, point.id)
    )


def _point_text(state: ExerciseState, point: OpenPoint) -> AnyText:
    what = _asked(state, point)
    role = point.role or "–"
    if point.limit_play_ms is None:
        return Text("{role}: {what}", role=role, what=what)
    time = format_clock(point.limit_play_ms)
    return Text("{role}: {what} (before {time})", role=role, what=what, time=time)


def _asked(state: ExerciseState, point: OpenPoint) -> str:
    if point.kind is PointKind.DECISION:
        decision = state.plan.decision(point.id)
        return decision[1].question if decision else point.id
    action = state.plan.expectation(point.id)
    return action[1].action if action else point.id


def _contacts(state: ExerciseState) -> Iterator[AnyText]:
    """Yield who directs, and everybody else who did something, in the role they did it in."""
    director = state.director
    if director is not None:
        yield Text("{person} directs", person=director.person)
    for person in sorted(state.deeds):
        last = next(iter(state.deeds[person].newest_first()), None)
        if last is not None and (director is None or person != director.person):
            yield f"{person} ({last.actor.role})"
