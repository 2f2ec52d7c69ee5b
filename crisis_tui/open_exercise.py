"""An exercise that this process directs: what a front end gets of it, and how it is left."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from crisis_tui.storage.locks import LockTimeoutError
from crisis_tui.storage.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crisis_tui.alarm import Alarm, Repeating
    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.events import Actor
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.readiness.staffing import Staffing
    from crisis_tui.scenario.script import Script
    from crisis_tui.storage.journal import JsonlJournal
    from crisis_tui.storage.lease import DirectorLease
    from crisis_tui.system_clock import SystemClock

FOLLOW_S = 0.075
"""How often a process looks for what others wrote: it is to be seen within 100 ms, and most looks
find nothing."""
_ON_PURPOSE = {"quit", "until"}


@dataclass
class OpenExercise:
    """An exercise that this process directs. `notices` are for whoever opened it."""

    folder: Path
    script: Script
    roster: LoadedRoster | None
    session: ExerciseSession
    actor: Actor
    notices: tuple[AnyText, ...]
    _clock: SystemClock
    _journal: JsonlJournal
    _lease: DirectorLease
    left_play_ms: int | None = None
    """The play time of its last event when it was resumed; None if it began here."""
    _attending: list[Alarm | Repeating] = field(default_factory=list)

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

    def attend(self, on_error: Callable[[Exception], None]) -> None:
        """Do what is due and hear of other processes in the running asyncio loop, until `close`.

        `on_error` gets what a tick raised: the journal is damaged, or the disk failed.
        """
        from crisis_tui.alarm import Alarm, Repeating

        alarm = Alarm(self.session, self._clock, on_error)
        self._attending = [alarm, Repeating(FOLLOW_S, self.session.refresh, on_error)]
        for part in self._attending:
            part.start()
        self.session.subscribe(lambda _: alarm.arm())

    def close(self, reason: str) -> None:
        """Give the direction up (`reason`: quit, until, hangup, terminated). Twice is fine.

        Who leaves on purpose stops the exercise clock; when a terminal or a machine goes away the
        people in the room play on.
        """
        try:
            self.session.leave(reason, stand_still=reason in _ON_PURPOSE)
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Leave without a word in the journal: it is damaged, or the disk failed."""
        for part in self._attending:
            part.stop()
        self._lease.release()
        self._journal.close()
        note_in_registry(self.folder)


def note_in_registry(folder: Path) -> None:
    """Bring the index up to date; it can be made again at any time, so a failure is no matter."""
    with suppress(OSError, LockTimeoutError):
        Registry(folder.parent).update(folder.name)
