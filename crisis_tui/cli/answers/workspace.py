"""All answers about one workspace: the screens' `Services`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui import bootstrap
from crisis_tui.basis.instants import Interval
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.basis.times import utc_datetime
from crisis_tui.cli.answers.changes import offered, planned
from crisis_tui.cli.answers.debriefs import (
    export_debrief,
    load_debrief,
)
from crisis_tui.cli.answers.excerpts import Excerpts
from crisis_tui.cli.answers.exercises import exercise_lines, last_runs
from crisis_tui.cli.answers.opening import Opener
from crisis_tui.cli.answers.read_rosters import ReadRoster, ReadRosters
from crisis_tui.cli.answers.readiness import no_readiness, readiness_view
from crisis_tui.cli.answers.refusals import or_why_not
from crisis_tui.cli.answers.rosters import (
    expiring,
    on_call_view,
    person_view,
    post_lines,
    training_view,
)
from crisis_tui.cli.answers.scenarios import scenario_line, scenario_view
from crisis_tui.cli.answers.supposing import Supposing
from crisis_tui.cli.cached_board import UnreadableRosterError, board_of, board_over
from crisis_tui.readiness.chart import chart_of
from crisis_tui.readiness.compiling import workforce_of
from crisis_tui.roster.calendar import period_at
from crisis_tui.storage.exercise_folder import find_exercise
from crisis_tui.storage.locks import LockTimeoutError
from crisis_tui.storage.registry import Registry
from crisis_tui.system_clock import MachineClock
from crisis_tui.tui.changing import ChangeRefused
from crisis_tui.tui.views import (
    Attention,
    OnCallView,
    PersonView,
    ReadinessView,
    ScenarioLine,
    ScenarioView,
    TrainingView,
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
    from crisis_tui.readiness.board import Board
    from crisis_tui.readiness.chart import Chart
    from crisis_tui.readiness.start_hours import StartHours
    from crisis_tui.roster.calendar import Period
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.storage.summary import Summary
    from crisis_tui.system_clock import SystemClock
    from crisis_tui.tui.changing import ChangeOffer, ChangePlan, TypedChange
    from crisis_tui.tui.supposing import SupposedEdit, Supposition


class WorkspaceServices:
    """Reads the workspace's files anew for every answer, so that what is shown is what is there."""

    def __init__(
        self, workspace: Workspace, director: Actor, clock: SystemClock | None = None
    ) -> None:
        """Answer about this workspace to the person at this terminal, by the machine's clock."""
        self._workspace = workspace
        self._clock = clock or MachineClock()
        self._opener = Opener(workspace, self._clock, director)
        self._rosters = ReadRosters(workspace)
        self._director = director
        self._supposing: Supposing | None = None

    def place(self) -> str:
        """Return the workspace's folder."""
        return str(self._workspace.root)

    def rosters(self) -> tuple[str, ...]:
        """Return the names of the rosters."""
        return tuple(sorted(self._workspace.roster_names()))

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

    def on_call(self, roster: str | None, at_ms: int | None) -> OnCallView | None:
        """Return the board at an instant, None if there is no roster that can be read."""
        instant_ms = self._clock.wall_ms() if at_ms is None else at_ms
        board = self._board(roster, instant_ms)
        return None if board is None else on_call_view(board, instant_ms)

    def chart(self, roster: str | None, period: Period, at_ms: int | None) -> Chart | None:
        """Return the chart of a week or month."""
        return self._chart(roster, at_ms, lambda zone, from_ms: period_at(period, from_ms, zone))

    def gaps(self, roster: str | None, at_ms: int | None, ahead_ms: int) -> Chart | None:
        """Return the chart of what comes."""
        return self._chart(roster, at_ms, lambda _, from_ms: Interval(from_ms, from_ms + ahead_ms))

    def _chart(
        self, roster: str | None, at_ms: int | None, window_at: Callable[[ZoneInfo, int], Interval]
    ) -> Chart | None:
        now_ms = self._clock.wall_ms()
        instant_ms = now_ms if at_ms is None else at_ms
        board, path = self._board(roster, instant_ms), self._roster_path(roster)
        if board is None or path is None:
            return None
        window = window_at(ZoneInfo(board.timezone), instant_ms)
        return chart_of(board_over(self._workspace, path, window, board), window, now_ms)

    def training(self, roster: str | None, at_ms: int | None) -> TrainingView | None:
        """Return how everybody stands."""
        read = self._read(roster)
        if read is None or read.workforce is None:
            return None
        now_ms = self._clock.wall_ms() if at_ms is None else at_ms
        return training_view(read.workforce, read.loaded.training, now_ms)

    def person(self, roster: str | None, person: str, at_ms: int | None) -> PersonView | None:
        """Return somebody's card."""
        read = self._read(roster)
        if read is None or read.workforce is None:
            return None
        now_ms = self._clock.wall_ms() if at_ms is None else at_ms
        return person_view(read.workforce, read.loaded.training, person, now_ms)

    def readiness(self, scenario: str, roster: str | None, start_ms: int | None) -> ReadinessView:
        """Return who would be missing if the story began then."""
        loaded = bootstrap.load_scenario(self._workspace, scenario)
        title = loaded.name if loaded.scenario is None else loaded.scenario.title
        script = bootstrap.resolve_script(loaded, None, start_ms).script
        if script is None:
            return no_readiness(scenario, title, Text("The scenario has too many faults (2, f)."))
        found = self._roster(roster)
        workforce = None if found is None else _workforce(found)
        if found is None or workforce is None:
            return no_readiness(scenario, title, Text("There is no roster that can be read."))
        return readiness_view(scenario, script, found.name, workforce)

    def start_hours(
        self, scenario: str, roster: str | None, at_ms: int | None
    ) -> StartHours | None:
        """Return who would be short from each hour of four weeks; None if a file cannot be read."""
        from crisis_tui.readiness.start_hours import start_hours

        loaded, found = bootstrap.load_scenario(self._workspace, scenario), self._roster(roster)
        script = bootstrap.resolve_script(loaded).script
        workforce = None if found is None else _workforce(found)
        if script is None or found is None or workforce is None:
            return None
        return start_hours(
            script,
            lambda start_ms: bootstrap.resolve_script(loaded, None, start_ms).script or script,
            found.name,
            workforce,
            self._clock.wall_ms() if at_ms is None else at_ms,
        )

    def change_form(
        self, roster: str | None, role: str | None, at_ms: int | None
    ) -> ChangeOffer | None:
        """Return the form for a change of a role around an instant, None if none can be read."""
        read = self._read(roster)
        if read is None or read.workforce is None:
            return None
        return offered(read.workforce, role, self._clock.wall_ms() if at_ms is None else at_ms)

    def plan_change(self, roster: str | None, typed: TypedChange) -> ChangePlan | ChangeRefused:
        """Work a change out; nothing is written before the plan's own `write`."""
        path = self._roster_path(roster)
        if path is None:
            return ChangeRefused(Text("There is no roster that can be read."))
        return planned(self._workspace, str(path), typed, self._clock.wall_ms(), self._director)

    def suppose(
        self, roster: str | None, edits: tuple[SupposedEdit, ...], at_ms: int | None
    ) -> Supposition | None:
        """Return what comes of edits, from an instant as far as is planned, a year at most."""
        read = self._read(roster)
        if read is None or read.workforce is None:
            return None
        if self._supposing is None or not self._supposing.is_about(read.workforce, at_ms):
            self._supposing = Supposing(
                read.workforce, read.loaded.training, at_ms, self._clock.wall_ms()
            )
        return self._supposing.suppose(edits)

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

    def _roster_path(self, name: str | None) -> Path | None:
        """Return a roster's file, or the first one's if none is named."""
        names = self.rosters()
        if not names:
            return None
        return self._workspace.roster_path(name if name in names else names[0])

    def _read(self, name: str | None) -> ReadRoster | None:
        path = self._roster_path(name)
        return None if path is None else self._rosters.roster(path)

    def _roster(self, name: str | None) -> LoadedRoster | None:
        path = self._roster_path(name)
        return None if path is None else bootstrap.load_roster(self._workspace, str(path))

    def _loaded_rosters(self) -> list[LoadedRoster]:
        return [bootstrap.load_roster(self._workspace, name) for name in self.rosters()]

    def _board(self, roster: str | None, at_ms: int) -> Board | None:
        path = self._roster_path(roster)
        try:
            return None if path is None else board_of(self._workspace, path, at_ms)
        except UnreadableRosterError:
            return None

    def _summaries(self) -> tuple[Summary, ...]:
        try:
            return Registry(self._workspace.exercises).exercises()
        except (OSError, LockTimeoutError):
            return ()


def _workforce(loaded: LoadedRoster) -> Workforce | None:
    if loaded.roster is None:
        return None
    return workforce_of(loaded.roster, loaded.training, loaded.norms, loaded.calendars)
