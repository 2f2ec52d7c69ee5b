"""What the screens ask of the rest of the program: one object, passed in by the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.facts import Debrief
    from crisis_tui.exercise.events import Actor
    from crisis_tui.exercise.refusal import Refusal
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.exercise.views.direction import DirectionView
    from crisis_tui.exercise.views.presence import PresenceView
    from crisis_tui.readiness.chart import Chart
    from crisis_tui.readiness.staffing import StaffingView
    from crisis_tui.readiness.start_hours import StartHours
    from crisis_tui.roster.calendar import Period
    from crisis_tui.tui.changing import ChangeOffer, ChangePlan, ChangeRefused, TypedChange
    from crisis_tui.tui.supposing import SupposedEdit, Supposition
    from crisis_tui.tui.views import (
        Attention,
        OnCallView,
        PersonView,
        ReadinessView,
        ScenarioLine,
        ScenarioView,
        TrainingView,
    )


class Staffing(Protocol):
    """Who is on duty in the story."""

    def at(self, at_ms: int, /) -> StaffingView:
        """Return how the posts stand at a time of the story (UTC ms)."""


class Exercise(Protocol):
    """The exercise that this terminal takes part in."""

    @property
    def id(self) -> str:
        """Its folder's name."""

    @property
    def title(self) -> str:
        """Its name for people."""

    @property
    def is_live(self) -> bool:
        """Whether leaving would leave people waiting."""

    @property
    def session(self) -> ExerciseSession:
        """The running exercise."""

    @property
    def actor(self) -> Actor:
        """Who is at the keyboard."""

    @property
    def staffing(self) -> Staffing | None:
        """Who is on duty, None without a roster."""

    @property
    def notices(self) -> Sequence[AnyText]:
        """What happened when it was opened, such as a torn last line."""

    @property
    def direction(self) -> DirectionView:
        """Who directs."""

    @property
    def presence(self) -> PresenceView:
        """Who is at the exercise now; it reads files."""

    def take_over(self) -> Refusal | None:
        """Direct from now on, if nobody does."""

    def attend(self, on_error: Callable[[Exception], None]) -> None:
        """Do what is due and hear of others in the running asyncio loop, until `close`."""

    def close(self, reason: str) -> None:
        """Leave: `reason` is quit, hangup or terminated. Twice is fine."""


class Services(Protocol):
    """Answers about this workspace. Every call may read files, so it is made in a worker thread.

    Faults in people's files are part of the answers; only a name that leads nowhere any more
    raises AskedWrongError, which the screen tells. A roster of None is the
    workspace's only or first one. Instants are UTC milliseconds since 1970; None is now.
    """

    def place(self) -> str:
        """Return the workspace as people know it."""

    def rosters(self) -> tuple[str, ...]:
        """Return the names of the rosters."""

    def scenarios(self) -> tuple[ScenarioLine, ...]:
        """Return every scenario of the workspace, checked."""

    def attention(self, roster: str | None) -> Attention:
        """Return what needs attention: exercises to resume, posts now, trainings that expire."""

    def scenario(self, name: str, variant: str | None) -> ScenarioView:
        """Return one scenario, worked out, with everything that is wrong with it."""

    def readiness(self, scenario: str, roster: str | None, start_ms: int | None) -> ReadinessView:
        """Return who would be missing if the story began then; None: as the scenario says."""

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

    def on_call(self, roster: str | None, at_ms: int | None) -> OnCallView | None:
        """Return the board at an instant, None if there is no roster to read."""

    def chart(self, roster: str | None, period: Period, at_ms: int | None) -> Chart | None:
        """Return the week or month that holds an instant, None if there is no roster to read."""

    def gaps(self, roster: str | None, at_ms: int | None, ahead_ms: int) -> Chart | None:
        """Return what is not filled from an instant on, None if there is no roster to read."""

    def training(self, roster: str | None, at_ms: int | None) -> TrainingView | None:
        """Return how everybody stands at an instant, None if there is no roster to read."""

    def person(self, roster: str | None, person: str, at_ms: int | None) -> PersonView | None:
        """Return somebody's card, None if the roster does not know them."""

    def change_form(
        self, roster: str | None, role: str | None, at_ms: int | None
    ) -> ChangeOffer | None:
        """Return the form for a change of a role around an instant, None if none can be read."""

    def plan_change(self, roster: str | None, typed: TypedChange) -> ChangePlan | ChangeRefused:
        """Work a change out; nothing is written before the plan's own `write`."""

    def suppose(
        self, roster: str | None, edits: tuple[SupposedEdit, ...], at_ms: int | None
    ) -> Supposition | None:
        """Return what comes of edits that are only supposed; None: there is no roster to read."""

    def start(
        self, scenario: str, roster: str | None, variant: str | None, story_start: str
    ) -> Exercise | AnyText:
        """Start an exercise; a text is why it cannot."""

    def resume(self, exercise: str) -> Exercise | AnyText:
        """Go on with an exercise; a text is why it cannot."""

    def debrief(self, exercise: str) -> Debrief | AnyText:
        """Return what an exercise showed; a text is why it cannot be told."""

    def export_debrief(self, exercise: str, format_name: str) -> AnyText:
        """Write the debrief into the exercise's folder; say where, or why not."""
