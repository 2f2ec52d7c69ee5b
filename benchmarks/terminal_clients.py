"""Seats of one process at an exercise's gate: `python -m benchmarks.terminal_clients FOLDER N ROLES`.

Writes one line for every message that one of them sees: the message, and when it was seen.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from crisis_tui import __version__
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.gate.client import GateSeat
from crisis_tui.gate_door import GateDoor
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.exercise.seats.player import PlayerView


def main() -> None:
    folder, count, *roles = sys.argv[1:]
    seats = [_seated(Path(folder), f"player{number}", tuple(roles)) for number in range(int(count))]
    print("joined", flush=True)
    asyncio.run(_watch(seats))


def _seated(folder: Path, person: str, roles: tuple[str, ...]) -> GateSeat:
    seat = Seat(SeatKind.PLAYER, person, "pts/0", roles)
    return GateSeat.join(seat, GateDoor(folder), MachineClock(), __version__)


async def _watch(seats: list[GateSeat]) -> None:
    for number, seated in enumerate(seats):
        seated.subscribe(_teller(number, seated))
    await asyncio.Event().wait()


def _teller(number: int, seated: GateSeat) -> Callable[[], None]:
    newest = ""

    def look() -> None:
        nonlocal newest
        seen_ns = time.monotonic_ns()
        inbox = cast("PlayerView", seated.view).inbox
        if inbox and inbox[0].id != newest:
            newest = inbox[0].id
            print(number, newest, seen_ns, flush=True)

    return look


if __name__ == "__main__":
    main()
