"""The alarm clock of a running exercise: it wakes the runner, which alone knows what is due.

APScheduler holds one job, the next due time. A monotonic watchdog ticks once a second beside it,
because a stepped wall clock stops or hurries a scheduler. An alarm too many, too late or lost
changes nothing but the lateness, for a tick delivers whatever is due.
"""

from __future__ import annotations

import asyncio
from datetime import UTC
from typing import TYPE_CHECKING, Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from crisis_tui.basis.times import utc_datetime

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.system_clock import SystemClock

WATCHDOG_S = 1.0
_JOB = "next"


class Runner(Protocol):
    """What the alarm wakes."""

    def tick(self) -> None:
        """Do everything that is due; idempotent."""

    def next_wait_ms(self) -> int | None:
        """Return the wall time until something is due, or None if nothing ever is."""


class Alarm:
    """Wakes a runner inside a running asyncio loop, from `start` until `stop`.

    `on_error` gets what a tick raised; the alarm goes on.
    """

    def __init__(
        self, runner: Runner, clock: SystemClock, on_error: Callable[[Exception], None]
    ) -> None:
        self._runner = runner
        self._clock = clock
        self._on_error = on_error
        self._loop: asyncio.AbstractEventLoop | None = None
        self._watchdog = Repeating(WATCHDOG_S, self._tick, on_error)
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1_000},
        )

    def start(self) -> None:
        """Tick at once, then whenever something is due."""
        self._loop = asyncio.get_running_loop()
        self._scheduler.start()
        self._watchdog.start()

    def stop(self) -> None:
        """Wake nobody any more; stopping twice is fine, and when the loop is over too."""
        if self._scheduler.running and self._loop is not None and not self._loop.is_closed():
            self._scheduler.shutdown(wait=False)
        self._watchdog.stop()

    def arm(self) -> None:
        """Set the alarm anew; to be called when the next due time may have changed."""
        if not self._scheduler.running:
            return
        wait_ms = self._runner.next_wait_ms()
        if wait_ms is not None:
            self._scheduler.add_job(
                self._ring,
                "date",
                run_date=utc_datetime(self._clock.wall_ms() + max(wait_ms, 0)),
                id=_JOB,
                replace_existing=True,
            )
        elif self._scheduler.get_job(_JOB) is not None:
            self._scheduler.remove_job(_JOB)

    async def _ring(
        self,
    ) -> None:  # a coroutine, because APScheduler runs plain functions in threads
        try:
            self._tick()
        except Exception as error:  # noqa: BLE001 - the front end must hear of it, whatever it is
            self._on_error(error)

    def _tick(self) -> None:
        self._runner.tick()
        self.arm()


class Repeating:
    """Calls something at once and then every `seconds` of monotonic time, until `stop`.

    `on_error` gets what it raised; the calls go on.
    """

    def __init__(
        self, seconds: float, call: Callable[[], None], on_error: Callable[[Exception], None]
    ) -> None:
        self._seconds = seconds
        self._call = call
        self._on_error = on_error
        self._next: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin, inside a running asyncio loop."""
        self._next = asyncio.get_running_loop().call_later(self._seconds, self.start)
        try:
            self._call()
        except Exception as error:  # noqa: BLE001 - the front end must hear of it, whatever it is
            self._on_error(error)

    def stop(self) -> None:
        """Call no more; stopping twice is fine."""
        if self._next is not None:
            self._next.cancel()
        self._next = None
