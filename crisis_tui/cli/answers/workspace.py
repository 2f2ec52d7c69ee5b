"""All answers about one workspace: the screens' `Services`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui import bootstrap
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.basis.times import utc_datetime
from crisis_tui.cli.answers.debriefs import (
    export_debrief,
    load_debrief,
)
from crisis_tui.cli.answers.excerpts import Excerpts
from crisis_tui.cli.answers.exercises import exercise_lines, last_runs
from crisis_tui.cli.answers.opening import Opener
from crisis_tui.cli.answers.readiness import no_readiness, readiness_view
from crisis_tui.cli.answers.refusals import or_why_not
from crisis_tui.cli.answers.roster_answers import RosterAnswers
from crisis_tui.cli.answers.rosters import expiring, on_call_view, post_lines
from crisis_tui.cli.answers.scenarios import scenario_line, scenario_view
from crisis_tui.storage.exercise_folder import find_exercise
from crisis_tui.storage.locks import LockTimeoutError
from crisis_tui.storage.registry import Registry
from crisis_tui.system_clock import MachineClock
from crisis_tui.tui.views import (
    Attention,
    ReadinessView,
    ScenarioLine,
    ScenarioView,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.facts import Debrief
    from crisis_tui.exercise.events import Actor
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.open_exercise import OpenExercise
    from crisis_tui.readiness.start_hours import StartHours
    from crisis_tui.storage.summary import Summary
    from crisis_tui.system_clock import SystemClock


class WorkspaceServices(RosterAnswers):
    """Looks at the workspace's files for every answer, so that what is shown is what is there."""

    def __init__(
        self, workspace: Workspace, director: Actor, clock: SystemClock | None = None
    ) -> None:
        """Answer about this workspace to the person at this terminal, by the machine's clock."""
        super().__init__(workspace, director, clock or MachineClock())
        self._opener = Opener(workspace, self._clock, director)

    def place(self) -> str:
        """Return the workspace's folder."""
        return str(self._workspace.root)

    def scenarios(self) -> tuple[ScenarioLine, ...]:
        """Return every scenario, checked against all rosters."""
        runs, rosters = last_runs(self._summaries()), self._loaded_rosters()
        lines = []
        for name in self._workspace.scenario_names():
            loaded = bootstrap.load_scenario(self._workspace, name)
            faults = bootstrap.scenario_faults(loaded, rosters)
            lines.append(scenario_line(loaded, faults, runs.get(name)))
        return tuple(lines)

    def scenario(self, name: str, variant: str | None) -> ScenarioView:
        """Return one scenario, worked out and checked against all rosters."""
        loaded = bootstrap.load_scenario(self._workspace, name)
        faults = bootstrap.scenario_faults(loaded, self._loaded_rosters())
        script = bootstrap.resolve_script(loaded, variant).script
        return scenario_view(loaded, script, faults, Excerpts(loaded.files))

    def attention(self, roster: str | None) -> Attention:
        """Return what needs attention now."""
        now_ms = self._clock.wall_ms()
        board = self._board(roster, now_ms)
        zone = None if board is None else ZoneInfo(board.timezone)
        exercises = exercise_lines(self._workspace.exercises, self._summaries(), zone)
        if board is None:
            return Attention(None, "", utc_datetime(now_ms).astimezone(), (), (), exercises)
        view = on_call_view(board, now_ms)
        return Attention(
            board.roster,
            board.organisation,
            view.at,
            post_lines(board, now_ms),
            expiring(board, now_ms),
            exercises,
            view.problem,
        )

    def readiness(self, scenario: str, roster: str | None, start_ms: int | None) -> ReadinessView:
        """Return who would be missing if the story began then."""
        loaded = bootstrap.load_scenario(self._workspace, scenario)
        title = loaded.name if loaded.scenario is None else loaded.scenario.title
        script = bootstrap.resolve_script(loaded, None, start_ms).script
        if script is None:
            return no_readiness(scenario, title, Text("The scenario has too many faults (2, f)."))
        read = self._read(roster)
        if read is None or read.workforce is None:
            return no_readiness(scenario, title, Text("There is no roster that can be read."))
        return readiness_view(scenario, script, read.loaded.name, read.workforce)

    def start_hours(
        self,
        scenario: str,
        roster: str | None,
        at_ms: int | None,
        tell: Callable[[int, int], None],
    ) -> StartHours | None:
        """Return who would be short from each hour of four weeks; None if a file cannot be read.

        `tell` hears how many hours are done, of how many.
        """
        from crisis_tui.readiness.start_hours import start_hours

        loaded, read = bootstrap.load_scenario(self._workspace, scenario), self._read(roster)
        script = bootstrap.resolve_script(loaded).script
        if script is None or read is None or read.workforce is None:
            return None
        return start_hours(
            script,
            lambda start_ms: bootstrap.resolve_script(loaded, None, start_ms).script or script,
            read.loaded.name,
            read.workforce,
            self._clock.wall_ms() if at_ms is None else at_ms,
            tell,
        )

    def start(
        self, scenario: str, roster: str | None, variant: str | None, story_start: str
    ) -> OpenExercise | AnyText:
        """Start an exercise; a text is why it cannot."""
        return or_why_not(lambda: self._opener.start(scenario, roster, variant, story_start))

    def resume(self, exercise: str) -> OpenExercise | AnyText:
        """Go on with an exercise; a text is why it cannot."""
        return or_why_not(lambda: self._opener.resume(exercise))

    def debrief(self, exercise: str) -> Debrief | AnyText:
        """Return what an exercise showed; a text is why it cannot be told."""
        return or_why_not(lambda: load_debrief(self._folder(exercise)))

    def export_debrief(self, exercise: str, format_name: str) -> AnyText:
        """Write the debrief into the exercise's folder; say where, or why not."""

        def write() -> AnyText:
            path = export_debrief(self._folder(exercise), format_name)
            return Text("written: {path}", path=clean_text(str(path)))

        return or_why_not(write)

    def _folder(self, exercise: str) -> Path:
        return find_exercise(self._workspace.exercises, exercise)

    def _loaded_rosters(self) -> list[LoadedRoster]:
        return [bootstrap.load_roster(self._workspace, name) for name in self.rosters()]

    def _summaries(self) -> tuple[Summary, ...]:
        try:
            return Registry(self._workspace.exercises).exercises()
        except (OSError, LockTimeoutError):
            return ()
