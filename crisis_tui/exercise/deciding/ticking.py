"""Doing what is due, in order: on time, after an outage, or passed over by a jump.

A recurring inject whose condition does not hold or is not settled is left out that time; any other
waits until its condition is settled.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.agenda import Kind
from crisis_tui.exercise.deciding.batch import Batch
from crisis_tui.exercise.deciding.morning import Morning, let_wait, waits_for_morning
from crisis_tui.exercise.due import next_due
from crisis_tui.exercise.events import (
    ClockMissed,
    ExerciseEnded,
    ExpectationMissed,
    InjectHeld,
    InjectSkipped,
    Jumped,
    MilestoneReached,
    Paused,
    Resumed,
)
from crisis_tui.exercise.folding.branches import condition_holds
from crisis_tui.exercise.folding.liveness import is_live
from crisis_tui.exercise.plan import is_recurring, occurrence, split_occurrence
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.state import InjectStatus
from crisis_tui.scenario.on_top import prefix_of

if TYPE_CHECKING:
    from crisis_tui.exercise.agenda import Due
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import JumpTo, Tick
    from crisis_tui.exercise.events import Event
    from crisis_tui.exercise.state import ExerciseState


class Mode(Enum):
    """Why time passed; the value is the reason in the journal."""

    ON_TIME = "on-time"
    OUTAGE = "outage"
    JUMP = "jump"


def tick(state: ExerciseState, command: Tick, moment: Moment) -> tuple[Event, ...]:
    """Do everything due up to now; nothing while the exercise clock stands still.

    An exercise that was postponed goes on from here once its time has come. One whose planned end
    passed during an outage is paused, not ended: people decide.
    """
    batch = Batch(state, moment)
    if _is_time_again(state, moment):
        batch.add(Resumed())
    if not batch.state.is_running:
        return ()
    mode = Mode.OUTAGE if command.outage and state.is_running else Mode.ON_TIME
    _start_forgotten_clocks(batch)
    morning = Morning(batch.state, moment)
    due = morning.next()
    while due is not None and due.at_ms <= moment.play_ms:
        if due.kind is Kind.END and mode is Mode.OUTAGE:
            batch.add(Paused(mode.value))
            break
        _do(batch, due, mode, moment.play_ms)
        due = morning.next()
    return batch.events


def _is_time_again(state: ExerciseState, moment: Moment) -> bool:
    postponed = state.postponed if state.is_live else None
    return postponed is not None and moment.at_ms >= postponed.until_at_ms


def _start_forgotten_clocks(batch: Batch) -> None:
    """Start the statutory clocks of deliveries that a crash tore off behind the delivery."""
    state = batch.state
    for clock_id in state.plan.clock_ids:
        statutory = state.plan.clock(clock_id)
        inject = state.injects.get(statutory.starts) if statutory else None
        if statutory and inject and inject.status is InjectStatus.DELIVERED:
            sent_play_ms = (inject.delivered_play_ms or 0) - inject.late_ms
            batch.start_clocks_of(statutory.starts, sent_play_ms)


def jump_to(state: ExerciseState, command: JumpTo, moment: Moment) -> tuple[Event, ...] | Refusal:
    """Set the exercise clock. Forward: what was due before goes to the catch-up list.

    What is due at the target itself comes on time. Back: what was sent stays sent, what passed by
    itself comes again.
    """
    if command.play_ms < 0:
        return Refusal(Text("The exercise clock cannot go to before the start."))
    if command.play_ms == moment.play_ms:
        return Refusal(Text("The exercise clock stands there already."))
    batch = Batch(state, moment)
    back = command.play_ms < moment.play_ms
    batch.add(Jumped(moment.play_ms, command.play_ms, rewound=True if back else None))
    due = next_due(batch.state)
    while due is not None and due.at_ms < command.play_ms and due.kind is not Kind.END:
        _do(batch, due, Mode.JUMP, command.play_ms - 1)
        due = next_due(batch.state)
    return batch.events


def _do(batch: Batch, due: Due, mode: Mode, until_play_ms: int) -> None:
    if due.kind is Kind.PHASE:
        plan = batch.state.plan
        batch.enter_phase(plan.phase(due.id), due.at_ms)
    elif due.kind is Kind.CLOCK:
        batch.add(ClockMissed(due.id))
    elif due.kind is Kind.EXPECTATION:
        inject_id = batch.state.expectations[due.id].inject
        batch.add(ExpectationMissed(due.id, inject_id, due.at_ms - 1))
    elif due.kind is Kind.MILESTONE:
        batch.add(MilestoneReached(due.id, by_hand=False, due_play_ms=due.at_ms))
    elif due.kind is Kind.INJECT:
        _do_inject(batch, due, mode, until_play_ms)
    else:
        batch.add(ExerciseEnded("planned-end"))


def _do_inject(batch: Batch, due: Due, mode: Mode, until_play_ms: int) -> None:
    planned = batch.state.plan.inject(due.id)
    recurring = planned is not None and is_recurring(planned)
    value = condition_holds(batch.state, due.id)
    if value is False or (value is None and recurring):
        batch.add(InjectSkipped(due.id, "condition"))
    elif value is None:
        batch.add(InjectHeld(due.id, "condition"))
    elif mode is not Mode.JUMP and waits_for_morning(
        batch.state, due, batch.at_ms, outage=mode is Mode.OUTAGE
    ):
        let_wait(batch, due.id)
    elif mode is Mode.ON_TIME:
        batch.deliver(due.id, due.at_ms)
    elif recurring and batch.state.upcoming(split_occurrence(due.id)[0]) == due.id:
        _pass_over(batch, due, mode, until_play_ms)
    else:
        if mode is Mode.JUMP:
            batch.move_story_to(due.id, due.at_ms)
        batch.add(InjectHeld(due.id, mode.value))


def _pass_over(batch: Batch, due: Due, mode: Mode, until_play_ms: int) -> None:
    """Pass over a recurring inject; after an outage its last occurrence waits to be sent."""
    base, number = split_occurrence(due.id)
    until_ms = _on_its_clock(batch, base, _before_its_stop(batch, due, until_play_ms))
    if mode is Mode.JUMP:
        batch.pass_over(due.id, mode.value, until_ms)
        return
    last = max(number, batch.last_number(due.id, until_ms))
    if last > number:
        through = occurrence(base, last - 1) if last - 1 > number else None
        batch.add(InjectSkipped(due.id, mode.value, through))
    batch.add(InjectHeld(occurrence(base, last), mode.value))


def _before_its_stop(batch: Batch, due: Due, until_play_ms: int) -> int:
    """Return the play time until which a recurring inject comes: before the phase that stops it."""
    planned, place = batch.state.plan.inject(due.id), batch.state.plan.phase_place
    until = "" if planned is None else planned.inject.until_phase or ""
    if until not in place:
        return until_play_ms
    starts = (
        coming.at_ms - 1
        for coming in batch.state.agenda
        if coming.kind is Kind.PHASE
        and prefix_of(coming.id) == prefix_of(until)
        and place[coming.id] >= place[until]
        and is_live(batch.state, coming)
    )
    return max(due.at_ms, min((until_play_ms, *starts)))


def _on_its_clock(batch: Batch, base: str, play_ms: int) -> int:
    """Return a play time on the clock on which an inject recurs, no later than its next anchor."""
    planned = batch.state.plan.inject(base)
    if planned is None or planned.inject.clock == "play":
        return play_ms
    following = batch.state.agenda.first()
    if following is not None:
        play_ms = min(play_ms, following.at_ms - 1)
    return batch.state.story_at(play_ms)
