"""`crisis-tui check`: every fault in scenarios, rosters, training and norms, all at once."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Finding, Severity
from crisis_tui.basis.text import clean_text
from crisis_tui.bootstrap import open_workspace
from crisis_tui.cli.check_files import STDIN, Checked, FileChecker
from crisis_tui.cli.finding_counts import cut, exit_code
from crisis_tui.cli.finding_formats import as_github, as_json, as_sarif, counted
from crisis_tui.cli.finding_text import FindingWriter, Snippets
from crisis_tui.cli.terminal import wants_no_colour
from crisis_tui.files.collecting import no_collections
from crisis_tui.i18n import _, ngettext
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crisis_tui.files.workspace import Workspace

MAX_PER_RULE = 10
_FEW_FILES = 5
"""So many files are checked before a progress bar could be read."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help=_("files to check; - reads one from a pipe; default: the whole workspace"),
    )
    parser.add_argument(
        "--roster", metavar="R", help=_("check scenarios against this roster; default: all")
    )
    parser.add_argument("--strict", action="store_true", help=_("exit 1 on warnings too"))
    parser.add_argument(
        "--format",
        choices=("text", "json", "sarif", "github"),
        default="text",
        help=_("for people, for programs, or for code scanning"),
    )
    parser.add_argument(
        "--max-per-rule",
        type=_positive,
        default=MAX_PER_RULE,
        metavar="N",
        help=_("show at most N findings of one code, as text (0: all; default: 10)"),
    )


def _positive(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(text)
    return number


def run(args: argparse.Namespace) -> int:
    """Check, show what was found, return 0, 1 (findings) or 3 (a file cannot be read)."""
    clock = MachineClock()
    started_ms = clock.elapsed_ms()
    workspace = open_workspace(args.workspace)
    checker = FileChecker(workspace, args.roster)
    steps = checker.steps(args.files)
    for _name, step in _with_progress(steps, _FEW_FILES):
        with no_collections():
            step()
    checked = checker.result()
    shown = _shown_names(workspace, checked)
    if args.format == "text":
        took_ms = clock.elapsed_ms() - started_ms
        _print_text(args, checked, shown, took_ms)
    elif args.format == "json":
        print(as_json(checked.findings, len(checked.files), shown))
    elif args.format == "sarif":
        print(as_sarif(checked.findings, shown))
    elif checked.findings:
        print(as_github(checked.findings, shown))
    return exit_code(checked.findings, strict=args.strict)


def _shown_names(workspace: Workspace, checked: Checked) -> Callable[[str], str]:
    """Return how files are called here: relative to the current folder, so that editors open them."""

    def shown(key: str) -> str:
        if key in checked.texts:
            return STDIN
        path = checked.files.get(key)
        if path is None or workspace.read_only:
            return key
        absolute = str(path.absolute())
        return clean_text(min(absolute, os.path.relpath(absolute), key=len))

    return shown


def _print_text(
    args: argparse.Namespace, checked: Checked, shown: Callable[[str], str], took_ms: int
) -> None:
    colour = sys.stdout.isatty() and not wants_no_colour(args)
    writer = FindingWriter(Snippets(checked.files, checked.texts), colour=colour, shown=shown)
    kept, dropped = cut(checked.findings, args.max_per_rule)
    for finding in kept:
        print(writer.text(finding))
        print()
    for code, count in sorted(dropped.items()):
        print(
            _("{code}: and {count} more (--max-per-rule 0 shows all)").format(
                code=code, count=count
            )
        )
    print(summary(checked.findings, len(checked.files), took_ms))


def summary(findings: Sequence[Finding], files: int, took_ms: int) -> str:
    """Return the last line: how many of what, in how many files, how fast."""
    errors, warnings, hints = (counted(findings, severity) for severity in Severity)
    parts = [
        ngettext("{n} error", "{n} errors", errors).format(n=errors),
        ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
    ]
    if hints:
        parts.append(ngettext("{n} hint", "{n} hints", hints).format(n=hints))
    return ngettext("{what} in {n} file ({ms} ms)", "{what} in {n} files ({ms} ms)", files).format(
        what=", ".join(parts), n=files, ms=took_ms
    )


def _with_progress(
    steps: Sequence[tuple[str, Callable[[], None]]], few: int
) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield the steps, with a bar on a terminal if there are many."""
    if len(steps) <= few or not sys.stderr.isatty():
        yield from steps
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(steps, description=_("checking"), console=Console(stderr=True), transient=True)
