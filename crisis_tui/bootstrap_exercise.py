"""Starts and resumes an exercise: folder, frozen inputs, lease and journal joined to a session."""

from __future__ import annotations

import gc
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui import __version__
from crisis_tui.basis.text import AnyText, Text, Texts, clean_text
from crisis_tui.basis.times import local_datetime
from crisis_tui.bootstrap import resolve_script
from crisis_tui.direction import Direction, holder_here
from crisis_tui.exercise.commands import StartExercise
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.runner import ExerciseSession
from crisis_tui.frozen_inputs import (
    CannotOpenError,
    added_script,
    frozen_names,
    frozen_roster,
    frozen_script,
    script_of,
    started_event,
)
from crisis_tui.open_exercise import OpenExercise, note_in_registry
from crisis_tui.storage.exercise_folder import freeze_inputs, make_exercise_folder
from crisis_tui.storage.journal import JsonlJournal, open_journal
from crisis_tui.storage.lease import DirectorLease
from crisis_tui.storage.snapshot import read_snapshot
from crisis_tui.storage.summary import JOURNAL_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.exercise.events import Actor
    from crisis_tui.files.loaded import LoadedRoster, LoadedScenario
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.scenario.script import Script
    from crisis_tui.system_clock import SystemClock

JOURNAL_DEADLINE_MS = 500
"""A live exercise would rather be late than stand still behind another process's lock."""
NO_CLOCK = Text("It plays as fast as it can, on no clock: nobody can join it.")


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
        require_done(session.act(begin, director))
        require_done(session.direct(director, "start"))
        undo.pop_all()
    note_in_registry(folder)
    direction = Direction(folder, session, director, clock, lease)
    return OpenExercise(
        folder, script, setup.roster, session, director, (), clock, journal, direction
    )


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
    note_in_registry(folder)
    return OpenExercise(
        folder,
        script,
        roster,
        session,
        director,
        _torn(journal),
        clock,
        journal,
        Direction(folder, session, director, clock, lease),
        left_play_ms,
    )


def join_exercise(folder: Path, clock: SystemClock, controller: Actor) -> OpenExercise:
    """Take part in an exercise beside whoever directs it.

    Raises:
        JournalDamagedError: its journal is damaged.
        JournalBusyError: another process keeps its journal locked.
        CannotOpenError: it never began, is over or virtual, its inputs changed, or the disk is full.
        OSError: the folder cannot be read or written.
    """
    started, name = started_event(folder), folder.name
    if started.virtual:
        raise CannotOpenError(NO_CLOCK)
    script = script_of(folder, started)
    with ExitStack() as undo:
        journal = _opened(folder, undo)
        session = read_session(script, journal, clock)
        if not session.is_live:
            raise CannotOpenError(
                Text("The exercise is over; crisis-tui debrief {exercise} shows it.", exercise=name)
            )
        direction = Direction(folder, session, controller, clock)
        undo.pop_all()
    roster = frozen_roster(folder, started)
    notices = _torn(journal)
    return OpenExercise(
        folder, script, roster, session, controller, notices, clock, journal, direction
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
    lease = DirectorLease.take(folder, holder_here(director, clock))
    undo.callback(lease.release)
    return lease, _opened(folder, undo)


def _opened(folder: Path, undo: ExitStack) -> JsonlJournal:
    """Open the journal to write; `undo` closes it."""
    journal = open_journal(folder / JOURNAL_FILE, lock_deadline_ms=JOURNAL_DEADLINE_MS)
    undo.callback(journal.close)
    return journal


def read_session(
    script: Script | None, journal: JsonlJournal, clock: SystemClock
) -> ExerciseSession:
    """Read the journal; what it leaves in memory stays, so nobody needs to look for garbage in it.

    Without the collector a long journal is read in two thirds of the time, and a live exercise is
    not held up by collections of everything that happened before. With a snapshot only what came
    after it is folded.
    """
    gc.disable()
    try:
        kept = read_snapshot(journal, script)
        added = added_script(journal.path.parent)
        return ExerciseSession(script, journal, clock, kept and kept.state, added=added)
    finally:
        gc.freeze()
        gc.enable()


def _direct_again(session: ExerciseSession, director: Actor) -> None:
    if not session.is_live:
        raise CannotOpenError(Text("The exercise is over."))
    require_done(session.direct(director, "takeover" if session.state.director else "resume"))


def require_done(outcome: object) -> None:
    """Raise CannotOpenError if what was asked of an exercise was refused."""
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
