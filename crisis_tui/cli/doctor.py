"""`crisis-tui doctor`: is this machine fit for an exercise."""

from __future__ import annotations

import json
import os
import textwrap
from typing import TYPE_CHECKING

from crisis_tui import __version__
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.fitness.check import Check, Fitness
from crisis_tui.cli.fitness.disk import check_exercises_folder
from crisis_tui.cli.fitness.software import check_software
from crisis_tui.cli.fitness.terminal import check_terminal
from crisis_tui.cli.fitness.workspace import check_workspace
from crisis_tui.i18n import _, ngettext
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

SIGNS = {Fitness.FIT: "✓", Fitness.WARNING: "!", Fitness.UNFIT: "✗"}
COLUMNS = 80


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=_("for people or for programs")
    )


def run(arguments: argparse.Namespace) -> int:
    """Show every check; exit code 1 if one of them says that the machine is not fit."""
    checks = tuple(look_at_machine(arguments.workspace))
    print(as_json(checks) if arguments.format == "json" else as_text(checks))
    return ExitCode.FINDINGS if _of(checks, Fitness.UNFIT) else ExitCode.OK


def look_at_machine(workspace: str | None) -> Iterator[Check]:
    """Yield every check of this machine, for the workspace that would be used."""
    yield from check_software(MachineClock())
    yield from check_terminal(os.environ)
    found, exercises = check_workspace(workspace)
    yield found
    if exercises is not None:
        yield from check_exercises_folder(exercises)


def as_json(checks: Sequence[Check]) -> str:
    """Return the checks for programs; `id` and `fitness` are language-neutral."""
    return json.dumps(
        {
            "version": __version__,
            "fit": not _of(checks, Fitness.UNFIT),
            "checks": [
                {
                    "id": check.id,
                    "fitness": check.fitness.value,
                    "title": check.title,
                    "detail": check.detail,
                    "help": check.help,
                }
                for check in checks
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def as_text(checks: Sequence[Check]) -> str:
    """Return the checks for people: sign, word, title, detail; a cure on a line of its own."""
    words = {
        Fitness.FIT: _("fit"),
        Fitness.WARNING: _("take note"),
        Fitness.UNFIT: _("not fit"),
    }
    word_width = max(map(len, words.values()))
    title_width = max(len(check.title) for check in checks)
    margin = " " * (3 + word_width + title_width + 4)
    lines = []
    for check in checks:
        word = words[check.fitness].ljust(word_width)
        head = f" {SIGNS[check.fitness]} {word}  {check.title.ljust(title_width)}  "
        lines += _wrap(check.detail, head, margin)
        lines += _wrap(check.help, f"{margin}→ ", f"{margin}  ") if check.help else []
    return "\n".join([f"crisis-tui {__version__}", *lines, "", verdict(checks)])


def verdict(checks: Sequence[Check]) -> str:
    """Return the answer in one sentence."""
    unfit, noted = _of(checks, Fitness.UNFIT), _of(checks, Fitness.WARNING)
    if unfit:
        names = ", ".join(check.title for check in unfit)
        return _("This machine is not fit for an exercise: {names}.").format(names=names)
    if noted:
        return ngettext(
            "This machine is fit for an exercise; {n} point to note.",
            "This machine is fit for an exercise; {n} points to note.",
            len(noted),
        ).format(n=len(noted))
    return _("This machine is fit for an exercise.")


def _of(checks: Sequence[Check], fitness: Fitness) -> list[Check]:
    return [check for check in checks if check.fitness is fitness]


def _wrap(text: str, head: str, margin: str) -> list[str]:
    """Break at spaces only, so that a path can be copied whole."""
    return textwrap.wrap(
        text,
        COLUMNS,
        initial_indent=head,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [head.rstrip()]
