"""Starting and resuming exercises from the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.basis.findings import has_errors
from crisis_tui.basis.text import Text
from crisis_tui.bootstrap_exercise import (
    Setup,
    join_exercise,
    resume_exercise,
    start_exercise,
)
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.frozen_inputs import CannotOpenError
from crisis_tui.storage.exercise_folder import find_exercise
from crisis_tui.storage.lease import LeaseHeldError

if TYPE_CHECKING:
    from crisis_tui.exercise.events import Actor
    from crisis_tui.files.loaded import LoadedScenario
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.open_exercise import OpenExercise
    from crisis_tui.system_clock import SystemClock


class Opener:
    """Opens exercises of one workspace for the person at this terminal.

    Its methods raise what `or_why_not` puts into words.
    """

    def __init__(self, workspace: Workspace, clock: SystemClock, director: Actor) -> None:
        """Open in this workspace, as this person."""
        self._workspace = workspace
        self._clock = clock
        self._director = director

    def start(
        self, scenario: str, roster: str | None, variant: str | None, story_start: str
    ) -> OpenExercise:
        """Start an exercise; `story_start` is a local time, empty for the scenario's own."""
        loaded = bootstrap.load_scenario(self._workspace, scenario)
        found = None if roster is None else bootstrap.load_roster(self._workspace, roster)
        if has_errors(bootstrap.scenario_faults(loaded, () if found is None else (found,))):
            raise CannotOpenError(Text("The scenario has errors: see its faults (2, f)."))
        start_ms = self._story_start_ms(loaded, variant, story_start)
        setup = Setup(self._workspace, loaded, found, variant, start_ms)
        return start_exercise(setup, self._clock, self._director)

    def resume(self, exercise: str) -> OpenExercise:
        """Go on with an exercise; if somebody else directs it, beside them."""
        folder = find_exercise(self._workspace.exercises, exercise)
        try:
            return resume_exercise(folder, self._clock, self._director)
        except LeaseHeldError:
            return join_exercise(folder, self._clock, self._director)

    def _story_start_ms(
        self, loaded: LoadedScenario, variant: str | None, story_start: str
    ) -> int | None:
        script = bootstrap.resolve_script(loaded, variant).script
        if script is None:
            raise CannotOpenError(Text("The scenario has errors: see its faults (2, f)."))
        if not story_start:
            return None
        return asked_instant(story_start, script.zone, self._clock.wall_ms())
