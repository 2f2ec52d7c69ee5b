"""The one thing that a controller must know now, and when that can change by time alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import Text, Texts
from crisis_tui.exercise.agenda import Kind
from crisis_tui.exercise.folding.changes import order_of
from crisis_tui.exercise.points import PointKind
from crisis_tui.exercise.state import Outcome
from crisis_tui.exercise.views.header import (
    NextDue,
    RunState,
    clock_rows,
    next_row,
    run_state,
)
from crisis_tui.exercise.views.messages import SOON_MS
from crisis_tui.exercise.views.waiting import waiting
from crisis_tui.exercise.wording import postponed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.points import OpenPoint
    from crisis_tui.exercise.state import ExerciseState, Postponement
    from crisis_tui.exercise.views.messages import MessageRow
    from crisis_tui.exercise.views.waiting import Waiting

CLOCK_WARNING_MS = 10 * MINUTE_MS
"""So long before its end a statutory clock is urgent."""


class Weight(StrEnum):
    """How urgent it is."""

    STOP = "stop"
    BAD = "bad"
    WARNING = "warning"
    CALM = "calm"


@dataclass(frozen=True, slots=True)
class Urgent:
    """One sentence, the message that it is about, and the command that answers it."""

    weight: Weight
    text: AnyText
    inject: str | None = None
    answer: Literal["pause", "catch-up", "meet-clock"] | None = None


def most_urgent(state: ExerciseState, play_ms: int, waits: Waiting | None = None) -> Urgent:
    """Return the one thing to attend to at a play time; `waits` if that is known already."""
    return next(_by_urgency(state, play_ms, waits or waiting(state, play_ms)))


def next_change_play_ms(waits: Waiting, play_ms: int, rows: Iterable[MessageRow]) -> int | None:
    """Return the next play time at which time alone changes how one of these messages stands."""
    limits = () if waits.changes_play_ms is None else (waits.changes_play_ms,)
    soon = (row.play_ms - SOON_MS for row in rows if row.wait_ms is not None and row.play_ms)
    return min((at_ms for at_ms in (*limits, *soon) if at_ms > play_ms), default=None)


def coming_phase(state: ExerciseState, play_ms: int) -> NextDue | None:
    """Return the next phase that comes at a time of its own, or the planned end after the last one.

    None if neither will come.
    """
    plan = state.plan
    number = plan.phase_index.get(state.phase or "", -1) + 1
    for planned in plan.phases[number:]:
        phase, due_ms = planned.phase, planned.start_play_ms
        if due_ms is None or phase.when is not None:
            continue
        due_ms = state.on_schedule(phase.id, due_ms)
        return NextDue(Kind.PHASE, phase.id, phase.title, due_ms, due_ms - play_ms)
    end_ms = plan.script.end_play_ms if plan.script else None
    if end_ms is None:
        return None
    end_ms = state.on_schedule("end", end_ms)
    return NextDue(Kind.END, "end", "", end_ms, end_ms - play_ms)


def _by_urgency(state: ExerciseState, play_ms: int, waits: Waiting) -> Iterator[Urgent]:
    run = run_state(state)
    if run is RunState.ENDED:
        yield Urgent(Weight.CALM, Text("The exercise is over."))
    if state.no_play is not None:
        yield Urgent(Weight.STOP, Text("NO PLAY: {reason}", reason=state.no_play))
    if state.catch_up:
        first = min(
            state.catch_up, key=lambda one: (state.catch_up[one], order_of(state, one), one)
        )
        yield Urgent(Weight.BAD, _overdue(len(state.catch_up)), first, "catch-up")
    if state.postponed is not None and run is RunState.PAUSED:
        yield Urgent(Weight.WARNING, _postponed(state, state.postponed), answer="pause")
    elif run is RunState.PAUSED:
        yield Urgent(Weight.WARNING, Text("The exercise is paused."), answer="pause")
    yield from _late(state, play_ms, waits)
    yield from _clocks(state, play_ms)
    yield _coming(state, play_ms)


def _postponed(state: ExerciseState, until: Postponement) -> AnyText:
    what = postponed(state.plan, until.until_at_ms, until.reason)
    return Text("The exercise is {what}.", what=what)


def _overdue(number: int) -> AnyText:
    return Texts(
        "{n} message waits on the catch-up list.",
        "{n} messages wait on the catch-up list.",
        number,
    )


def _late(state: ExerciseState, play_ms: int, waits: Waiting) -> Iterator[Urgent]:
    point = waits.first
    if point is None:
        return
    text = Text(
        "{inject} is {lateness} late: {what}",
        inject=point.inject,
        lateness=_lateness(point.overdue_ms(play_ms)),
        what=_undone(state, point),
    )
    more = len(waits.late) - 1
    if more:
        text = Text("{first} (+{n} late)", first=text, n=more)
    yield Urgent(Weight.BAD, text, point.inject)


def _lateness(overdue_ms: int) -> Text:
    minutes = overdue_ms // MINUTE_MS
    return Text("{n} min", n=minutes) if minutes else Text("under a minute")


def _undone(state: ExerciseState, point: OpenPoint) -> AnyText:
    role = point.role or ""
    if point.kind is PointKind.ACKNOWLEDGEMENT:
        return Text("{role} has not reacted", role=role)
    if point.kind is PointKind.DECISION:
        asked = state.plan.decision(point.id)
        question = asked[1].question if asked else point.id
        return Text("{role} has not decided: {question}", role=role, question=question)
    expected = state.plan.expectation(point.id)
    return f"{role}: {expected[1].action if expected else point.id}"


def _clocks(state: ExerciseState, play_ms: int) -> Iterator[Urgent]:
    for row in clock_rows(state, play_ms):
        if row.outcome is Outcome.MISSED:
            passed = Text("{clock}: the term has passed", clock=row.title)
            yield Urgent(Weight.BAD, passed, answer="meet-clock")
        elif row.outcome is Outcome.OPEN and row.remaining_ms <= CLOCK_WARNING_MS:
            minutes = max(row.remaining_ms, 0) // MINUTE_MS
            left = Text("{clock}: {n} min left", clock=row.title, n=minutes)
            yield Urgent(Weight.WARNING, left, answer="meet-clock")


def _coming(state: ExerciseState, play_ms: int) -> Urgent:
    due = next_row(state, play_ms)
    if due is None:
        return Urgent(Weight.CALM, Text("Nothing comes by itself any more."))
    minutes = max(due.wait_play_ms, 0) // MINUTE_MS
    wait = Text("in {n} min", n=minutes) if minutes else Text("in under a minute")
    if due.kind is Kind.INJECT:
        text = Text("Next: {inject} {title}, {wait}", inject=due.id, title=due.title, wait=wait)
        return Urgent(Weight.CALM, text, due.id)
    if due.kind is Kind.PHASE:
        return Urgent(Weight.CALM, Text("Next: phase {title}, {wait}", title=due.title, wait=wait))
    if due.kind is Kind.END:
        return Urgent(Weight.CALM, Text("Next: the end, {wait}", wait=wait))
    return Urgent(Weight.CALM, Text("Next limit: {title}, {wait}", title=due.title, wait=wait))
