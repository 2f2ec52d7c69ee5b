"""Exercise time in a session that anything happens to, against the integral added up by hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.exercise import commands as do
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.fold import fold_all
from crisis_tui.exercise.ports import JournalFullError
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.state import initial_state
from tests.exercise.machine import Machine
from tests.exercise.playing import minutes, script

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from crisis_tui.exercise.commands import Command

RELIEF = Actor("urkerveld", "controller", "t2")
SCRIPT = script({"id": "A", "at": "9w"}, {"id": "B", "bank": "true"})
LEAPS_MS = st.integers(501, 10**9).flatmap(lambda by_ms: st.sampled_from([by_ms, -by_ms]))
DEEDS = st.one_of(
    st.tuples(st.just("wait"), st.integers(0, 10_000_000)),
    st.tuples(st.just("speed"), st.integers(100, 600_000)),
    st.tuples(st.just("jump"), st.integers(0, 10**8)),
    st.tuples(st.just("shift"), st.integers(-(10**7), 10**7)),
    st.tuples(st.just("postpone"), st.integers(1, 10**7)),
    st.tuples(st.just("leap"), LEAPS_MS),
    st.tuples(st.just("disk full"), st.integers(0, 10**6)),
    st.tuples(
        st.sampled_from(["pause", "resume", "no play", "relief", "leave", "die"]), st.just(0)
    ),
)


@dataclass
class Stage:
    """A machine, and beside it the exercise time by hand: an exact fraction."""

    permille: int
    machine: Machine = field(init=False)
    exact_ms: Fraction = field(default_factory=Fraction)
    running: bool = True
    postponed_until_ms: int | None = None

    def __post_init__(self) -> None:
        self.machine = Machine(script=SCRIPT).start(speed=self.permille / 1000)

    def pass_ms(self, wall_ms: int) -> None:
        """Let time pass with a tick at its end."""
        self.machine.clocks.pass_ms(wall_ms)
        if self.running:
            self.exact_ms += Fraction(wall_ms * self.permille, 1000)
        self.machine.session.tick()
        self._go_on_if_postponed()

    def _go_on_if_postponed(self) -> None:
        until_ms = self.postponed_until_ms
        if until_ms is not None and self.machine.clocks.wall >= until_ms:
            self.running, self.postponed_until_ms = True, None

    def do(self, deed: str, number: int) -> None:
        if deed in {"wait", "leap", "disk full", "relief", "leave", "die"}:
            self._happens(deed, number)
        else:
            self._is_asked(deed, number)

    def _happens(self, deed: str, number: int) -> None:
        machine = self.machine
        if deed == "wait":
            self.pass_ms(number)
        elif deed == "leap":
            machine.clocks.wall += number
            machine.session.tick()
            self._go_on_if_postponed()
        elif deed == "disk full":
            machine.journal.failure = JournalFullError("full")
            assert isinstance(self._ask(do.RecordEntry("note", "vol")), Refusal)
            machine.clocks.pass_ms(number)
            machine.journal.failure = None
            machine.session.tick()
            self._go_on_if_postponed()
        elif deed == "relief":
            assert machine.session.direct(RELIEF, "takeover") is None
        elif deed == "die":
            machine.restart()
        else:
            machine.session.leave("quit", stand_still=True)
            self.running = False
            machine.restart()

    def _is_asked(self, deed: str, number: int) -> None:
        now_ms = self.machine.clocks.wall
        command: Command = {
            "pause": do.PauseExercise(),
            "resume": do.ResumeExercise(after_stop=True),
            "no play": do.StopPlay("echt"),
            "speed": do.ChangeSpeed(number / 1000),
            "jump": do.JumpTo(number),
            "shift": do.ShiftSchedule(number),
            "postpone": do.PostponeExercise(now_ms + number, "later"),
        }[deed]
        if isinstance(self._ask(command), Refusal):
            return
        if deed == "speed":
            self.permille = number
        elif deed == "jump":
            self.exact_ms = Fraction(number)
        elif deed != "shift":
            self.running = deed == "resume"
            self.postponed_until_ms = now_ms + number if deed == "postpone" else None

    def _ask(self, command: Command) -> object:
        return self.machine.session.act(command, RELIEF)

    def check(self) -> None:
        session = self.machine.session
        assert session.state.is_running == self.running
        assert session.now().play_ms == floor(self.exact_ms)
        assert fold_all(initial_state(SCRIPT), self.machine.records()) == session.state


@settings(deadline=None, max_examples=int(os.environ.get("CRISIS_TUI_EXAMPLES", "60")))
@given(st.integers(100, 600_000), st.lists(DEEDS, max_size=14))
def test_whatever_happens_exercise_time_is_the_sum_over_what_the_clock_ran(
    permille: int, deeds: Sequence[tuple[str, int]]
) -> None:
    stage = Stage(permille)
    for deed, number in deeds:
        stage.do(deed, number)
        stage.check()
    stage.pass_ms(1_234_567)
    stage.check()


def test_asleep_while_the_wall_clock_is_set_back_an_hour() -> None:
    stage = Stage(1_000)
    stage.pass_ms(minutes(5))
    stage.machine.clocks.pass_ms(minutes(180))
    stage.machine.clocks.wall -= minutes(60)
    stage.exact_ms += minutes(180)
    stage.machine.session.tick()
    stage.check()
    assert stage.machine.session.now().at_ms == stage.machine.clocks.wall
    stage.pass_ms(minutes(5))
    stage.check()


REAL_LEAP = """
import sys, time
from pathlib import Path
from crisis_tui.exercise.commands import StartExercise
from crisis_tui.exercise.events import Actor, WallClockStepped
from crisis_tui.exercise.runner import ExerciseSession
from crisis_tui.system_clock import MachineClock
from tests.memory_journal import MemoryJournal
from tests.exercise.playing import script

shift, me, journal = Path(sys.argv[1]), Actor("p", "controller", "t"), MemoryJournal()
session = ExerciseSession(script(), journal, MachineClock())
session.act(StartExercise("x", {}, "0"), me)
session.direct(me, "start")
began = time.perf_counter()

def rest(seconds):
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:  # faketime breaks sleep
        pass

for offset in ("+7200", "-3600", "+0"):
    rest(0.2)
    before = time.time()
    shift.write_text(offset)
    rest(0.2)
    if abs(time.time() - before) < 1000:
        sys.exit(77)
    session.tick()
passed_ms = (time.perf_counter() - began) * 1000
steps = [r.event.step_ms for r in MemoryJournal(journal.lines).read_new()
         if isinstance(r.event, WallClockStepped)]
print(abs(session.now().play_ms - passed_ms) < 200, [round(step / 1000) for step in steps])
"""


@pytest.mark.skipif(shutil.which("faketime") is None, reason="needs faketime")
def test_a_leap_of_the_real_wall_clock_changes_no_exercise_time(tmp_path: Path) -> None:
    shift = tmp_path / "shift"
    shift.write_text("+0")
    library = subprocess.run(
        ["faketime", "-f", "+0", "sh", "-c", "echo $LD_PRELOAD"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    ran = subprocess.run(
        [sys.executable, "-c", REAL_LEAP, str(shift)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={
            **os.environ,
            "LD_PRELOAD": library,
            "FAKETIME_TIMESTAMP_FILE": str(shift),
            "FAKETIME_NO_CACHE": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        },
    )
    if ran.returncode == 77:
        pytest.skip("faketime cannot leap here")
    assert ran.stdout == "True [7200, -10800, 3600]\n", ran.stderr
