"""Starting and resuming an exercise from the screens; a text is why it cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.findings import has_errors
from crisis_tui.basis.text import Text
from crisis_tui.bootstrap_exercise import (
    CannotOpenError,
    OpenExercise,
    Setup,
    resume_exercise,
    start_exercise,
)
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.exercise.ports import JournalBusyError, JournalDamagedError
from crisis_tui.storage.lease import LeaseHeldError
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.events import Actor
    from crisis_tui.files.loaded import LoadedScenario
    from crisis_tui.files.workspace import Workspace


def start(
    workspace: Workspace,
    scenario: str,
    roster: str | None,
    variant: str | None,
    story_start: str,
    director: Actor,
) -> OpenExercise | AnyText:
    """Start an exercise; `story_start` is a time as people type it, empty: the scenario's own."""
    loaded = bootstrap.load_scenario(workspace, scenario)
    found = None if roster is None else bootstrap.load_roster(workspace, roster)
    faults = bootstrap.scenario_faults(loaded, () if found is None else (found,))
    script = bootstrap.resolve_script(loaded, variant).script
    if has_errors(faults) or script is None:
        return Text("The scenario has errors: f shows them.")
    clock = MachineClock()
    try:
        start_ms = (
            None
            if story_start in {"", _own_start(loaded)}
            else asked_instant(story_start, script.zone, clock.wall_ms())
        )
        setup = Setup(workspace, loaded, found, variant, start_ms)
        return start_exercise(setup, clock, director)
    except AskedWrongError as asked:
        return asked.message
    except CannotOpenError as error:
        return error.reason
    except OSError as error:
        return Text("The exercise cannot be written: {reason}", reason=error.strerror or str(error))


def resume(folder: Path, director: Actor) -> OpenExercise | AnyText:
    """Go on with an exercise."""
    try:
        return resume_exercise(folder, MachineClock(), director)
    except LeaseHeldError as held:
        person = "?" if held.holder is None else held.holder.person
        return Text("The exercise is directed by {person} already.", person=person)
    except JournalDamagedError as damage:
        return Text("Its journal is damaged at line {line}.", line=damage.line)
    except CannotOpenError as error:
        return error.reason
    except JournalBusyError:
        return Text("Another process keeps the journal locked.")
    except OSError as error:
        return Text("The exercise cannot be read: {reason}", reason=error.strerror or str(error))


def _own_start(loaded: LoadedScenario) -> str | None:
    return None if loaded.scenario is None else str(loaded.scenario.story_start)
