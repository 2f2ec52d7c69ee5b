"""Findings before an exercise: errors stop it and are shown, warnings are only counted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Finding, Severity, has_errors
from crisis_tui.cli.finding_counts import exit_code
from crisis_tui.cli.finding_formats import counted
from crisis_tui.cli.finding_text import FindingWriter, Snippets
from crisis_tui.cli.terminal import wants_no_colour
from crisis_tui.i18n import ngettext

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def refuse_findings(
    findings: Sequence[Finding], files: Mapping[str, Path], args: argparse.Namespace
) -> int | None:
    """Show the errors and return the exit code, or return None if there are none."""
    if not has_errors(findings):
        _count_warnings(findings)
        return None
    colour = sys.stderr.isatty() and not wants_no_colour(args)
    writer = FindingWriter(Snippets(files, {}), colour=colour, shown=str)
    for finding in findings:
        if finding.severity is Severity.ERROR:
            sys.stderr.write(f"{writer.text(finding)}\n")
    return exit_code(findings, strict=False)


def _count_warnings(findings: Sequence[Finding]) -> None:
    warnings = counted(findings, Severity.WARNING)
    if warnings:
        sys.stderr.write(
            ngettext(
                "crisis-tui: {n} warning in the files (crisis-tui check shows it)\n",
                "crisis-tui: {n} warnings in the files (crisis-tui check shows them)\n",
                warnings,
            ).format(n=warnings)
        )
