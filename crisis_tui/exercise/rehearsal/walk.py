"""Walks through a scenario: from one choice to the next, with everything that happens between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.exercise.agenda import Kind
from crisis_tui.exercise.commands import (
    EnterPhase,
    MeetExpectation,
    ReachMilestone,
    TakeDecision,
)
from crisis_tui.exercise.due import next_due
from crisis_tui.exercise.events import (
    ExerciseEnded,
    InjectDelivered,
    InjectSkipped,
    MilestoneReached,
    PhaseEntered,
)
from crisis_tui.exercise.folding.liveness import is_live
from crisis_tui.exercise.plan import is_recurring, occurrence, split_occurrence
from crisis_tui.exercise.points import open_points
from crisis_tui.exercise.rehearsal.position import Choice, Happening, Position
from crisis_tui.exercise.rehearsal.stage import act, tick
from crisis_tui.exercise.state import InjectStatus, Outcome
from crisis_tui.scenario.conditions import MISSED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.agenda import Due
    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.events import Event
    from crisis_tui.exercise.rehearsal.outlook import Outlook
    from crisis_tui.exercise.rehearsal.subjects import Outcome as Settled
    from crisis_tui.exercise.rehearsal.subjects import Subjects
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.scenario.conditions import Subject

_ENDS = {"end", "still", "horizon"}


class Walk:
    """Goes on from positions; people act at once (`quick`) or at the last moment in time."""

    def __init__(
        self, subjects: Subjects, outlook: Outlook, *, quick: bool, horizon_ms: int | None
    ) -> None:
        """Walk no further than the horizon, a play time."""
        self._subjects = subjects
        self._outlook = outlook
        self._quick = quick
        self._horizon_ms = horizon_ms
        self.ticks = 0
        """How often the engine was asked so far."""

    def start(self, state: ExerciseState, play_ms: int) -> Position:
        """Return the position of an exercise that runs, with what is open already."""
        position = Position(state, play_ms)
        for inject_id in state.delivered:
            if state.inject(inject_id).status is InjectStatus.DELIVERED:
                position = self._with_choices(position, inject_id)
        return position

    def go(self, position: Position, until_ms: int | None) -> tuple[Position, list[Happening]]:
        """Go on to the next choice, the end, or `until_ms`, whichever comes first.

        The way is at its end if the last of the happenings says so (see `is_end`).
        """
        happened: list[Happening] = []
        while True:
            due = next_due(position.state)
            step = self._next_step(position, due, until_ms)
            if isinstance(step, Position):
                return step, happened
            if step is not None:
                happened.append(step)
                return position, happened
            self.ticks += 1
            at_ms = position.play_ms if due is None else max(due.at_ms, position.play_ms)
            state, events = tick(position.state, at_ms)
            if not events:
                happened.append(Happening(position.play_ms, "still", ""))
                return position, happened
            position = self._after(replace(position, state=state), at_ms, events, happened)
            if is_end(happened):
                return position, happened

    def _next_step(
        self, position: Position, due: Due | None, until_ms: int | None
    ) -> Position | Happening | None:
        """Return where to stop before `due`, the end of the way, or None to do what is due."""
        due_ms = None if due is None else due.at_ms
        if self._horizon_ms is not None and (due_ms or 0) > self._horizon_ms:
            return Happening(self._horizon_ms, "horizon", "")
        if position.choices and (due_ms is None or position.choices[0].at_ms <= due_ms):
            return replace(position, play_ms=max(position.play_ms, position.choices[0].at_ms))
        by_hand = self._by_hand(position, due)
        if by_hand is not None:
            choices = (by_hand, *position.choices)
            return replace(position, play_ms=by_hand.at_ms, choices=choices)
        if due is None:
            return Happening(position.play_ms, "still", "")
        if until_ms is not None and due.at_ms > until_ms > position.play_ms:
            return replace(position, play_ms=until_ms)
        return None

    def settle(self, position: Position, outcome: Settled) -> tuple[Position, list[Happening]]:
        """Settle the choice at hand."""
        choice, *rest = position.choices
        at_ms = max(choice.at_ms, position.play_ms)
        after = replace(position, play_ms=at_ms, choices=tuple(rest))
        command = _command(choice.subject, outcome)
        happened: list[Happening] = []
        if command is None:
            if not self._settles_itself(position.state, choice):
                after = replace(after, never=after.never | {choice.subject})
            return self._telling_what_waits(after, happened), happened
        state, events = act(after.state, command, at_ms)
        return self._after(replace(after, state=state), at_ms, events, happened), happened

    def _settles_itself(self, state: ExerciseState, choice: Choice) -> bool:
        """Tell whether an action that nobody does is missed by itself, at its limit."""
        kind, name = choice.subject
        known = state.expectations.get(name) if kind == "expectation" else None
        return known is not None and known.limit_play_ms is not None

    def _after(
        self,
        position: Position,
        play_ms: int,
        events: tuple[Event, ...],
        happened: list[Happening],
    ) -> Position:
        position = replace(position, play_ms=play_ms)
        for event in events:
            told = _told(position.state, event, play_ms)
            if told is not None:
                happened.append(told)
            if isinstance(event, InjectDelivered):
                position = self._with_choices(position, event.inject)
        return self._telling_what_waits(position, happened)

    def _telling_what_waits(self, position: Position, happened: list[Happening]) -> Position:
        if not position.state.waiting and not self._outlook.moments:
            return position
        found = set(self._outlook.at(position).waiting()) - position.waiting
        happened += [Happening(position.play_ms, "waits", name) for name in sorted(found)]
        return replace(position, waiting=position.waiting | found) if found else position

    def _with_choices(self, position: Position, inject_id: str) -> Position:
        found = tuple(self._choices(position, inject_id))
        if not found:
            return position
        return replace(position, choices=tuple(sorted((*position.choices, *found))))

    def _choices(self, position: Position, inject_id: str) -> Iterator[Choice]:
        """Yield what a delivered inject lays open, as far as conditions look at it."""
        state, asked = position.state, self._subjects.asked
        planned = state.plan.inject(inject_id)
        if planned is None or (planned.inject.decision is None and not planned.inject.expects):
            return
        number = split_occurrence(inject_id)[1]
        limits = {point.id: point.limit_play_ms for point in open_points(state, inject_id)}
        for action in planned.inject.expects:
            name = occurrence(action.id, number)
            known = state.expectations.get(name)
            if ("expectation", name) in asked and known and known.outcome is Outcome.OPEN:
                yield self._choice(position, ("expectation", name), inject_id, limits.get(name))
        decision = planned.inject.decision
        name = occurrence(decision.id, number) if decision else ""
        if ("decision", name) in asked and name not in state.decisions:
            yield self._choice(position, ("decision", name), inject_id, limits.get(name))

    def _choice(
        self, position: Position, subject: Subject, inject_id: str, limit_ms: int | None
    ) -> Choice:
        late = not self._quick and limit_ms is not None
        at_ms = max(position.play_ms, limit_ms or 0) if late else position.play_ms
        return Choice(at_ms, subject, inject_id, self._subjects.outcomes(subject))

    def _by_hand(self, position: Position, due: Due | None) -> Choice | None:
        """Return the milestone or phase that the controller may bring about now, if any.

        A milestone as soon as something that is due looks at it, else when nothing but repeats
        comes any more; then also the next phase, if that is entered by hand.
        """
        state = position.state
        for milestone in state.plan.milestones.values():
            subject = ("milestone", milestone.id)
            if milestone.when is not None or milestone.id in state.milestones:
                continue
            if subject not in self._subjects.asked or subject in position.never:
                continue
            if self._looks_at(due, subject) or self._is_calm(position, due):
                looked_at = due is not None and self._looks_at(due, subject)
                at_ms = due.at_ms if due is not None and looked_at else position.play_ms
                return Choice(at_ms, subject, None, self._subjects.outcomes(subject))
        phase_id = _next_by_hand(state)
        if phase_id is None or not self._is_calm(position, due):
            return None
        return Choice(position.play_ms, ("phase", phase_id), None, ("entered",))

    def _looks_at(self, due: Due | None, subject: Subject) -> bool:
        if due is None or due.kind is not Kind.INJECT:
            return False
        return subject in self._outlook.subjects_of(split_occurrence(due.id)[0])

    def _is_calm(self, position: Position, due: Due | None) -> bool:
        """Tell whether nothing comes by itself any more but repeats and the end."""
        state = position.state
        if position.choices or (due is not None and not _repeats_or_ends(state, due)):
            return False
        coming = (one for one in state.agenda if is_live(state, one))
        return all(_repeats_or_ends(state, one) for one in coming)


def is_end(happened: list[Happening]) -> bool:
    """Tell whether a way is at its end."""
    return bool(happened) and happened[-1].kind in _ENDS


def _repeats_or_ends(state: ExerciseState, due: Due) -> bool:
    if due.kind in {Kind.END, Kind.CLOCK}:
        return True
    planned = state.plan.inject(due.id) if due.kind is Kind.INJECT else None
    return planned is not None and is_recurring(planned)


def _next_by_hand(state: ExerciseState) -> str | None:
    """Return the phase that comes next if it has neither time nor condition.

    One with a condition that did not hold so far is passed by: a controller waits no longer for it.
    """
    index = state.plan.phase_index.get(state.phase or "", -1)
    for planned in state.plan.phases[index + 1 :]:
        if planned.phase.when is None:
            return planned.phase.id if planned.start_play_ms is None else None
    return None


def _command(subject: Subject, outcome: Settled) -> Command | None:
    kind, name = subject
    if outcome is None or (kind == "expectation" and outcome == MISSED):
        return None
    if kind == "decision":
        return TakeDecision(name, outcome)
    if kind == "milestone":
        return ReachMilestone(name)
    return EnterPhase(name) if kind == "phase" else MeetExpectation(name)


def _told(state: ExerciseState, event: Event, play_ms: int) -> Happening | None:
    if isinstance(event, InjectDelivered):
        inject = state.inject(event.inject)
        at_ms = play_ms if event.due_play_ms is None else event.due_play_ms
        return Happening(at_ms, "inject", event.inject, inject.delivered_story_ms or 0)
    if isinstance(event, InjectSkipped):
        return Happening(play_ms, "skipped", event.inject)
    if isinstance(event, PhaseEntered):
        return Happening(event.due_play_ms, "phase", event.phase, event.story_ms)
    if isinstance(event, MilestoneReached):
        return Happening(play_ms, "milestone", event.milestone, 0, event.by_hand)
    return Happening(play_ms, "end", event.reason) if isinstance(event, ExerciseEnded) else None
