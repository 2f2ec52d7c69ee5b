"""An exercise that this process directs or joined: what a front end gets of it, how it is left."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from crisis_tui.direction import LOOK_S
from crisis_tui.exercise.direction import ON_PURPOSE
from crisis_tui.exercise.ports import JournalBusyError
from crisis_tui.exercise.presence import Attendee
from crisis_tui.exercise.seats.seat import SeatKind
from crisis_tui.exercise.views.presence import presence
from crisis_tui.storage.attendance import Attending, living
from crisis_tui.storage.locks import LockTimeoutError
from crisis_tui.storage.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crisis_tui.alarm import Alarm, Repeating, Runner
    from crisis_tui.basis.text import AnyText
    from crisis_tui.direction import Direction
    from crisis_tui.exercise.events import Actor
    from crisis_tui.exercise.refusal import Refusal
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.exercise.views.direction import DirectionView
    from crisis_tui.exercise.views.presence import PresenceView
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.readiness.staffing import Staffing
    from crisis_tui.scenario.script import Script
    from crisis_tui.snapshotting import SnapshotKeeper
    from crisis_tui.storage.journal import JsonlJournal
    from crisis_tui.system_clock import SystemClock

FOLLOW_S = 0.075
"""How often a process looks for what others wrote: it is to be seen within 100 ms, and most looks
find nothing."""


@dataclass
class OpenExercise:
    """An exercise that this process directs, or steers beside the one that does.

    `notices` are for whoever opened it.
    """

    folder: Path
    script: Script
    roster: LoadedRoster | None
    session: ExerciseSession
    actor: Actor
    notices: tuple[AnyText, ...]
    _clock: SystemClock
    _journal: JsonlJournal
    _direction: Direction
    left_play_ms: int | None = None
    """The play time of its last event when it was resumed; None if it began here."""
    _attending: list[Alarm | Repeating] = field(default_factory=list)
    _present: Attending | None = None
    _keep_time: Callable[[], None] | None = None
    """What begins to wake this process for what is due; to be called when it directs."""

    @property
    def id(self) -> str:
        """Its folder's name."""
        return self.folder.name

    @property
    def title(self) -> str:
        """The exercise's name for people."""
        return self.session.title

    @property
    def is_live(self) -> bool:
        """Whether leaving would leave people waiting."""
        return self.session.is_live

    @property
    def direction(self) -> DirectionView:
        """Who directs."""
        return self._direction.view

    @property
    def presence(self) -> PresenceView:
        """Who is at the exercise now."""
        state, at_ms = self.session.state, self.session.now().at_ms
        found = living(self.folder, self._clock.elapsed_ms())
        return presence(state, found, self.direction, at_ms)

    def take_over(self) -> Refusal | None:
        """Direct from now on, if nobody does."""
        try:
            return self._direction.take_over()
        finally:
            self._begin_to_keep_time()

    @cached_property
    def _snapshots(self) -> SnapshotKeeper:
        from crisis_tui.snapshotting import SnapshotKeeper

        return SnapshotKeeper(self.folder, self._journal.skipped)

    @cached_property
    def staffing(self) -> Staffing | None:
        """Who is on duty in the story, None without a roster that can be read."""
        from crisis_tui.readiness.compiling import workforce_of
        from crisis_tui.readiness.staffing import Staffing

        loaded = self.roster
        if loaded is None or loaded.roster is None:
            return None
        return Staffing(
            loaded.name,
            workforce_of(loaded.roster, loaded.training, loaded.norms, loaded.calendars),
        )

    def attend(self, on_error: Callable[[Exception], None], runner: Runner | None = None) -> None:
        """Hear of other processes in the running asyncio loop, until `close`.

        While this process directs, it does what is due and gives signs of life; while another one
        does, it steps in when that one is gone. `runner` is woken instead of the session;
        `on_error` gets what was raised: the journal is damaged, or the disk failed.
        """
        from crisis_tui.alarm import Repeating  # 30 ms

        self._say_who_is_here()
        self._keep_time = lambda: self._wake(runner or self.session, on_error)
        self._begin_to_keep_time()
        self._start(Repeating(FOLLOW_S, self.session.refresh, on_error))
        self._start(Repeating(LOOK_S, self._look, on_error))

    def stop_attending(self) -> None:
        """Do and hear nothing more; twice is fine."""
        for part in self._attending:
            part.stop()
        if self._present is not None:
            self._present.end()

    def _say_who_is_here(self) -> None:
        who, clock = self.actor, self._clock
        here = Attendee(SeatKind.CONTROLLER, who.person, who.terminal, (), clock.wall_ms())
        self._present = Attending(self.folder)
        self._present.say((here,), clock.elapsed_ms())

    def _look(self) -> None:
        self._direction.look()
        if self._present is not None:
            self._present.beat(self._clock.elapsed_ms())
        self._begin_to_keep_time()
        if self.session.is_directing:
            self._snapshots.note(self.session.state.seq)

    def _begin_to_keep_time(self) -> None:
        if self._keep_time is not None and self.session.is_directing:
            keep_time, self._keep_time = self._keep_time, None
            keep_time()

    def _wake(self, runner: Runner, on_error: Callable[[Exception], None]) -> None:
        from crisis_tui.alarm import Alarm

        alarm = Alarm(runner, self._clock, on_error)
        self._start(alarm)
        self.session.subscribe(lambda _: alarm.arm())

    def _start(self, part: Alarm | Repeating) -> None:
        self._attending.append(part)
        part.start()

    def close(self, reason: str) -> None:
        """Leave (`reason`: quit, until, hangup, terminated). Twice is fine.

        A director who leaves on purpose stops the exercise clock; when a terminal or a machine goes
        away the people in the room play on. That anybody else leaves changes nothing.
        """
        try:
            self.session.leave(reason, stand_still=reason in ON_PURPOSE)
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Leave without a word in the journal: it is damaged, or the disk failed."""
        self.stop_attending()
        self._direction.release()
        self._journal.close()
        note_in_registry(self.folder)


def note_in_registry(folder: Path) -> None:
    """Bring the index up to date; it can be made again at any time, so a failure is no matter."""
    with suppress(OSError, LockTimeoutError, JournalBusyError):
        Registry(folder.parent).update(folder.name)
