"""Joining an exercise as a controller: everything is seen and steered, somebody else directs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crisis_tui.bootstrap_exercise import join_exercise
from crisis_tui.cli.conduct import conduct_in_terminal, conducted
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.identity import actor_here
from crisis_tui.cli.terminal import why_no_screens
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def join_controller(folder: Path, args: argparse.Namespace) -> int:
    """Open the control room beside whoever directs, by screens or lines; return the exit code."""
    refusal = None if args.plain else why_no_screens()
    if refusal is not None:
        sys.stderr.write(refusal)
        return ExitCode.USAGE

    def conduct() -> int:
        exercise = join_exercise(folder, MachineClock(), actor_here(args))
        return conduct_in_terminal(exercise, args)

    return conducted(folder, conduct)
