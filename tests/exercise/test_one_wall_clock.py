"""Several processes of one machine on one journal: each was set by the wall clock at another time."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.exercise import commands as do
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.runner import ExerciseSession
from tests.exercise.machine import Clocks, Machine
from tests.exercise.playing import minutes, script
from tests.memory_journal import MemoryJournal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.exercise.commands import Command

SCRIPT = script({"id": "A", "at": "9w"}, {"id": "B", "bank": "true"})
SLEW_MS = 400
"""So far the wall clock went off since the director began, slowly enough to be no step."""
BESIDE = Actor("bram", "controller", "pts/2")
DEEDS = st.one_of(
    st.tuples(st.just("wait"), st.integers(0, 1_000_000)),
    st.tuples(st.just("speed"), st.integers(100, 600_000)),
    st.tuples(st.just("jump"), st.integers(0, 10**8)),
    st.tuples(st.just("leap"), st.integers(1_000, 10**8)),
    st.tuples(st.just("leap"), st.integers(-(10**8), -1_000)),
    st.tuples(st.sampled_from(["pause", "resume", "takeover"]), st.just(0)),
)


@dataclass
class Processes:
    """A director, and processes that came in when the wall clock had been slewed."""

    slew_ms: int
    machine: Machine = field(default_factory=lambda: Machine(script=SCRIPT).start())
    sessions: list[ExerciseSession] = field(init=False)
    exact_ms: Fraction = field(default_factory=Fraction)
    permille: int = 1_000
    running: bool = True

    def __post_init__(self) -> None:
        self.machine.clocks.wall += self.slew_ms
        self.sessions = [self.machine.session, self.joined(), self.joined()]

    @property
    def clocks(self) -> Clocks:
        return self.machine.clocks

    def joined(self) -> ExerciseSession:
        return ExerciseSession(SCRIPT, MemoryJournal(self.machine.lines), self.clocks)

    def wait(self, by_ms: int) -> None:
        self.clocks.pass_ms(by_ms)
        if self.running:
            self.exact_ms += Fraction(by_ms * self.permille, 1_000)
        self.tick()

    def tick(self) -> None:
        for session in (*self.sessions, *self.sessions):
            session.tick()

    def do(self, place: int, deed: str, number: int) -> None:
        if deed == "wait":
            self.wait(number)
        elif deed == "leap":
            self.clocks.wall += number
            self.tick()
        elif deed == "takeover":
            self._is_replaced_by(self.sessions[place])
        else:
            self._is_asked(self.sessions[place], deed, number)

    def _is_replaced_by(self, session: ExerciseSession) -> None:
        """The director is killed; a process of another time takes its place."""
        director = next(one for one in self.sessions if one.is_directing)
        if session is director:
            return
        self.sessions[self.sessions.index(director)] = self.joined()
        assert session.direct(BESIDE, "takeover") is None
        self.tick()

    def _is_asked(self, session: ExerciseSession, deed: str, number: int) -> None:
        command: Command = {
            "pause": do.PauseExercise(),
            "resume": do.ResumeExercise(),
            "speed": do.ChangeSpeed(number / 1_000),
            "jump": do.JumpTo(number),
        }[deed]
        if isinstance(session.act(command, BESIDE), Refusal):
            return
        if deed == "speed":
            self.permille = number
        elif deed == "jump":
            self.exact_ms = Fraction(number)
        else:
            self.running = deed == "resume"

    def check(self) -> None:
        for session in self.sessions:
            session.refresh()
            assert session.now().play_ms == floor(self.exact_ms)
            assert session.now().at_ms == self.sessions[0].now().at_ms


@settings(deadline=None, max_examples=int(os.environ.get("CRISIS_TUI_EXAMPLES", "60")))
@given(st.integers(-SLEW_MS, SLEW_MS), st.lists(st.tuples(st.integers(0, 2), DEEDS), max_size=14))
def test_whoever_asks_exercise_time_is_the_integral_by_hand_at_every_process(
    slew_ms: int, deeds: Sequence[tuple[int, tuple[str, int]]]
) -> None:
    processes = Processes(slew_ms)
    for place, (deed, number) in deeds:
        processes.do(place, deed, number)
        processes.check()
    processes.wait(1_234_567)
    processes.check()


def test_a_leap_goes_the_same_way_for_all() -> None:
    processes = Processes(SLEW_MS)
    processes.do(0, "leap", 3_600_000)
    assert [one.step_ms for one in _steps(processes)] == [3_600_000 + SLEW_MS]
    processes.check()
    assert processes.sessions[1].now().at_ms == processes.clocks.wall


def test_who_takes_over_keeps_the_wall_clock_that_was() -> None:
    processes = Processes(SLEW_MS)
    before_ms = processes.sessions[0].now().at_ms
    processes.do(1, "takeover", 0)
    assert processes.sessions[1].now().at_ms == before_ms == processes.clocks.wall - SLEW_MS
    assert not _steps(processes)


def test_another_start_of_the_machine_begins_with_its_own_wall_clock() -> None:
    machine = Machine().start()
    machine.wait_in_seconds(minutes(1))
    machine.clocks = Clocks(machine.clocks.wall + 4_000, 77, "b2")
    machine.restart()
    assert machine.session.now().at_ms == machine.clocks.wall
    assert machine.session.now().play_ms == minutes(1) + 4_000
    assert not machine.happened(ev.WallClockStepped)


@pytest.mark.parametrize("slew_ms", [-SLEW_MS, SLEW_MS])
def test_where_clocks_cannot_be_compared_nothing_goes_back(slew_ms: int) -> None:
    machine = Machine(clocks=Clocks(boot=None)).start()
    machine.wait_in_seconds(10_000)
    machine.act(do.RecordEntry("note", "x"))
    machine.clocks.wall += slew_ms
    beside = ExerciseSession(machine.script, MemoryJournal(machine.lines), machine.clocks)
    assert not isinstance(beside.act(do.PauseExercise(), BESIDE), Refusal)
    stamps = [(one.at_ms, one.play_ms) for one in machine.records()]
    assert stamps == sorted(stamps)
    assert stamps[-1][1] == 10_000 + max(slew_ms, 0)


def test_after_a_jump_back_time_goes_on_from_where_it_was_jumped_to() -> None:
    processes = Processes(SLEW_MS)
    processes.wait(minutes(30))
    processes.do(2, "jump", minutes(5))
    processes.check()
    processes.wait(1)
    processes.check()


def test_every_journal_says_by_which_clock() -> None:
    taken = Machine().start().happened(ev.DirectorTaken)
    assert taken == [ev.DirectorTaken("start", wall_offset_ms=Clocks().wall - 5_000, boot="b1")]


def _steps(processes: Processes) -> list[ev.WallClockStepped]:
    found = processes.machine.records()
    return [one.event for one in found if isinstance(one.event, ev.WallClockStepped)]
