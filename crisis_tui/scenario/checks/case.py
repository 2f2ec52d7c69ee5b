"""What the checks of a scenario look at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from crisis_tui.basis.findings import Finding, Source
from crisis_tui.scenario.conditions import elements
from crisis_tui.scenario.model import Condition
from crisis_tui.scenario.plan import PlayPlan, planned_play

if TYPE_CHECKING:
    from crisis_tui.basis.parts import Muted
    from crisis_tui.basis.reporting import Reporter
    from crisis_tui.scenario.model import Decision, Milestone
    from crisis_tui.scenario.parts import Draft
    from crisis_tui.scenario.script import PlannedPhase, Script


@dataclass(frozen=True, slots=True)
class Organisation:
    """What a scenario can name of a roster and its training.

    `held_roles` are those that somebody has, or has a deputy for. `qualifications` is None if no
    training is known.
    """

    roles: frozenset[str]
    held_roles: frozenset[str]
    qualifications: frozenset[str] | None


@dataclass(frozen=True)
class Case:
    """A scenario as written and as worked out, without a variant."""

    draft: Draft
    script: Script
    report: Reporter
    muted: Muted
    organisation: Organisation | None
    media: Collection[tuple[str, str]] | None

    @cached_property
    def plan(self) -> PlayPlan:
        """When each inject is due if all goes on time."""
        return planned_play(self.script)

    @cached_property
    def decisions(self) -> Mapping[str, tuple[Decision, Source]]:
        """Decisions by id; of a doubled id the last one, which is an error elsewhere."""
        return {
            entry.inject.decision.id: (entry.inject.decision, entry.source.child("decision"))
            for entry in self.draft.entries
            if entry.inject.decision is not None
        }

    @cached_property
    def expectations(self) -> Collection[str]:
        """The ids of all expected actions."""
        return {id_ for kind, id_ in self.holders if kind == "expectation"}

    @cached_property
    def holders(self) -> Mapping[tuple[str, str], str]:
        """The inject that asks a decision or holds an expected action, by ("decision", id)."""
        found: dict[tuple[str, str], str] = {}
        for inject in (entry.inject for entry in self.draft.entries):
            found |= {("expectation", action.id): inject.id for action in inject.expects}
            if inject.decision is not None:
                found["decision", inject.decision.id] = inject.id
        return found

    @cached_property
    def milestones(self) -> Mapping[str, tuple[Milestone, Source]]:
        """Milestones by id; of a doubled id the last one, which is an error elsewhere."""
        return {
            milestone.id: (milestone, self.draft.source.child("milestones", index))
            for index, milestone in enumerate(self.draft.scenario.milestones)
        }

    @cached_property
    def phases(self) -> Mapping[str, PlannedPhase]:
        """Phases by id, in their order."""
        return self.script.phase_by_id

    def whens(self) -> Iterator[tuple[Condition, Source]]:
        """Yield every `when`, of injects, phases and milestones."""
        for entry in self.draft.entries:
            if entry.inject.when is not None:
                yield entry.inject.when, entry.source.child("when")
        for planned in self.script.phases:
            if planned.phase.when is not None:
                yield planned.phase.when, planned.source.child("when")
        for milestone, source in self.milestones.values():
            if milestone.when is not None:
                yield milestone.when, source.child("when")

    def conditions(self) -> Iterator[tuple[Condition, Source]]:
        """Yield every elementary condition; it is written below its source by its own key."""
        for when, source in self.whens():
            yield from elements(when, source)
        for entry in self.draft.entries:
            if entry.inject.unless is not None:
                yield Condition(unless=entry.inject.unless), entry.source

    def is_whole(self, *kinds: str) -> bool:
        """Tell whether nothing of these kinds was lost in reading, so that "never" can be said."""
        return not self.muted.kinds.intersection(kinds) and not any(
            kind in kinds for kind, _ in self.muted.ids
        )


Check: TypeAlias = Callable[[Case], Iterator[Finding]]
