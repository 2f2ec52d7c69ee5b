"""Going on with an exercise: its journal again, what fell due meanwhile, the front end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text
from crisis_tui.bootstrap import open_workspace
from crisis_tui.bootstrap_exercise import resume_exercise
from crisis_tui.cli.conduct import conduct_in_terminal, conducted
from crisis_tui.cli.headless import Headless, headless_plan
from crisis_tui.cli.headless_loop import StopSignals
from crisis_tui.cli.headless_options import MAX
from crisis_tui.cli.identity import actor_here
from crisis_tui.cli.terminal import tell
from crisis_tui.exercise.commands import (
    ChangeSpeed,
    ResumeExercise,
    SendOverdue,
    SkipOverdue,
)
from crisis_tui.exercise.virtual import VirtualClock
from crisis_tui.frozen_inputs import script_of, started_event
from crisis_tui.i18n import ngettext, render
from crisis_tui.storage.exercise_folder import find_exercise
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from crisis_tui.open_exercise import OpenExercise
    from crisis_tui.system_clock import SystemClock

_OVERDUE = {"send": SendOverdue(), "skip": SkipOverdue()}


def resume(args: argparse.Namespace) -> int:
    """Direct the exercise from now on, unless somebody else does."""
    folder = find_exercise(open_workspace(args.workspace).exercises, args.exercise)
    return conducted(folder, lambda: _resume(folder, args))


def _resume(folder: Path, args: argparse.Namespace) -> int:
    started = started_event(folder)
    clock = _clock(args, virtual=started.virtual)
    plan = headless_plan(args, script_of(folder, started)) if args.headless else None
    if isinstance(plan, int):
        return plan
    with StopSignals() as stop:
        exercise = resume_exercise(folder, clock, actor_here(args))
        _settle_overdue(exercise, args.overdue)
        if isinstance(args.speed, float):
            exercise.session.act(ChangeSpeed(args.speed), exercise.actor)
        if plan is not None:
            for notice in exercise.notices:
                tell(render(notice))
            _run_on(exercise)
            return Headless(plan, args.format == "jsonl", stop).conduct(exercise, clock)
    return conduct_in_terminal(exercise, args)


def _clock(args: argparse.Namespace, *, virtual: bool) -> SystemClock:
    """Return the clock of the exercise: one that was played virtually goes on so without a person.

    Raises:
        AskedWrongError: a live exercise cannot go on in no time.
    """
    if args.speed == MAX and not virtual:
        raise AskedWrongError(
            Text("only an exercise that began with --speed max can go on so"),
            Text("give a speed from 0.1 to 600"),
        )
    machine = MachineClock()
    if virtual and args.headless and args.speed in {None, MAX}:
        return VirtualClock(machine.wall_ms())
    return machine


def _settle_overdue(exercise: OpenExercise, overdue: str) -> None:
    waiting = len(exercise.session.state.catch_up)
    if not waiting:
        return
    if overdue in _OVERDUE:
        exercise.session.act(_OVERDUE[overdue], exercise.actor)
        return
    tell(
        ngettext(
            "{n} overdue message waits on the catch-up list",
            "{n} overdue messages wait on the catch-up list",
            waiting,
        ).format(n=waiting)
    )


def _run_on(exercise: OpenExercise) -> None:
    """Without a person nobody presses the space bar."""
    state = exercise.session.state
    if not state.is_running and state.postponed is None:
        exercise.session.act(ResumeExercise(), exercise.actor)
