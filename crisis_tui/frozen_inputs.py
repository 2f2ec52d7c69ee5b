"""The inputs of an exercise as they were when it began: a small workspace inside its folder."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from crisis_tui.basis.text import AnyText, Text, clean_text
from crisis_tui.bootstrap import load_roster, load_scenario, resolve_script
from crisis_tui.exercise.decide import NEWER
from crisis_tui.exercise.events import ExerciseStarted, Unknown
from crisis_tui.files.norm_files import SHIPPED_KEY
from crisis_tui.files.workspace import SUFFIXES, Workspace, kind_of
from crisis_tui.storage.exercise_folder import INPUTS, changed_inputs
from crisis_tui.storage.journal import read_journal
from crisis_tui.storage.summary import JOURNAL_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crisis_tui.exercise.additions import AddedScript
    from crisis_tui.exercise.events import ScenarioAdded
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.scenario.script import Script

_FROZEN_NORMS = PurePosixPath("norms/00-shipped.yaml")
_OUTSIDE = PurePosixPath("outside")


class CannotOpenError(Exception):
    """The exercise cannot be started or resumed; `damaged` if its folder is not what it was."""

    def __init__(self, reason: AnyText, *, damaged: bool = False) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.damaged = damaged


def started_event(folder: Path) -> ExerciseStarted:
    """Return how an exercise began.

    Raises:
        JournalDamagedError: its first line is damaged.
        JournalBusyError: another process keeps it locked.
        CannotOpenError: it never began, or this version knows nothing of how.
        OSError: the journal cannot be read.
    """
    journal = read_journal(folder / JOURNAL_FILE)
    try:
        first = next(journal.read_new(), None)
    finally:
        journal.close()
    if first is not None and isinstance(first.event, Unknown):
        raise CannotOpenError(NEWER)
    if first is None or not isinstance(first.event, ExerciseStarted):
        raise CannotOpenError(Text("The exercise never began."), damaged=first is not None)
    return first.event


def script_of(folder: Path, started: ExerciseStarted) -> Script:
    """Return the script that an exercise began with, from its frozen inputs.

    Raises:
        CannotOpenError: the inputs are not what they were.
    """
    _require_unchanged(folder, started.inputs)
    return frozen_script(folder, started.inputs, started.variant, started.story_start_ms)


def added_script(folder: Path) -> AddedScript:
    """Return what gives the scripts of scenarios that were put on top of an exercise.

    It raises CannotOpenError if the inputs of one are not what they were.
    """
    known: dict[str, Script] = {}

    def of(event: ScenarioAdded) -> Script:
        if event.prefix not in known:
            _require_unchanged(folder, event.inputs)
            known[event.prefix] = frozen_script(
                folder, event.inputs, event.variant, event.story_start_ms
            )
        return known[event.prefix]

    return of


def _require_unchanged(folder: Path, hashes: Mapping[str, str]) -> None:
    changed = changed_inputs(folder, hashes)
    if changed:
        raise CannotOpenError(
            Text("The frozen inputs changed: {names}.", names=", ".join(changed)), damaged=True
        )


def frozen_roster(folder: Path, started: ExerciseStarted) -> LoadedRoster | None:
    """Return the roster that an exercise began with, None if it had none."""
    main = _frozen_file(folder, started.inputs, "roster")
    return None if main is None else load_roster(_frozen_workspace(folder), str(main))


def frozen_script(
    folder: Path, hashes: Mapping[str, str], variant: str | None, story_start_ms: int | None
) -> Script:
    """Return the script of frozen inputs.

    Raises:
        CannotOpenError: there is none, or it has errors.
    """
    main = _frozen_file(folder, hashes, "scenario")
    if main is None:
        raise CannotOpenError(Text("The frozen inputs hold no scenario."), damaged=True)
    loaded = load_scenario(_frozen_workspace(folder), str(main))
    result = resolve_script(loaded, variant, story_start_ms)
    if result.script is None or loaded.broken:
        raise CannotOpenError(Text("The frozen scenario has errors."))
    return result.script


def _frozen_file(folder: Path, names: Iterable[str], kind: str) -> Path | None:
    """Return the frozen file of a kind that an exercise has one of at most.

    A table or calendar may hold any line, so only YAML files are asked.
    """
    paths = [folder / INPUTS / name for name in names if name.endswith(SUFFIXES)]
    return next((path for path in paths if kind_of(path.read_bytes()) == kind), None)


def _frozen_workspace(folder: Path) -> Workspace:
    return Workspace(folder / INPUTS, folder.parent, read_only=True)


def frozen_names(files: Mapping[str, Path]) -> dict[PurePosixPath, Path]:
    """Return files, given by the keys of findings, by their names in the frozen workspace.

    What lies outside the workspace keeps its places relative to one another, so that includes hold.
    A name that is not text, which no include can spell, becomes one that the journal can hold.
    """
    outside = [path for key, path in files.items() if key.startswith("/")]
    common = Path(os.path.commonpath([path.parent for path in outside])) if outside else Path("/")
    return {_frozen_name(key, path, common): path for key, path in files.items()}


def _frozen_name(key: str, path: Path, common: Path) -> PurePosixPath:
    if key == SHIPPED_KEY:
        return _FROZEN_NORMS
    if key.startswith("/"):
        return _OUTSIDE / clean_text(path.relative_to(common).as_posix())
    return PurePosixPath(clean_text(key))
