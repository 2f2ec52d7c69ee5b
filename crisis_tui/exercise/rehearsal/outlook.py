"""What can still matter at a position: what may yet come, what is over, what waits for ever.

Two positions with the same key go on alike, so that a rehearsal follows only one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.agenda import Due, Kind
from crisis_tui.exercise.folding.branches import moment_has_come
from crisis_tui.exercise.plan import is_recurring
from crisis_tui.exercise.state import InjectStatus, Outcome
from crisis_tui.scenario.conditions import asked_outcomes
from crisis_tui.scenario.plan import follows_phase

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from crisis_tui.exercise.plan import Plan
    from crisis_tui.exercise.rehearsal.position import Position
    from crisis_tui.exercise.rehearsal.subjects import Subjects
    from crisis_tui.exercise.state import InjectState
    from crisis_tui.scenario.conditions import Subject
    from crisis_tui.scenario.model import Condition
    from crisis_tui.scenario.script import PlannedInject, Script

_OVER = {InjectStatus.DELIVERED, InjectStatus.SKIPPED, InjectStatus.VOIDED}


class Outlook:
    """Looks ahead from positions of one script."""

    def __init__(self, script: Script, subjects: Subjects) -> None:
        """Know which injects do not simply come at their time."""
        self._script = script
        self._subjects = subjects
        self._special = [planned for planned in script.injects if _is_special(planned)]
        self._recurring = [planned for planned in script.injects if is_recurring(planned)]
        self._of = {
            planned.inject.id: subjects.of(planned.inject.condition)
            for planned in script.injects
            if planned.inject.condition is not None
        }
        self._holders: dict[Subject, str | None] = {}
        self._turning = {
            planned.inject.id
            for planned in script.injects
            if planned.inject.condition is not None
            and any(kind == "deed" for (kind, _), _ in asked_outcomes(planned.inject.condition))
        }
        self._moments = [
            (f"phase {phase.phase.id}", phase.phase.when)
            for phase in script.phase_by_id.values()
            if phase.phase.when is not None
        ] + [
            (f"milestone {milestone.id}", milestone.when)
            for milestone in script.scenario.milestones
            if milestone.when is not None
        ]

    def at(self, position: Position) -> Look:
        """Look ahead from a position."""
        return Look(self, position)

    def subjects_of(self, inject_id: str) -> frozenset[Subject]:
        """Return what an inject's condition looks at."""
        return self._of.get(inject_id, frozenset())

    def holder(self, subject: Subject, plan: Plan) -> str | None:
        """Return the (occurrence of the) inject that asks for a decision or an action."""
        if subject not in self._holders:
            kind, name = subject
            finds = {"decision": plan.decision, "expectation": plan.expectation}.get(kind)
            found = None if finds is None else finds(name)
            self._holders[subject] = None if found is None else found[0]
        return self._holders[subject]

    def can_turn(self, inject_id: str) -> bool:
        """Tell whether an inject's condition can hold again after it did not: it has an `unless`."""
        return inject_id in self._turning

    def real(self, condition: Condition) -> frozenset[Subject]:
        """Return what a condition looks at."""
        return self._subjects.of(condition)

    @property
    def script(self) -> Script:
        """The script."""
        return self._script

    @property
    def special(self) -> list[PlannedInject]:
        """The injects that wait for something else than their time."""
        return self._special

    @property
    def recurring(self) -> list[PlannedInject]:
        """The injects that come again and again."""
        return self._recurring

    @property
    def moments(self) -> list[tuple[str, Condition]]:
        """Phases and milestones with a condition, as `phase ID` and `milestone ID`."""
        return self._moments


class Look:
    """What can still matter at one position."""

    def __init__(self, outlook: Outlook, position: Position) -> None:
        """Look from here."""
        self._outlook = outlook
        self._position = position
        self._state = position.state
        self._gone: dict[str, bool] = {}
        self._closed: dict[Subject, bool] = {}

    def key(self) -> Hashable:
        """Return what decides how it goes on from here."""
        state = self._state
        ahead, relevant = self._ahead()
        conditions = dict(self._moments_ahead())
        for condition in conditions.values():
            relevant |= self._outlook.real(condition)
        for planned in self._outlook.recurring:
            relevant |= self._outlook.subjects_of(planned.inject.id)
        recurrences = sorted(
            (base, one.first_ms, one.next_number) for base, one in state.recurrences.items()
        )
        return (
            self._position.play_ms,
            state.ended is None,
            state.phase,
            tuple(sorted(state.side_phases.items())),
            state.story,
            self._position.choices,
            tuple((one, *self._standing(one)) for one in ahead),
            tuple(conditions),
            tuple((one, self._value(one), self._limit_ms(one)) for one in sorted(relevant)),
            tuple(recurrences),
        )

    def _ahead(self) -> tuple[list[str], set[Subject]]:
        """Return the injects on their way, and what those that can still come look at.

        One whose planned time is yet to come stands alike wherever it is the same time.
        """
        ahead: list[str] = []
        relevant: set[Subject] = set()
        for planned in self._outlook.special:
            name = planned.inject.id
            untouched = planned.due_play_ms is not None and name not in self._state.injects
            if untouched or not self.is_gone(name):
                relevant |= self._outlook.subjects_of(name)
                if not untouched:
                    ahead.append(name)
        return ahead, relevant

    def waiting(self) -> Iterator[str]:
        """Yield what waits now and for ever."""
        for inject_id in self._state.waiting:
            if self.is_gone(inject_id):
                yield inject_id
        for name, condition in self._outlook.moments:
            waits = not self._has_come(name) and self._is_dead(name, condition)
            if waits and self.open_causes(name):
                yield name

    def open_causes(self, name: str) -> tuple[Subject, ...]:
        """Return what an inject, `phase ID` or `milestone ID` waits for that never comes."""
        subjects = self._outlook.subjects_of(name)
        subjects |= dict(self._subjects_of_moments()).get(name, frozenset())
        return tuple(sorted(one for one in subjects if self._value(one) in {"open", "never"}))

    def _subjects_of_moments(self) -> Iterator[tuple[str, frozenset[Subject]]]:
        for name, condition in self._outlook.moments:
            yield name, self._outlook.real(condition)

    def is_gone(self, inject_id: str) -> bool:
        """Tell whether an inject came, was left out, or cannot come by itself any more."""
        chain: list[str] = []
        name: str | None = inject_id
        while name is not None and name not in self._gone:
            self._gone[name] = True  # of those that wait for each other none comes
            chain.append(name)
            name = self._hangs_on(name)
        gone = self._find_gone(chain[-1]) if name is None else self._gone[name]
        self._gone.update(dict.fromkeys(chain, gone))
        return gone

    def _hangs_on(self, inject_id: str) -> str | None:
        """Return the inject that another waits for before it has any time, None if for none."""
        inject, planned = self._state.inject(inject_id), self._state.plan.inject(inject_id)
        if planned is None or inject.status is not InjectStatus.PLANNED or planned.inject.bank:
            return None
        after = planned.inject.after
        if after is None or inject.due_play_ms is not None:
            return None
        return after.inject if self._state.plan.inject(after.inject) is not None else None

    def _find_gone(self, inject_id: str) -> bool:
        inject, planned = self._state.inject(inject_id), self._state.plan.inject(inject_id)
        if inject.status is InjectStatus.WAITING or self._may_come_after_all(inject_id, inject):
            closed = map(self.is_closed, self._outlook.subjects_of(inject_id))
            return inject.ripe_play_ms is None and all(closed)
        if inject.status in _OVER:
            return True
        if planned is None or inject.due_play_ms is not None:
            return False
        if planned.inject.bank or planned.inject.after is not None:
            return True
        return not follows_phase(planned.inject) or self._has_come(
            f"phase {planned.inject.from_phase}"
        )

    def _may_come_after_all(self, inject_id: str, inject: InjectState) -> bool:
        """Tell whether an inject was left out on a condition that deeds can still turn."""
        left_out = inject.status is InjectStatus.SKIPPED and inject.reason == "condition"
        return left_out and self._outlook.can_turn(inject_id)

    def is_closed(self, subject: Subject) -> bool:
        """Tell whether a subject has its outcome, or will never have one."""
        if subject not in self._closed:
            self._closed[subject] = True
            self._closed[subject] = self._find_closed(subject)
        return self._closed[subject]

    def _find_closed(self, subject: Subject) -> bool:
        if self._value(subject) not in {"open", "out"}:
            return True
        name, plan = subject[1], self._state.plan
        if subject[0] == "milestone":
            when = plan.milestones[name].when if name in plan.milestones else None
            return when is not None and self._is_dead(f"milestone {name}", when)
        asked = self._outlook.holder(subject, plan)
        if asked is None:
            return True
        sent = self._state.inject(asked).status is InjectStatus.DELIVERED
        return not sent and self.is_gone(asked)

    def _is_dead(self, name: str, condition: Condition) -> bool:
        """Tell whether a phase or milestone waits for ever for its condition."""
        kind, _, moment_id = name.partition(" ")
        due = Due(0, Kind.PHASE if kind == "phase" else Kind.MILESTONE, 0, moment_id)
        closed = all(map(self.is_closed, self._outlook.real(condition)))
        return closed and not moment_has_come(self._state, due)

    def _moments_ahead(self) -> Iterator[tuple[str, Condition]]:
        for name, condition in self._outlook.moments:
            if not self._has_come(name):
                yield name, condition

    def _has_come(self, name: str) -> bool:
        kind, _, name = name.partition(" ")
        if kind == "milestone":
            return name in self._state.milestones
        return not self._state.is_ahead(name)

    def _standing(self, inject_id: str) -> tuple[str, int | None, int | None]:
        inject = self._state.inject(inject_id)
        return inject.status, inject.due_play_ms, inject.ripe_play_ms

    def _value(self, subject: Subject) -> str:
        kind, name = subject
        if kind == "milestone" and name in self._state.milestones:
            return "reached"
        if kind == "decision" and name in self._state.decisions:
            return f"is {self._state.decisions[name].option}"
        if kind == "expectation" and name in self._state.expectations:
            outcome = self._state.expectations[name].outcome
            if outcome is not Outcome.OPEN:
                return outcome
        if subject in self._position.never:
            return "never"
        return "out" if self._is_out(subject) else "open"

    def _limit_ms(self, subject: Subject) -> int | None:
        """Return when an action that was asked for is missed by itself; one not asked for never."""
        known = self._state.expectations.get(subject[1]) if subject[0] == "expectation" else None
        return known.limit_play_ms if known and known.outcome is Outcome.OPEN else None

    def _is_out(self, subject: Subject) -> bool:
        """Tell whether what would ask for it was left out."""
        asked = self._outlook.holder(subject, self._state.plan)
        inject = None if asked is None else self._state.injects.get(asked)
        return inject is not None and inject.status in {InjectStatus.SKIPPED, InjectStatus.VOIDED}


def _is_special(planned: PlannedInject) -> bool:
    inject = planned.inject
    waits = inject.condition is not None or planned.due_play_ms is None
    return not is_recurring(planned) and (waits or follows_phase(inject))
