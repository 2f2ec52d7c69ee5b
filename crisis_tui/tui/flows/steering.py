"""The exercise itself: pause, speed, jump, phase, NO PLAY, end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.exercise.commands import (
    ChangeSpeed,
    EndExercise,
    EnterPhase,
    JumpTo,
    PauseExercise,
    ResumeExercise,
    StopPlay,
)
from crisis_tui.exercise.decide import remark
from crisis_tui.exercise.typed import TIME_HINT, needs_time, play_time_ms
from crisis_tui.tui.flows.asking import Do, Tell, Write, sure, write_until_done

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.tui.flows.asking import Desk, Flow

SPEEDS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0)


def pause_or_resume(desk: Desk) -> Flow:
    """Stop the exercise clock or let it run; NO PLAY is lifted with two deliberate keys."""
    state = desk.state
    if state.no_play is not None:
        yield from _lift_no_play(state.no_play)
    elif state.is_running:
        yield Do(PauseExercise(), Text("paused: space goes on"))
    else:
        yield Do(ResumeExercise(), Text("the exercise runs"))


def _lift_no_play(reason: str) -> Flow:
    question = Text("NO PLAY is in force ({reason}). Lift it?", reason=reason)
    if not (yield sure(question, "l", Text("lift NO PLAY"))):
        return
    if (yield sure(Text("Do all players know? Then the clock runs."), "r", Text("run on"))):
        yield Do(ResumeExercise(after_stop=True), Text("NO PLAY is lifted: the exercise runs"))


def no_play(desk: Desk) -> Flow:
    """Freeze at once; then the reason. Given up, it is a pause like any other.

    The other terminals hear with the pause that somebody reaches for NO PLAY.
    """
    if desk.state.no_play is not None:
        yield from _lift_no_play(desk.state.no_play)
        return
    if desk.state.is_running:
        yield Do(
            PauseExercise("no-play"), Text("the clock stands still; without NO PLAY space goes on")
        )
    yield from write_until_done(
        Write(
            Text("NO PLAY, because"),
            hint=Text("what is really wrong, or nothing; enter: NO PLAY, esc: only a pause"),
        ),
        lambda reason: StopPlay(reason.strip() or "NO PLAY"),
        Text("NO PLAY is in force; space lifts it"),
    )


def faster(desk: Desk) -> Flow:
    """Run at the next higher speed."""
    now = desk.state.clock.speed
    yield _at_speed(next((speed for speed in SPEEDS if speed > now), SPEEDS[-1]))


def slower(desk: Desk) -> Flow:
    """Run at the next lower speed."""
    now = desk.state.clock.speed
    yield _at_speed(next((speed for speed in reversed(SPEEDS) if speed < now), SPEEDS[0]))


def _at_speed(speed: float) -> Do:
    return Do(ChangeSpeed(speed), Text("speed {speed}×", speed=f"{speed:g}"))


def jump(desk: Desk) -> Flow:
    """Set the exercise clock, after saying what is passed over."""
    now_ms = desk.now().play_ms
    text = yield Write(Text("jump to"), hint=TIME_HINT, refuse=needs_time(now_ms))
    to_ms = play_time_ms(text, now_ms) or 0
    question: AnyText = Text("Jump to {time}?", time=format_clock(to_ms))
    warning = remark(desk.state, JumpTo(to_ms), desk.now())
    if warning is not None:
        question = Text("{first} {more}", first=warning, more=question)
    if (yield sure(question, "j", Text("jump"))):
        yield Do(JumpTo(to_ms), Text("jumped to {time}", time=format_clock(to_ms)))


def enter_phase(desk: Desk) -> Flow:
    """Go to the next phase now."""
    phases, index = desk.state.plan.phases, desk.state.plan.phase_index
    number = index.get(desk.state.phase or "", -1) + 1
    if number >= len(phases):
        yield Tell(Text("There is no phase after this one."))
        return
    phase = phases[number].phase
    if (yield sure(Text("Go to phase {title} now?", title=phase.title), "p", Text("go"))):
        yield Do(EnterPhase(phase.id), Text("phase: {title}", title=phase.title))


def end(desk: Desk) -> Flow:
    """End the exercise, asked twice."""
    unsent: AnyText = Text("End the exercise? It cannot be resumed after that.")
    if not desk.state.is_live:
        yield Tell(Text("The exercise is over."))
        return
    if not (yield sure(unsent, "e", Text("end it"))):
        return
    if (yield sure(Text("Really end it for everybody?"), "y", Text("yes, end it now"))):
        yield Do(EndExercise(), Text("The exercise is over: D opens the debrief"))
