"""Rosters for the commands that answer from one: which it is, its files, its board.

A cached board answers without the models; only without one is the roster itself loaded.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from zoneinfo import TZPATH, ZoneInfo

from crisis_tui import bootstrap
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.i18n import _, ngettext, render
from crisis_tui.readiness.board import valid_block
from crisis_tui.storage.board_cache import read_board, write_board
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.readiness.board import Board
    from crisis_tui.roster.model import Roster

_FIRST_MS, _LAST_MS = -(10**12) * 2, 10**14
"""Times that rosters are asked about: from about 1906 to 5138."""


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


def board_at(args: argparse.Namespace, when: str) -> tuple[Board, int]:
    """Return the board that answers the time asked for, and that instant.

    Raises:
        AskedWrongError: there is no such roster, or the time is none.
    """
    now_ms = MachineClock().wall_ms()
    workspace = bootstrap.open_workspace(args.workspace)
    path = roster_path(workspace, args.roster)
    rough_ms = asked_instant(when, ZoneInfo("UTC"), now_ms)  # the zone stands in the roster
    board = _board(workspace, path, rough_ms)
    at_ms = asked_instant(when, ZoneInfo(board.timezone), now_ms)
    if not board.valid.contains(at_ms):
        board = _board(workspace, path, at_ms)
    return board, at_ms


def _board(workspace: Workspace, path: Path, at_ms: int) -> Board:
    if not _FIRST_MS <= at_ms <= _LAST_MS:
        raise AskedWrongError(Text("no roster reaches that time"))
    valid = valid_block(at_ms)
    cached = read_board(path, valid)
    if cached is not None:
        return cached
    from crisis_tui.readiness.compiling import compile_board, workforce_of

    started_ms = MachineClock().wall_ms()
    loaded = bootstrap.load_roster(workspace, str(path))
    roster = readable(loaded)
    workforce = workforce_of(roster, loaded.training, loaded.norms)
    board = compile_board(
        loaded.name, workforce, valid, errors=count_errors(bootstrap.roster_faults(loaded))
    )
    folders = (path.parent, workspace.norms)
    sources = (*loaded.files.values(), *folders, *_zone_files(board.timezone))
    write_board(path, board, sources, started_ms)
    return board


def readable(loaded: LoadedRoster) -> Roster:
    """Return the roster; if nothing of it could be read, say why and leave with exit code 3."""
    if loaded.roster is None:
        leave_unreadable(loaded.findings)
    return loaded.roster


def leave_unreadable(findings: Iterable[Finding]) -> NoReturn:
    """Say why nothing of a file could be read, and leave with exit code 3."""
    for finding in findings:
        place = f"{finding.where.file}:{finding.where.line}:{finding.where.column}"
        sys.stderr.write(f"{place}: {render(finding.message)} [{finding.code}]\n")
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


def _zone_files(zone: str) -> Iterator[Path]:
    """Yield where the zone's rules come from: a law that changes them changes every board."""
    for folder in TZPATH:
        path = Path(folder, zone)
        if path.is_file():
            yield path
            return
    from importlib.util import find_spec  # 4 ms

    packaged = find_spec("tzdata")
    if packaged is not None and packaged.origin is not None:
        yield Path(packaged.origin).parent / "zoneinfo" / zone
