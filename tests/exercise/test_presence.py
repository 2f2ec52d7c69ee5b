"""Is everybody in: what the processes say, and what the control room makes of it."""

from __future__ import annotations

from crisis_tui.exercise.presence import Attendance, Attendee
from crisis_tui.exercise.seats.seat import SeatKind
from crisis_tui.exercise.views.direction import SILENT_MS, DirectionView, Standing
from crisis_tui.exercise.views.presence import PresenceView, presence
from tests.exercise.playing import START_MS, Play, minutes, script

PLAY = Play(script({"id": "C1", "at": "1m", "to": ["CISO", "AOV"]}, {"id": "C2", "at": "2m"}))
HERE = DirectionView(Standing.HERE, "anna", "pts/1", 10)
ANNA = Attendee(SeatKind.CONTROLLER, "anna", "pts/1", (), START_MS)
BRAM = Attendee(SeatKind.CONTROLLER, "bram", "pts/2", (), START_MS - 1)
PLAYER = Attendee(SeatKind.PLAYER, "knardijk", "pts/3", ("CISO",), START_MS)
CELL = Attendee(SeatKind.SIMCELL, "urk", "pts/4", (), START_MS + minutes(1))
SCREEN = Attendee(SeatKind.SCREEN, "zaal", "pts/5", (), START_MS)


def seen(*living: Attendance, direction: DirectionView = HERE, later_ms: int = 0) -> PresenceView:
    return presence(PLAY.state, living, direction, START_MS + later_ms)


def test_the_director_comes_first_then_each_capacity() -> None:
    gate = Attendance(7, (SCREEN, PLAYER, CELL))
    view = seen(gate, Attendance(11, (BRAM,)), Attendance(10, (ANNA,)))
    assert [(str(row.capacity), row.person) for row in view.rows] == [
        ("directs", "anna"),
        ("controller", "bram"),
        ("simulation cell", "urk"),
        ("player", "knardijk"),
        ("room's screen", "zaal"),
    ]
    assert all(row.answers for row in view.rows)
    assert view.rows[3].roles == ("CISO",)


def test_roles_that_get_messages_but_have_no_terminal_are_named() -> None:
    assert seen(Attendance(7, (PLAYER,))).unplayed == ("AOV",)
    both = Attendee(SeatKind.PLAYER, "x", "t", ("AOV", "CISO"))
    assert seen(Attendance(7, (both,))).unplayed == ()
    assert seen().unplayed == ("AOV", "CISO")


def test_who_directs_is_there_by_the_lease_alone() -> None:
    (row,) = seen(Attendance(10, None)).rows
    assert (str(row.capacity), row.person, row.since) == ("directs", "anna", "")
    assert not seen(Attendance(10, None)).untold


def test_nobody_directs_when_nobody_does() -> None:
    lost = DirectionView(Standing.LOST, "anna", "pts/1")
    (row,) = seen(Attendance(11, (BRAM,)), direction=lost).rows
    assert (str(row.capacity), row.person) == ("controller", "bram")
    assert seen(direction=DirectionView(Standing.VACANT, "anna", "pts/1")).rows == ()


def test_a_process_without_a_sign_of_life_does_not_answer_nor_do_its_people() -> None:
    rows = seen(Attendance(10, (ANNA,)), Attendance(7, (PLAYER, CELL), SILENT_MS)).rows
    assert [row.answers for row in rows] == [True, False, False]
    silent = DirectionView(Standing.SILENT, "anna", "pts/1", 10, SILENT_MS)
    (row,) = seen(direction=silent).rows
    assert not row.answers


def test_who_could_not_be_told_is_counted() -> None:
    assert seen(Attendance(10, (ANNA,)), Attendance(7, None)).untold == 1


def test_since_is_a_time_of_day_and_names_another_day() -> None:
    early, late = (
        seen(Attendance(10, (ANNA,)), later_ms=later_ms).rows[0].since
        for later_ms in (minutes(1), minutes(48 * 60))
    )
    assert len(early) == len("09:00")
    assert late.endswith(f" {early}")
