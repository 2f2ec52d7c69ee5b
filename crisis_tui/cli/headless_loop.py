"""Runs an exercise without a person, on the machine's clock or a virtual one, until it is over."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, Self

from crisis_tui.exercise.events import Paused, PlayStopped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType

    from crisis_tui.exercise.headless import HeadlessPlay
    from crisis_tui.exercise.virtual import VirtualClock
    from crisis_tui.open_exercise import OpenExercise

_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopSignals:
    """Notes the signals that ask to stop instead of dying of them in the middle of a write.

    `first` is the first one since the context was entered. What whoever started the program had it
    ignore, as `nohup` does with the hang-up, stays ignored.
    """

    def __init__(self) -> None:
        self.first: signal.Signals | None = None
        self._before: dict[signal.Signals, object] = {}

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._note) for number in heeded(_STOPPING)}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def _note(self, number: int, _: FrameType | None) -> None:
        self.first = self.first or signal.Signals(number)


def heeded(numbers: Iterable[signal.Signals]) -> tuple[signal.Signals, ...]:
    """Return the signals that this process was not told to ignore."""
    return tuple(one for one in numbers if signal.getsignal(one) is not signal.SIG_IGN)


class StandsStillError(Exception):
    """The exercise stands still and nothing will ever move it."""


def play_virtually(play: HeadlessPlay, clock: VirtualClock, stop: StopSignals) -> None:
    """Play on a virtual clock, as fast as it can be computed, until it is over or told to stop.

    Raises:
        StandsStillError: it cannot come to its end.
    """
    play.tick()
    while not play.is_over and stop.first is None:
        wait_ms = play.next_wait_ms()
        if wait_ms is None:
            raise StandsStillError
        clock.advance(wait_ms)
        play.tick()


def play_live(play: HeadlessPlay, exercise: OpenExercise, stop: StopSignals) -> None:
    """Play on the machine's clock until it is over or told to stop.

    Raises:
        StandsStillError: it cannot come to its end.
        Exception: what a tick raised.
    """
    asyncio.run(_play_live(play, exercise, stop))


async def _play_live(play: HeadlessPlay, exercise: OpenExercise, stop: StopSignals) -> None:
    loop = asyncio.get_running_loop()
    over: asyncio.Future[None] = loop.create_future()

    def note(number: signal.Signals) -> None:
        stop.first = stop.first or number
        _finish(over)

    for number in heeded(_STOPPING):
        loop.add_signal_handler(number, note, number)
    exercise.attend(lambda error: _finish(over, error), _UntilOver(play, exercise, over))
    if stop.first is not None:
        _finish(over)
    try:
        await over
    finally:
        exercise.stop_attending()


class _UntilOver:
    """Ticks a play and says when it is over."""

    def __init__(
        self, play: HeadlessPlay, exercise: OpenExercise, over: asyncio.Future[None]
    ) -> None:
        self._play = play
        self._exercise = exercise
        self._over = over

    def tick(self) -> None:
        if not self._over.done():
            self._play.tick()
            if self._play.is_over:
                _finish(self._over)
            elif self._play.stands_still and not _is_stopped_by_others(self._exercise):
                _finish(self._over, StandsStillError())

    def next_wait_ms(self) -> int | None:
        return None if self._over.done() else self._play.next_wait_ms()


def _is_stopped_by_others(exercise: OpenExercise) -> bool:
    """Tell whether somebody at another terminal stopped the clock, and may let it run again."""
    if exercise.session.state.is_running:
        return False
    log = exercise.session.state.log.newest_first()
    stop = next((one for one in log if isinstance(one.event, Paused | PlayStopped)), None)
    return stop is not None and stop.actor != exercise.actor


def _finish(over: asyncio.Future[None], error: Exception | None = None) -> None:
    if over.done():
        return
    if error is None:
        over.set_result(None)
    else:
        over.set_exception(error)
