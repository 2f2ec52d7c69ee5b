"""The gate of a running exercise: it shows each terminal what its seat may see, and no more.

It never directs and never waits for a terminal. Whatever a terminal says harms that terminal alone.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Protocol

from crisis_tui.basis.text import Text
from crisis_tui.exercise.ports import JournalError
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.requests import request_name, was_done
from crisis_tui.exercise.seats.entitlement import refused
from crisis_tui.exercise.seats.views import seat_view
from crisis_tui.exercise.seats.wire_texts import WireError
from crisis_tui.gate.address import is_ours
from crisis_tui.gate.admission import admitted, is_token, other_version
from crisis_tui.gate.listening import Listening
from crisis_tui.gate.messages import (
    ASKED,
    Answer,
    Ask,
    Hello,
    Pulse,
    Shut,
    Welcome,
    line_of,
    message_of,
    number_of,
    program_of,
)
from crisis_tui.gate.seated import Seated

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from collections.abc import Sequence
    from pathlib import Path

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.ports import Clocks
    from crisis_tui.exercise.presence import Attendee
    from crisis_tui.exercise.runner import ExerciseSession

FOLLOW_S: Final = 0.04
"""How often the gate looks for what was appended: it is to be seen within 100 ms."""
_LOOKS_PER_PULSE: Final = 25
PATIENCE_MS: Final = 10_000
"""A terminal that has not read for so long is let go; it comes back by itself."""
LINGER_MS: Final = 60_000
"""So long the gate stays when nobody is left."""
_HELLO_S: Final = 5.0
_BETWEEN_REQUESTS_S: Final = 0.02
"""A terminal that asks without end is heard fifty times a second."""
_MOST_TERMINALS: Final = 500
_NOT_UNDERSTOOD = Text("The gate of the exercise did not understand that; nothing was done.")
_FAILED = Text("That failed in the program itself; nothing was done.")


class Surroundings(Protocol):
    """What the gate hears of the world around the exercise."""

    def trouble(self) -> AnyText | None:
        """Return why the exercise cannot go on for now: nobody directs it, the disk is full."""

    def last_word(self, error: Exception) -> Shut:
        """Return what to tell everybody when the gate cannot go on."""

    def attended(self, people: Sequence[Attendee]) -> None:
        """Take note of who is at the gate; about once a second."""

    def failed(self, error: Exception) -> None:
        """Write down an error of the program that one terminal alone noticed."""


class Gate:
    """The gate of one exercise, for as long as `serve` runs."""

    def __init__(
        self, session: ExerciseSession, clocks: Clocks, around: Surroundings, program: str
    ) -> None:
        self._session = session
        self._clocks = clocks
        self._around = around
        self._program = program
        self._seated: set[Seated] = set()
        self._connected = 0
        self._trouble: AnyText | None = None
        self._error: Exception | None = None
        self._gives_way = False

    async def serve(self, path: Path) -> None:
        """Let terminals in at a socket until the last one left long ago, or the journal fails.

        Raises:
            OSError: the socket cannot be bound.
        """
        listening = await Listening.at(path, self._meet)
        try:
            await self._follow(listening)
        except Exception as error:  # noqa: BLE001 - everybody hears of it, whatever it is
            last_word = self._around.last_word(error)
            for one in self._seated:
                one.tell(last_word)
        finally:
            await listening.close()
            for one in self._seated:
                one.drop()

    async def _follow(self, listening: Listening) -> None:
        left_ms, looks = self._clocks.elapsed_ms(), 0
        while not self._gives_way:
            if self._error is not None:
                raise self._error
            self._look()
            if looks % _LOOKS_PER_PULSE == 0:
                elapsed_ms = self._clocks.elapsed_ms()
                self._pulse(elapsed_ms)
                left_ms = elapsed_ms if self._connected else left_ms
                if elapsed_ms - left_ms > LINGER_MS or not listening.is_found:
                    return
            looks += 1
            await asyncio.sleep(FOLLOW_S)

    def _look(self) -> None:
        """Take in what was appended, and show it to whom it concerns; first a wall clock that leapt."""
        wall = self._session.state.wall
        self._session.refresh()
        if self._session.state.wall != wall:
            self._pulse(self._clocks.elapsed_ms())
        seq = self._session.state.seq
        for one in tuple(self._seated):
            if one.shown_seq != seq and one.keeps_up:
                self._show(one)

    def _show(self, one: Seated) -> None:
        state = self._session.state
        try:
            one.show(seat_view(state, one.seat), state.seq)
        except Exception as error:  # noqa: BLE001 - nobody else is to notice
            self._around.failed(error)
            one.tell(Shut(_FAILED))
            self._seated.discard(one)

    def _pulse(self, elapsed_ms: int) -> None:
        self._trouble = self._session.trouble or self._around.trouble()
        self._around.attended([one.attendee(elapsed_ms) for one in self._seated])
        pulse = self._beat(elapsed_ms)
        for one in tuple(self._seated):
            if one.is_stuck(elapsed_ms, PATIENCE_MS):
                one.drop()
            elif one.keeps_up:
                one.tell(pulse)
                one.show_trouble(self._trouble)

    def _beat(self, elapsed_ms: int) -> Pulse:
        now = self._session.now()
        still_play_ms = now.play_ms if self._session.is_frozen else None
        return Pulse(now.at_ms, elapsed_ms, still_play_ms)

    async def _meet(self, reader: StreamReader, writer: StreamWriter) -> None:
        """Hear a terminal out, to its end."""
        self._connected += 1
        try:
            with suppress(OSError, ValueError, TimeoutError):  # gone, garbled, too long, too late
                await self._converse(reader, writer)
        finally:
            self._connected -= 1
            writer.close()

    async def _converse(self, reader: StreamReader, writer: StreamWriter) -> None:
        if not is_ours(writer.get_extra_info("socket")) or self._connected > _MOST_TERMINALS:
            return
        line = await asyncio.wait_for(reader.readline(), _HELLO_S)
        one = self._admit(line, writer)
        if isinstance(one, Shut):
            writer.write(line_of(one))
            return
        try:
            while (line := await reader.readline()).endswith(b"\n"):
                self._answer(one, line)
                await writer.drain()
                await asyncio.sleep(_BETWEEN_REQUESTS_S)
        finally:
            self._seated.discard(one)

    def _admit(self, line: bytes, writer: StreamWriter) -> Seated | Shut:
        program = program_of(line)
        if program is not None and program != self._program:
            self._gives_way = not self._seated
            return Shut(other_version(program, self._program), for_good=not self._gives_way)
        hello = message_of(line, ASKED)
        if not (isinstance(hello, Hello) and is_token(hello.token)):
            raise WireError("no hello")
        seat = admitted(hello.seat, self._session.state.plan.roles)
        if isinstance(seat, Refusal):
            return Shut(seat.reason)
        return self._sit_down(Seated(seat, hello.token, writer, self._session.now().at_ms))

    def _sit_down(self, one: Seated) -> Seated:
        """Take a terminal in; the same one came back if its token is known."""
        for other in tuple(self._seated):
            if other.token == one.token:
                self._seated.discard(other)
                other.drop()
        self._seated.add(one)
        one.tell(Welcome(one.seat))
        one.tell(self._beat(self._clocks.elapsed_ms()))
        self._show(one)
        one.show_trouble(self._trouble)
        return one

    def _answer(self, one: Seated, line: bytes) -> None:
        """Do what a terminal asks, show it to everybody, then say so to that terminal."""
        number = number_of(line)
        try:
            ask = message_of(line, ASKED)
            why_not = self._do(one, ask) if isinstance(ask, Ask) else _NOT_UNDERSTOOD
        except WireError:
            why_not = _NOT_UNDERSTOOD
        except JournalError as error:
            self._error = error
            return
        except Exception as error:  # noqa: BLE001 - nobody else is to notice
            self._around.failed(error)
            why_not = _FAILED
        one.tell(Answer(number, why_not))

    def _do(self, one: Seated, ask: Ask) -> AnyText | None:
        self._session.refresh()
        if was_done(self._session.state, one.token, ask.number):
            return None
        refusal = refused(self._session.state, one.seat, ask.command, ask.role)
        if refusal is not None:
            return refusal.reason
        actor = one.seat.actor(ask.role)
        outcome = self._session.act(ask.command, actor, request_name(one.token, ask.number))
        self._look()
        return outcome.reason if isinstance(outcome, Refusal) else None
