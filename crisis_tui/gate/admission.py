"""Who is let in at the gate, and why not."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.seats.seat import SeatKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.seat import Seat

_TOKEN = re.compile(r"[0-9a-f]{16}")
_LONGEST_NAME = 80


def other_version(terminal: str, gate: str) -> AnyText:
    """Return what a terminal of another version of the program is told."""
    return Text(
        "This terminal has version {terminal} of the program, the exercise runs with {gate}: use"
        " the same, or close all joined terminals and join again.",
        terminal=terminal[:_LONGEST_NAME],
        gate=gate,
    )


def is_token(token: str) -> bool:
    """Tell whether a terminal's own name is one."""
    return _TOKEN.fullmatch(token) is not None


def admitted(seat: Seat, roles: Sequence[str]) -> Seat | Refusal:
    """Return the seat as it is taken in an exercise with these roles, or why it is not."""
    if seat.kind is SeatKind.CONTROLLER:
        return Refusal(Text("A controller reads the journal itself and needs no gate."))
    if max(len(seat.person), len(seat.terminal)) > _LONGEST_NAME:
        return Refusal(Text("That name is too long."))
    if seat.kind is not SeatKind.PLAYER:
        return replace(seat, roles=())
    return _player(seat, roles)


def _player(seat: Seat, roles: Sequence[str]) -> Seat | Refusal:
    known = {role.casefold(): role for role in roles}
    unknown = [role for role in seat.roles if role.casefold() not in known]
    shown = ", ".join(roles) or "-"
    if unknown:
        return Refusal(
            Text(
                "The exercise has no role {role}; it has: {roles}.",
                role=unknown[0][:_LONGEST_NAME],
                roles=shown,
            )
        )
    if not seat.roles:
        return Refusal(
            Text("Say with --role which role you play; there are: {roles}.", roles=shown)
        )
    return replace(seat, roles=tuple(dict.fromkeys(known[role.casefold()] for role in seat.roles)))
