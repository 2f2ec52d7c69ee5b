"""The events of one decision as they add up: each is folded before the next is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.agenda import Kind
from crisis_tui.exercise.events import (
    Actor,
    ClockMissed,
    ClockStarted,
    Event,
    InjectDelivered,
    InjectSkipped,
    Jumped,
    PhaseEntered,
    Record,
    StoryJumped,
)
from crisis_tui.exercise.fold import take
from crisis_tui.exercise.plan import occurrence, split_occurrence

if TYPE_CHECKING:
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.state import Draft, ExerciseState
    from crisis_tui.scenario.model import StatutoryClock
    from crisis_tui.scenario.script import PlannedPhase

_NOBODY = Actor("", "", "")


class Batch:
    """Collects events; `state` is what they lead to so far."""

    def __init__(self, state: ExerciseState, moment: Moment) -> None:
        """Begin at `state`, with everything stamped `moment`."""
        self.state: Draft = state.draft()
        self.play_ms = moment.play_ms
        self.at_ms = moment.at_ms
        self._events: list[Event] = []

    @property
    def events(self) -> tuple[Event, ...]:
        """Return what was decided, in order."""
        return tuple(self._events)

    def add(self, event: Event) -> None:
        """Take one more event into the state."""
        record = Record(self.state.seq + 1, self.at_ms, self.play_ms, _NOBODY, event)
        take(self.state, record)
        self._events.append(event)
        if isinstance(event, Jumped):
            self.play_ms = event.to_play_ms

    def enter_phase(self, planned: PlannedPhase, anchor_play_ms: int) -> None:
        """Begin a phase; if it gives its own story time the story leaps there, never back."""
        phase = planned.phase
        if phase.story is not None:
            self.move_story(planned.start_story_ms, anchor_play_ms, phase=phase.id)
        story_ms = self.state.story_at(anchor_play_ms)
        pace = (1, 1) if phase.pace is None else (phase.pace.play_ms, phase.pace.story_ms)
        self.add(PhaseEntered(phase.id, anchor_play_ms, story_ms, *pace))

    def deliver(self, inject_id: str, due_play_ms: int | None, *, by_hand: bool = False) -> None:
        """Send an inject: the story moves to its own time, its statutory clocks start.

        Sent on time, all of that holds from the time at which it was due.
        """
        anchor_ms = self.play_ms if by_hand or due_play_ms is None else due_play_ms
        self.move_story_to(inject_id, anchor_ms)
        planned = self.state.plan.inject(inject_id)
        to = planned.inject.to if planned else self.state.added[inject_id].to
        late_ms = 0 if by_hand else self.play_ms - anchor_ms
        self.add(InjectDelivered(inject_id, due_play_ms, late_ms, to, by_hand))
        self.start_clocks_of(inject_id, anchor_ms)

    def start_clocks_of(self, inject_id: str, anchor_play_ms: int) -> None:
        """Start the statutory clocks of an inject that do not run yet."""
        for clock in self.state.plan.clocks_of(inject_id):
            if clock.id not in self.state.clocks:
                self.add(self._clock_started(clock, inject_id, anchor_play_ms))

    def move_story_to(self, inject_id: str, anchor_play_ms: int) -> None:
        """Let the story leap to an inject's own story time if it gives one."""
        planned = self.state.plan.inject(inject_id)
        if planned is None or planned.inject.story is None or planned.story_ms is None:
            return
        if split_occurrence(inject_id)[1] == 1:
            self.move_story(planned.story_ms, anchor_play_ms, inject=inject_id)

    def move_story(
        self,
        story_ms: int,
        anchor_play_ms: int,
        *,
        inject: str | None = None,
        phase: str | None = None,
    ) -> None:
        """Let the story leap ahead; what falls due inside the leap is missed or passed over."""
        now_ms = self.state.story_at(anchor_play_ms)
        if story_ms <= now_ms:
            return
        self.add(StoryJumped(now_ms, story_ms, inject, phase, anchor_play_ms))
        due = self.state.story_agenda.first()
        while due is not None and due.at_ms <= story_ms:
            if due.kind is Kind.CLOCK:
                self.add(ClockMissed(due.id))
            elif due.at_ms < story_ms:
                self.pass_over(due.id, "jump", story_ms - 1)
            else:
                return
            due = self.state.story_agenda.first()

    def pass_over(self, inject_id: str, reason: str, until_ms: int) -> None:
        """Leave out an occurrence and those that follow until a time on the inject's clock."""
        base, number = split_occurrence(inject_id)
        last = max(number, self.last_number(inject_id, until_ms))
        self.add(
            InjectSkipped(inject_id, reason, occurrence(base, last) if last > number else None)
        )

    def last_number(self, inject_id: str, until_ms: int) -> int:
        """Return the number of a recurring inject's last occurrence up to a time on its clock."""
        base = split_occurrence(inject_id)[0]
        planned = self.state.plan.inject(base)
        recurrence = self.state.recurrences.get(base)
        first_ms = recurrence.first_ms if recurrence else self.state.inject(base).due_play_ms
        every_ms = planned.inject.every_ms if planned else None
        return (until_ms - (first_ms or 0)) // every_ms + 1 if every_ms else 1

    def _clock_started(self, clock: StatutoryClock, inject_id: str, anchor_ms: int) -> ClockStarted:
        if clock.clock == "play":
            return ClockStarted(clock.id, inject_id, due_play_ms=anchor_ms + clock.due_ms)
        story_ms = self.state.injects[inject_id].delivered_story_ms or self.state.story_at(
            anchor_ms
        )
        return ClockStarted(clock.id, inject_id, due_story_ms=story_ms + clock.due_ms)
