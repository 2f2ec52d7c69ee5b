"""Puts a scenario on top of an exercise: freezes its inputs into the folder, then says so."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.bootstrap_exercise import JOURNAL_DEADLINE_MS, read_session, require_done
from crisis_tui.exercise.commands import AddScenario
from crisis_tui.exercise.decide import decide
from crisis_tui.exercise.events import ScenarioAdded
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.frozen_inputs import (
    CannotOpenError,
    frozen_names,
    frozen_script,
    script_of,
    started_event,
)
from crisis_tui.storage.exercise_folder import INPUTS, freeze_inputs
from crisis_tui.storage.journal import open_journal
from crisis_tui.storage.summary import JOURNAL_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.exercise.events import Actor
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.files.loaded import LoadedScenario
    from crisis_tui.scenario.model import Scenario
    from crisis_tui.scenario.script import Script
    from crisis_tui.system_clock import SystemClock

_SUBFOLDER = "added"


@dataclass(frozen=True, slots=True)
class Addition:
    """What to put on top, as loaded without errors; no prefix: one from its kind of crisis."""

    loaded: LoadedScenario
    scenario: Scenario
    variant: str | None = None
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What was put on top, its script, and how many of its injects the end leaves no time for."""

    event: ScenarioAdded
    script: Script
    beyond_end: int


def add_scenario(folder: Path, addition: Addition, clock: SystemClock, actor: Actor) -> Added:
    """Begin a scenario on top of an exercise; whoever directs it plays it from here on.

    Raises:
        CannotOpenError: the exercise never began, is over or virtual, the prefix is in use, the
            files changed meanwhile, or the disk is full.
        JournalDamagedError, JournalBusyError: its journal.
        OSError: the folder cannot be read or written.
    """
    started = started_event(folder)
    if started.virtual:
        raise CannotOpenError(Text("The exercise has no clock of its own; play it in one run."))
    script = script_of(folder, started)
    with ExitStack() as undo:
        journal = open_journal(folder / JOURNAL_FILE, lock_deadline_ms=JOURNAL_DEADLINE_MS)
        undo.callback(journal.close)
        session = read_session(script, journal, clock)
        return _add(folder, session, addition, actor)


def _add(folder: Path, session: ExerciseSession, addition: Addition, actor: Actor) -> Added:
    prefix = addition.prefix or _free_prefix(session, addition.scenario.crisis)
    scenario = addition.scenario
    bare = AddScenario(prefix, scenario.id, scenario.title, {}, addition.variant)
    require_done(decide(session.state, bare, session.now()))
    hashes = freeze_inputs(folder, _frozen_names(folder, addition))
    script = frozen_script(folder, hashes, addition.variant, None)
    command = AddScenario(prefix, scenario.id, scenario.title, hashes, addition.variant)
    outcome = session.act(command, actor)
    if isinstance(outcome, Refusal):
        raise CannotOpenError(outcome.reason)
    event = outcome[0].event
    if not isinstance(event, ScenarioAdded):
        raise TypeError(type(event))
    return Added(event, script, _beyond_end(session, event))


def _frozen_names(folder: Path, addition: Addition) -> dict[PurePosixPath, Path]:
    """Return the files of a scenario by their names in a subfolder that nothing has yet.

    A subfolder that an addition left behind that was not carried out stays, and is never read.
    """
    number = 1
    while (folder / INPUTS / f"{_SUBFOLDER}-{number}").exists():
        number += 1
    base = PurePosixPath(f"{_SUBFOLDER}-{number}")
    return {base / name: path for name, path in frozen_names(addition.loaded.files).items()}


def _free_prefix(session: ExerciseSession, crisis: str) -> str:
    """Return the first word of the kind of crisis as a prefix, with a number if it is in use."""
    word = crisis.partition("-")[0]
    name = "".join(letter for letter in word if letter.isascii() and letter.isalnum())[:16]
    taken = {event.prefix for event in session.state.additions}
    number = 1
    while (prefix := (name or "extra") + (str(number) if number > 1 else "")) in taken:
        number += 1
    return prefix


def _beyond_end(session: ExerciseSession, event: ScenarioAdded) -> int:
    plan = session.state.plan
    end_ms = plan.script.end_play_ms if plan.script else None
    if end_ms is None:
        return 0
    return sum(
        due_ms > end_ms
        for planned in plan.injects
        if planned.inject.id.startswith(f"{event.prefix}:")
        and (due_ms := planned.due_play_ms) is not None
    )
