"""What can still happen, as a tree: forks, their outcomes, and what follows from each.

It is worked out by rehearsing what is left of the exercise, so that it names what can come and
nothing else. What comes whatever people do is no part of it: that is the plan.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

from crisis_tui.exercise.rehearsal.rehearsing import Measures, Rehearsal, rehearse_from
from crisis_tui.exercise.rehearsal.subjects import Subjects
from crisis_tui.exercise.views.tree_forks import Forks
from crisis_tui.exercise.views.tree_lines import Tree, TreeKind, TreeLine
from crisis_tui.scenario.conditions import MISSED, REACHED, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisis_tui.exercise.rehearsal.subjects import Outcome as Settled
    from crisis_tui.exercise.rehearsal.ways import Coming
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.scenario.conditions import Subject
    from crisis_tui.scenario.model import Condition
    from crisis_tui.scenario.script import PlannedInject, Script

MOST_TICKS = 4_000
"""So much is looked ahead for a screen; what lies beyond is not told as certain."""

_MOST_WEIGHED = 4
"""A condition that looks at more than so many open things is told below each of them."""
_DEEPEST = 20
"""What lies deeper stands on its own below the tree."""

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
        first_ms = {
            name: one.first_ms
            for (kind, name), one in rehearsal.comings.items()
            if kind == "inject"
        }
        self._forks = Forks(script, state, self._subjects, first_ms)
        self._comings: Mapping[Thing, Coming] = {
            key: coming
            for key, coming in rehearsal.comings.items()
            if key[0] in _THINGS and not self._is_noted_by_hand(key)
        }
        self._following = self._what_looks()
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
        for thing in sorted(self._comings, key=self._thing_ms):
            if not self._is_certain(thing) and thing not in self._placed:
                self._thing(thing, 0, also=False)
        planned = tuple(
            name
            for kind, name in self._comings
            if kind == "inject" and self._is_certain((kind, name))
        )
        closed = tuple(self._closed())
        return Tree(tuple(self._lines), closed, planned, self._rehearsal.is_whole)

    def _what_looks(self) -> Mapping[Subject, Sequence[tuple[Thing, Condition]]]:
        """Return what can still come by the subjects that it looks at, what comes first first."""
        found: dict[Subject, list[tuple[Thing, Condition]]] = defaultdict(list)
        for thing in sorted(self._comings, key=lambda one: (self._comings[one].first_ms, one)):
            condition = self._condition(thing)
            for subject in () if condition is None else self._subjects.of(condition):
                if condition is not None:
                    found[subject].append((thing, condition))
        return found

    def _thing_ms(self, thing: Thing) -> tuple[bool, int, Thing]:
        return thing[0] == "inject", self._comings[thing].first_ms, thing

    def _is_certain(self, thing: Thing) -> bool:
        return self._comings[thing].ways >= self._rehearsal.ways

    # ── Forks ────────────────────────────────────────────────────────────────────────────────────

    def _is_noted_by_hand(self, thing: Thing) -> bool:
        """Tell whether it is a milestone without a condition: that is a fork, nothing follows."""
        return thing[0] == "milestone" and self._script.milestone_by_id[thing[1]].when is None

    def _is_open(self, subject: Subject) -> bool:
        follow = (thing for thing, _ in self._following.get(subject, ()))
        if self._forks.outcome(subject) is not None or all(map(self._is_certain, follow)):
            return False
        holder = self._forks.holder(subject)
        if holder is None:
            return self._script.milestone_by_id[subject[1]].when is None
        return self._is_sent(holder) or ("inject", holder) in self._comings

    def _is_sent(self, inject_id: str) -> bool:
        return not self._state.inject(inject_id).is_unsent

    def _hangs_on_nothing(self, subject: Subject) -> bool:
        """Tell whether a fork is open now or comes with something that comes anyway."""
        holder = self._forks.holder(subject)
        return holder is None or self._is_sent(holder) or self._is_certain(("inject", holder))

    def _fork_ms(self, subject: Subject) -> tuple[int, str]:
        limit_ms = self._forks.limit_ms(subject)
        return (1 << 62 if limit_ms is None else limit_ms), subject[1]

    def _fork(self, subject: Subject, depth: int, from_ms: int = 0) -> None:
        line = self._forks.line(subject, depth)
        if subject in self._told:
            self._lines.append(TreeLine(depth, TreeKind.AGAIN, subject[1], subject=subject[0]))
            return
        self._told.add(subject)
        self._lines.append(line)
        for outcome in self._subjects.outcomes(subject):
            title = self._forks.option_title(subject, outcome)
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
                self._thing(thing, depth + 2, also=also, from_ms=from_ms)

    def _closed(self) -> Iterator[TreeLine]:
        for subject in self._subjects.asked:
            outcome = self._forks.outcome(subject)
            if outcome is not None:
                yield self._forks.line(subject, 0, outcome)

    # ── What follows ─────────────────────────────────────────────────────────────────────────────

    def _after(self, subject: Subject, outcome: Settled) -> Iterator[tuple[Thing, bool]]:
        """Yield what an outcome leaves possible, and whether that takes something else too."""
        for thing, condition in self._following.get(subject, ()):
            value = self._value(condition, {subject: outcome})
            if value is False or self._is_certain(thing):
                continue
            if value or self._helps(condition, subject, outcome):
                yield thing, value is None

    def _helps(self, condition: Condition, subject: Subject, outcome: Settled) -> bool:
        """Tell whether a condition can hold by this outcome where by another it would not."""
        others = [
            one
            for one in self._subjects.of(condition)
            if one != subject and self._forks.outcome(one) is None
        ]
        if len(others) > _MOST_WEIGHED:
            return True
        instead = [one for one in self._subjects.outcomes(subject) if one != outcome]
        for settled in product(*map(self._subjects.outcomes, others)):
            fixed = dict(zip(others, settled, strict=True))
            if self._value(condition, {**fixed, subject: outcome}) is True and any(
                self._value(condition, {**fixed, subject: other}) is not True for other in instead
            ):
                return True
        return False

    def _condition(self, thing: Thing) -> Condition | None:
        kind, name = thing
        if kind == "inject":
            planned = self._script.inject_by_id.get(name)
            return None if planned is None else planned.inject.condition
        if kind == "phase":
            return self._script.phase_by_id[name].phase.when
        return self._script.milestone_by_id[name].when

    def _value(self, condition: Condition, fixed: Mapping[Subject, Settled]) -> bool | None:
        def has(asked: Subject, wanted: str) -> bool | None:
            for real in self._subjects.real(asked):
                settled = fixed[real] if real in fixed else self._forks.outcome(real)
                if asked[0] == "deed":
                    return settled in {None, MISSED} if real in fixed or settled else None
                if real in fixed or settled is not None:
                    return settled == wanted
            return None

        return holds(condition, has)

    def _thing(self, thing: Thing, depth: int, *, also: bool, from_ms: int = 0) -> None:
        """Tell what can come, not before what it stands below."""
        kind, name = thing
        first_ms = max(self._comings[thing].first_ms, from_ms)
        again = thing in self._placed
        self._placed.add(thing)
        planned = self._script.inject_by_id.get(name) if kind == "inject" else None
        self._lines.append(
            TreeLine(
                depth,
                TreeKind(kind),
                name,
                self._title(thing),
                first_ms,
                self._roles(name, planned) if kind == "inject" else (),
                also=also,
            )
        )
        if again or depth >= _DEEPEST:
            return
        for subject in self._laid_open(thing):
            self._fork(subject, depth + 1, first_ms)
        if kind == "milestone":
            for waiting, more in self._after(("milestone", name), REACHED):
                self._thing(waiting, depth + 1, also=more, from_ms=first_ms)
        for follower in self._followers(thing):
            self._thing(follower, depth + 1, also=False, from_ms=first_ms)

    def _laid_open(self, thing: Thing) -> Iterator[Subject]:
        for subject in self._subjects.asked:
            if thing == ("inject", self._forks.holder(subject)) and self._is_open(subject):
                yield subject

    def _followers(self, thing: Thing) -> Iterator[Thing]:
        """Yield what comes after it without a condition of its own."""
        kind, name = thing
        plan = self._state.plan
        if kind == "milestone":
            return
        for planned in plan.followers(name) if kind == "inject" else plan.from_phase(name):
            follower = ("inject", planned.inject.id)
            is_plain = planned.inject.condition is None and follower not in self._placed
            if is_plain and follower in self._comings and not self._is_certain(follower):
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


_THINGS = frozenset({"inject", "phase", "milestone"})
