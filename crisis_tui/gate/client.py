"""A seat behind the gate: what a terminal's process has of the exercise, and all that it has.

It knows a socket and nothing of files. If the gate dies it says so, looks for the next one and asks
again what was not answered, under the same number, so that nothing is done twice.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from asyncio import open_unix_connection
from typing import TYPE_CHECKING, Final, Protocol

from crisis_tui.basis.text import Text
from crisis_tui.exercise.clock import Moment
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.runner import TOO_LONG
from crisis_tui.exercise.seats.delta import changed
from crisis_tui.exercise.seats.wire_texts import WireError
from crisis_tui.gate.messages import (
    LONGEST_ASKED_BYTES,
    LONGEST_TOLD_BYTES,
    TOLD,
    Answer,
    Ask,
    Change,
    Hello,
    Look,
    Message,
    Pulse,
    Shut,
    Trouble,
    Welcome,
    line_of,
    message_of,
)

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from collections.abc import Callable
    from socket import socket

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.ports import Clocks
    from crisis_tui.exercise.seats.port import SeatView
    from crisis_tui.exercise.seats.seat import Seat

SILENT_S: Final = 5.0
"""A gate that says nothing for so long, where it says something every second, does not live."""
ANSWER_S: Final = 20.0
"""So long an answer is waited for, over the death of gates."""
_AGAIN_S: Final = 0.5
KNOCK_S: Final = 0.05
_TRIES: Final = 10
"""So many gates may die while a terminal comes in."""
_CHUNK_BYTES = 1 << 16
LOST = Text("The connection with the exercise is gone; it is being made again.")
NO_ANSWER = Text(
    "There was no answer: it may not have been done. Look before you ask again.",
)


class NotAdmittedError(Exception):
    """The gate lets this terminal not in, or no more."""

    def __init__(self, reason: AnyText) -> None:
        super().__init__(str(reason))
        self.reason = reason


class GateAwayError(OSError):
    """No gate can be reached or started for now."""


class GateDiedError(GateAwayError):
    """The gate was there and is gone; another one can be started."""


class Door(Protocol):
    """Where the gate is."""

    def knock(self) -> socket | None:
        """Return a connection with the gate; None if it is not there yet: knock again soon.

        Raises:
            GateAwayError: it does not come.
        """


class GateSeat:
    """A `SeatedExercise` behind the gate. Made by `join`; it lives in the loop of `subscribe`."""

    def __init__(self, seat: Seat, door: Door, clocks: Clocks, program: str) -> None:
        self._seat = seat
        self._door = door
        self._clocks = clocks
        self._hello = Hello(program, secrets.token_hex(8), seat)
        self._numbers = 0
        self._view: SeatView | None = None
        self._told_trouble: AnyText | None = None
        self._last_word: AnyText | None = None
        self._offset_ms = 0
        self._still_play_ms: int | None = None
        self._greeted: tuple[socket, bytes] | None = None
        self._writer: StreamWriter | None = None
        self._asked: tuple[Ask, asyncio.Future[AnyText | None]] | None = None
        self._one_at_a_time = asyncio.Lock()
        self._listeners: list[Callable[[], None]] = []
        self._living: asyncio.Task[None] | None = None

    @classmethod
    def join(cls, seat: Seat, door: Door, clocks: Clocks, program: str) -> GateSeat:
        """Take a seat, before any loop runs; returns once its view is there.

        Raises:
            NotAdmittedError: the gate lets it not in.
            GateAwayError: there is no gate.
        """
        one = cls(seat, door, clocks, program)
        for left in reversed(range(_TRIES)):
            try:
                one._greet(_opened(door))
                break
            except GateDiedError:
                if not left:
                    raise
                time.sleep(_AGAIN_S)
        return one

    @property
    def seat(self) -> Seat:
        """Who sits here, as what."""
        return self._seat

    @property
    def view(self) -> SeatView:
        """What the seat sees now."""
        if self._view is None:
            raise RuntimeError("a seat is looked at once it is taken")
        return self._view

    @property
    def trouble(self) -> AnyText | None:
        """Why nothing can be done or heard for now."""
        if self._last_word is not None:
            return self._last_word
        is_there = self._writer is not None or self._greeted is not None
        return self._told_trouble if is_there else LOST

    @property
    def last_word(self) -> AnyText | None:
        """Why the gate closed for good; None as long as it did not."""
        return self._last_word

    def now(self) -> Moment:
        """Return the stamp of this instant and the exercise clock, as the gate would."""
        at_ms = self._clocks.elapsed_ms() + self._offset_ms
        if self._still_play_ms is not None:
            return Moment(at_ms, self._still_play_ms)
        return Moment(at_ms, self.view.head.clock.play_at(at_ms))

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change of `view` or `trouble`; returns what ends that."""
        self._listeners.append(listener)
        self._begin()
        return lambda: self._listeners.remove(listener)

    async def act(self, command: Command, role: str | None = None) -> Refusal | None:
        """Have a command carried out; None once it is durable, and its effect is in the view."""
        self._begin()
        async with self._one_at_a_time:
            if self._last_word is not None:
                return Refusal(self._last_word)
            ask = Ask(self._numbers + 1, command, role)
            if len(line_of(ask)) > LONGEST_ASKED_BYTES:
                return Refusal(TOO_LONG)
            self._numbers = ask.number
            return await self._answer_to(ask)

    def close(self) -> None:
        """Leave the seat; twice is fine."""
        if self._greeted is not None:
            self._greeted[0].close()
        self._greeted = None
        if self._living is not None and not self._living.get_loop().is_closed():
            self._living.cancel()

    def _begin(self) -> None:
        """Live in the running loop, from the first call on."""
        if self._living is None:
            self._living = asyncio.get_running_loop().create_task(self._live())

    async def _answer_to(self, ask: Ask) -> Refusal | None:
        answer: asyncio.Future[AnyText | None] = asyncio.get_running_loop().create_future()
        self._asked = (ask, answer)
        self._say(ask)
        try:
            reason = await asyncio.wait_for(answer, ANSWER_S)
        except TimeoutError:
            return Refusal(NO_ANSWER)
        finally:
            self._asked = None
        return None if reason is None else Refusal(reason)

    def _greet(self, connection: socket) -> None:
        """Say hello at an open door and hear what the seat sees.

        Raises:
            NotAdmittedError: the gate lets this terminal not in.
            GateDiedError: the gate died meanwhile.
        """
        try:
            self._greeted = (connection, self._look_first(connection))
        except (EOFError, OSError, WireError) as error:
            raise GateDiedError(str(error)) from None
        finally:
            if self._greeted is None:
                connection.close()

    def _look_first(self, connection: socket) -> bytes:
        """Hear what the seat sees; return what else came."""
        heard = b""
        connection.settimeout(SILENT_S)
        connection.sendall(line_of(self._hello))
        while self._view is None:
            line, newline, rest = heard.partition(b"\n")
            if newline:
                self._heed(message_of(line, TOLD))
                heard = rest
            else:
                heard = heard + _received(connection)
        return heard

    async def _live(self) -> None:
        """Listen, and come back when the gate is gone, until it shuts for good."""
        while True:
            try:
                await self._listen()
            except NotAdmittedError as last:
                self._end(last.reason)
                return
            except (OSError, EOFError, WireError, TimeoutError):
                self._greeted = None
                self._tell()
                await asyncio.sleep(_AGAIN_S)

    async def _listen(self) -> None:
        """Hear the gate out; at a new one, say hello first.

        Raises:
            NotAdmittedError, OSError, EOFError, WireError, TimeoutError: it is over.
        """
        greeted = self._greeted
        connection, heard = greeted or (await self._next_door(), b"")
        connection.setblocking(False)
        reader, writer = await open_unix_connection(sock=connection, limit=LONGEST_TOLD_BYTES)
        try:
            reader.feed_data(heard)
            if greeted:
                self._sit_down(writer)
            else:
                writer.write(line_of(self._hello))
            while True:
                self._heed(message_of(await _line_from(reader), TOLD), writer)
        finally:
            self._writer = None
            writer.close()

    async def _next_door(self) -> socket:
        while (connection := self._door.knock()) is None:  # noqa: ASYNC110 - another process opens
            await asyncio.sleep(KNOCK_S)
        return connection

    def _heed(self, message: Message, writer: StreamWriter | None = None) -> None:
        if isinstance(message, Pulse):
            self._offset_ms = message.at_ms - message.elapsed_ms
            self._still_play_ms = message.still_play_ms
        elif isinstance(message, Answer):
            self._take_answer(message)
        elif isinstance(message, Shut):
            raise NotAdmittedError(message.reason) if message.for_good else GateAwayError
        elif isinstance(message, Welcome):
            self._seat = message.seat
            if writer is not None:
                self._sit_down(writer)
        else:
            self._see(message)

    def _sit_down(self, writer: StreamWriter) -> None:
        """Talk to the gate from now on; ask again what it did not answer, or its predecessor."""
        self._writer, self._greeted = writer, None
        if self._asked is not None:
            self._say(self._asked[0])

    def _see(self, message: Message) -> None:
        if isinstance(message, Look):
            self._view = message.view
        elif isinstance(message, Change) and self._view is not None:
            self._view = changed(self._view, message.view)
        elif isinstance(message, Trouble):
            self._told_trouble = message.reason
        self._tell()

    def _take_answer(self, answer: Answer) -> None:
        if self._asked is None:
            return
        ask, waiting = self._asked
        if ask.number == answer.number and not waiting.done():
            waiting.set_result(answer.refusal)

    def _say(self, message: Message) -> None:
        if self._writer is not None:
            self._writer.write(line_of(message))

    def _end(self, reason: AnyText) -> None:
        self._last_word = reason
        self._still_play_ms = self.now().play_ms  # what is not heard of may not seem to run
        if self._asked is not None and not self._asked[1].done():
            self._asked[1].set_result(reason)
        self._tell()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()


def _opened(door: Door) -> socket:
    """Knock until the door opens.

    Raises:
        GateAwayError: it does not.
    """
    while (connection := door.knock()) is None:
        time.sleep(KNOCK_S)
    return connection


def _received(connection: socket) -> bytes:
    """Return what comes next.

    Raises:
        EOFError: the gate is gone.
    """
    data = connection.recv(_CHUNK_BYTES)
    if not data:
        raise EOFError
    return data


async def _line_from(reader: StreamReader) -> bytes:
    """Return the next line.

    Raises:
        EOFError: the gate is gone.
        TimeoutError: it is silent.
        WireError: it is longer than a gate's.
    """
    try:
        line = await asyncio.wait_for(reader.readline(), SILENT_S)
    except ValueError:
        raise WireError("too long") from None
    if not line.endswith(b"\n"):
        raise EOFError
    return line
