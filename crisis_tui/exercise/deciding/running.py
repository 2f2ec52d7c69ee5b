"""The exercise itself: start, end, pause, speed, phases, NO PLAY, who directs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text, clean_text
from crisis_tui.exercise.clock import FASTEST, SLOWEST, is_speed
from crisis_tui.exercise.deciding.batch import Batch
from crisis_tui.exercise.direction import last_director, stands_vacant
from crisis_tui.exercise.events import (
    DirectorReleased,
    DirectorTaken,
    ExerciseEnded,
    ExerciseStarted,
    Paused,
    PlayStopped,
    Resumed,
    SpeedChanged,
    WallClockStepped,
)
from crisis_tui.exercise.refusal import Refusal, unknown

if TYPE_CHECKING:
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import (
        ChangeSpeed,
        EndExercise,
        EnterPhase,
        NoteWallStep,
        PauseExercise,
        ReleaseDirection,
        ResumeExercise,
        StartExercise,
        StopPlay,
        TakeDirection,
    )
    from crisis_tui.exercise.events import Event
    from crisis_tui.exercise.state import ExerciseState

    Decision = tuple[Event, ...] | Refusal


def start(state: ExerciseState, command: StartExercise, _: Moment) -> Decision:
    """Start the exercise of the state's script."""
    script = state.plan.script
    if state.started is not None:
        return Refusal(Text("The exercise was started already."))
    if script is None:
        return Refusal(Text("There is no scenario to start."))
    if not is_speed(command.speed):
        return _no_such_speed()
    return (
        ExerciseStarted(
            command.exercise,
            script.scenario.id,
            script.scenario.title,
            command.roster,
            script.story_start_ms,
            command.speed,
            dict(command.inputs),
            command.program,
            script.variant,
            command.virtual,
        ),
    )


def end(_: ExerciseState, command: EndExercise, __: Moment) -> Decision:
    """End the exercise."""
    return (ExerciseEnded(command.reason),)


def pause(state: ExerciseState, command: PauseExercise, _: Moment) -> Decision:
    """Stop the exercise clock."""
    if not state.clock.running:
        return Refusal(Text("The exercise is paused already."))
    return (Paused(None if command.reason is None else clean_text(command.reason)),)


def resume(state: ExerciseState, command: ResumeExercise, _: Moment) -> Decision:
    """Run on; NO PLAY has to be lifted explicitly."""
    if state.no_play is not None and not command.after_stop:
        return Refusal(
            Text("NO PLAY is in force ({reason}); lift it explicitly.", reason=state.no_play)
        )
    if state.clock.running:
        return Refusal(Text("The exercise is running already."))
    if stands_vacant(state):
        return Refusal(Text("Nobody directs the exercise; take over first."))
    return (Resumed(),)


def change_speed(state: ExerciseState, command: ChangeSpeed, _: Moment) -> Decision:
    """Change the speed; nothing happens if it is the present one."""
    if not is_speed(command.speed):
        return _no_such_speed()
    return () if command.speed == state.clock.speed else (SpeedChanged(command.speed),)


def enter_phase(state: ExerciseState, command: EnterPhase, moment: Moment) -> Decision:
    """Go to a later phase now."""
    if command.phase not in state.plan.phase_place:
        return unknown(command.phase, state.plan.phase_place)
    if not state.is_ahead(command.phase):
        return Refusal(Text("The phase {phase} has begun or passed.", phase=command.phase))
    batch = Batch(state, moment)
    batch.enter_phase(state.plan.phase(command.phase), moment.play_ms)
    return batch.events


def stop_play(state: ExerciseState, command: StopPlay, _: Moment) -> Decision:
    """NO PLAY."""
    if state.no_play is not None:
        return Refusal(Text("NO PLAY is in force already."))
    return (PlayStopped(clean_text(command.reason)),)


def take_direction(state: ExerciseState, command: TakeDirection, _: Moment) -> Decision:
    """Note who directs by which wall clock, after whom, and why not they any more."""
    previous, why = last_director(state)
    taken = DirectorTaken(command.reason, wall_offset_ms=command.wall_offset_ms, boot=command.boot)
    if previous is None:
        return (taken,)
    person, terminal = previous.person, previous.terminal
    return (replace(taken, previous_person=person, previous_terminal=terminal, why=why),)


def release_direction(_: ExerciseState, command: ReleaseDirection, __: Moment) -> Decision:
    """Note that the director left."""
    return (DirectorReleased(command.reason),)


def note_wall_step(state: ExerciseState, command: NoteWallStep, _: Moment) -> Decision:
    """Note a leap of the machine's clock, if there is an exercise to keep in step."""
    return () if state.started is None else (WallClockStepped(command.step_ms),)


def _no_such_speed() -> Refusal:
    return Refusal(
        Text(
            "A speed is a number from {slowest} to {fastest}, with at most three decimals.",
            slowest=SLOWEST,
            fastest=FASTEST,
        )
    )
