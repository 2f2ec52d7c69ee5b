"""Runs an exercise without a person, on the machine's clock or a virtual one, until it is over."""

from __future__ import annotations

import asyncio
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

from crisis_tui.alarm import Alarm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.headless import HeadlessPlay
    from crisis_tui.exercise.virtual import VirtualClock
    from crisis_tui.system_clock import SystemClock

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def play_live(play: HeadlessPlay, clock: SystemClock) -> signal.Signals | None:
    """Play on the machine's clock.

    Returns:
        the signal that ended it, None if it is over.

    Raises:
        Exception: what a tick raised.
    """
    return asyncio.run(_play_live(play, clock))


async def _play_live(play: HeadlessPlay, clock: SystemClock) -> signal.Signals | None:
    over: asyncio.Future[signal.Signals | None] = asyncio.get_running_loop().create_future()
    alarm = Alarm(_UntilOver(play, over), clock, lambda error: _fail(over, error))
    for number in STOPPING:
        asyncio.get_running_loop().add_signal_handler(number, _finish, over, number)
    alarm.start()
    try:
        return await over
    finally:
        alarm.stop()


class _UntilOver:
    """Ticks a play and says when it is over."""

    def __init__(self, play: HeadlessPlay, over: asyncio.Future[signal.Signals | None]) -> None:
        self._play = play
        self._over = over

    def tick(self) -> None:
        if not self._over.done():
            self._play.tick()
            if self._play.is_over:
                _finish(self._over, None)

    def next_wait_ms(self) -> int | None:
        return None if self._over.done() else self._play.next_wait_ms()


def _finish(over: asyncio.Future[signal.Signals | None], number: signal.Signals | None) -> None:
    if not over.done():
        over.set_result(number)


def _fail(over: asyncio.Future[signal.Signals | None], error: Exception) -> None:
    if not over.done():
        over.set_exception(error)


class StandsStillError(Exception):
    """On a virtual clock the exercise stands still and nothing will ever move it."""


def play_virtually(play: HeadlessPlay, clock: VirtualClock) -> signal.Signals | None:
    """Play on a virtual clock, as fast as it can be computed.

    Returns:
        the signal that ended it, None if it is over.

    Raises:
        StandsStillError: it cannot come to its end.
    """
    with _noted_signals() as stopped:
        play.tick()
        while not play.is_over:
            if stopped:
                return stopped[0]
            wait_ms = play.next_wait_ms()
            if wait_ms is None:
                raise StandsStillError
            clock.advance(wait_ms)
            play.tick()
    return None


@contextmanager
def _noted_signals() -> Iterator[list[signal.Signals]]:
    """Note signals instead of dying of them in the middle of a write."""
    noted: list[signal.Signals] = []
    before = {
        number: signal.signal(number, lambda found, _: noted.append(signal.Signals(found)))
        for number in STOPPING
    }
    try:
        yield noted
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
