"""Doing something soon, however often it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Scheduler(Protocol):
    """The part of a Textual screen that is needed."""

    def call_later(self, callback: Callable[[], None], /) -> object:
        """Call after what is going on now."""

    def set_timer(self, delay: float, callback: Callable[[], None], /) -> object:
        """Call once, `delay` seconds from now."""


class Paced:
    """Calls `act` after what is going on now, but not again within `rest_seconds`.

    What is asked for in between is done once, at the end of the rest.
    """

    def __init__(self, scheduler: Scheduler, act: Callable[[], None], rest_seconds: float) -> None:
        """Do nothing yet."""
        self._scheduler = scheduler
        self._act = act
        self._rest_seconds = rest_seconds
        self._is_asked = False
        self._is_resting = False

    def ask(self) -> None:
        """Do it soon."""
        self._is_asked = True
        if not self._is_resting:
            self._is_resting = True
            self._scheduler.set_timer(self._rest_seconds, self._rested)
            self._scheduler.call_later(self._do)

    def _do(self) -> None:
        self._is_asked = False
        self._act()

    def _rested(self) -> None:
        self._is_resting = False
        if self._is_asked:
            self.ask()
