"""The screens' questions about one roster at a time: board, charts, people, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui.basis.instants import Interval
from crisis_tui.basis.text import Text
from crisis_tui.cli.answers.changes import offered, planned
from crisis_tui.cli.answers.read_rosters import ReadRoster, ReadRosters
from crisis_tui.cli.answers.rosters import on_call_view, person_view, training_view
from crisis_tui.cli.answers.supposing import Supposing
from crisis_tui.cli.cached_board import UnreadableRosterError, board_of, board_over
from crisis_tui.readiness.chart import chart_of
from crisis_tui.roster.calendar import period_at
from crisis_tui.tui.changing import ChangeRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crisis_tui.exercise.events import Actor
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.readiness.board import Board
    from crisis_tui.readiness.chart import Chart
    from crisis_tui.roster.calendar import Period
    from crisis_tui.system_clock import SystemClock
    from crisis_tui.tui.changing import ChangeOffer, ChangePlan, TypedChange
    from crisis_tui.tui.supposing import SupposedEdit, Supposition
    from crisis_tui.tui.views import OnCallView, PersonView, TrainingView


class RosterAnswers:
    """Answers from a roster of a workspace; None as its name is the only or first one."""

    def __init__(self, workspace: Workspace, director: Actor, clock: SystemClock) -> None:
        """Answer about this workspace to the person at this terminal, by this clock."""
        self._workspace = workspace
        self._clock = clock
        self._director = director
        self._known = ReadRosters(workspace)
        self._supposing: Supposing | None = None

    def rosters(self) -> tuple[str, ...]:
        """Return the names of the rosters."""
        return tuple(sorted(self._workspace.roster_names()))

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
        try:
            board = board_over(self._workspace, path, window, board)
        except UnreadableRosterError:  # since a moment ago
            return None
        return chart_of(board, window, now_ms)

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

    def _roster_path(self, name: str | None) -> Path | None:
        """Return a roster's file, or the first one's if none is named."""
        names = self.rosters()
        if not names:
            return None
        return self._workspace.roster_path(name if name in names else names[0])

    def _read(self, name: str | None) -> ReadRoster | None:
        path = self._roster_path(name)
        return None if path is None else self._known.roster(path)

    def _board(self, roster: str | None, at_ms: int) -> Board | None:
        path = self._roster_path(roster)
        try:
            return None if path is None else board_of(self._workspace, path, at_ms)
        except UnreadableRosterError:
            return None
