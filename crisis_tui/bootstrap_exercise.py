"""Opens an exercise: its folder, frozen inputs, lease and journal joined to a running session."""

from __future__ import annotations

import gc
import os
import shutil
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from crisis_tui import __version__
from crisis_tui.basis.text import AnyText, Text, Texts, clean_text
from crisis_tui.basis.times import local_datetime
from crisis_tui.bootstrap import resolve_script
from crisis_tui.exercise.commands import StartExercise
from crisis_tui.exercise.ports import JournalFullError
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.runner import DISK_FULL, ExerciseSession
from crisis_tui.frozen_inputs import (
    CannotOpenError,
    frozen_names,
    frozen_roster,
    frozen_script,
    script_of,
    started_event,
)
from crisis_tui.storage.exercise_folder import freeze_inputs, make_exercise_folder
from crisis_tui.storage.journal import JsonlJournal, open_journal
from crisis_tui.storage.lease import DirectorLease, Holder
from crisis_tui.storage.locks import LockTimeoutError
from crisis_tui.storage.registry import Registry
from crisis_tui.storage.summary import JOURNAL_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from crisis_tui.alarm import Alarm, Repeating
    from crisis_tui.exercise.events import Actor
    from crisis_tui.files.loaded import LoadedRoster, LoadedScenario
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.readiness.staffing import Staffing
    from crisis_tui.scenario.script import Script
    from crisis_tui.system_clock import SystemClock

__all__ = [
    "CannotOpenError",
    "OpenExercise",
    "Setup",
    "frozen_roster",
    "read_session",
    "resume_exercise",
    "script_of",
    "start_exercise",
    "started_event",
]

JOURNAL_DEADLINE_MS = 500
"""A live exercise would rather be late than stand still behind another process's lock."""
FOLLOW_S = 0.05
"""How often a process looks for what others wrote: one look costs microseconds."""
_ON_PURPOSE = {"quit", "until"}


@dataclass(frozen=True)
class Setup:
    """What to start. Both are as loaded from the workspace, without errors in the scenario."""

    workspace: Workspace
    scenario: LoadedScenario
    roster: LoadedRoster | None = None
    variant: str | None = None
    story_start_ms: int | None = None
    speed: float = 1.0
    virtual: bool = False


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
        return Staffing(loaded.name, workforce_of(loaded.roster, loaded.training, loaded.norms))

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
        _note_in_registry(self.folder)


def start_exercise(setup: Setup, clock: SystemClock, director: Actor) -> OpenExercise:
    """Make the folder, freeze the inputs and begin.

    Raises:
        CannotOpenError: the files changed meanwhile, or the engine refuses.
        OSError: the folder cannot be written.
    """
    scenario = setup.scenario.scenario
    zone_day = _today(setup, clock)
    name = scenario.id if scenario is not None else setup.scenario.name
    folder = make_exercise_folder(setup.workspace.exercises, zone_day, name)
    try:
        return _begin(folder, setup, clock, director)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _begin(folder: Path, setup: Setup, clock: SystemClock, director: Actor) -> OpenExercise:
    files = {**setup.scenario.files, **(setup.roster.files if setup.roster else {})}
    hashes = freeze_inputs(folder, frozen_names(files))
    script = frozen_script(folder, hashes, setup.variant, setup.story_start_ms)
    roster = clean_text(setup.roster.name) if setup.roster is not None else None
    begin = StartExercise(folder.name, hashes, __version__, roster, setup.speed, setup.virtual)
    with ExitStack() as undo:
        lease, journal = _taken(folder, clock, director, undo)
        session = read_session(script, journal, clock)
        _require(session.act(begin, director))
        _require(session.direct(director, "start"))
        undo.pop_all()
    _note_in_registry(folder)
    return OpenExercise(folder, script, setup.roster, session, director, (), clock, journal, lease)


def resume_exercise(folder: Path, clock: SystemClock, director: Actor) -> OpenExercise:
    """Go on with an exercise from its folder alone.

    Raises:
        LeaseHeldError: somebody else directs it.
        JournalDamagedError: its journal is damaged.
        JournalBusyError: another process keeps its journal locked.
        CannotOpenError: it never began, is over, its inputs changed, or the disk is full.
        OSError: the folder cannot be read or written.
    """
    started = started_event(folder)
    script = script_of(folder, started)
    roster = frozen_roster(folder, started)
    with ExitStack() as undo:
        lease, journal = _taken(folder, clock, director, undo)
        session = read_session(script, journal, clock)
        left_play_ms = session.state.play_ms
        _direct_again(session, director)
        undo.pop_all()
    _note_in_registry(folder)
    return OpenExercise(
        folder,
        script,
        roster,
        session,
        director,
        _torn(journal),
        clock,
        journal,
        lease,
        left_play_ms,
    )


def _today(setup: Setup, clock: SystemClock) -> str:
    script = resolve_script(setup.scenario, setup.variant, setup.story_start_ms).script
    if script is None:
        raise CannotOpenError(Text("The scenario has errors."))
    return local_datetime(clock.wall_ms(), script.zone).date().isoformat()


def _taken(
    folder: Path, clock: SystemClock, director: Actor, undo: ExitStack
) -> tuple[DirectorLease, JsonlJournal]:
    """Take the lease and open the journal; `undo` gives both back."""
    lease = DirectorLease.take(folder, _holder(director, clock))
    undo.callback(lease.release)
    try:
        journal = open_journal(folder / JOURNAL_FILE, lock_deadline_ms=JOURNAL_DEADLINE_MS)
    except JournalFullError:
        raise CannotOpenError(DISK_FULL) from None
    undo.callback(journal.close)
    return lease, journal


def _holder(director: Actor, clock: SystemClock) -> Holder:
    return Holder(director.person, director.terminal, os.getpid(), clock.wall_ms())


def read_session(
    script: Script | None, journal: JsonlJournal, clock: SystemClock
) -> ExerciseSession:
    """Read the journal; what it leaves in memory stays, so nobody needs to look for garbage in it.

    Without the collector a long journal is read in two thirds of the time, and a live exercise is
    not held up by collections of everything that happened before.
    """
    gc.disable()
    try:
        return ExerciseSession(script, journal, clock)
    finally:
        gc.freeze()
        gc.enable()


def _direct_again(session: ExerciseSession, director: Actor) -> None:
    if not session.is_live:
        raise CannotOpenError(Text("The exercise is over."))
    _require(session.direct(director, "takeover" if session.state.director else "resume"))


def _require(outcome: Iterable[object] | Refusal | None) -> None:
    if isinstance(outcome, Refusal):
        raise CannotOpenError(outcome.reason)


def _torn(journal: JsonlJournal) -> tuple[AnyText, ...]:
    if not journal.torn_bytes:
        return ()
    return (
        Texts(
            "The last line was torn ({n} byte); it was set aside in journal.torn.",
            "The last line was torn ({n} bytes); it was set aside in journal.torn.",
            journal.torn_bytes,
        ),
    )


def _note_in_registry(folder: Path) -> None:
    """Bring the index up to date; it can be made again at any time, so a failure is no matter."""
    with suppress(OSError, LockTimeoutError):
        Registry(folder.parent).update(folder.name)
