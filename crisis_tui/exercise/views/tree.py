"""What can still happen, as a tree: forks, their outcomes, and what follows from each.

It is worked out by rehearsing what is left of the exercise, so that it names what can come and
nothing else. What comes whatever people do is no part of it: that is the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.plan import split_occurrence
from crisis_tui.exercise.rehearsal.rehearsing import Measures, Rehearsal, rehearse_from
from crisis_tui.exercise.rehearsal.subjects import Subjects
from crisis_tui.exercise.state import Outcome
from crisis_tui.exercise.views.tree_lines import Tree, TreeKind, TreeLine
from crisis_tui.scenario.conditions import MET, MISSED, REACHED, holds
from crisis_tui.scenario.plan import follows_phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisis_tui.exercise.rehearsal.subjects import Outcome as Settled
    from crisis_tui.exercise.rehearsal.ways import Coming
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.scenario.conditions import Subject
    from crisis_tui.scenario.model import Condition
    from crisis_tui.scenario.script import PlannedInject, Script

MOST_TICKS = 4_000
"""So much is looked ahead for a screen; what lies beyond is not told as certain."""

Thing = tuple[str, str]
"""What can come: ("inject", id), ("phase", id), ("milestone", id)."""


def tree_of(state: ExerciseState, play_ms: int, most_ticks: int = MOST_TICKS) -> Tree:
    """Return what can still happen in an exercise from a play time on; nothing once it is over."""
    script = state.plan.script
    if script is None or not state.is_live:
        return Tree((), (), (), is_whole=True)
    rehearsal = rehearse_from(state, play_ms, Measures(most_ticks=most_ticks))
    if rehearsal is None:
        return Tree((), (), (), is_whole=True)
    return _Grower(script, state, rehearsal).tree()


class _Grower:
    """Puts what a rehearsal says can come in its place; a fork is told in full once."""

    def __init__(self, script: Script, state: ExerciseState, rehearsal: Rehearsal) -> None:
        self._script = script
        self._state = state
        self._rehearsal = rehearsal
        self._subjects = Subjects(script)
        self._comings: Mapping[Thing, Coming] = {
            key: coming
            for key, coming in rehearsal.comings.items()
            if key[0] in {kind.value for kind in _THINGS}
        }
        self._told: set[Subject] = set()
        self._placed: set[Thing] = set()
        self._lines: list[TreeLine] = []

    def tree(self) -> Tree:
        """Grow it."""
        forks = [one for one in self._subjects.asked if self._is_open(one)]
        forks.sort(key=self._fork_ms)
        for subject in forks:
            if self._hangs_on_nothing(subject):
                self._fork(subject, 0)
        for subject in forks:
            if subject not in self._told:
                self._fork(subject, 0)
        for thing in sorted(self._comings, key=lambda one: (self._comings[one].first_ms, one)):
            if not self._is_certain(thing) and thing not in self._placed:
                self._thing(thing, 0, also=False)
        planned = tuple(
            name
            for kind, name in self._comings
            if kind == "inject" and self._is_certain((kind, name))
        )
        closed = tuple(self._closed())
        return Tree(tuple(self._lines), closed, planned, self._rehearsal.is_whole)

    def _is_certain(self, thing: Thing) -> bool:
        return self._comings[thing].ways >= self._rehearsal.ways

    # ── Forks ────────────────────────────────────────────────────────────────────────────────────

    def _outcome(self, subject: Subject) -> Settled:
        """Return how a subject was settled so far, None while it is open."""
        kind, name = subject
        if kind == "decision":
            taken = self._state.decisions.get(name)
            return None if taken is None else taken.option
        if kind == "milestone":
            return REACHED if name in self._state.milestones else None
        known = self._state.expectations.get(name)
        if known is None or known.outcome in {Outcome.OPEN, Outcome.CANCELLED}:
            return None
        return MISSED if known.outcome is Outcome.MISSED else MET

    def _holder(self, subject: Subject) -> str | None:
        kind, name = subject
        if kind == "milestone":
            return None
        holders = self._script.decision_by_id if kind == "decision" else None
        found = holders.get(name) if holders is not None else self._script.expectation_by_id[name]
        return None if found is None else found[0].inject.id

    def _is_open(self, subject: Subject) -> bool:
        follow = (thing for thing, _ in self._follow(subject))
        if self._outcome(subject) is not None or all(map(self._is_certain, follow)):
            return False
        holder = self._holder(subject)
        if holder is None:
            return self._script.milestone_by_id[subject[1]].when is None
        return self._is_sent(holder) or ("inject", holder) in self._comings

    def _is_sent(self, inject_id: str) -> bool:
        return not self._state.inject(inject_id).is_unsent

    def _hangs_on_nothing(self, subject: Subject) -> bool:
        """Tell whether a fork is open now or comes with something that comes anyway."""
        holder = self._holder(subject)
        return holder is None or self._is_sent(holder) or self._is_certain(("inject", holder))

    def _fork_ms(self, subject: Subject) -> tuple[int, str]:
        limit_ms = self._limit_ms(subject)
        return (1 << 62 if limit_ms is None else limit_ms), subject[1]

    def _limit_ms(self, subject: Subject) -> int | None:
        """Return until when a fork can be settled in time; when it opens if it has no limit."""
        holder = self._holder(subject)
        if holder is None:
            return None
        sent_ms = self._state.inject(holder).delivered_play_ms
        if sent_ms is None:
            coming = self._comings.get(("inject", holder))
            sent_ms = 0 if coming is None else coming.first_ms
        return sent_ms + (self._within_ms(subject) or 0)

    def _within_ms(self, subject: Subject) -> int | None:
        kind, name = subject
        if kind == "decision":
            return self._script.decision_by_id[name][1].within_ms
        return self._script.expectation_by_id[name][1].within_ms

    def _fork(self, subject: Subject, depth: int) -> None:
        line = self._fork_line(subject, depth)
        if subject in self._told:
            self._lines.append(TreeLine(depth, TreeKind.AGAIN, subject[1], subject=subject[0]))
            return
        self._told.add(subject)
        self._lines.append(line)
        for outcome in self._subjects.outcomes(subject):
            title = self._option_title(subject, outcome)
            self._lines.append(
                TreeLine(
                    depth + 1,
                    TreeKind.OUTCOME,
                    subject[1],
                    title,
                    subject=subject[0],
                    outcome=outcome,
                )
            )
            for thing, also in self._after(subject, outcome):
                self._thing(thing, depth + 2, also=also)

    def _fork_line(self, subject: Subject, depth: int, outcome: Settled = None) -> TreeLine:
        kind, name = subject
        if kind == "decision":
            decision = self._script.decision_by_id[name][1]
            title, role = decision.question, decision.authority
        elif kind == "expectation":
            action = self._script.expectation_by_id[name][1]
            title, role = action.action, action.by
        else:
            title, role = self._script.milestone_by_id[name].title, None
        return TreeLine(
            depth,
            TreeKind.FORK,
            name,
            title,
            self._limit_ms(subject),
            () if role is None else (role,),
            subject=kind,
            outcome=outcome,
        )

    def _option_title(self, subject: Subject, outcome: Settled) -> str:
        """Return the title of an option; of all those together that lead to nothing of their own."""
        if subject[0] != "decision" or outcome is None:
            return ""
        options = self._script.decision_by_id[subject[1]][1].options
        asked = self._subjects.asked[subject]
        alike = [one for one in options if one.id == outcome or not {one.id, outcome} & asked]
        return " / ".join(one.title for one in alike)

    def _closed(self) -> Iterator[TreeLine]:
        for subject in self._subjects.asked:
            outcome = self._outcome(subject)
            if outcome is not None:
                yield self._fork_line(subject, 0, outcome)

    # ── What follows ─────────────────────────────────────────────────────────────────────────────

    def _follow(self, subject: Subject) -> Iterator[tuple[Thing, Condition]]:
        """Yield what can still come and looks at a subject, in the order in which it can come."""
        found = [
            (thing, condition)
            for thing in self._comings
            if (condition := self._condition(thing)) is not None
            and subject in self._subjects.of(condition)
        ]
        yield from sorted(found, key=lambda each: (self._comings[each[0]].first_ms, each[0]))

    def _after(self, subject: Subject, outcome: Settled) -> Iterator[tuple[Thing, bool]]:
        """Yield what an outcome leaves possible, and whether that takes something else too."""
        for thing, condition in self._follow(subject):
            value = self._value(condition, subject, outcome)
            if value is not False and not self._is_certain(thing):
                yield thing, value is None

    def _condition(self, thing: Thing) -> Condition | None:
        kind, name = thing
        if kind == "inject":
            planned = self._script.inject_by_id.get(name)
            return None if planned is None else planned.inject.condition
        if kind == "phase":
            return self._script.phase_by_id[name].phase.when
        return self._script.milestone_by_id[name].when

    def _value(self, condition: Condition, subject: Subject, outcome: Settled) -> bool | None:
        def has(asked: Subject, wanted: str) -> bool | None:
            for real in self._subjects.real(asked):
                settled = outcome if real == subject else self._outcome(real)
                if asked[0] == "deed":
                    return settled in {None, MISSED} if real == subject or settled else None
                if real == subject or settled is not None:
                    return settled == wanted
            return None

        return holds(condition, has)

    def _thing(self, thing: Thing, depth: int, *, also: bool) -> None:
        kind, name = thing
        coming = self._comings[thing]
        again = thing in self._placed
        self._placed.add(thing)
        planned = self._script.inject_by_id.get(name) if kind == "inject" else None
        self._lines.append(
            TreeLine(
                depth,
                TreeKind(kind),
                name,
                self._title(thing),
                coming.first_ms,
                self._roles(name, planned) if kind == "inject" else (),
                also=also,
            )
        )
        if again:
            return
        for subject in self._laid_open(thing):
            self._fork(subject, depth + 1)
        for follower in self._followers(thing):
            self._thing(follower, depth + 1, also=False)

    def _laid_open(self, thing: Thing) -> Iterator[Subject]:
        for subject in self._subjects.asked:
            if thing == ("inject", self._holder(subject)) and self._is_open(subject):
                yield subject

    def _followers(self, thing: Thing) -> Iterator[Thing]:
        """Yield what comes after it without a condition of its own."""
        for planned in self._script.injects:
            follower = ("inject", planned.inject.id)
            is_plain = planned.inject.condition is None and follower not in self._placed
            uncertain = follower in self._comings and not self._is_certain(follower)
            if is_plain and uncertain and _comes_with(planned, thing):
                yield follower

    def _title(self, thing: Thing) -> str:
        kind, name = thing
        if kind == "phase":
            return self._script.phase_by_id[name].phase.title
        if kind == "milestone":
            return self._script.milestone_by_id[name].title
        planned = self._script.inject_by_id.get(name)
        return self._state.added[name].title if planned is None else planned.inject.title

    def _roles(self, name: str, planned: PlannedInject | None) -> tuple[str, ...]:
        return self._state.added[name].to if planned is None else planned.inject.to


_THINGS = (TreeKind.INJECT, TreeKind.PHASE, TreeKind.MILESTONE)


def _comes_with(planned: PlannedInject, thing: Thing) -> bool:
    inject = planned.inject
    if inject.after is not None:
        return thing == ("inject", split_occurrence(inject.after.inject)[0])
    return follows_phase(inject) and thing == ("phase", inject.from_phase)
