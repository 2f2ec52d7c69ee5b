from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from crisis_tui.exercise import commands, events
from crisis_tui.exercise.headless import HeadlessPlan, HeadlessPlay
from crisis_tui.exercise.ports import JournalFullError
from crisis_tui.exercise.steps import Step
from tests.exercise.machine import Machine
from tests.exercise.playing import DIRECTOR, minutes

if TYPE_CHECKING:
    from crisis_tui.exercise.refusal import Refusal


def note(at_ms: int, text: str = "x", role: str | None = None) -> Step:
    return Step(at_ms, role, commands.RecordEntry("note", text))


@dataclass
class Headless:
    """A headless run on a machine whose time the test lets pass."""

    machine: Machine
    plan: HeadlessPlan
    left_play_ms: int | None = None
    refused: list[Step] = field(default_factory=list)
    play: HeadlessPlay = field(init=False)

    def __post_init__(self) -> None:
        self.play = HeadlessPlay(
            self.machine.session,
            self.plan,
            self.machine.clocks,
            DIRECTOR,
            self._refuse,
            self.left_play_ms,
        )

    def _refuse(self, step: Step, refusal: Refusal) -> None:
        assert str(refusal.reason)
        self.refused.append(step)

    def run(self, wall_ms: int) -> None:
        """Wake whenever it says so, until this much wall time passed or it is over."""
        until_ms = self.machine.clocks.elapsed_ms() + wall_ms
        self.play.tick()
        while not self.play.is_over and (left := until_ms - self.machine.clocks.elapsed_ms()) > 0:
            self.machine.clocks.pass_ms(min(self.play.next_wait_ms() or left, left, 1_000))
            self.play.tick()

    def notes(self) -> list[tuple[int, str]]:
        return [
            (record.play_ms, record.event.text)
            for record in self.machine.records()
            if isinstance(record.event, events.EntryRecorded)
        ]


def test_steps_are_done_at_their_play_times_in_their_roles() -> None:
    steps = (note(1_500, "a"), note(1_500, "b", role="GS"), note(minutes(1), "c"))
    run = Headless(Machine().start(), HeadlessPlan(steps))
    run.run(minutes(2))
    assert run.notes() == [(1_500, "a"), (1_500, "b"), (minutes(1), "c")]
    roles = [record.actor.role for record in run.machine.records() if record.play_ms == 1_500]
    assert roles == ["controller", "GS"]
    types = [type(record.event) for record in run.machine.records() if record.play_ms == minutes(1)]
    assert types == [events.InjectDelivered, events.EntryRecorded]


def test_it_stops_at_the_play_time_asked_for() -> None:
    run = Headless(Machine().start(speed=10.0), HeadlessPlan((), minutes(2)))
    run.run(minutes(9))
    assert run.play.is_over
    assert run.machine.session.now().play_ms == minutes(2)
    assert run.machine.delivered() == ["C1", "C2"]


def test_a_pause_lasts_its_wall_time() -> None:
    pause = Step(30_000, None, commands.PauseExercise(), pause_ms=minutes(3))
    run = Headless(Machine().start(speed=2.0), HeadlessPlan((pause, note(31_000))))
    run.run(minutes(3) + 14_000)
    assert run.machine.session.now().play_ms == 30_000
    run.run(minutes(1))
    assert run.notes() == [(31_000, "x")]
    paused, resumed = (
        record.at_ms
        for record in run.machine.records()
        if isinstance(record.event, events.Paused | events.Resumed)
    )
    assert resumed - paused == minutes(3)


def test_a_refused_step_is_told_and_the_rest_goes_on() -> None:
    vain = Step(1_000, None, commands.DeliverInject("nonsense"))
    run = Headless(Machine().start(), HeadlessPlan((vain, note(2_000))))
    run.run(3_000)
    assert run.refused == [vain]
    assert run.notes() == [(2_000, "x")]


STEPS = (
    note(1_000, "one"),
    note(1_000, "two"),
    Step(1_000, None, commands.DeliverInject("nonsense")),
    note(1_000, "three", "FG"),
    Step(2_000, None, commands.JumpTo(minutes(2))),
    note(4_000, "jumped over"),
    Step(minutes(2) + 1_000, None, commands.JumpTo(3_000)),
    note(minutes(2) + 2_000, "four"),
)


@pytest.mark.parametrize("lines", range(2, 14))
def test_a_run_killed_anywhere_does_each_step_once(lines: int) -> None:
    whole = Headless(Machine().start(), HeadlessPlan(STEPS, minutes(4)))
    whole.run(minutes(8))
    machine = Machine(whole.machine.lines[:lines])
    left_play_ms = machine.session.state.play_ms
    machine.clocks.wall = machine.session.state.at_ms
    machine.restart()
    run = Headless(machine, HeadlessPlan(STEPS, minutes(4)), left_play_ms)
    run.run(minutes(8))
    assert [text for _, text in run.notes()] == ["one", "two", "three", "jumped over", "four"]
    assert len(machine.happened(events.Jumped)) == 2


def test_steps_that_the_journal_does_not_know_begin_where_it_ends() -> None:
    machine = Machine().start()
    machine.wait(5_000)
    steps = (note(1_000, "before"), note(4_000, "in between"), note(6_000, "to come"))
    run = Headless(machine, HeadlessPlan(steps), left_play_ms=4_000)
    run.run(3_000)
    assert run.notes() == [(5_000, "in between"), (6_000, "to come")]


def test_a_postponed_run_goes_on_by_itself() -> None:
    steps = (Step(1_000, None, commands.PostponeExercise(minutes(60), "nacht")), note(2_000))
    run = Headless(Machine().start(), HeadlessPlan(steps, minutes(1)))
    began_ms = run.machine.clocks.wall
    run.run(minutes(90))
    assert run.machine.clocks.wall - began_ms == minutes(61)
    assert run.notes() == [(2_000, "x")]


def test_a_run_that_just_began_skips_no_step_however_fast_it_is() -> None:
    machine = Machine().start(speed=600.0)
    machine.clocks.pass_ms(50)
    run = Headless(machine, HeadlessPlan((note(0, "at once"), note(1_000, "soon"))))
    run.run(10)
    assert [text for _, text in run.notes()] == ["at once", "soon"]


def test_a_step_waits_while_the_disk_is_full() -> None:
    run = Headless(Machine().start(), HeadlessPlan((note(2_000),)))
    run.machine.journal.failure = JournalFullError("full")
    run.run(10_000)
    assert run.refused == []
    run.machine.journal.failure = None
    run.run(3_000)
    assert run.notes() == [(2_000, "x")]


def test_a_step_that_was_done_is_not_done_again_for_trouble_that_came_after_it() -> None:
    machine = Machine().start()
    run = Headless(machine, HeadlessPlan((note(minutes(1) - 10, "once"),)))
    run.run(minutes(1) - 1_000)

    def fill(records: tuple[events.Record, ...]) -> None:
        if any(isinstance(record.event, events.EntryRecorded) for record in records):
            machine.clocks.pass_ms(10)
            machine.journal.failure = JournalFullError("full")

    machine.session.subscribe(fill)
    run.run(5_000)
    assert machine.troubled()
    machine.journal.failure = None
    run.run(5_000)
    assert run.notes() == [(minutes(1) - 10, "once")]


def test_a_pause_that_ends_on_a_full_disk_ends_when_there_is_room() -> None:
    machine = Machine().start()
    pause = Step(1_000, None, commands.PauseExercise(), pause_ms=minutes(1))
    run = Headless(machine, HeadlessPlan((pause,)))
    run.run(30_000)
    machine.journal.failure = JournalFullError("full")
    run.run(minutes(2))
    assert run.play.next_wait_ms() is None
    assert not run.play.stands_still
    machine.journal.failure = None
    run.run(minutes(1.5))
    assert machine.delivered() == ["C1"]


def test_nothing_is_asked_for_all_the_time_while_the_disk_is_full() -> None:
    machine = Machine().start()
    run = Headless(machine, HeadlessPlan((note(minutes(2)),), minutes(3)))
    run.run(30_000)
    machine.journal.failure = JournalFullError("full")
    run.run(minutes(10))
    assert run.play.next_wait_ms() is None


def test_nothing_is_due_any_more_in_no_play() -> None:
    stop = Step(1_000, None, commands.StopPlay("echte brand"))
    run = Headless(Machine().start(), HeadlessPlan((stop, note(5_000)), minutes(9)))
    run.run(2_000)
    assert run.play.next_wait_ms() is None
    assert not run.play.is_over
