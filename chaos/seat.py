"""Somebody behind the gate: looks on and writes, and writes down what was seen and what was answered.

`python -m chaos.seat KIND FOLDER HEARD SEED`; it lives until it is killed or the exercise is over.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from chaos.stage import ROLES
from chaos.worker import BROKEN, OVER
from crisis_tui import __version__
from crisis_tui.exercise.commands import RecordEntry
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.exercise.seats.wire import to_wire
from crisis_tui.exercise.views.header import RunState
from crisis_tui.gate.client import GateSeat, NotAdmittedError
from crisis_tui.gate_door import GateDoor
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from crisis_tui.exercise.seats.port import SeatView

LONGEST_REST_S = 0.2


def sight(view: SeatView) -> str:
    """Return what a seat sees in a few bytes."""
    return hashlib.sha256(repr(view).encode()).hexdigest()


def seat_of(kind: str, seed: int) -> Seat:
    """Return the seat of a process of the crowd."""
    roles = (ROLES[seed % len(ROLES)],) if kind == SeatKind.PLAYER else ()
    return Seat(SeatKind(kind), f"{kind}-{seed}", f"t{seed}", roles)


async def look_on(seated: GateSeat, path: Path, chance: random.Random) -> int:
    """Write log lines at random; everything seen and answered goes to a file at once."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def say(**line: object) -> None:
        os.write(fd, f"{json.dumps(line)}\n".encode())

    say(seat=to_wire(seated.seat))
    say(sight=sight(seated.view))
    seated.subscribe(lambda: say(sight=sight(seated.view)))
    number = 0
    while seated.view.head.run is not RunState.ENDED and seated.last_word is None:
        await asyncio.sleep(chance.uniform(0, LONGEST_REST_S))
        number += 1
        text = f"{seated.seat.person} {number}"
        refusal = await seated.act(RecordEntry("picture", text))
        if refusal is None:
            say(answered=text)
    seated.close()
    return OVER if seated.last_word is None else BROKEN


def main() -> int:
    kind, folder, heard, seed = sys.argv[1:]
    seat = seat_of(kind, int(seed))
    try:
        seated = GateSeat.join(seat, GateDoor(Path(folder)), MachineClock(), __version__)
    except (NotAdmittedError, OSError) as error:
        print(f"{kind}-{seed}: {type(error).__name__} {error}", file=sys.stderr)
        return BROKEN
    path = Path(heard) / f"{kind}-{seed}.seat"
    return asyncio.run(look_on(seated, path, random.Random(int(seed))))


if __name__ == "__main__":
    sys.exit(main())
