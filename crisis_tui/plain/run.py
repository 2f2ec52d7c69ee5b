"""The control room in lines: for pipes, thin lines and screen readers.

One fact a line, no box, no colour, nothing is redrawn. The end of the input, a hang-up or Ctrl-C
leave the exercise; the journal has everything.
"""

from __future__ import annotations

import asyncio
import codecs
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text, clean_text
from crisis_tui.exercise.commands import Command
from crisis_tui.exercise.events import InjectDelivered
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.views.briefing import briefing
from crisis_tui.exercise.views.detail import inject_detail
from crisis_tui.i18n import language, render
from crisis_tui.plain.asking import message_lines, status_lines
from crisis_tui.plain.desk import Desk, Leave, TakeOver
from crisis_tui.plain.handing_over import briefing_lines
from crisis_tui.plain.happening import direction_lines, event_lines
from crisis_tui.plain.verbs import VERBS, find_verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.events import Record
    from crisis_tui.plain.desk import Exercise, Outcome

SIGNAL_BASE = 128
HELP_WORDS = {"help", "hulp", "?"}
WATCH_S = 1.0
_CHUNK_BYTES = 4096


def run_plain(exercise: Exercise) -> int:
    """Take part in an exercise by lines on stdin and stdout; return the exit code.

    Raises:
        Exception: what a tick of the exercise raised, such as a damaged journal.
    """
    return asyncio.run(PlainRoom(exercise).run())


class PlainRoom:
    """Prints what happens and does what is typed, until told to leave."""

    def __init__(self, exercise: Exercise) -> None:
        """Take part in this exercise."""
        self._exercise = exercise
        self._session = exercise.session
        self._asks = sys.stdin.isatty()
        self._left: asyncio.Future[int] | None = None
        self._standing = exercise.direction.standing

    async def run(self) -> int:
        """Attend until the input ends, a signal comes or somebody says stop."""
        loop = asyncio.get_running_loop()
        left: asyncio.Future[int] = loop.create_future()
        self._left = left
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            if signal.getsignal(number) is signal.SIG_IGN:  # by nohup, say
                continue
            loop.add_signal_handler(number, self._leave, SIGNAL_BASE + number)
        self._greet()
        self._session.subscribe(self._heard)
        self._exercise.attend(self._fail)
        self._watch_direction()
        threading.Thread(target=self._read_lines, args=(loop,), daemon=True).start()
        return await left

    def _greet(self) -> None:
        self._print([Text("EXERCISE {title}", title=self._exercise.title)])
        self._print(self._exercise.notices)
        self._print(direction_lines(self._exercise.direction))
        self._print(status_lines(self._session.state, self._session.now().play_ms))
        state = self._session.state
        if self._is_taken_up():
            self._print(briefing_lines(state, self._session.now().play_ms))
        for inject_id in (sent for sent in state.delivered if sent in state.unfinished):
            self._print_message(inject_id)
        self._print([Text("help shows what can be typed")])
        self._prompt()

    def _is_taken_up(self) -> bool:
        """Tell whether somebody else left the exercise last."""
        told = briefing(self._session.state, self._session.now().play_ms)
        return told.left_by is not None and told.left_by.person != self._exercise.actor.person

    def _read_lines(self, loop: asyncio.AbstractEventLoop) -> None:
        """Read the input in a thread; by `os.read`, because a buffered reader blocks the exit."""
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        pending = ""
        while chunk := _read_chunk():
            *lines, pending = (pending + decoder.decode(chunk)).split("\n")
            for line in lines:
                _call(loop, self._take_line, line)
        if pending.strip():
            _call(loop, self._take_line, pending)
        _call(loop, self._leave, 0)

    def _take_line(self, line: str) -> None:
        if self._left is None or self._left.done():
            return
        word, _, rest = clean_text(line.rstrip("\r")).strip().partition(" ")
        if word.casefold() in HELP_WORDS:
            self._print(_help_lines())
        elif word:
            try:
                self._answer(word, rest.strip())
            except Exception as error:  # noqa: BLE001 - the loop would only print a traceback
                self._fail(error)
        self._prompt()

    def _answer(self, word: str, rest: str) -> None:
        verb = find_verb(word)
        if verb is None:
            self._print([Text('"{word}" is not understood; help shows what is', word=word)])
            return
        desk = Desk(self._session, self._exercise.actor.person, self._session.now())
        self._carry_out(verb.read(desk, rest))

    def _carry_out(self, outcome: Outcome) -> None:
        if isinstance(outcome, Leave):
            self._leave(0)
        elif isinstance(outcome, Command | TakeOver):
            done = self._do(outcome)
            if isinstance(done, Refusal):
                self._print([Text("not done: {reason}", reason=done.reason)])
        else:
            self._print(outcome.lines)

    def _do(self, order: Command | TakeOver) -> object:
        if isinstance(order, TakeOver):
            return self._exercise.take_over()
        return self._session.act(order, self._exercise.actor)

    def _heard(self, records: tuple[Record, ...]) -> None:
        """Say what happened; every event is one line, a delivered message is told in full."""
        for record in records:
            self._print(event_lines(record, self._exercise))
            if isinstance(record.event, InjectDelivered):
                self._print_message(record.event.inject)
        if not records and self._session.trouble is not None:
            self._print([self._session.trouble])

    def _watch_direction(self) -> None:
        """Say once what is wrong with who directs: nothing in the journal tells of it."""
        standing = self._exercise.direction.standing
        if standing is not self._standing and self._session.is_live:
            self._standing = standing
            self._print(direction_lines(self._exercise.direction))
        asyncio.get_running_loop().call_later(WATCH_S, self._watch_direction)

    def _print_message(self, inject_id: str) -> None:
        found = inject_detail(self._session.state, self._session.now().play_ms, inject_id)
        if found is not None:
            self._print(message_lines(found))

    def _print(self, lines: Iterable[AnyText]) -> None:
        try:
            for line in lines:
                sys.stdout.write(f"{clean_text(render(line))}\n")
            sys.stdout.flush()
        except BrokenPipeError:
            self._leave(SIGNAL_BASE + signal.SIGHUP)

    def _prompt(self) -> None:
        if self._asks and self._left is not None and not self._left.done():
            sys.stdout.write("> ")
            sys.stdout.flush()

    def _leave(self, code: int) -> None:
        if self._left is not None and not self._left.done():
            self._left.set_result(code)

    def _fail(self, error: Exception) -> None:
        if self._left is not None and not self._left.done():
            self._left.set_exception(error)


def _help_lines() -> Iterable[AnyText]:
    for verb in VERBS:
        words = verb.english if language() == "en" else verb.dutch
        usage = f" {render(verb.usage)}" if verb.usage is not None else ""
        yield f"{words[0]}{usage}: {render(verb.help)}"


def _read_chunk() -> bytes:
    try:
        return os.read(0, _CHUNK_BYTES)
    except OSError:  # the terminal is gone
        return b""


def _call(loop: asyncio.AbstractEventLoop, function: object, argument: object) -> None:
    """Call something in the loop, unless that is over."""
    try:
        loop.call_soon_threadsafe(function, argument)  # type: ignore[arg-type]
    except RuntimeError:
        return
