"""The process of an exercise's gate: `python -m crisis_tui.gate_process FOLDER FD`.

`FD` is the gate's lock file, locked by the terminal that starts it. The gate lives in a session of
its own, without a terminal, and leaves when nobody needs it.
"""

from __future__ import annotations

import asyncio
import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from crisis_tui import __version__
from crisis_tui.basis.text import Text
from crisis_tui.bootstrap_exercise import NO_CLOCK, read_session
from crisis_tui.exercise.damage import DAMAGE_WORDS
from crisis_tui.exercise.ports import Damage, JournalDamagedError, JournalError
from crisis_tui.frozen_inputs import CannotOpenError, script_of, started_event
from crisis_tui.gate.address import socket_path
from crisis_tui.gate.listening import turn_away
from crisis_tui.gate.messages import Shut
from crisis_tui.gate.server import Gate
from crisis_tui.storage.attendance import Attending
from crisis_tui.storage.durable import PRIVATE_FILE
from crisis_tui.storage.journal import open_journal
from crisis_tui.storage.lease import current_holder
from crisis_tui.storage.summary import JOURNAL_FILE
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.presence import Attendee
    from crisis_tui.exercise.runner import ExerciseSession

GATE_LOG: Final = "gate.log"
_LOCK_DEADLINE_MS: Final = 200
"""All terminals wait while the gate waits for the journal's lock."""
_TURN_AWAY_S: Final = 3.0
NOBODY_DIRECTS = Text("Nobody directs the exercise: nothing comes until a controller does.")


class Around:
    """What the gate of one exercise hears of the world around it."""

    def __init__(self, folder: Path, session: ExerciseSession, clock: MachineClock) -> None:
        self._folder = folder
        self._session = session
        self._clock = clock
        self._attending = Attending(folder)

    def trouble(self) -> AnyText | None:
        """Return why the exercise cannot go on for now."""
        if self._session.is_live and current_holder(self._folder) is None:
            return NOBODY_DIRECTS
        return None

    def last_word(self, error: Exception) -> Shut:
        """Return what to tell everybody when the gate cannot go on."""
        return last_word(self._folder, error)

    def attended(self, people: Sequence[Attendee]) -> None:
        """Let controllers know who is at the gate."""
        self._attending.say(sorted(people, key=_of_seat), self._clock.elapsed_ms())

    def failed(self, error: Exception) -> None:
        """Write down an error of the program that one terminal alone noticed."""
        note_failure(self._folder, error)


def _of_seat(one: Attendee) -> tuple[int, str, str]:
    return one.since_ms, one.person, one.terminal


MOVED = Text("The folder of the exercise was moved or replaced; join again.")


def last_word(folder: Path, error: Exception) -> Shut:
    """Return what to tell everybody when the gate of a folder's exercise cannot go on."""
    if isinstance(error, JournalDamagedError):
        if error.reason is Damage.REPLACED:
            return Shut(MOVED)
        words = DAMAGE_WORDS[error.reason]
        return Shut(
            Text("The journal is damaged at line {line}: {reason}", line=error.line, reason=words)
        )
    if isinstance(error, CannotOpenError):
        return Shut(error.reason)
    if isinstance(error, JournalError | OSError):
        return Shut(Text("The journal cannot be read for now."), for_good=False)
    note_failure(folder, error)
    return Shut(Text("The gate of the exercise failed; gate.log in its folder says where."))


def note_failure(folder: Path, error: Exception) -> None:
    """Write down where an error of the program arose: no values, so nothing of persons."""
    where = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    with suppress(OSError):
        fd = os.open(folder / GATE_LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE_FILE)
        with os.fdopen(fd, "a", encoding="utf-8") as file:
            file.write("\n".join([type(error).__name__, *where, ""]))


def _opened_session(folder: Path, clock: MachineClock) -> ExerciseSession:
    """Read the exercise.

    Raises:
        JournalError, CannotOpenError, OSError: it cannot be taken part in.
    """
    started = started_event(folder)
    if started.virtual:
        raise CannotOpenError(NO_CLOCK)
    journal = open_journal(folder / JOURNAL_FILE, lock_deadline_ms=_LOCK_DEADLINE_MS)
    return read_session(script_of(folder, started), journal, clock)


async def run_gate(folder: Path, path: Path) -> None:
    """Be the gate of a folder's exercise at a socket, or say why there is none.

    Raises:
        OSError: the socket cannot be bound.
    """
    clock = MachineClock()
    try:
        session = _opened_session(folder, clock)
    except Exception as error:  # noqa: BLE001 - whoever knocks hears of it, whatever it is
        await turn_away(path, last_word(folder, error), _TURN_AWAY_S)
        return
    await Gate(session, clock, Around(folder, session, clock), __version__).serve(path)


def main() -> None:
    """Leave the process that started the gate alone, and be it."""
    folder, lock = Path(sys.argv[1]), int(sys.argv[2])
    if os.fork():
        os._exit(0)
    asyncio.run(run_gate(folder, socket_path(os.fstat(lock))))


if __name__ == "__main__":
    main()
