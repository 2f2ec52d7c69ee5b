"""`crisis-tui` without a command: the screens, at home."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.identity import actor_here
from crisis_tui.cli.terminal import wants_ascii, wants_no_colour, why_no_screens

if TYPE_CHECKING:
    import argparse


def run(args: argparse.Namespace) -> int:
    """Open the screens and return the exit code."""
    refusal = why_no_screens()
    if refusal is not None:
        sys.stderr.write(refusal)
        return ExitCode.USAGE
    from crisis_tui import bootstrap

    workspace = bootstrap.open_workspace(args.workspace)
    from crisis_tui.cli.answers.workspace import WorkspaceServices
    from crisis_tui.tui import present
    from crisis_tui.tui.app import CrisisApp, run_app

    present.use_ascii(wants_ascii())
    return run_app(
        CrisisApp(WorkspaceServices(workspace, actor_here(args)), no_colour=wants_no_colour(args))
    )
