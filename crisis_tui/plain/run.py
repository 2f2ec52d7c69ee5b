"""The control room in lines: for pipes, thin lines and screen readers.

One fact a line, no box, no colour, nothing is redrawn. The end of the input, a hang-up or Ctrl-C
leave the exercise; the journal has everything.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.commands import Command
from crisis_tui.exercise.events import InjectDelivered
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.views.briefing import is_taken_up
from crisis_tui.exercise.views.detail import inject_detail
from crisis_tui.i18n import language, render
from crisis_tui.plain.asking import message_lines, status_lines
from crisis_tui.plain.attending import presence_lines
from crisis_tui.plain.desk import AskWho, Desk, Leave, TakeOver
from crisis_tui.plain.handing_over import briefing_lines
from crisis_tui.plain.happening import direction_lines, event_lines
from crisis_tui.plain.lines import HELP_WORDS, LineTerminal
from crisis_tui.plain.verbs import VERBS, find_verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.events import Record
    from crisis_tui.plain.desk import Exercise, Outcome

WATCH_S = 1.0


def run_plain(exercise: Exercise) -> int:
    """Take part in an exercise by lines on stdin and stdout; return the exit code.

    Raises:
        Exception: what a tick of the exercise raised, such as a damaged journal.
    """
    return asyncio.run(PlainRoom(exercise).run())


class PlainRoom(LineTerminal):
    """Prints what happens and does what is typed, until told to leave."""

    def __init__(self, exercise: Exercise) -> None:
        """Take part in this exercise."""
        super().__init__()
        self._exercise = exercise
        self._session = exercise.session
        self._standing = exercise.direction.standing

    def begin(self) -> None:
        """Greet, and attend."""
        self._greet()
        self._session.subscribe(self._heard)
        self._exercise.attend(self.fail)
        self._watch_direction()

    async def take(self, word: str, rest: str) -> None:
        """Do what a line says."""
        if word.casefold() in HELP_WORDS:
            self.say(_help_lines())
            return
        verb = find_verb(word)
        if verb is None:
            self.say([Text('"{word}" is not understood; help shows what is', word=word)])
            return
        desk = Desk(self._session, self._exercise.actor.person, self._session.now())
        self._carry_out(verb.read(desk, rest))

    def _greet(self) -> None:
        self.say([Text("EXERCISE {title}", title=self._exercise.title)])
        self.say(self._exercise.notices)
        self.say(direction_lines(self._exercise.direction))
        self.say(status_lines(self._session.state, self._session.now().play_ms))
        state = self._session.state
        if is_taken_up(state, self._exercise.actor.person):
            self.say(briefing_lines(state, self._session.now().play_ms))
        for inject_id in (sent for sent in state.delivered if sent in state.unfinished):
            self._print_message(inject_id)
        self.say([Text("help shows what can be typed")])

    def _carry_out(self, outcome: Outcome) -> None:
        if isinstance(outcome, Leave):
            self.leave(0)
        elif isinstance(outcome, AskWho):
            self.say(presence_lines(self._exercise.presence))
        elif isinstance(outcome, Command | TakeOver):
            done = self._do(outcome)
            if isinstance(done, Refusal):
                self.say([Text("not done: {reason}", reason=done.reason)])
        else:
            self.say(outcome.lines)

    def _do(self, order: Command | TakeOver) -> object:
        if isinstance(order, TakeOver):
            return self._exercise.take_over()
        return self._session.act(order, self._exercise.actor)

    def _heard(self, records: tuple[Record, ...]) -> None:
        """Say what happened; every event is one line, a delivered message is told in full."""
        for record in records:
            self.say(event_lines(record, self._exercise))
            if isinstance(record.event, InjectDelivered):
                self._print_message(record.event.inject)
        if not records and self._session.trouble is not None:
            self.say([self._session.trouble])

    def _watch_direction(self) -> None:
        """Say once what is wrong with who directs: nothing in the journal tells of it."""
        standing = self._exercise.direction.standing
        if standing is not self._standing and self._session.is_live:
            self._standing = standing
            self.say(direction_lines(self._exercise.direction))
        asyncio.get_running_loop().call_later(WATCH_S, self._watch_direction)

    def _print_message(self, inject_id: str) -> None:
        found = inject_detail(self._session.state, self._session.now().play_ms, inject_id)
        if found is not None:
            self.say(message_lines(found))


def _help_lines() -> Iterable[AnyText]:
    for verb in VERBS:
        words = verb.english if language() == "en" else verb.dutch
        usage = f" {render(verb.usage)}" if verb.usage is not None else ""
        yield f"{words[0]}{usage}: {render(verb.help)}"
