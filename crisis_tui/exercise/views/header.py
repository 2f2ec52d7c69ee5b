"""The head of the control room: how the exercise runs and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from crisis_tui.basis.times import story_time_at
from crisis_tui.exercise.agenda import Kind
from crisis_tui.exercise.due import next_due

if TYPE_CHECKING:
    from crisis_tui.basis.times import StoryTime
    from crisis_tui.exercise.state import ClockState, ExerciseState, Outcome, Postponement


class RunState(StrEnum):
    """How the exercise stands."""

    NOT_STARTED = "not-started"
    RUNNING = "running"
    PAUSED = "paused"
    NO_PLAY = "no-play"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A statutory clock; `remaining_ms` on its own clock, negative once it has passed."""

    id: str
    title: str
    owner: str | None
    on_story: bool
    outcome: Outcome
    remaining_ms: int


@dataclass(frozen=True, slots=True)
class NextDue:
    """What comes next; `wait_play_ms` is how long the exercise clock has to go."""

    kind: Kind
    id: str
    title: str
    due_play_ms: int
    wait_play_ms: int


@dataclass(frozen=True, slots=True)
class Header:
    """Everything that is always in sight. `story_time` is None before the start.

    `phase_number` counts from 1; 0 before the first phase.
    """

    title: str
    run: RunState
    speed: float
    play_ms: int
    story_ms: int
    story_time: StoryTime | None
    phase: str | None
    phase_title: str
    phase_number: int
    phase_count: int
    grip: str | None
    next: NextDue | None
    clocks: tuple[ClockRow, ...]
    overdue: int
    no_play: str | None
    postponed: Postponement | None = None


def header(state: ExerciseState, play_ms: int) -> Header:
    """Return the head at a play time."""
    plan = state.plan
    index = plan.phase_index.get(state.phase or "")
    phase = None if index is None else plan.phases[index].phase
    return Header(
        title=state.started.title if state.started else "",
        run=run_state(state),
        speed=state.clock.speed,
        play_ms=play_ms,
        story_ms=state.story_at(play_ms),
        story_time=_story_time(state, play_ms),
        phase=state.phase,
        phase_title=phase.title if phase else "",
        phase_number=0 if index is None else index + 1,
        phase_count=len(plan.phases),
        grip=phase.grip if phase else None,
        next=next_row(state, play_ms),
        clocks=clock_rows(state, play_ms),
        overdue=len(state.catch_up),
        no_play=state.no_play,
        postponed=state.postponed,
    )


def run_state(state: ExerciseState) -> RunState:
    """Return how the exercise stands."""
    if state.started is None:
        return RunState.NOT_STARTED
    if state.ended is not None:
        return RunState.ENDED
    if state.no_play is not None:
        return RunState.NO_PLAY
    return RunState.RUNNING if state.clock.running else RunState.PAUSED


def next_row(state: ExerciseState, play_ms: int) -> NextDue | None:
    """Return what comes next."""
    due = next_due(state)
    if due is None:
        return None
    title = _title(state, due.kind, due.id)
    return NextDue(due.kind, due.id, title, due.at_ms, due.at_ms - play_ms)


def clock_rows(state: ExerciseState, play_ms: int) -> tuple[ClockRow, ...]:
    """Return the statutory clocks that were started, in the order of the file."""
    rows = []
    for clock_id in state.plan.clock_ids:
        clock, planned = state.clocks.get(clock_id), state.plan.clock(clock_id)
        if clock is not None and planned is not None:
            remaining_ms = _remaining_ms(state, clock, play_ms)
            on_story = clock.due_story_ms is not None
            rows.append(
                ClockRow(
                    clock_id, planned.title, planned.owner, on_story, clock.outcome, remaining_ms
                )
            )
    return tuple(rows)


def _remaining_ms(state: ExerciseState, clock: ClockState, play_ms: int) -> int:
    now_ms = play_ms if clock.met_play_ms is None else clock.met_play_ms
    if clock.due_story_ms is not None:
        return clock.due_story_ms - state.story_at(now_ms)
    return (clock.due_play_ms or 0) - now_ms


def _story_time(state: ExerciseState, play_ms: int) -> StoryTime | None:
    if state.started is None or state.plan.script is None:
        return None
    start_ms = state.started.story_start_ms
    return story_time_at(state.story_at(play_ms), start_ms, state.plan.script.zone)


def _title(state: ExerciseState, kind: Kind, due_id: str) -> str:
    if kind is Kind.PHASE:
        return state.plan.phase(due_id).phase.title
    if kind is Kind.MILESTONE:
        return state.plan.milestones[due_id].title
    if kind is Kind.CLOCK:
        clock = state.plan.clock(due_id)
        return clock.title if clock else due_id
    if kind is Kind.EXPECTATION:
        asked = state.plan.expectation(due_id)
        return asked[1].action if asked else due_id
    return inject_title(state, due_id) if kind is Kind.INJECT else ""


def inject_sender(state: ExerciseState, inject_id: str) -> str | None:
    """Return from whom an inject comes, of the script or ad hoc; None if it does not say."""
    planned = state.plan.inject(inject_id)
    if planned is not None:
        return planned.inject.sender
    added = state.added.get(inject_id)
    return added.sender if added else None


def inject_title(state: ExerciseState, inject_id: str) -> str:
    """Return an inject's title, of the script or ad hoc."""
    planned = state.plan.inject(inject_id)
    if planned is not None:
        return planned.inject.title
    added = state.added.get(inject_id)
    return added.title if added else inject_id
