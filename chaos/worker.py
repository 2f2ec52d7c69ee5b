"""One process at the exercise: it follows, directs if nobody does, acts at random, and writes down
what it was told. `python -m chaos.worker KIND FOLDER HEARD SEED`; it lives until it is killed.
"""

from __future__ import annotations

import asyncio
import json
import mmap
import os
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.kill import fingerprint
from chaos.acting import some_command
from crisis_tui.bootstrap_exercise import join_exercise, resume_exercise
from crisis_tui.exercise.commands import ChangeSpeed, ResumeExercise, SendOverdue
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.ports import JournalError
from crisis_tui.frozen_inputs import CannotOpenError
from crisis_tui.storage.lease import LeaseHeldError
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from crisis_tui.exercise.events import Record
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.open_exercise import OpenExercise

CONTROLLER, FINISHER = "controller", "finisher"
OVER, BROKEN = 0, 3
"""Exit codes: the exercise is over; the journal or the disk failed, as a program would say."""
FINISHING_SPEED = 600.0
STATE_EVERY = 15
"""One in so many batches a process writes down the whole state that it sees."""
SKEW_BYTES = 8


class SkewedClock(MachineClock):
    """The machine's clock with a wall clock that somebody else steps, through a small file."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._skew = mmap.mmap(file.fileno(), SKEW_BYTES)

    def wall_ms(self) -> int:
        return super().wall_ms() + int.from_bytes(self._skew[:SKEW_BYTES], "little", signed=True)


class Ears:
    """Writes down what this process was told; a line written outlives the process."""

    def __init__(self, session: ExerciseSession, path: Path, chance: random.Random) -> None:
        self._session = session
        self._fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._chance = chance
        session.subscribe(self.hear)

    def hear(self, records: tuple[Record, ...]) -> None:
        if not records:
            return
        line: dict[str, object] = {"seq": records[-1].seq, "head": self._session._journal.head}
        if self._chance.randrange(STATE_EVERY) == 0:
            line |= fingerprint(self._session.state)
        os.write(self._fd, f"{json.dumps(line)}\n".encode())


async def take_part(kind: str, folder: Path, heard: Path, seed: int) -> int:
    """Take part until the exercise is over or something breaks."""
    chance = random.Random(seed)
    clock = SkewedClock(heard / "skew" / str(seed % 4))
    actor = Actor(f"{kind}-{seed}", "controller", f"t{seed}")
    exercise = _sit_down(kind, folder, clock, actor)
    broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    session = exercise.session
    Ears(session, heard / f"{kind}-{seed}.jsonl", chance)
    exercise.attend(lambda error: None if broken.done() else broken.set_exception(error))
    while session.is_live:
        if broken.done():
            broken.result()
        await asyncio.sleep(chance.uniform(0.002, 0.05))
        if kind == FINISHER:
            _finish(session, actor)
        else:
            session.act(some_command(session, chance), actor)
    exercise.close("quit")
    return OVER


def _sit_down(kind: str, folder: Path, clock: SkewedClock, actor: Actor) -> OpenExercise:
    """Direct if nobody does, unless this is a controller, who steps in when the director is gone."""
    if kind == CONTROLLER:
        return join_exercise(folder, clock, actor)
    try:
        return resume_exercise(folder, clock, actor)
    except LeaseHeldError:
        return join_exercise(folder, clock, actor)


def _finish(session: ExerciseSession, actor: Actor) -> None:
    """Bring the exercise to its end in good order."""
    session.act(ResumeExercise(after_stop=True), actor)
    session.act(SendOverdue(), actor)
    session.act(ChangeSpeed(FINISHING_SPEED), actor)


def main() -> int:
    kind, folder, heard, seed = sys.argv[1:]
    try:
        return asyncio.run(take_part(kind, Path(folder), Path(heard), int(seed)))
    except (JournalError, CannotOpenError) as error:
        print(f"{kind}-{seed}: {error}", file=sys.stderr)
        return BROKEN


if __name__ == "__main__":
    sys.exit(main())
