"""An exercise as the person at this terminal takes part in it: what screens and plain mode get."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from crisis_tui.alarm import Alarm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crisis_tui.basis.text import AnyText
    from crisis_tui.bootstrap_exercise import OpenExercise
    from crisis_tui.exercise.events import Actor
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.system_clock import SystemClock
    from crisis_tui.tui.services import Staffing

FOLLOW_SECONDS = 0.1
"""How often others' events are looked for: one fstat each time."""


class LiveExercise:
    """Joins an open exercise with its alarm and with who is at the keyboard."""

    def __init__(
        self,
        opened: OpenExercise,
        actor: Actor,
        clock: SystemClock,
        staffing: Staffing | None = None,
    ) -> None:
        self.actor = actor
        self.staffing = staffing
        self._opened = opened
        self._clock = clock
        self._alarm: Alarm | None = None
        self._next_look: asyncio.TimerHandle | None = None

    @property
    def id(self) -> str:
        """Its folder's name."""
        return self._opened.folder.name

    @property
    def title(self) -> str:
        """Its name for people."""
        return self._opened.title

    @property
    def is_live(self) -> bool:
        """Whether leaving would leave people waiting."""
        return self._opened.is_live

    @property
    def session(self) -> ExerciseSession:
        """The running exercise."""
        return self._opened.session

    @property
    def notices(self) -> Sequence[AnyText]:
        """What happened when it was opened."""
        return self._opened.notices

    def attend(self, on_error: Callable[[Exception], None]) -> None:
        """Do what is due and hear of others in the running asyncio loop, until `close`."""
        alarm = Alarm(self.session, self._clock, on_error)
        self.session.subscribe(lambda _: alarm.arm())
        alarm.start()
        self._alarm = alarm
        self._look(on_error)

    def _look(self, on_error: Callable[[Exception], None]) -> None:
        loop = asyncio.get_running_loop()
        self._next_look = loop.call_later(FOLLOW_SECONDS, self._look, on_error)
        try:
            self.session.refresh()
        except Exception as error:  # noqa: BLE001 - the front end must hear of it, whatever it is
            self._next_look.cancel()
            on_error(error)

    def close(self, reason: str) -> None:
        """Leave; a lost line does not stop the exercise clock, a person who quits does."""
        if self._next_look is not None:
            self._next_look.cancel()
        if self._alarm is not None:
            self._alarm.stop()
        self._next_look = self._alarm = None
        self._opened.close(reason, stand_still=reason == "quit")
