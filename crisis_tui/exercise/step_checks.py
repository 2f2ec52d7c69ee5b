"""R101, R104, R106, R107, R111, R114, R115, R123, R126: steps about what the exercise has not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from crisis_tui.basis.reporting import Reporter
from crisis_tui.basis.text import Text
from crisis_tui.exercise.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from crisis_tui.basis.findings import Finding, Locator, Source
    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.steps import ScriptStep
    from crisis_tui.scenario.model import Inject
    from crisis_tui.scenario.script import Script

_INJECT_KEYS = [
    "acknowledge",
    "answer",
    "played",
    "send",
    "hold",
    "skip",
    "retime",
    "void",
    "inject",
]
_WRITTEN_MEANWHILE = re.compile(r"adhoc-\d+")


def check_steps(
    steps: Sequence[ScriptStep],
    script: Script,
    source: Source,
    locate: Locator,
    roles: Collection[str] | None = None,
) -> Iterator[Finding]:
    """Report every id in a script file that names nothing.

    What a variant leaves out is no fault: one file of steps may serve all variants. Nor is what
    begins only while the exercise runs, such as a second scenario's `cyber:S01`.

    Args:
        steps: the entries of the file, in its order.
        script: what is going to be played.
        source: the file.
        locate: finds a source's place in the file.
        roles: who can be somebody in the exercise; None checks nobody.
    """
    names = _Names(script)
    report = Reporter(locate)
    for index, step in enumerate(steps):
        at = source.child(index)
        for kind, key, name in _named(step):
            if not names.has(kind, name):
                yield _unknown(report, names, kind, name, at.child(key))
        yield from _option(report, names, step, at)
        yield from _task(report, names, step, at)
        nobody = None if roles is None else _nobody(step, roles)
        if roles is not None and nobody is not None:
            yield report.error(
                "R101",
                Text('the roster has no role "{role}"', role=nobody),
                at.child("as"),
                report.suggest("role", nobody, roles),
            )


def _nobody(step: ScriptStep, roles: Collection[str]) -> str | None:
    """Return the role that does what only a role can do, if there is no such role.

    In other steps `as` may be a person (`ketelmeer` hands over) or any seat (`waarnemer-2`).
    """
    of_a_role = any(name is not None for name in (step.acknowledge, step.answer, step.decide))
    return step.role if of_a_role and step.role not in roles else None


def _named(step: ScriptStep) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, key, name) of everything in the plan that a step names."""
    for key in _INJECT_KEYS:
        name = getattr(step, key)
        if name is not None:
            yield "inject", key, name
    others = (
        ("expectation", "done", step.done),
        ("decision", "decide", step.decide),
        ("objective", "rate", step.rate),
        ("objective", "objective", step.objective),
        ("phase", "phase", step.phase),
        ("milestone", "milestone", step.milestone),
        ("clock", "clock", step.clock),
    )
    for kind, key, name in others:
        if name is not None:
            yield kind, key, name


@dataclass(frozen=True)
class _Names:
    """What a step can name, by its kind."""

    script: Script

    @cached_property
    def known(self) -> Mapping[str, Collection[str]]:
        """Return the ids of each kind, also of what the variant leaves out."""
        scenario, injects = self.script.scenario, self._injects
        return {
            "inject": [inject.id for inject in injects],
            "expectation": [action.id for inject in injects for action in inject.expects],
            "decision": [inject.decision.id for inject in injects if inject.decision],
            "objective": [objective.id for objective in scenario.objectives],
            "phase": list(self.script.phase_by_id),
            "milestone": [milestone.id for milestone in scenario.milestones],
            "clock": [clock.id for clock in scenario.clocks],
        }

    @cached_property
    def plan(self) -> Plan:
        """The plan, which knows the later occurrences of what repeats."""
        return Plan(self.script)

    @property
    def _injects(self) -> Collection[Inject]:
        written = {inject.id: inject for inject in self.script.scenario.injects}
        played = {planned.inject.id: planned.inject for planned in self.script.injects}
        return (written | played).values()

    def asked_in(self, inject_id: str) -> Collection[str]:
        """Return the decision and the expected actions of an inject."""
        injects = [inject for inject in self._injects if inject.id == inject_id]
        asked = {action.id for inject in injects for action in inject.expects}
        return asked | {inject.decision.id for inject in injects if inject.decision}

    def has(self, kind: str, name: str) -> bool:
        """Tell whether a name is known, or cannot be known before the exercise."""
        if name in self.known[kind] or ":" in name:
            return True
        if kind == "inject":
            return self.plan.inject(name) is not None or bool(_WRITTEN_MEANWHILE.fullmatch(name))
        if kind == "expectation":
            return self.plan.expectation(name) is not None
        return kind == "decision" and self.plan.decision(name) is not None


_UNKNOWN: Mapping[str, tuple[str, Callable[[str], Text]]] = {
    "inject": ("R104", lambda name: Text('there is no inject "{name}"', name=name)),
    "expectation": (
        "R114",
        lambda name: Text('there is no expected action "{name}"', name=name),
    ),
    "decision": ("R106", lambda name: Text('there is no decision "{name}"', name=name)),
    "objective": ("R111", lambda name: Text('there is no objective "{name}"', name=name)),
    "phase": ("R115", lambda name: Text('there is no phase "{name}"', name=name)),
    "milestone": ("R123", lambda name: Text('there is no milestone "{name}"', name=name)),
    "clock": ("R126", lambda name: Text('there is no statutory clock "{name}"', name=name)),
}
_KEYS: Mapping[str, str] = {
    "inject": "acknowledge",
    "expectation": "done",
    "decision": "decide",
    "phase": "phase",
    "milestone": "milestone",
    "clock": "clock",
}


def _unknown(report: Reporter, names: _Names, kind: str, name: str, source: Source) -> Finding:
    code, message = _UNKNOWN[kind]
    return report.error(code, message(name), source, _cure(report, names, kind, name))


def _cure(report: Reporter, names: _Names, kind: str, name: str) -> AnyText:
    """Return what to write instead; whoever names an inject here may mean what it asks for."""
    inside = [id_ for id_ in names.known[kind] if id_ in names.asked_in(name)]
    if inside:
        return Text('"{name}" is an inject; write {names}', name=name, names=", ".join(inside))
    for other, key in _KEYS.items():
        if other != kind and name in names.known[other]:
            return Text("for this id, write {example}", example=f"{key}: {name}")
    return report.suggest(kind, name, names.known[kind])


def _option(report: Reporter, names: _Names, step: ScriptStep, at: Source) -> Iterator[Finding]:
    found = None if step.decide is None else names.plan.decision(step.decide)
    if found is None or step.option is None:
        return
    options = [option.id for option in found[1].options]
    if step.option not in options:
        yield report.error(
            "R107",
            Text(
                '"{name}" is not an option of "{decision}"', name=step.option, decision=found[1].id
            ),
            at.child("option"),
            report.suggest(f"option of {found[1].id}", step.option, options),
        )


def _task(report: Reporter, names: _Names, step: ScriptStep, at: Source) -> Iterator[Finding]:
    found = (each for each in names.script.scenario.objectives if each.id == step.rate)
    objective = next(found, None)
    if objective is None or step.task is None or step.task <= len(objective.tasks):
        return
    yield report.error(
        "R111",
        Text(
            "{objective} has no task {task}; it has {n}.",
            objective=objective.id,
            task=step.task,
            n=len(objective.tasks),
        ),
        at.child("task"),
        Text("its tasks are numbered from 1 to {n}", n=len(objective.tasks))
        if objective.tasks
        else Text("give the objective tasks in the scenario"),
    )
