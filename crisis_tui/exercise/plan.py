"""The script, indexed once for a running exercise."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from crisis_tui.exercise.agenda import Agenda, Due, Kind
from crisis_tui.scenario.conditions import asked_outcomes
from crisis_tui.scenario.plan import follows_phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crisis_tui.scenario.conditions import Subject
    from crisis_tui.scenario.model import (
        Condition,
        Decision,
        ExpectedAction,
        Milestone,
        QuietHours,
        StatutoryClock,
    )
    from crisis_tui.scenario.script import PlannedInject, PlannedPhase, Script

DEED_KINDS = ("expectation", "decision", "milestone")
"""What `unless` can name."""
_MOST_DIGITS = 9
"""More occurrences than fit in the longest exercise; Python refuses to read thousands of digits."""
_K = TypeVar("_K")
_T = TypeVar("_T")


def split_occurrence(inject_id: str) -> tuple[str, int]:
    """Return the id in the files and the number of the occurrence: `sitrap.3` is (sitrap, 3)."""
    base, dot, number = inject_id.partition(".")
    if not (dot and number.isdecimal() and len(number) <= _MOST_DIGITS):
        return inject_id, 1
    return base, int(number)


def occurrence(base: str, number: int) -> str:
    """Return the id of an occurrence; the first one has the inject's own id."""
    return base if number == 1 else f"{base}.{number}"


class Plan:
    """Look-ups on a script; without one (a journal alone) there is nothing to find."""

    def __init__(self, script: Script | None = None) -> None:
        """Index the script; the costly parts only when they are asked for."""
        self.script = script
        self.injects: tuple[PlannedInject, ...] = script.injects if script else ()
        self.phases: tuple[PlannedPhase, ...] = script.phases if script else ()
        self.side_phases: tuple[PlannedPhase, ...] = script.side_phases if script else ()
        self.inbox_memo: dict[tuple[str, tuple[str, ...]], tuple[Any, ...]] = {}
        """Messages as seats saw them last, with what they were made of (see `seats.inbox`)."""
        self.phase_index = {phase.phase.id: index for index, phase in enumerate(self.phases)}
        """Places of the first scenario's phases."""
        self.phase_place = {
            phase.phase.id: index for index, phase in enumerate((*self.phases, *self.side_phases))
        }
        """Places of all phases; those of one scenario are in order."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the wall clocks of story and exercise."""
        return self.script.zone if self.script else ZoneInfo("UTC")

    @property
    def quiet(self) -> QuietHours | None:
        """The hours in which nothing comes by itself, by the wall clock of the zone."""
        return self.script.scenario.quiet if self.script else None

    @cached_property
    def agenda(self) -> Agenda:
        """Everything with a planned play time: phases, timed injects, the end.

        What waits for a condition stands at the first time at which it may come.
        """
        phases = [
            Due(phase.start_play_ms or 0, Kind.PHASE, index, phase.phase.id)
            for index, phase in enumerate((*self.phases, *self.side_phases))
            if phase.start_play_ms is not None or phase.phase.when is not None
        ]
        milestones = [
            Due(0, Kind.MILESTONE, index, milestone.id)
            for index, milestone in enumerate(self.milestones.values())
            if milestone.when is not None
        ]
        injects = [
            Due(planned.due_play_ms, Kind.INJECT, planned.order, planned.inject.id)
            for planned in self.injects
            if planned.due_play_ms is not None and not follows_phase(planned.inject)
        ]
        end_ms = self.script.end_play_ms if self.script else None
        end = [] if end_ms is None else [Due(end_ms, Kind.END, 0, "end")]
        return Agenda.of((*phases, *milestones, *injects, *end))

    @cached_property
    def _inject_by_id(self) -> Mapping[str, PlannedInject]:
        return self.script.inject_by_id if self.script else {}

    def inject(self, inject_id: str) -> PlannedInject | None:
        """Return the planned inject behind an id or an occurrence's id."""
        found = self._inject_by_id.get(inject_id)
        if found is not None:
            return found
        found = self._inject_by_id.get(split_occurrence(inject_id)[0])
        return found if found is not None and is_recurring(found) else None

    def followers(self, inject_id: str) -> tuple[PlannedInject, ...]:
        """Return the injects that come after this one."""
        return self._followers.get(inject_id, ())

    def from_phase(self, phase_id: str) -> tuple[PlannedInject, ...]:
        """Return the injects that count from this phase's start."""
        return self._from_phase.get(phase_id, ())

    def clocks_of(self, inject_id: str) -> tuple[StatutoryClock, ...]:
        """Return the statutory clocks that this inject starts."""
        return self._clocks_of.get(inject_id, ())

    def clock(self, clock_id: str) -> StatutoryClock | None:
        """Return a statutory clock."""
        return self._clocks.get(clock_id)

    @property
    def clock_ids(self) -> tuple[str, ...]:
        """The ids of the statutory clocks, in the order of the file."""
        return tuple(self._clocks)

    def dependents(self, subject: Subject) -> tuple[str, ...]:
        """Return the injects whose condition looks at this; recurring ones never wait."""
        return self._dependents.get(subject, ())

    def moments(self, subject: Subject) -> tuple[Due, ...]:
        """Return the phases and milestones whose condition looks at this, at their first time."""
        return self._moments.get(subject, ())

    def stopped_in(self, phase_id: str) -> tuple[PlannedInject, ...]:
        """Return the recurring injects that stop when this phase begins."""
        return self._stopped_in.get(phase_id, ())

    @property
    def until_phases(self) -> Iterable[str]:
        """The phases that stop a recurring inject."""
        return (phase for phase in self._stopped_in if phase in self.phase_place)

    @cached_property
    def milestones(self) -> Mapping[str, Milestone]:
        """Milestones by id, in the order of the file."""
        return self.script.milestone_by_id if self.script else {}

    @cached_property
    def bank_keys(self) -> Mapping[int, PlannedInject]:
        """The injects of the bank by the key, 1 to 9, that fires them."""
        return {
            planned.inject.key: planned
            for planned in self.injects
            if planned.inject.key is not None and planned.inject.bank
        }

    def expectation(self, expectation_id: str) -> tuple[str, ExpectedAction] | None:
        """Return the id of the (occurrence of the) inject and the expected action."""
        base, number = split_occurrence(expectation_id)
        found = self.script.expectation_by_id.get(base) if self.script else None
        if found is None:
            return None
        return occurrence(found[0].inject.id, number), found[1]

    def decision(self, decision_id: str) -> tuple[str, Decision] | None:
        """Return the id of the (occurrence of the) inject and the decision."""
        base, number = split_occurrence(decision_id)
        found = self.script.decision_by_id.get(base) if self.script else None
        if found is None:
            return None
        return occurrence(found[0].inject.id, number), found[1]

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The roles that messages go to or that are expected to act, in alphabetical order."""
        receivers = {role for planned in self.injects for role in planned.inject.to}
        doers = {action.by for planned in self.injects for action in planned.inject.expects}
        return tuple(sorted(receivers | doers))

    @cached_property
    def bank(self) -> tuple[str, ...]:
        """The ids of the messages that are sent by hand only, in the order of the file."""
        return tuple(planned.inject.id for planned in self.injects if planned.inject.bank)

    @cached_property
    def _followers(self) -> Mapping[str, tuple[PlannedInject, ...]]:
        return _grouped(
            (planned.inject.after.inject, planned)
            for planned in self.injects
            if planned.inject.after is not None and not planned.inject.bank
        )

    @cached_property
    def _from_phase(self) -> Mapping[str, tuple[PlannedInject, ...]]:
        return _grouped(
            (planned.inject.from_phase or "", planned)
            for planned in self.injects
            if follows_phase(planned.inject)
        )

    @cached_property
    def _clocks(self) -> Mapping[str, StatutoryClock]:
        clocks = self.script.scenario.clocks if self.script else ()
        return {clock.id: clock for clock in clocks}

    @cached_property
    def _clocks_of(self) -> Mapping[str, tuple[StatutoryClock, ...]]:
        return _grouped((clock.starts, clock) for clock in self._clocks.values())

    @cached_property
    def _dependents(self) -> Mapping[Subject, tuple[str, ...]]:
        return _grouped(
            (subject, planned.inject.id)
            for planned in self.injects
            if not is_recurring(planned)
            for subject in _looked_at(planned.inject.condition)
        )

    @cached_property
    def _moments(self) -> Mapping[Subject, tuple[Due, ...]]:
        return _grouped(
            (subject, due)
            for due in self.agenda
            if due.kind in {Kind.PHASE, Kind.MILESTONE}
            for subject in _looked_at(self.when(due.kind, due.id))
        )

    def when(self, kind: Kind, name: str) -> Condition | None:
        """Return the condition on which a phase begins or a milestone is reached by itself."""
        if kind is Kind.MILESTONE:
            return self.milestones[name].when
        return self.phase(name).phase.when

    def phase(self, phase_id: str) -> PlannedPhase:
        """Return a phase of whatever scenario; raise KeyError for one that nobody knows."""
        return (*self.phases, *self.side_phases)[self.phase_place[phase_id]]

    @cached_property
    def _stopped_in(self) -> Mapping[str, tuple[PlannedInject, ...]]:
        return _grouped(
            (planned.inject.until_phase, planned)
            for planned in self.injects
            if planned.inject.until_phase is not None and is_recurring(planned)
        )


def is_recurring(planned: PlannedInject) -> bool:
    """Tell whether an inject comes again and again."""
    return bool(planned.inject.every_ms)


def _looked_at(when: Condition | None) -> set[Subject]:
    """Return the subjects whose change can change a condition."""
    subjects = {asked for asked, _ in asked_outcomes(when)} if when is not None else set()
    deeds = {name for kind, name in subjects if kind == "deed"}
    return subjects | {(kind, name) for name in deeds for kind in DEED_KINDS}


def _grouped(pairs: Iterable[tuple[_K, _T]]) -> dict[_K, tuple[_T, ...]]:
    groups: dict[_K, list[_T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
