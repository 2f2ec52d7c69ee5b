"""A seat in lines, until its person leaves."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from crisis_tui.basis.text import Text
from crisis_tui.exercise.commands import Command, StopPlay
from crisis_tui.exercise.seats.desk import SeatDesk
from crisis_tui.i18n import language, render
from crisis_tui.plain.lines import HELP_WORDS, LineTerminal
from crisis_tui.plain.seats.head import head_lines, head_news
from crisis_tui.plain.seats.table import seat_lines
from crisis_tui.plain.seats.verb import SeatVerb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.port import SeatedExercise

QUIT_WORDS = {"stop", "quit"}
STATUS_WORDS = {"status"}


def run_plain_seat(seated: SeatedExercise) -> int:
    """Take part from a seat by lines on stdin and stdout; return the exit code."""
    try:
        return asyncio.run(PlainSeat(seated).run())
    finally:
        seated.close()


class PlainSeat(LineTerminal):
    """Says what comes in and does what is typed."""

    def __init__(self, seated: SeatedExercise) -> None:
        """Sit down in this exercise."""
        super().__init__()
        self._seated = seated
        self._desk: SeatDesk[Any] = SeatDesk(seated, next(iter(seated.seat.roles), None))
        self._lines = seat_lines(seated.seat.kind)
        self._seen = seated.view
        self._trouble = seated.trouble

    def begin(self) -> None:
        """Say where this is and how it stands, and listen."""
        self._seen, self._trouble = self._seated.view, self._seated.trouble
        self.say([Text("EXERCISE {title}", title=self._seen.head.title)])
        self.say(self._status())
        self.say([Text("help shows what can be typed")])
        self._seated.subscribe(self._heard)

    async def take(self, word: str, rest: str) -> None:
        """Do what a line says."""
        folded = word.casefold()
        if folded in HELP_WORDS:
            self.say(self._help())
        elif folded in STATUS_WORDS:
            self.say(self._status())
        elif folded in QUIT_WORDS:
            self.leave(0)
        else:
            await self._answer(word, rest)

    async def _answer(self, word: str, rest: str) -> None:
        folded = word.casefold()
        verb = next((one for one in self._verbs() if folded in (*one.dutch, *one.english)), None)
        if verb is None:
            self.say([Text('"{word}" is not understood; help shows what is', word=word)])
            return
        answer = verb.read(self._desk, rest)
        if not isinstance(answer, Command):
            self.say(answer)
            return
        refusal = await self._seated.act(answer, self._desk.role)
        done = (
            Text("done") if refusal is None else Text("not done: {reason}", reason=refusal.reason)
        )
        self.say([done])

    def _verbs(self) -> tuple[SeatVerb, ...]:
        return (*self._lines.verbs, *((NO_PLAY,) if self._lines.steers else ()))

    def _status(self) -> Iterator[AnyText]:
        view, play_ms = self._seated.view, self._seated.now().play_ms
        yield from head_lines(view.head, play_ms)
        yield from self._lines.tell(view, play_ms)
        if self._seated.trouble is not None:
            yield self._seated.trouble

    def _heard(self) -> None:
        """Say what is new."""
        before, self._seen = self._seen, self._seated.view
        if before is not self._seen:
            self.say(head_news(before.head, self._seen.head))
            self.say(self._lines.news(before, self._seen))
        trouble = self._seated.trouble
        if trouble != self._trouble:
            self._trouble = trouble
            self.say([Text("all is well again") if trouble is None else trouble])

    def _help(self) -> Iterator[AnyText]:
        for verb in self._verbs():
            words = verb.english if language() == "en" else verb.dutch
            usage = f" {render(verb.usage)}" if verb.usage is not None else ""
            yield f"{words[0]}{usage}: {render(verb.help)}"
        yield Text("status: how the exercise stands")
        yield Text("stop: leave; the exercise goes on")


NO_PLAY = SeatVerb(
    ("noplay",),
    ("noplay",),
    Text("REASON"),
    Text("NO PLAY: freeze everything, real emergency"),
    lambda _, rest: StopPlay(rest or "NO PLAY"),
)
