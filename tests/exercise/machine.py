"""A process that directs an exercise, on clocks and a journal that a test can break."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crisis_tui.exercise import events
from crisis_tui.exercise.commands import StartExercise
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.runner import ExerciseSession
from tests.exercise.playing import DIRECTOR, START_MS, script
from tests.memory_journal import MemoryJournal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.events import Event, Record
    from crisis_tui.exercise.ports import Entry
    from crisis_tui.scenario.script import Script

SCRIPT = script(
    {"id": "C1", "at": "1m"},
    {"id": "C2", "at": "2m"},
    {"id": "C3", "at": "3m"},
    {"id": "C4", "at": "40m"},
    {"id": "B1", "bank": True},
)


@dataclass
class Clocks:
    """A machine whose wall clock can be stepped."""

    wall: int = START_MS
    elapsed: int = 5_000
    boot: str | None = "b1"

    def wall_ms(self) -> int:
        return self.wall

    def elapsed_ms(self) -> int:
        return self.elapsed

    def pass_ms(self, by_ms: int) -> None:
        self.wall += by_ms
        self.elapsed += by_ms


class StubbornJournal(MemoryJournal):
    """A journal that fails on command."""

    failure: Exception | None = None

    def append(self, entries: Sequence[Entry]) -> tuple[Record, ...]:
        if self.failure is not None and entries:
            raise self.failure
        return super().append(entries)


@dataclass
class Machine:
    """A process that directs an exercise, its clocks and the journal that outlives it."""

    lines: list[bytes] = field(default_factory=list)
    script: Script = SCRIPT
    clocks: Clocks = field(default_factory=Clocks)
    journal: StubbornJournal = field(init=False)
    session: ExerciseSession = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.journal = StubbornJournal(self.lines)
        self.session = ExerciseSession(self.script, self.journal, self.clocks)

    def start(self, *, virtual: bool = False, speed: float = 1.0) -> Machine:
        self.act(StartExercise("proef-1", {}, "0", virtual=virtual, speed=speed))
        assert self.session.direct(DIRECTOR, "start") is None
        return self

    def restart(self) -> None:
        """Die and come back, as after kill -9."""
        self.open()
        assert self.session.direct(DIRECTOR, "takeover") is None

    def act(self, command: Command) -> tuple[Record, ...]:
        outcome = self.session.act(command, DIRECTOR)
        assert not isinstance(outcome, Refusal), str(outcome.reason)
        return outcome

    def wait(self, by_ms: int) -> None:
        self.clocks.pass_ms(by_ms)
        self.session.tick()

    def wait_in_seconds(self, by_ms: int) -> None:
        """Let time pass with the watchdog at work."""
        for _ in range(by_ms // 1_000):
            self.wait(1_000)

    def troubled(self) -> bool:
        return self.session.trouble is not None

    def records(self) -> list[Record]:
        return list(MemoryJournal(self.lines).read_new())

    def happened(self, *kinds: type[Event]) -> list[Event]:
        return [record.event for record in self.records() if isinstance(record.event, kinds)]

    def delivered(self) -> list[str]:
        return [
            event.inject
            for event in self.happened(events.InjectDelivered)
            if isinstance(event, events.InjectDelivered)
        ]
