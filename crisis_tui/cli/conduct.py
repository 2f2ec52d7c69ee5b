"""What `run` and `resume` share: the front end of an open exercise, and how it is left."""

from __future__ import annotations

import signal
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.headless_loop import (
    StandsStillError,
    StopSignals,
    play_live,
    play_virtually,
)
from crisis_tui.cli.journal_printer import JournalPrinter, print_heading
from crisis_tui.cli.journal_trouble import damaged
from crisis_tui.cli.terminal import wants_ascii, wants_no_colour, why_no_screens
from crisis_tui.exercise.headless import HeadlessPlan, HeadlessPlay
from crisis_tui.exercise.ports import JournalDamagedError, JournalShutError
from crisis_tui.exercise.virtual import VirtualClock
from crisis_tui.i18n import _, ngettext, render

if TYPE_CHECKING:
    import argparse

    from crisis_tui.exercise.refusal import Refusal
    from crisis_tui.exercise.steps import Step
    from crisis_tui.frozen_inputs import CannotOpenError
    from crisis_tui.open_exercise import OpenExercise
    from crisis_tui.system_clock import SystemClock

SIGNAL_BASE = 128
_REASONS = {
    signal.SIGINT: "quit",
    signal.SIGHUP: "hangup",
    signal.SIGTERM: "terminated",
}


@dataclass
class Headless:
    """A headless run: what to do, how to print it; counts the steps that were refused."""

    plan: HeadlessPlan
    as_json: bool
    stop: StopSignals
    refused: int = 0

    def conduct(self, exercise: OpenExercise, clock: SystemClock) -> int:
        """Play to the end, print every event, leave the exercise, return the exit code."""
        printer = JournalPrinter(exercise.folder, exercise.script, as_json=self.as_json)
        stop_printing = exercise.session.subscribe(
            lambda records: printer.print_new() if records else None
        )
        try:
            if not self.as_json:
                print_heading(exercise.title)
            printer.print_new()
            self._play(exercise, clock)
        except StandsStillError:
            tell(_why_it_stands_still(exercise))
            return leave(exercise, "quit", ExitCode.FINDINGS)
        except (JournalDamagedError, JournalShutError) as error:
            return give_up(exercise, error)
        except BaseException:
            stop_printing()  # the reader may be what is gone
            exercise.close("quit")
            raise
        return self._left(exercise)

    def _play(self, exercise: OpenExercise, clock: SystemClock) -> None:
        play = HeadlessPlay(
            exercise.session,
            self.plan,
            clock,
            exercise.actor,
            self._refused,
            exercise.left_play_ms,
        )
        if isinstance(clock, VirtualClock):
            play_virtually(play, clock, self.stop)
        else:
            play_live(play, clock, self.stop)
        for step in play.unreached:
            self.refused += 1
            tell(
                _("step at {at} not done: the exercise was over before").format(
                    at=format_clock(step.at_ms)
                )
            )

    def _left(self, exercise: OpenExercise) -> int:
        if self.stop.first is not None:
            return leave_for(exercise, self.stop.first)
        code = ExitCode.FINDINGS if self.refused else ExitCode.OK
        return leave(exercise, "until" if exercise.is_live else "quit", code)

    def _refused(self, step: Step, refusal: Refusal) -> None:
        self.refused += 1
        tell(
            _("step at {at} refused: {reason}").format(
                at=format_clock(step.at_ms), reason=render(refusal.reason)
            )
        )


def leave(exercise: OpenExercise, reason: str, code: int) -> int:
    """Leave and return the exit code: another one if the last word cannot be written."""
    try:
        exercise.close(reason)
    except (JournalDamagedError, JournalShutError) as error:
        return give_up(exercise, error)
    return code


def leave_for(exercise: OpenExercise, number: int) -> int:
    """Leave because of a signal; return the exit code."""
    reason = _REASONS.get(signal.Signals(number), "terminated")
    return leave(exercise, reason, SIGNAL_BASE + number)


def refuse_without_terminal(args: argparse.Namespace) -> int | None:
    """Return exit code 2, with a hint, if the front end that is asked for needs a terminal."""
    if args.headless or args.plain:
        return None
    refusal = why_no_screens()
    if refusal is None:
        return None
    sys.stderr.write(refusal)
    tell(_("--headless runs it without a person"))
    return ExitCode.USAGE


def conduct_in_terminal(exercise: OpenExercise, args: argparse.Namespace) -> int:
    """Open the control room, or its line-oriented sister, and leave the exercise after it."""
    try:
        code = _front_end(exercise, args)
    except (JournalDamagedError, JournalShutError) as error:
        return give_up(exercise, error)
    except BaseException:
        exercise.close("terminated")
        raise
    if code > SIGNAL_BASE and code != ExitCode.INTERRUPTED:
        return leave_for(exercise, code - SIGNAL_BASE)
    return leave(exercise, "quit", code)


def _front_end(exercise: OpenExercise, args: argparse.Namespace) -> int:
    if args.plain:
        from crisis_tui.plain.run import run_plain

        return run_plain(exercise)
    from crisis_tui.bootstrap import open_workspace
    from crisis_tui.cli.answers.when_asked import services_when_asked
    from crisis_tui.tui import present
    from crisis_tui.tui.app import run_control_room

    present.use_ascii(wants_ascii())
    services = services_when_asked(open_workspace(args.workspace), lambda: exercise.actor)
    return run_control_room(exercise, services, no_colour=wants_no_colour(args))


def tell(message: str) -> None:
    """Write one line of talk to stderr."""
    sys.stderr.write(f"crisis-tui: {message}\n")


def cannot_open(error: CannotOpenError) -> int:
    """Say why an exercise cannot be started or resumed."""
    tell(render(error.reason))
    return ExitCode.UNREADABLE if error.damaged else ExitCode.FINDINGS


def _why_it_stands_still(exercise: OpenExercise) -> str:
    trouble = exercise.session.trouble
    if trouble is not None:
        return render(trouble)
    waiting = len(exercise.session.state.catch_up)
    if waiting and exercise.session.state.is_running:
        return ngettext(
            "the exercise cannot end: {n} overdue message waits on the catch-up list",
            "the exercise cannot end: {n} overdue messages wait on the catch-up list",
            waiting,
        ).format(n=waiting)
    return _("the exercise stands still and nothing moves it on")


def give_up(exercise: OpenExercise, error: JournalDamagedError | JournalShutError) -> int:
    """Leave an exercise whose journal is damaged or whose disk failed; nothing more is written."""
    exercise.abandon()
    if isinstance(error, JournalDamagedError):
        return damaged(exercise.folder, error)
    tell(_("the disk failed, nothing more was written: {reason}").format(reason=error))
    return ExitCode.UNREADABLE
