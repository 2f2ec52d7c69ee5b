"""Sits down at a seat of a running exercise, in the same process, and reads what stands there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.events import Key, Paste

from crisis_tui.exercise.seats.entitlement import refused
from crisis_tui.exercise.seats.local import LocalSeat
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.tui.seats.app import SeatApp
from crisis_tui.tui.widgets.entry import EntryLine
from tests.tui.screen import SMALL, screen_lines, screen_text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.refusal import Refusal
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.exercise.seats.port import SeatedExercise
    from tests.tui.live import LiveExercise

_MOST_WAITS = 200
_NAMES = {" ": "space", ":": "colon", "+": "plus", "?": "question_mark", ".": "full_stop"}


class GatedSeat(LocalSeat):
    """A seat that may give the commands that the gate would let through, and no others."""

    def __init__(self, exercise: LiveExercise, seat: Seat) -> None:
        super().__init__(exercise.session, seat)
        self._exercise = exercise

    async def act(self, command: Command, role: str | None = None) -> Refusal | None:
        refusal = refused(self._exercise.session.state, self.seat, command, role)
        return refusal or await super().act(command, role)


class Sitter:
    """Presses keys at a seat and waits for what they bring."""

    def __init__(self, app: SeatApp, pilot: Pilot[int]) -> None:
        self.app = app
        self._pilot = pilot

    @property
    def text(self) -> str:
        return screen_text(self.app)

    @property
    def lines(self) -> list[str]:
        return screen_lines(self.app)

    @property
    def is_asked(self) -> bool:
        """Whether the entry line is open."""
        return self.app.screen.query_one(EntryLine).is_open

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until the condition holds: a state, never a number of pauses."""
        for _ in range(_MOST_WAITS):
            if condition():
                return
            await self._pilot.pause(0.01)
        raise AssertionError(f"it never came:\n{self.text}")

    async def sees(self, words: str) -> None:
        await self.until(lambda: words in self.text)

    async def press(self, *keys: str) -> None:
        await self._pilot.press(*keys)

    async def write(self, text: str) -> None:
        """Type a text and press enter."""
        await self._pilot.press(*(_NAMES.get(sign, sign) for sign in text), "enter")

    async def press_at_once(self, *keys: str) -> None:
        """Press keys faster than any of them is dealt with."""
        for key in keys:
            self.app.post_message(Key(key, key if len(key) == 1 else None))
        await self._pilot.pause()

    async def paste(self, text: str) -> None:
        """Paste a text, as a terminal hands it over."""
        self.app.post_message(Paste(text))
        await self._pilot.pause()


def sit(
    exercise: LiveExercise,
    kind: SeatKind,
    steps: Callable[[Sitter], Awaitable[None]],
    size: tuple[int, int] = SMALL,
    person: str = "knardijk",
    roles: tuple[str, ...] = (),
    seat_at: Callable[[ExerciseSession, Seat], SeatedExercise] = LocalSeat,
) -> None:
    """Open the screen of a seat and do these steps there."""

    async def go() -> None:
        app = SeatApp(seat_at(exercise.session, Seat(kind, person, "t7", roles)))
        async with app.run_test(size=size) as pilot:
            sitter = Sitter(app, pilot)
            await sitter.until(lambda: "EXERCISE" in sitter.text or "OEFENING" in sitter.text)
            await steps(sitter)

    asyncio.run(go())
