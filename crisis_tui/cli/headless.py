"""A run without a person: what it does, how it is printed, how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text
from crisis_tui.cli.conduct import give_up, leave, leave_for
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.headless_loop import (
    StandsStillError,
    StopSignals,
    play_live,
    play_virtually,
)
from crisis_tui.cli.journal_printer import JournalPrinter, print_heading
from crisis_tui.cli.scenario_findings import refuse_findings
from crisis_tui.cli.terminal import tell
from crisis_tui.exercise.headless import HeadlessPlan, HeadlessPlay
from crisis_tui.exercise.ports import JournalDamagedError, JournalShutError
from crisis_tui.exercise.virtual import VirtualClock
from crisis_tui.i18n import _, ngettext, render

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection

    from crisis_tui.exercise.refusal import Refusal
    from crisis_tui.exercise.steps import Step
    from crisis_tui.open_exercise import OpenExercise
    from crisis_tui.scenario.script import Script
    from crisis_tui.system_clock import SystemClock


def headless_plan(
    args: argparse.Namespace, script: Script, roles: Collection[str] | None = None
) -> HeadlessPlan | int:
    """Return what a run without a person does, or the exit code if its script has faults.

    `roles` are the roles and people of the roster; None looks up nobody.

    Raises:
        AskedWrongError: it would never end.
    """
    if script.end_play_ms is None and args.until is None:
        raise AskedWrongError(
            Text("this scenario has no end"), Text("say when to stop: --until 4h")
        )
    if args.script is None:
        return HeadlessPlan((), args.until)
    from crisis_tui.files.script_file import load_steps

    loaded = load_steps(args.script, script, roles)
    refused = refuse_findings(loaded.findings, loaded.files, args)
    return HeadlessPlan(loaded.steps, args.until) if refused is None else refused


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
            play_live(play, exercise, self.stop)
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
