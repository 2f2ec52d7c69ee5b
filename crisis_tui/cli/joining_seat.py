"""Joining an exercise behind its gate: as a player, the simulation cell, an observer, a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui import __version__
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.identity import actor_here
from crisis_tui.cli.terminal import tell, wants_ascii, wants_no_colour
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.gate.client import GateAwayError, GateSeat, NotAdmittedError
from crisis_tui.gate_door import GateDoor
from crisis_tui.i18n import _, render
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def join_seat(folder: Path, args: argparse.Namespace) -> int:
    """Take a seat and take part until the person leaves; return the exit code."""
    who = actor_here(args)
    roles = tuple(name for given in args.role for name in given.replace(",", " ").split())
    seat = Seat(SeatKind(args.seat), who.person, who.terminal, roles)
    try:
        seated = GateSeat.join(seat, GateDoor(folder), MachineClock(), __version__)
    except NotAdmittedError as refusal:
        tell(render(refusal.reason))
        return ExitCode.FINDINGS
    except GateAwayError:
        tell(_("the gate of the exercise does not answer; gate.log in its folder may say why"))
        return ExitCode.UNREADABLE
    except OSError as error:
        tell(f"{folder}: {error.strerror}")
        return ExitCode.UNREADABLE
    return _take_part(seated, args)


def _take_part(seated: GateSeat, args: argparse.Namespace) -> int:
    """Show the seat in this terminal."""
    if args.plain:
        from crisis_tui.plain.seats.run import run_plain_seat

        code = run_plain_seat(seated)
    else:
        from crisis_tui.tui import present
        from crisis_tui.tui.seats.running import run_seat

        present.use_ascii(wants_ascii())
        code = run_seat(seated, no_colour=wants_no_colour(args))
    if seated.last_word is None:
        return code
    tell(render(seated.last_word))
    return ExitCode.UNREADABLE
