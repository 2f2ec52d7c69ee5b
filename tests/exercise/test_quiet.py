"""What falls due in the quiet hours waits for the morning, by the wall clock of the zone."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.exercise.commands import (
    DeliverInject,
    HoldInject,
    JumpTo,
    PauseExercise,
    ResumeExercise,
    SendOverdue,
    Tick,
)
from crisis_tui.exercise.due import next_wake_at_ms
from crisis_tui.exercise.events import ExerciseEnded, InjectDelivered, InjectHeld, InjectSkipped
from crisis_tui.exercise.quiet import last_quiet_end_ms, quiet_until_ms
from crisis_tui.exercise.state import InjectStatus
from crisis_tui.scenario.model import QuietHours
from tests.exercise.machine import Machine
from tests.exercise.playing import Play, minutes, script

ZONE = ZoneInfo("Europe/Amsterdam")
NIGHT = {"from": "22:00", "until": "07:00"}


def wall_ms(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp() * 1000)


def hours(text: str) -> QuietHours:
    start, _, rest = text.partition("-")
    until, _, days = rest.partition(" ")
    found = {"from": start, "until": until}
    return QuietHours.model_validate(found | ({"days": days} if days else {}))


@pytest.mark.parametrize(
    ("quiet", "at", "until"),
    [
        ("22:00-07:00", "2026-11-22T21:59:59", None),
        ("22:00-07:00", "2026-11-22T22:00", "2026-11-23T07:00"),
        ("22:00-07:00", "2026-11-23T06:59:59", "2026-11-23T07:00"),
        ("22:00-07:00", "2026-11-23T07:00", None),
        ("12:30-13:00", "2026-11-23T12:45", "2026-11-23T13:00"),
        ("22:00-24:00", "2026-11-23T23:30", "2026-11-24T00:00"),
        ("22:00-07:00 Fri", "2026-11-28T03:00", "2026-11-28T07:00"),
        ("22:00-07:00 Fri", "2026-11-29T03:00", None),
        ("22:00-07:00", "2026-12-31T23:00", "2027-01-01T07:00"),
        ("02:00-03:00", "2026-03-29T03:30", None),
    ],
)
def test_when_it_is_quiet(quiet: str, at: str, until: str | None) -> None:
    expected = None if until is None else wall_ms(until)
    assert quiet_until_ms(hours(quiet), ZONE, wall_ms(at)) == expected


@pytest.mark.parametrize(("evening", "length"), [("2026-03-28", 8), ("2026-10-24", 10)])
def test_a_night_in_which_the_clock_changes_ends_in_the_morning(evening: str, length: int) -> None:
    begin_ms = wall_ms(f"{evening}T22:00")
    assert quiet_until_ms(hours("22:00-07:00"), ZONE, begin_ms) == begin_ms + minutes(60 * length)


QUIET = st.builds(
    lambda start, until, days: QuietHours(
        from_second=start * 900, until_second=until * 900, days=tuple(sorted(days))
    ),
    st.integers(0, 95),
    st.integers(0, 95),
    st.sets(st.integers(0, 6), min_size=1),
).filter(lambda quiet: quiet.from_second != quiet.until_second)


@given(QUIET, st.sampled_from(["2026-03-28", "2026-06-10", "2026-10-24", "2026-12-31"]))
def test_the_wall_clock_tells_whether_it_is_quiet(quiet: QuietHours, date: str) -> None:
    """Look at the wall clock every ten minutes, outside the hour that comes twice or never."""
    noon = datetime.fromisoformat(f"{date}T12:00").replace(tzinfo=ZONE)
    for step in range(6 * 24):
        at_ms = round(noon.timestamp() * 1000) + minutes(10 * step)
        local = datetime.fromtimestamp(at_ms / 1000, ZONE)
        if local.month in {3, 10} and local.hour in {2, 3}:
            continue
        second = local.hour * 3600 + local.minute * 60
        before = (local.date() - timedelta(days=1)).weekday()
        if quiet.from_second < quiet.until_second:
            begun = quiet.from_second <= second < quiet.until_second
            expected = begun and local.weekday() in quiet.days
        else:
            tonight = second >= quiet.from_second and local.weekday() in quiet.days
            expected = tonight or (second < quiet.until_second and before in quiet.days)
        edge = (quiet.from_second // 3600 in {2, 3}) or (quiet.until_second // 3600 in {2, 3})
        if edge and local.month in {3, 10}:
            continue
        until_ms = quiet_until_ms(quiet, ZONE, at_ms)
        assert (until_ms is not None) == expected, local
        assert until_ms is None or until_ms > at_ms
        last_ms = last_quiet_end_ms(quiet, ZONE, at_ms)
        assert last_ms is None or last_ms <= at_ms


def evening(*injects: dict[str, object], at: str = "21:00", end: str = "open") -> Play:
    """An exercise that begins in the evening; play time is wall time."""
    play = Play(script(*injects, end=end, quiet=NIGHT))
    play.at_ms = wall_ms(f"2026-11-22T{at}")
    return play.start()


def clock_times(play: Play) -> dict[str, str]:
    return {
        record.event.inject: f"{datetime.fromtimestamp(record.at_ms / 1000, ZONE):%d %H:%M:%S}"
        for record in play.journal
        if isinstance(record.event, InjectDelivered)
    }


def follow_the_alarm(play: Play, until: str) -> None:
    """Wake up whenever the engine asks to be woken, until a wall time."""
    end_ms = wall_ms(until)
    while (wake_ms := next_wake_at_ms(play.state)) is not None and wake_ms <= end_ms:
        play.at_ms = max(play.at_ms, wake_ms)
        play.do(Tick())
    play.at_ms = end_ms
    play.do(Tick())


def test_what_falls_due_at_night_comes_in_the_morning_in_its_order() -> None:
    play = evening(
        {"id": "C", "at": "5h"},
        {"id": "A", "at": "30m"},
        {"id": "B", "at": "2h"},
        {"id": "F", "after": {"inject": "B", "by": "20m"}},
        {"id": "D", "at": "10h"},
    )
    follow_the_alarm(play, "2026-11-23T12:00")
    assert clock_times(play) == {
        "A": "22 21:30:00",
        "B": "23 07:00:00",
        "C": "23 07:00:00",
        "D": "23 07:00:00",
        "F": "23 07:20:00",
    }
    assert play.happened(InjectHeld) == [InjectHeld("B", "quiet"), InjectHeld("C", "quiet")]
    assert all(event.late_ms == 0 for event in play.happened(InjectDelivered))


def test_of_a_recurring_inject_only_the_last_one_comes_in_the_morning() -> None:
    play = evening({"id": "S", "at": "30m", "every": "2h"})
    follow_the_alarm(play, "2026-11-23T08:00")
    assert clock_times(play) == {
        "S": "22 21:30:00",
        "S.5": "23 07:00:00",
        "S.6": "23 07:30:00",
    }
    assert play.happened(InjectSkipped) == [
        InjectSkipped("S.2", "quiet"),
        InjectSkipped("S.3", "quiet"),
        InjectSkipped("S.4", "quiet"),
    ]


def test_at_night_everything_can_be_done_by_hand() -> None:
    play = evening({"id": "A", "at": "2h"}, {"id": "B", "at": "2h"}, {"id": "C", "at": "9h"})
    follow_the_alarm(play, "2026-11-22T23:30")
    play.do(DeliverInject("A"))
    play.do(HoldInject("B"))
    play.do(DeliverInject("C"))
    follow_the_alarm(play, "2026-11-23T09:00")
    assert play.delivered() == ["A", "C"]
    assert play.state.inject("B").status is InjectStatus.HELD


def test_a_condition_that_is_settled_at_night_waits_for_the_morning_too() -> None:
    play = evening(
        {
            "id": "A",
            "at": "30m",
            "expects": [{"id": "x", "by": "GS", "action": "doet", "within": "2h"}],
        },
        {"id": "B", "at": "35m", "when": {"missed": "x"}},
        {"id": "C", "at": "35m", "when": {"met": "x"}},
    )
    follow_the_alarm(play, "2026-11-22T22:30")
    assert (set(play.state.waiting), set(play.state.for_morning)) == ({"B", "C"}, set())
    follow_the_alarm(play, "2026-11-23T06:59")
    assert (set(play.state.waiting), set(play.state.for_morning)) == ({"B"}, {"B"})
    follow_the_alarm(play, "2026-11-23T09:00")
    assert not play.state.waiting
    assert not play.state.for_morning
    assert clock_times(play) == {"A": "22 21:30:00", "B": "23 07:00:00"}
    assert play.happened(InjectSkipped) == [InjectSkipped("C", "condition")]


def test_the_planned_end_waits_for_what_waits_for_the_morning() -> None:
    play = evening({"id": "A", "at": "2h"}, end="3h")
    follow_the_alarm(play, "2026-11-23T06:00")
    assert play.state.is_live
    follow_the_alarm(play, "2026-11-23T07:00")
    assert play.delivered() == ["A"]
    assert play.happened(ExerciseEnded) == [ExerciseEnded("planned-end")]


def test_what_waits_for_the_morning_waits_on_while_the_exercise_is_paused() -> None:
    play = evening({"id": "A", "at": "2h"}, {"id": "B", "at": "2h10m"})
    follow_the_alarm(play, "2026-11-22T23:05")
    play.do(PauseExercise())
    follow_the_alarm(play, "2026-11-23T08:00")
    assert play.delivered() == []
    play.do(ResumeExercise())
    follow_the_alarm(play, "2026-11-23T09:00")
    assert clock_times(play) == {"A": "23 08:00:00", "B": "23 08:05:00"}


def test_after_a_jump_back_what_waited_for_the_morning_has_its_time_again() -> None:
    play = evening({"id": "A", "at": "2h"})
    follow_the_alarm(play, "2026-11-22T23:05")
    play.do(JumpTo(minutes(60)))
    assert play.state.inject("A").status is InjectStatus.PLANNED
    follow_the_alarm(play, "2026-11-23T07:00")
    assert clock_times(play) == {"A": "23 07:00:00"}


def awake(machine: Machine, by_ms: int) -> None:
    """Let time pass with a tick now and then, often enough to be no outage."""
    steps, rest_ms = divmod(by_ms, 9_000)
    for step_ms in [*[9_000] * steps, rest_ms]:
        machine.wait(step_ms)


def test_a_machine_that_slept_through_the_night_sends_nothing_by_itself() -> None:
    machine = Machine(script=script({"id": "A", "at": "2h"}, {"id": "B", "at": "3h"}, quiet=NIGHT))
    machine.clocks.wall = wall_ms("2026-11-22T21:00")
    machine.start()
    awake(machine, minutes(125))
    machine.clocks.pass_ms(minutes(60))
    machine.wait(1_000)
    assert [(one.inject, one.reason) for one in machine.happened(InjectHeld)] == [  # type: ignore[attr-defined]
        ("A", "quiet"),
        ("B", "quiet"),
    ]
    machine.clocks.pass_ms(minutes(600))
    machine.wait(1_000)
    assert machine.delivered() == []
    machine.act(SendOverdue())
    assert machine.delivered() == ["A", "B"]


def test_a_machine_that_is_awake_wakes_up_in_the_morning() -> None:
    machine = Machine(script=script({"id": "A", "at": "2h"}, quiet=NIGHT))
    machine.clocks.wall = wall_ms("2026-11-22T21:00")
    machine.start()
    awake(machine, minutes(121))
    left_ms = wall_ms("2026-11-23T07:00") - machine.clocks.wall
    assert machine.session.next_wait_ms() == left_ms
    awake(machine, left_ms)
    assert machine.delivered() == ["A"]
