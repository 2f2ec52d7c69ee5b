"""Terms and actions as a list: every one once, how it stands, and what is late first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.exercise.commands import CloseAction, MeetClock, RecordAction, RetractEntry
from crisis_tui.exercise.views.deadlines import DeadlineRow, DeadlineState, actions, terms
from tests.exercise.playing import Play, minutes, script

LATE, OPEN, TIMELESS = DeadlineState.LATE, DeadlineState.OPEN, DeadlineState.TIMELESS
DONE, DONE_LATE = DeadlineState.DONE, DeadlineState.DONE_LATE
NAMES = ("een", "twee", "drie")
CLOCKS = [
    {"id": name, "title": name, "starts": "C1", "due": f"{due}m", "clock": "play"}
    for name, due in zip(NAMES, (5, 30, 20), strict=True)
]
planned = st.tuples(st.none() | st.integers(0, 20), st.none() | st.integers(0, 20), st.booleans())
"""An action: when it is due, when it is done, whether it is taken back, in minutes."""


def stand(due: int | None, done: int | None, now: int) -> DeadlineState:
    """Return how an action stands, the slow and obvious way."""
    if done is None:
        return TIMELESS if due is None else LATE if now > due else OPEN
    return DONE if due is None or done <= due else DONE_LATE


@given(st.lists(planned, max_size=8), st.integers(0, 25))
def test_every_action_stands_once_and_late_ones_first(
    plans: list[tuple[int | None, int | None, bool]], now: int
) -> None:
    play = Play(script()).start()
    expected = {}
    for due, done, is_retracted in plans:
        due_ms = None if due is None else minutes(due)
        play.do(RecordAction("doe", "GS", due_play_ms=due_ms))
        entry = f"E{len(play.state.entries)}"
        expected[entry] = None if is_retracted else (due, done)
    for minute in range(now + 1):
        for entry, plan in expected.items():
            if plan is not None and plan[1] == minute:
                play.do(CloseAction(entry))
        if minute < now:
            play.wait(minutes(1))
    for entry, plan in expected.items():
        if plan is None:
            play.do(RetractEntry(entry))
    rows = actions(play.state, play.moment.play_ms)
    assert {row.id: row.state for row in rows} == {
        entry: stand(plan[0], plan[1] if plan[1] is not None and plan[1] <= now else None, now)
        for entry, plan in expected.items()
        if plan is not None
    }
    assert is_sorted(rows)


def is_sorted(rows: tuple[DeadlineRow, ...]) -> bool:
    order = [(list(DeadlineState).index(row.state), _left(row)) for row in rows]
    return order == sorted(order)


def _left(row: DeadlineRow) -> int:
    return row.left_ms if row.left_ms is not None and row.done_play_ms is None else 0


def test_terms_stand_by_what_is_late_then_near_then_done() -> None:
    play = Play(script({"id": "C1", "at": "0m"}, clocks=CLOCKS)).start()
    play.wait(minutes(6))
    rows = terms(play.state, play.moment.play_ms)
    assert [(row.id, row.state) for row in rows] == [("een", LATE), ("drie", OPEN), ("twee", OPEN)]
    assert [row.left_ms for row in rows] == [minutes(-1), minutes(14), minutes(24)]
    play.do(MeetClock("een"))
    play.do(MeetClock("twee"))
    rows = terms(play.state, play.moment.play_ms)
    assert [(row.id, row.state) for row in rows] == [
        ("drie", OPEN),
        ("twee", DONE),
        ("een", DONE_LATE),
    ]
    assert {row.done_play_ms for row in rows} == {None, minutes(6)}
