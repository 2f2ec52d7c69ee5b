"""A gate and its terminals in one process: a journal in memory, real sockets."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crisis_tui.basis.text import AnyText, Text
from crisis_tui.exercise.runner import ExerciseSession
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.gate.client import GateSeat
from crisis_tui.gate.messages import TOLD, Hello, Message, Shut, line_of, message_of
from crisis_tui.gate.server import Gate
from crisis_tui.system_clock import MachineClock
from tests.exercise.machine import Machine
from tests.exercise.playing import script
from tests.memory_journal import MemoryJournal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from crisis_tui.exercise.ports import Journal
    from crisis_tui.exercise.presence import Attendee

VERSION = "1.2.3"
SCRIPT = script(
    {"id": "C1", "at": "1m", "to": ["CISO"], "text": "Alleen voor de CISO."},
    {"id": "C2", "at": "2m", "to": ["AOV"], "text": "Alleen voor de AOV."},
    {"id": "C3", "at": "3m", "to": ["CISO", "AOV"]},
    {"id": "B1", "bank": True, "to": ["CISO"]},
)
PLAYER = Seat(SeatKind.PLAYER, "knardijk", "pts/7", ("CISO",))
OTHER = Seat(SeatKind.PLAYER, "vossemeer", "pts/8", ("AOV",))
OBSERVER = Seat(SeatKind.OBSERVER, "bremerberg", "pts/9")
TOKEN = "0123456789abcdef"  # noqa: S105 - a terminal's name
SOON_S = 5.0


class Around:
    """A world around the exercise that a test turns."""

    def __init__(self) -> None:
        self.now: AnyText | None = None
        self.failures: list[Exception] = []
        self.people: Sequence[Attendee] = ()

    def trouble(self) -> AnyText | None:
        return self.now

    def last_word(self, error: Exception) -> Shut:
        return Shut(Text("It is over: {kind}.", kind=type(error).__name__))

    def attended(self, people: Sequence[Attendee]) -> None:
        self.people = people

    def failed(self, error: Exception) -> None:
        self.failures.append(error)


@dataclass
class Door:
    """The way to a socket, without a gate behind it that could be started."""

    path: Path

    def knock(self) -> socket.socket | None:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        with suppress(OSError):
            connection.connect(str(self.path))
            return connection
        connection.close()
        return None


@dataclass
class Stage:
    """An exercise whose director the test plays, and a gate that follows it."""

    path: Path
    machine: Machine = field(default_factory=lambda: Machine(script=SCRIPT).start())
    around: Around = field(default_factory=Around)
    program: str = VERSION
    gate: Gate | None = None
    _serving: asyncio.Task[None] | None = None
    _seats: list[GateSeat] = field(default_factory=list)
    _raws: list[Raw] = field(default_factory=list)

    async def open(self, journal: Journal | None = None) -> Gate:
        self.path.unlink(missing_ok=True)
        session = ExerciseSession(
            self.machine.script, journal or MemoryJournal(self.machine.lines), self.machine.clocks
        )
        self.gate = gate = Gate(session, MachineClock(), self.around, self.program)
        self._serving = asyncio.create_task(gate.serve(self.path))
        await until(self.path.exists)
        return gate

    async def kill(self) -> None:
        """Let the gate die: no last words, and its socket stays."""
        if self._serving is not None:
            self._serving.cancel()
            with suppress(asyncio.CancelledError):
                await self._serving

    @property
    def is_serving(self) -> bool:
        return self._serving is not None and not self._serving.done()

    @property
    def is_found(self) -> bool:
        return self.path.exists()

    def tidy_away(self) -> None:
        self.path.unlink()

    async def join(self, seat: Seat = PLAYER) -> GateSeat:
        door, clock = Door(self.path), MachineClock()
        seated = await asyncio.to_thread(GateSeat.join, seat, door, clock, VERSION)
        self._seats.append(seated)
        seated.subscribe(lambda: None)
        return seated

    async def close(self) -> None:
        for seated in self._seats:
            seated.close()
        for raw in self._raws:
            raw.writer.close()
        await self.kill()
        await asyncio.sleep(0.01)

    async def dial(self) -> Raw:
        raw = Raw(*await asyncio.open_unix_connection(self.path))
        self._raws.append(raw)
        return raw

    async def sit(self, seat: Seat = PLAYER, token: str = TOKEN) -> Raw:
        """Take a seat as a terminal that says whatever a test wants."""
        raw = await self.dial()
        raw.say(Hello(VERSION, token, seat))
        return raw


class Raw:
    """A connection with the gate, by hand."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    def say(self, message: Message | bytes) -> None:
        self.writer.write(message if isinstance(message, bytes) else line_of(message))

    async def hear(self, kind: type[Message]) -> Message:
        """Return the next message of a kind."""
        while True:
            line = await asyncio.wait_for(self.reader.readline(), SOON_S)
            if not line:
                raise EOFError
            message = message_of(line, TOLD)
            if isinstance(message, kind):
                return message

    async def rest(self) -> bytes:
        """Return everything until the gate hangs up."""
        with suppress(ConnectionResetError):
            return await asyncio.wait_for(self.reader.read(), 2 * SOON_S)
        return b""


async def until(true: Callable[[], bool], seconds: float = SOON_S) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.005)


@asynccontextmanager
async def playing(path: Path) -> AsyncIterator[Stage]:
    stage = Stage(path)
    await stage.open()
    try:
        yield stage
    finally:
        await stage.close()
