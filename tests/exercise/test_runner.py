from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.exercise import events
from crisis_tui.exercise.commands import (
    AddInject,
    DeliverInject,
    JumpTo,
    PauseExercise,
    RecordEntry,
    ResumeExercise,
    SendOverdue,
    StartExercise,
)
from crisis_tui.exercise.events import Actor, Event, Record
from crisis_tui.exercise.fold import fold_all
from crisis_tui.exercise.ports import JournalBusyError, JournalFullError
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.runner import OUTAGE_MS, SYSTEM_ROLE, ExerciseSession
from crisis_tui.exercise.state import initial_state
from tests.exercise.machine import SCRIPT, Clocks, Machine
from tests.exercise.playing import DIRECTOR, START_MS, minutes, script
from tests.memory_journal import MemoryJournal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.exercise.ports import Entry

OBSERVER = Actor("urkerveld", "observer", "t2")


def test_what_is_due_is_delivered_in_time_and_once() -> None:
    machine = Machine().start()
    assert machine.session.next_wait_ms() == minutes(1)
    machine.wait(9_000)
    assert machine.session.next_wait_ms() == 51_000
    machine.wait_in_seconds(minutes(2) + 51_000)
    machine.session.tick()
    assert machine.delivered() == ["C1", "C2", "C3"]
    assert all(getattr(event, "late_ms", 0) == 0 for event in machine.happened(Event))


def test_what_is_due_at_the_start_is_on_time_even_at_high_speed() -> None:
    machine = Machine()
    machine.act(StartExercise("proef-1", {}, "0", speed=600.0))
    machine.clocks.pass_ms(150)
    assert machine.session.direct(DIRECTOR, "start") is None
    assert machine.delivered() == ["C1"]


def test_nobody_hears_of_what_is_not_in_the_journal() -> None:
    machine = Machine().start()
    heard: list[Record] = []

    def listen(records: tuple[Record, ...]) -> None:
        heard.extend(records)
        assert tuple(machine.records()[-len(records) :]) == records

    stop = machine.session.subscribe(listen)
    machine.act(DeliverInject("B1"))
    assert [type(record.event) for record in heard] == [events.InjectDelivered]
    stop()
    machine.act(DeliverInject("C1"))
    assert len(heard) == 1


def test_what_was_merely_due_is_written_by_the_system_for_the_director() -> None:
    machine = Machine().start()
    machine.wait(minutes(1))
    assert machine.records()[-1].actor == Actor(DIRECTOR.person, SYSTEM_ROLE, DIRECTOR.terminal)


def test_a_refused_command_leaves_no_trace() -> None:
    machine = Machine().start()
    before = list(machine.lines)
    outcome = machine.session.act(DeliverInject("nonsense"), DIRECTOR)
    assert isinstance(outcome, Refusal)
    assert machine.lines == before


def test_a_command_comes_after_what_is_due_before_it() -> None:
    machine = Machine().start()
    machine.wait_in_seconds(59_000)
    machine.clocks.pass_ms(1_000)
    machine.act(DeliverInject("B1"))
    assert machine.delivered() == ["C1", "B1"]


def test_what_a_command_makes_due_comes_at_once() -> None:
    machine = Machine().start()
    machine.act(JumpTo(minutes(40)))
    assert machine.delivered() == ["C4"]


def test_a_loop_that_was_blocked_for_a_while_delivers_late() -> None:
    machine = Machine().start()
    machine.wait_in_seconds(55_000)
    machine.wait(OUTAGE_MS)
    (delivered,) = machine.happened(events.InjectDelivered)
    assert delivered == events.InjectDelivered("C1", minutes(1), 5_000, ("CISO",))


def test_after_a_sleep_what_was_missed_waits_on_the_catch_up_list() -> None:
    machine = Machine().start()
    machine.wait(minutes(5))
    assert machine.delivered() == []
    assert set(machine.session.state.catch_up) == {"C1", "C2", "C3"}
    machine.act(SendOverdue())
    assert machine.delivered() == ["C1", "C2", "C3"]


@pytest.mark.parametrize("down_ms", [0, 300, minutes(5)])
def test_a_killed_process_is_taken_over_where_the_wall_clock_is(down_ms: int) -> None:
    machine = Machine().start()
    machine.wait_in_seconds(30_000)
    before = machine.session.state
    machine.clocks = Clocks(machine.clocks.wall + down_ms, 77, "b2")
    machine.open()
    assert machine.session.state == before
    assert machine.session.direct(DIRECTOR, "takeover") is None
    assert machine.session.now().play_ms == 30_000 + down_ms
    assert len(machine.session.state.catch_up) == (3 if down_ms == minutes(5) else 0)


def test_a_wall_clock_that_stepped_back_while_nobody_directed_turns_nothing_back() -> None:
    machine = Machine().start()
    machine.wait_in_seconds(90_000)
    machine.clocks = Clocks(START_MS - minutes(60), 77, "b2")
    machine.restart()
    assert machine.session.now().play_ms == minutes(1)  # the last event's
    machine.wait_in_seconds(minutes(1))
    assert machine.delivered() == ["C1", "C2"]


@pytest.mark.parametrize("step_ms", [-3_600_000, -2_000, 2_000, 3_600_000])
def test_a_stepped_wall_clock_is_noted_and_play_goes_on(step_ms: int) -> None:
    machine = Machine().start()
    machine.wait_in_seconds(10_000)
    machine.clocks.wall += step_ms
    machine.wait_in_seconds(minutes(1))
    assert machine.happened(events.WallClockStepped) == [events.WallClockStepped(step_ms)]
    assert machine.session.now() == machine.session.state.moment(machine.clocks.wall)
    assert machine.session.now().play_ms == minutes(1) + 10_000
    assert machine.happened(events.InjectDelivered) == [
        events.InjectDelivered("C1", minutes(1), 0, ("CISO",))
    ]


def test_a_slewed_wall_clock_is_not_a_step() -> None:
    machine = Machine().start()
    for _ in range(10):
        machine.clocks.wall += 40
        machine.wait(1_000)
    assert machine.happened(events.WallClockStepped) == []


def test_on_a_full_disk_the_exercise_stands_still_until_there_is_room() -> None:
    machine = Machine().start()
    machine.wait_in_seconds(58_000)
    machine.journal.failure = JournalFullError("full")
    told: list[int] = []
    machine.session.subscribe(lambda records: told.append(len(records)))
    machine.wait_in_seconds(minutes(3))
    assert machine.session.now().play_ms == minutes(1)
    assert machine.troubled()
    assert machine.session.next_wait_ms() is None
    assert isinstance(machine.session.act(RecordEntry("note", "x"), DIRECTOR), Refusal)
    assert told == [0]

    machine.journal.failure = None
    machine.wait(1_000)
    assert not machine.troubled()
    assert machine.delivered() == ["C1"]
    assert machine.session.now().play_ms == minutes(1)
    stopped, goes_on = (
        record
        for record in machine.records()
        if isinstance(record.event, events.Paused | events.Resumed)
    )
    assert stopped.event == events.Paused("disk-full")
    assert (stopped.play_ms, goes_on.play_ms) == (minutes(1), minutes(1))
    assert goes_on.at_ms - stopped.at_ms == minutes(3) - 2_000 + 1_000
    machine.wait_in_seconds(minutes(1))
    assert machine.delivered() == ["C1", "C2"]


def test_a_full_disk_while_paused_does_not_start_the_clock() -> None:
    machine = Machine().start()
    machine.act(PauseExercise())
    machine.journal.failure = JournalFullError("full")
    assert isinstance(machine.session.act(RecordEntry("note", "x"), DIRECTOR), Refusal)
    machine.journal.failure = None
    machine.act(RecordEntry("note", "x"))
    assert not machine.session.state.is_running
    machine.act(ResumeExercise())
    assert machine.session.state.is_running


def test_a_locked_journal_delays_but_loses_nothing() -> None:
    machine = Machine().start()
    machine.wait_in_seconds(58_000)
    machine.journal.failure = JournalBusyError()
    machine.wait_in_seconds(5_000)
    assert isinstance(machine.session.act(DeliverInject("B1"), DIRECTOR), Refusal)
    assert machine.troubled()
    machine.journal.failure = None
    machine.wait(1_000)
    assert not machine.troubled()
    (delivered,) = machine.happened(events.InjectDelivered)
    assert delivered == events.InjectDelivered("C1", minutes(1), 4_000, ("CISO",))


def test_a_locked_journal_is_asked_for_once_a_second_not_all_the_time() -> None:
    machine = Machine().start()
    machine.wait_in_seconds(58_000)
    machine.journal.failure = JournalBusyError()
    machine.wait_in_seconds(5_000)
    assert machine.session.next_wait_ms() is None
    machine.journal.failure = None
    machine.wait(1_000)
    assert machine.session.next_wait_ms() == minutes(1) - 4_000


def test_where_nothing_is_due_the_journal_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine().start()

    def refuse(entries: object) -> NoReturn:
        raise JournalBusyError

    monkeypatch.setattr(machine.journal, "append", refuse)
    machine.wait_in_seconds(5_000)
    assert not machine.troubled()
    outcome = machine.session.act(RecordEntry("note", "x"), DIRECTOR)
    assert isinstance(outcome, Refusal)
    assert machine.troubled()


def test_what_is_too_long_to_write_is_refused() -> None:
    machine = Machine().start()
    before = list(machine.lines)
    outcome = machine.session.act(RecordEntry("note", "x" * 2_000_000), DIRECTOR)
    assert isinstance(outcome, Refusal)
    assert machine.lines == before
    machine.act(RecordEntry("note", "x"))


def test_others_may_write_at_the_moment_the_clock_runs_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    machine = Machine().start()
    machine.wait_in_seconds(58_000)
    machine.journal.failure = JournalFullError("full")
    machine.wait_in_seconds(10_000)
    machine.journal.failure = None
    observer = ExerciseSession(SCRIPT, MemoryJournal(machine.lines), machine.clocks)
    append = machine.journal.append

    def late(entries: Sequence[Entry]) -> tuple[Record, ...]:
        monkeypatch.undo()
        observer.act(RecordEntry("note", "x"), OBSERVER)
        return append(entries)

    monkeypatch.setattr(machine.journal, "append", late)
    machine.wait(1_000)
    assert not machine.troubled()
    assert machine.delivered() == ["C1"]
    assert len(machine.happened(events.EntryRecorded)) == 1


def test_who_leaves_when_there_is_room_again_writes_down_how_long_the_clock_stood() -> None:
    machine = Machine().start()
    machine.wait_in_seconds(58_000)
    machine.journal.failure = JournalFullError("full")
    machine.wait_in_seconds(minutes(3))
    machine.journal.failure = None
    machine.session.leave("hangup", stand_still=False)
    machine.restart()
    assert machine.session.now().play_ms == minutes(1)


def test_two_processes_write_in_one_journal_and_see_each_other() -> None:
    machine = Machine().start()
    observer = ExerciseSession(SCRIPT, MemoryJournal(machine.lines), machine.clocks)
    outcome = observer.act(RecordEntry("note", "van de waarnemer"), OBSERVER)
    assert not isinstance(outcome, Refusal)
    machine.act(RecordEntry("note", "van de leider"))
    observer.tick()
    assert observer.state == machine.session.state
    assert [record.seq for record in machine.records()] == list(range(1, len(machine.lines) + 1))
    entries = {event.entry for event in machine.happened(events.EntryRecorded)}  # type: ignore[attr-defined]
    assert len(entries) == 2


def test_only_the_director_does_what_is_due() -> None:
    machine = Machine().start()
    observer = ExerciseSession(SCRIPT, MemoryJournal(machine.lines), machine.clocks)
    machine.wait_in_seconds(59_000)
    machine.clocks.pass_ms(1_000)
    observer.tick()
    assert machine.delivered() == []
    assert observer.next_wait_ms() is None
    machine.session.tick()
    observer.tick()
    assert list(observer.state.delivered) == ["C1"]


def test_leaving_stops_the_clock_if_asked_and_gives_the_direction_up() -> None:
    machine = Machine().start()
    machine.wait(5_000)
    machine.session.leave("quit", stand_still=True)
    machine.session.leave("quit", stand_still=True)
    assert machine.happened(events.Paused, events.DirectorReleased) == [
        events.Paused("quit"),
        events.DirectorReleased("quit"),
    ]
    machine.wait(minutes(10))
    assert machine.delivered() == []
    machine.open()
    assert machine.session.direct(DIRECTOR, "resume") is None
    machine.act(ResumeExercise())
    machine.wait_in_seconds(55_000)
    assert machine.delivered() == ["C1"]


def test_leaving_on_a_full_disk_is_possible() -> None:
    machine = Machine().start()
    machine.journal.failure = JournalFullError("full")
    machine.session.leave("quit", stand_still=True)
    assert not machine.session.is_directing


def test_ad_hoc_messages_for_one_instant_are_sent_in_the_order_in_which_they_were_written() -> None:
    machine = Machine().start()
    for number in range(12):
        machine.act(AddInject(f"T{number}", "x", ("CISO",), due_play_ms=minutes(5)))
    machine.wait(minutes(6))
    machine.act(SendOverdue())
    assert machine.delivered()[3:] == [f"adhoc-{number}" for number in range(1, 13)]


def test_a_statutory_clock_starts_also_if_a_crash_tore_its_line_off_behind_the_message() -> None:
    clock = {"id": "avg", "title": "AVG", "starts": "C1", "due": "72h", "owner": "FG"}
    machine = Machine(script=script({"id": "C1", "at": "1m"}, clocks=[clock])).start()
    machine.wait_in_seconds(minutes(1))
    whole = machine.happened(events.ClockStarted)
    del machine.lines[-1]
    assert machine.happened(events.ClockStarted) == []
    machine.restart()
    machine.wait(minutes(7))
    assert machine.happened(events.ClockStarted) == whole
    assert machine.delivered() == ["C1"]


def test_a_virtual_exercise_knows_no_outage() -> None:
    machine = Machine().start(virtual=True)
    machine.wait(minutes(45))
    assert machine.delivered() == ["C1", "C2", "C3", "C4"]
    machine.clocks.wall += minutes(600)
    machine.open()
    assert machine.session.direct(DIRECTOR, "resume") is None
    assert machine.session.now().play_ms == minutes(45)


step = st.one_of(
    st.tuples(st.just("pass"), st.integers(1, 20_000)),
    st.tuples(st.just("step"), st.integers(-4_000_000, 4_000_000)),
    st.tuples(st.just("kill"), st.integers(0, 200_000)),
    st.tuples(st.just("full"), st.integers(1, 30_000)),
    st.tuples(st.just("overdue"), st.just(0)),
)


@settings(deadline=None)
@given(st.lists(step, max_size=40))
def test_whatever_happens_to_clocks_disk_and_process_nothing_is_lost_doubled_or_disordered(
    steps: list[tuple[str, int]],
) -> None:
    machine = Machine().start()
    play_ms = 0
    for kind, amount in steps:
        if kind == "pass":
            machine.wait(amount)
        elif kind == "step":
            machine.clocks.wall += amount
        elif kind == "kill":
            boot = f"b{len(machine.lines)}"
            machine.clocks = Clocks(machine.clocks.wall + amount, amount, boot)
            machine.restart()
            play_ms = machine.session.state.play_ms
        elif kind == "full":
            machine.journal.failure = JournalFullError("full")
            machine.wait(amount)
            machine.journal.failure = None
            machine.session.tick()
        elif machine.session.state.catch_up:
            machine.act(SendOverdue())
        assert machine.session.now().play_ms >= play_ms
        play_ms = machine.session.now().play_ms
        assert fold_all(initial_state(SCRIPT), machine.records()) == machine.session.state
    if machine.session.state.catch_up:
        machine.act(SendOverdue())
    times = Counter(machine.delivered())
    assert set(times.values()) <= {1}
    due = {"C1": 1, "C2": 2, "C3": 3, "C4": 40}
    assert set(times) == {name for name, at in due.items() if minutes(at) <= play_ms}
    on_time = [
        event.inject  # type: ignore[attr-defined]
        for event in machine.happened(events.InjectDelivered)
        if not event.by_hand  # type: ignore[attr-defined]
    ]
    assert on_time == sorted(on_time)
