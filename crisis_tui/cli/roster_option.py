"""The roster that a command answers from: its options, its file, what makes the answer incomplete."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.i18n import _, ngettext

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from pathlib import Path

    from crisis_tui.basis.findings import Finding
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.roster.model import Roster


def add_roster_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that these commands share."""
    parser.add_argument(
        "--roster", metavar="NAME", help=_("a name in rosters/; default: the only or first one")
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=_("for people or programs")
    )
    parser.add_argument("--strict", action="store_true", help=_("be content with certainty only"))


def roster_path(workspace: Workspace, name: str | None) -> Path:
    """Return the roster's file: by name, else the only one, else the first, which is then said.

    Raises:
        AskedWrongError: there is none of that name, or none at all.
    """
    if name is None:
        names = sorted(workspace.roster_names())
        if len(names) > 1:
            sys.stderr.write(
                _("roster {name}; choose another with --roster: {others}\n").format(
                    name=names[0], others=", ".join(names[1:])
                )
            )
            name = names[0]
    return workspace.roster_path(name)


def readable(loaded: LoadedRoster) -> Roster:
    """Return the roster; if nothing of it could be read, say why and leave with exit code 3."""
    if loaded.roster is None:
        leave_unreadable(loaded.findings)
    return loaded.roster


def leave_unreadable(findings: Iterable[Finding]) -> NoReturn:
    """Say why nothing of a file could be read, and leave with exit code 3."""
    from crisis_tui.cli.finding_text import FindingWriter, Snippets

    writer = FindingWriter(Snippets({}, {}))
    for finding in findings:
        sys.stderr.write(writer.text(finding).rstrip("\n") + "\n")
    raise SystemExit(ExitCode.UNREADABLE)


def count_errors(findings: tuple[Finding, ...]) -> int:
    """Return how many of the findings are errors."""
    return sum(finding.severity == "error" for finding in findings)


def tell_faults(roster: str, errors: int, unread: tuple[tuple[str, str], ...]) -> bool:
    """Say on stderr what makes the answer incomplete; tell whether anything does."""
    if errors:
        sys.stderr.write(
            ngettext(
                "{roster}: {n} error in the files, so this answer may be wrong; see: crisis-tui check\n",
                "{roster}: {n} errors in the files, so this answer may be wrong; see: crisis-tui check\n",
                errors,
            ).format(roster=roster, n=errors)
        )
    for role, file in unread:
        sys.stderr.write(
            _("{role}: the calendar {file} is not read, its duties are missing here\n").format(
                role=role, file=file
            )
        )
    return bool(errors or unread)
