"""The state of an exercise: everything that follows from its journal, persistent and frozen.

A state knows the plan of its script and what comes next, so that folding an event and asking what
is due cost O(log n). Two states are equal if their journals led to the same; the plan is no part
of that.
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field
from typing import TYPE_CHECKING, NoReturn

from immutables import Map

from crisis_tui.exercise.agenda import Agenda
from crisis_tui.exercise.clock import Moment, Segment, SteadyWall
from crisis_tui.exercise.plan import Plan, occurrence, split_occurrence
from crisis_tui.exercise.state.parts import (
    ActionState,
    ClockState,
    DecisionState,
    Departure,
    DoneState,
    ExpectationState,
    HandoverState,
    InjectState,
    MilestoneState,
    Postponement,
    RatingState,
    Receipt,
    Recurrence,
    SaidState,
    Shift,
    Turn,
)
from crisis_tui.exercise.trail import Trail
from crisis_tui.scenario.on_top import prefix_of
from crisis_tui.scenario.story import StoryAnchor

if TYPE_CHECKING:
    from crisis_tui.exercise.events import (
        Actor,
        ExerciseEnded,
        ExerciseStarted,
        InjectAdded,
        Record,
        ScenarioAdded,
    )
    from crisis_tui.exercise.points import OpenPoint
    from crisis_tui.scenario.script import Script


@dataclass
class Draft:
    """A state in the making, which only `fold` may change; its parts are persistent."""

    plan: Plan = field(default_factory=Plan, compare=False, repr=False)
    seq: int = 0
    at_ms: int = 0
    play_ms: int = 0
    started: ExerciseStarted | None = None
    started_at_ms: int | None = None
    ended: ExerciseEnded | None = None
    newer: bool = False
    """Whether a newer version of the program wrote in the journal: here it is only read then."""
    clock: Segment = field(default_factory=Segment)
    wall: SteadyWall | None = None
    """The wall clock of every process of one boot; None if each has its own."""
    no_play: str | None = None
    """Why the play was stopped (NO PLAY), None while it is not."""
    postponed: Postponement | None = None
    """Until when the exercise was postponed, None while it is not."""
    shifts: tuple[Shift, ...] = ()
    """How the schedule was shifted, oldest first (see `on_schedule`)."""
    turns: tuple[Turn, ...] = ()
    """Where the story was anchored so far, in the order of the exercise clock."""
    story: StoryAnchor = field(default_factory=lambda: StoryAnchor(0, 0))
    phase: str | None = None
    phases: Map[str, int] = field(default_factory=Map)
    """Play time at which each phase entered so far was due."""
    side_phases: Map[str, str] = field(default_factory=Map)
    """The phase of each scenario that was put on top, by its prefix."""
    additions: tuple[ScenarioAdded, ...] = ()
    injects: Map[str, InjectState] = field(default_factory=Map)
    """By id; one that is not in it is as planned (see `inject`)."""
    added: Map[str, InjectAdded] = field(default_factory=Map)
    recurrences: Map[str, Recurrence] = field(default_factory=Map)
    catch_up: Map[str, int] = field(default_factory=Map)
    """Injects held after an outage or a jump: due play time by id."""
    waiting: Map[str, int] = field(default_factory=Map)
    """Injects that wait, for whatever reason: due play time by id."""
    for_morning: Map[str, int] = field(default_factory=Map)
    """Those that wait for the end of the quiet hours: due play time by id."""
    delivered: Trail[str] = field(default_factory=Trail)
    """Ids of the injects delivered, in order."""
    received: Map[str, Trail[Receipt]] = field(default_factory=Map)
    """What came to each role, in order."""
    unspoken: Map[str, int] = field(default_factory=Map)
    """Injects delivered on a spoken channel that nobody played yet: play time by id."""
    played: Map[str, DoneState] = field(default_factory=Map)
    """Injects that were really spoken."""
    replies: Map[str, tuple[str, ...]] = field(default_factory=Map)
    """Injects written in reply to a player's question or answer, by its entry id."""
    said: Map[str, SaidState] = field(default_factory=Map)
    """What players answered and asked, by entry id, also what was taken back."""
    said_order: Trail[str] = field(default_factory=Trail)
    """The ids of `said`, in order."""
    answers: Map[str, tuple[str, ...]] = field(default_factory=Map)
    """Entry ids of the answers to a message, by its id."""
    handled: Map[str, DoneState] = field(default_factory=Map)
    """Questions and answers dealt with without a written reply, by entry id."""
    expectations: Map[str, ExpectationState] = field(default_factory=Map)
    unfinished: Map[str, tuple[OpenPoint, ...]] = field(default_factory=Map)
    """What delivered injects wait for (see `points`), by their id; never empty."""
    decisions: Map[str, DecisionState] = field(default_factory=Map)
    milestones: Map[str, MilestoneState] = field(default_factory=Map)
    """Those reached."""
    clocks: Map[str, ClockState] = field(default_factory=Map)
    actions: Map[str, ActionState] = field(default_factory=Map)
    ratings: Map[str, RatingState] = field(default_factory=Map)
    """What observers rated, by entry id, also what was taken back."""
    entries: Map[str, int] = field(default_factory=Map)
    """Seq of every observation, rating, log line and action by its id."""
    retracted: Map[str, int] = field(default_factory=Map)
    """Entries taken back: seq of the retraction by id."""
    team_log: Trail[Record] = field(default_factory=Trail)
    """The lines of the log that were written in a role of the exercise."""
    log: Trail[Record] = field(default_factory=Trail)
    """What belongs in a log for people; deliveries and ticks on expectations do not."""
    deeds: Map[str, Trail[Record]] = field(default_factory=Map)
    """What each person did that can be taken back, by name."""
    handovers: Map[str, HandoverState] = field(default_factory=Map)
    """By the entry's id; see `views.handovers` for their order."""
    director: Actor | None = None
    requests: Map[str, int] = field(default_factory=Map)
    """Number of the last request that was done, by the token of the terminal (see `requests`)."""
    departure: Departure | None = None
    """How the last director left; None while somebody directs, and after one who never said."""
    agenda: Agenda = field(default_factory=Agenda, repr=False)
    """What is due on the exercise clock."""
    story_agenda: Agenda = field(default_factory=Agenda, repr=False)
    """What is due on the story clock."""

    def is_ahead(self, phase_id: str) -> bool:
        """Tell whether neither a phase nor a later one of its scenario has begun."""
        current = self.phase_beside(phase_id)
        place = self.plan.phase_place
        return current is None or place.get(phase_id, -1) > place.get(current, -1)

    def phase_beside(self, phase_id: str) -> str | None:
        """Return the present phase of the scenario that a phase belongs to."""
        prefix = prefix_of(phase_id)
        return self.side_phases.get(prefix) if prefix else self.phase

    def inject(self, inject_id: str) -> InjectState:
        """Return where an inject stands; one that nobody knows has no time."""
        found = self.injects.get(inject_id)
        if found is not None:
            return found
        planned = self.plan.inject(inject_id)
        if planned is None or split_occurrence(inject_id)[1] > 1:
            return InjectState()
        due_ms = planned.due_play_ms
        return InjectState(
            due_play_ms=None if due_ms is None else self.on_schedule(inject_id, due_ms)
        )

    def on_schedule(self, name: str, planned_play_ms: int) -> int:
        """Return when something comes that the plan has at a play time, as things are now."""
        if not self.shifts:
            return planned_play_ms
        play_ms, prefix = planned_play_ms, prefix_of(name)
        places = {added.prefix: place for place, added in enumerate(self.additions)}
        place = places.get(prefix, len(places)) if prefix else -1
        for shift in self.shifts:
            if place < shift.additions and play_ms >= shift.from_play_ms:
                play_ms += shift.by_ms
        return play_ms

    def knows_inject(self, inject_id: str) -> bool:
        """Tell whether the script, or somebody during the exercise, made this inject."""
        return (
            inject_id in self.injects
            or inject_id in self.added
            or (self.plan.inject(inject_id) is not None and split_occurrence(inject_id)[1] == 1)
        )

    def upcoming(self, inject_id: str) -> str:
        """Return the id of the occurrence at hand if it is a recurring inject, else the id."""
        recurrence = self.recurrences.get(inject_id)
        return inject_id if recurrence is None else occurrence(inject_id, recurrence.next_number)

    def story_at(self, play_ms: int) -> int:
        """Return the story time (UTC ms of the story) at a play time from the last anchor on."""
        return self.story.story_at(play_ms)

    def moment(self, at_ms: int) -> Moment:
        """Return the exercise clock at an instant, never earlier than at the last event."""
        return Moment(at_ms, max(self.play_ms, self.clock.play_at(at_ms)))

    def moment_after_restart(self, at_ms: int) -> Moment:
        """Return the exercise clock for a new process.

        A live exercise went on by the wall clock; one on a virtual clock stands at its last event.
        """
        return Moment(at_ms, self.play_ms) if self.is_virtual else self.moment(at_ms)

    @property
    def is_virtual(self) -> bool:
        """Tell whether the exercise runs on a clock of its own, as fast as it can."""
        return self.started is not None and self.started.virtual

    @property
    def is_live(self) -> bool:
        """Tell whether the exercise was started and is not over."""
        return self.started is not None and self.ended is None

    @property
    def is_running(self) -> bool:
        """Tell whether the exercise clock runs."""
        return self.is_live and self.clock.running


class ExerciseState(Draft):
    """Everything that is known after the record `seq`, frozen; made by `initial_state` and `fold`."""

    def __setattr__(self, name: str, _: object) -> NoReturn:
        """Refuse: a state never changes."""
        raise FrozenInstanceError(name)

    @classmethod
    def of(cls, draft: Draft) -> ExerciseState:
        """Freeze a draft as it is now."""
        state = object.__new__(cls)
        state.__dict__.update(draft.__dict__)
        return state

    def draft(self) -> Draft:
        """Return a draft that begins here."""
        draft = object.__new__(Draft)
        draft.__dict__.update(self.__dict__)
        return draft


def initial_state(script: Script | None = None) -> ExerciseState:
    """Return the state before the first event; without a script only the journal speaks."""
    plan = Plan(script)
    return ExerciseState.of(Draft(plan=plan, agenda=plan.agenda))
