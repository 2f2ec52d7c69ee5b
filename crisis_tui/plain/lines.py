"""A terminal in lines: what is typed comes in order, what is said is one fact a line.

The end of the input, a hang-up or Ctrl-C end it.
"""

from __future__ import annotations

import asyncio
import codecs
import os
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from crisis_tui.basis.text import clean_text
from crisis_tui.i18n import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.basis.text import AnyText

SIGNAL_BASE = 128
HELP_WORDS = {"help", "hulp", "?"}
_CHUNK_BYTES = 4096


class LineTerminal:
    """Reads lines and says lines until told to leave; subclasses say what they mean."""

    def __init__(self) -> None:
        """Make a terminal that nobody uses yet."""
        self._asks = sys.stdin.isatty()
        self._left: asyncio.Future[int] | None = None
        self._typed: asyncio.Queue[str | None] = asyncio.Queue()

    def begin(self) -> None:
        """Greet, and listen to what happens; called once in the running loop."""
        raise NotImplementedError

    async def take(self, word: str, rest: str) -> None:
        """Do what a line says: its first word, and the rest."""
        raise NotImplementedError

    async def run(self) -> int:
        """Go on until the input ends, a signal comes or `leave` is called; return the exit code.

        Raises:
            Exception: whatever `take` raised, or `fail` was called with.
        """
        loop = asyncio.get_running_loop()
        self._left = loop.create_future()
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            if signal.getsignal(number) is signal.SIG_IGN:  # by nohup, say
                continue
            loop.add_signal_handler(number, self.leave, SIGNAL_BASE + number)
        if signal.getsignal(signal.SIGTSTP) is not signal.SIG_IGN:
            loop.add_signal_handler(signal.SIGTSTP, self._stand_still)
        self.begin()
        threading.Thread(target=self._read, args=(loop,), daemon=True).start()
        working = asyncio.create_task(self._work())
        try:
            return await self._left
        finally:
            working.cancel()

    def say(self, lines: Iterable[AnyText]) -> None:
        """Write lines."""
        try:
            for line in lines:
                sys.stdout.write(f"{clean_text(render(line))}\n")
            sys.stdout.flush()
        except BrokenPipeError:
            self.leave(SIGNAL_BASE + signal.SIGHUP)

    def leave(self, code: int) -> None:
        """End with this exit code."""
        if self._left is not None and not self._left.done():
            self._left.set_result(code)

    def fail(self, error: Exception) -> None:
        """End with an error."""
        if self._left is not None and not self._left.done():
            self._left.set_exception(error)

    def prompt(self) -> None:
        """Ask for a line, if somebody types."""
        if self._asks and self._left is not None and not self._left.done():
            sys.stdout.write("> ")
            sys.stdout.flush()

    def _stand_still(self) -> None:
        """Stop for Ctrl-Z, but here between two deeds: never with the journal's lock in hand."""
        os.kill(os.getpid(), signal.SIGSTOP)
        self.prompt()

    async def _work(self) -> None:
        """Do line after line; what was typed before the input ended is done first."""
        self.prompt()
        while (line := await self._typed.get()) is not None:
            if self._left is None or self._left.done():
                return  # what was typed behind the last word is not done
            word, _, rest = clean_text(line.rstrip("\r")).strip().partition(" ")
            if word:
                try:
                    await self.take(word, rest.strip())
                except Exception as error:  # noqa: BLE001 - the loop would only print a traceback
                    self.fail(error)
            self.prompt()
        self.leave(0)

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        """Read the input in a thread; by `os.read`, because a buffered reader blocks the exit."""
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        pending = ""

        def typed(line: str | None) -> None:
            with suppress(RuntimeError):  # the loop is over
                loop.call_soon_threadsafe(self._typed.put_nowait, line)

        while chunk := _read_chunk():
            *lines, pending = (pending + decoder.decode(chunk)).split("\n")
            for line in lines:
                typed(line)
        if pending.strip():
            typed(pending)
        typed(None)


def _read_chunk() -> bytes:
    try:
        return os.read(0, _CHUNK_BYTES)
    except OSError:  # the terminal is gone
        return b""
