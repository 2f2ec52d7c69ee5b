from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crisis_tui import alarm as alarm_module
from crisis_tui.alarm import Alarm, Repeating
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


@dataclass
class Runner:
    """Things due at readings of the elapsed clock; notes when each was done."""

    due: list[int]
    clock: MachineClock = field(default_factory=MachineClock)
    late_ms: list[int] = field(default_factory=list)
    ticks: int = 0
    failure: Exception | None = None

    def tick(self) -> None:
        self.ticks += 1
        if self.failure is not None:
            raise self.failure
        now = self.clock.elapsed_ms()
        while self.due and self.due[0] <= now:
            self.late_ms.append(now - self.due.pop(0))

    def next_wait_ms(self) -> int | None:
        return self.due[0] - self.clock.elapsed_ms() if self.due else None


@dataclass
class SteppedClock(MachineClock):
    """The machine's clock with its wall stepped."""

    step_ms: int

    def wall_ms(self) -> int:
        return super().wall_ms() + self.step_ms


def run(runner: Runner, seconds: float, clock: MachineClock | None = None) -> list[Exception]:
    """Let an alarm wake the runner for a while; return what went wrong."""
    errors: list[Exception] = []

    async def wake() -> None:
        alarm = Alarm(runner, clock or MachineClock(), errors.append)
        alarm.start()
        await asyncio.sleep(seconds)
        alarm.stop()
        alarm.stop()
        ticks = runner.ticks
        await asyncio.sleep(0.05)
        assert runner.ticks == ticks

    asyncio.run(wake())
    return errors


def soon(*after_ms: int) -> list[int]:
    now = MachineClock().elapsed_ms()
    return [now + after for after in after_ms]


def test_each_thing_is_done_when_it_is_due() -> None:
    runner = Runner(soon(20, 40, 41, 120))
    assert run(runner, 0.3) == []
    assert len(runner.late_ms) == 4
    assert min(runner.late_ms) >= 0
    assert max(runner.late_ms) < 100
    assert runner.ticks < 12


def test_a_blocked_loop_catches_up_with_all_of_it() -> None:
    runner = Runner(soon(*range(10, 60)))

    async def block() -> None:
        alarm = Alarm(runner, MachineClock(), lambda error: None)
        alarm.start()
        await asyncio.sleep(0.015)
        time.sleep(0.2)  # noqa: ASYNC251 - that is the point
        await asyncio.sleep(0.05)
        alarm.stop()

    asyncio.run(block())
    assert len(runner.late_ms) == 50


def test_a_wall_clock_that_stepped_back_is_caught_by_the_watchdog(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(alarm_module, "WATCHDOG_S", 0.05)
    runner = Runner(soon(30, 60))
    assert run(runner, 0.4, SteppedClock(3_600_000)) == []
    assert len(runner.late_ms) == 2
    assert max(runner.late_ms) < 200


def test_what_a_tick_raises_is_told_and_the_alarm_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarm_module, "WATCHDOG_S", 0.05)
    runner = Runner([], failure=RuntimeError("disk on fire"))
    errors = run(runner, 0.22)
    assert len(errors) >= 3
    assert set(map(str, errors)) == {"disk on fire"}


def test_a_new_due_time_is_heard_of_when_the_alarm_is_armed() -> None:
    runner = Runner([])

    async def add() -> None:
        alarm = Alarm(runner, MachineClock(), lambda error: None)
        alarm.start()
        runner.due += soon(10_000)
        alarm.arm()
        runner.due[:] = soon(20)
        alarm.arm()
        await asyncio.sleep(0.15)
        runner.due[:] = soon(30)
        alarm.arm()
        runner.due.clear()
        alarm.arm()
        await asyncio.sleep(0.1)
        alarm.stop()

    asyncio.run(add())
    assert len(runner.late_ms) == 1


def test_an_alarm_that_is_not_started_does_nothing() -> None:
    alarm = Alarm(Runner(soon(0)), MachineClock(), lambda error: None)
    alarm.arm()
    alarm.stop()


def test_a_repetition_stops_from_within() -> None:
    calls: list[int] = []

    async def repeat() -> None:
        stop: list[Callable[[], None]] = []

        def call() -> None:
            calls.append(1)
            if len(calls) == 3:
                stop[0]()

        repeating = Repeating(0.01, call, lambda error: None)
        stop.append(repeating.stop)
        repeating.start()
        await asyncio.sleep(0.1)

    asyncio.run(repeat())
    assert len(calls) == 3
