"""Who directs, seen from several processes: each has its own session and looks at one lease."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from crisis_tui.direction import Direction, holder_here
from crisis_tui.exercise import commands as do
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.ports import JournalFullError
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.runner import OUTAGE_MS, ExerciseSession
from crisis_tui.exercise.views.direction import (
    SILENT_MS,
    Standing,
    change_of_direction,
    direction_notice,
)
from crisis_tui.storage.lease import DirectorLease
from tests.exercise.machine import SCRIPT, Clocks, StubbornJournal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crisis_tui.exercise.events import Record

ANNA = Actor("anna", "controller", "pts/1")
BRAM = Actor("bram", "controller", "pts/2")
CARLA = Actor("carla", "controller", "pts/3")
MINUTE_MS = 60_000


@dataclass
class Place:
    """One process that takes part; a director if it got the lease."""

    direction: Direction
    session: ExerciseSession
    actor: Actor

    def stands(self, standing: Standing) -> bool:
        return self.direction.view.standing is standing

    @property
    def notice(self) -> str:
        return str(direction_notice(self.direction.view))

    def act(self, command: do.Command) -> str:
        """Return why it was refused, empty if it was not."""
        outcome = self.session.act(command, self.actor)
        return str(outcome.reason) if isinstance(outcome, Refusal) else ""

    def dies(self) -> None:
        """The kernel frees the lease; the journal has no word of it."""
        self.direction.release()

    def leaves(self, reason: str, *, stand_still: bool) -> None:
        self.session.leave(reason, stand_still=stand_still)
        self.direction.release()


@dataclass
class Room:
    """An exercise folder, one machine's clocks, and the processes at it."""

    folder: Path
    lines: list[bytes] = field(default_factory=list)
    clocks: Clocks = field(default_factory=Clocks)
    places: list[Place] = field(default_factory=list)
    journals: list[StubbornJournal] = field(default_factory=list)

    def director(self, actor: Actor = ANNA) -> Place:
        lease = DirectorLease.take(self.folder, holder_here(actor, self.clocks))
        session = self._session()
        assert not isinstance(session.act(do.StartExercise("p", {}, "0"), actor), Refusal)
        assert session.direct(actor, "start") is None
        return self._place(session, actor, lease)

    def controller(self, actor: Actor) -> Place:
        return self._place(self._session(), actor, None)

    def wait(self, by_ms: int) -> None:
        """Let time pass; every process looks, ticks and reads twice a second."""
        for _ in range(by_ms // 500):
            self.clocks.pass_ms(500)
            for place in self.places:
                place.direction.look()
                place.session.tick()

    def records(self) -> list[Record]:
        return list(StubbornJournal(self.lines).read_new())

    def taken(self) -> list[ev.DirectorTaken]:
        return [one.event for one in self.records() if isinstance(one.event, ev.DirectorTaken)]

    def delivered(self) -> list[ev.InjectDelivered]:
        return [one.event for one in self.records() if isinstance(one.event, ev.InjectDelivered)]

    def _session(self) -> ExerciseSession:
        self.journals.append(StubbornJournal(self.lines))
        return ExerciseSession(SCRIPT, self.journals[-1], self.clocks)

    def _place(self, session: ExerciseSession, actor: Actor, lease: DirectorLease | None) -> Place:
        direction = Direction(self.folder, session, actor, self.clocks, lease)
        self.places.append(Place(direction, session, actor))
        return self.places[-1]

    def gone(self, place: Place) -> None:
        place.dies()
        self.places.remove(place)


def told(taken: ev.DirectorTaken) -> tuple[str | None, ...]:
    return (taken.reason, taken.previous_person, taken.previous_terminal, taken.why)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    yield room
    for place in room.places:
        place.direction.release()


def test_who_directs_is_known_at_every_place(room: Room) -> None:
    anna, bram = room.director(), room.controller(BRAM)
    room.wait(1_000)
    assert anna.stands(Standing.HERE)
    assert bram.stands(Standing.ELSEWHERE)
    assert bram.direction.view.person == "anna"
    assert not bram.session.is_directing
    assert str(bram.direction.take_over()) != "None"
    assert not bram.session.is_directing


def test_a_controller_steps_in_at_once_when_the_director_died(room: Room) -> None:
    anna, bram = room.director(), room.controller(BRAM)
    room.wait(30_000)
    room.gone(anna)
    room.wait(500)
    assert bram.session.is_directing
    assert bram.stands(Standing.HERE)
    assert told(room.taken()[-1]) == ("takeover", "anna", "pts/1", "gone")
    room.wait(60_000)
    assert [one.inject for one in room.delivered()] == ["C1"]
    assert room.delivered()[0].late_ms <= 500


def test_exactly_one_of_many_steps_in(room: Room) -> None:
    anna = room.director()
    others = [room.controller(Actor(f"k{n}", "controller", f"pts/{n}")) for n in range(5)]
    room.wait(1_000)
    room.gone(anna)
    room.wait(1_000)
    assert sum(other.session.is_directing for other in others) == 1
    assert [one.reason for one in room.taken()] == ["start", "takeover"]


@pytest.mark.parametrize("reason", ["hangup", "terminated"])
def test_a_lost_terminal_is_stepped_in_for(room: Room, reason: str) -> None:
    anna, bram = room.director(), room.controller(BRAM)
    room.wait(1_000)
    anna.leaves(reason, stand_still=False)
    room.places.remove(anna)
    room.wait(500)
    assert bram.session.is_directing
    assert room.taken()[-1].why == reason
    assert bram.session.state.is_running


def test_who_quits_leaves_a_pause_that_somebody_else_ends(room: Room) -> None:
    anna, bram, carla = room.director(), room.controller(BRAM), room.controller(CARLA)
    room.wait(1_000)
    anna.leaves("quit", stand_still=True)
    room.places.remove(anna)
    room.wait(5_000)
    assert not bram.session.is_directing
    assert bram.notice == "Nobody directs; paused by anna."
    assert bram.act(do.ResumeExercise()) == "Nobody directs the exercise; take over first."
    assert bram.direction.take_over() is None
    assert told(room.taken()[-1]) == ("takeover", "anna", "pts/1", "quit")
    assert bram.act(do.ResumeExercise()) == ""
    room.wait(500)
    assert carla.stands(Standing.ELSEWHERE)
    refused = carla.direction.take_over()
    assert refused is not None
    assert str(refused.reason) == "bram at pts/2 directs."


def test_a_goodbye_that_was_not_read_yet_counts(room: Room) -> None:
    anna, bram = room.director(), room.controller(BRAM)
    room.wait(1_000)
    anna.leaves("until", stand_still=True)
    bram.direction.look()  # before the session read what anna wrote
    assert not bram.session.is_directing
    assert bram.stands(Standing.VACANT)


def test_what_fell_due_in_a_short_gap_is_sent_late_and_says_so(room: Room) -> None:
    anna, bram = room.director(), room.controller(BRAM)
    room.wait(MINUTE_MS - 2_000)
    anna.dies()
    room.places.clear()
    room.clocks.pass_ms(5_000)
    bram.direction.look()
    (sent,) = room.delivered()
    assert (sent.inject, sent.late_ms) == ("C1", 3_000)
    room.places.append(bram)


def test_what_fell_due_in_a_long_gap_waits_on_the_catch_up_list(room: Room) -> None:
    anna, bram = room.director(), room.controller(BRAM)
    room.wait(MINUTE_MS - 2_000)
    anna.dies()
    room.places.clear()
    room.clocks.pass_ms(OUTAGE_MS + 1_000)
    bram.direction.look()
    assert room.delivered() == []
    assert list(bram.session.state.catch_up) == ["C1"]
    room.places.append(bram)


def test_a_director_who_stood_still_before_dying_leaves_a_long_gap(room: Room) -> None:
    """Stopped by Ctrl-Z, then killed: nobody knows who was told what meanwhile."""
    anna, bram = room.director(), room.controller(BRAM)
    room.wait(MINUTE_MS - 2_000)
    room.places.remove(anna)  # stopped: it holds the lease and does nothing
    room.wait(OUTAGE_MS + 4_000)
    anna.dies()
    room.wait(500)
    assert bram.session.is_directing
    assert list(bram.session.state.catch_up) == ["C1"]


def test_no_sign_of_life_is_told_and_nothing_is_stolen(room: Room) -> None:
    anna, bram = room.director(), room.controller(BRAM)
    room.wait(1_000)
    room.places.remove(anna)
    room.clocks.pass_ms(SILENT_MS + 2_000)
    bram.direction.look()
    assert bram.stands(Standing.SILENT)
    assert not bram.session.is_directing
    pid = os.getpid()
    assert bram.notice == f"No sign of life for 7 s: anna at pts/1; fg there, or kill {pid}."
    room.places.append(anna)
    room.wait(1_000)
    assert bram.stands(Standing.ELSEWHERE)
    assert direction_notice(bram.direction.view) is None


def test_who_joins_later_knows_how_long_there_was_no_sign_of_life(room: Room) -> None:
    anna = room.director()
    room.wait(1_000)
    room.places.remove(anna)
    room.clocks.pass_ms(60_000)
    bram = room.controller(BRAM)
    assert bram.stands(Standing.SILENT)
    assert bram.direction.view.silent_ms >= 60_000
    anna.dies()


def test_without_room_for_a_word_nobody_takes_the_direction(room: Room) -> None:
    anna, bram = room.director(), room.controller(BRAM)
    room.wait(1_000)
    room.gone(anna)
    room.journals[1].failure = JournalFullError()
    room.wait(2_000)
    assert not bram.session.is_directing
    assert bram.notice == "The director is gone: anna at pts/1."
    carla = room.controller(CARLA)
    carla.direction.look()
    assert carla.session.is_directing  # bram gave the lease back


def test_a_disk_that_takes_nothing_throws_nobody_out(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, bram = room.director(), room.controller(BRAM)
    room.wait(1_000)
    room.gone(anna)

    def read_only(*_: object, **__: object) -> DirectorLease:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as patched:
        patched.setattr(DirectorLease, "take", read_only)
        room.wait(1_000)
        refused = bram.direction.take_over()
        assert refused is not None
        assert str(refused.reason) == "the disk refuses: Read-only file system"
    assert not bram.session.is_directing
    room.wait(500)
    assert bram.session.is_directing


def test_nobody_steps_in_after_the_end(room: Room) -> None:
    anna, bram = room.director(), room.controller(BRAM)
    assert anna.act(do.EndExercise()) == ""
    room.gone(anna)
    room.wait(1_000)
    assert not bram.session.is_directing
    refused = bram.direction.take_over()
    assert refused is not None
    assert str(refused.reason) == "The exercise is over."


def test_people_at_each_terminal_are_told_in_one_line(room: Room) -> None:
    anna, bram = room.director(), room.controller(BRAM)
    room.wait(1_000)
    anna.leaves("hangup", stand_still=False)
    room.places.remove(anna)
    room.wait(500)
    *_, left, taken = room.records()
    assert bram.session.is_directing
    assert (
        str(change_of_direction(left, CARLA)) == "anna no longer directs: the terminal was closed"
    )
    gone = "anna at pts/1: the terminal was closed"
    assert str(change_of_direction(taken, BRAM)) == f"You direct now; {gone}"
    assert str(change_of_direction(taken, CARLA)) == f"bram at pts/2 directs now; {gone}"
    assert change_of_direction(room.records()[0], CARLA) is None
