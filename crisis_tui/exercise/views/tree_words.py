"""The tree of what can still happen, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.views.tree_lines import TreeKind
from crisis_tui.scenario.conditions import MET, MISSED

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.views.tree_lines import TreeLine


def line_words(line: TreeLine) -> AnyText:
    """Return what a line says, without its time and roles."""
    if line.kind is TreeKind.FORK:
        return _fork(line)
    if line.kind is TreeKind.OUTCOME:
        return _outcome(line)
    if line.kind is TreeKind.AGAIN:
        return Text("{name}: see above", name=line.id)
    if line.kind is TreeKind.PHASE:
        if line.also:
            return Text("phase {title} begins (if more holds)", title=line.title)
        return Text("phase {title} begins", title=line.title)
    if line.kind is TreeKind.MILESTONE:
        if line.also:
            return Text("milestone {name}: {title} (if more holds)", name=line.id, title=line.title)
        return Text("milestone {name}: {title}", name=line.id, title=line.title)
    if line.also:
        return Text("{name} {title} (if more holds)", name=line.id, title=line.title)
    return Text("{name} {title}", name=line.id, title=line.title)


def closed_words(line: TreeLine) -> AnyText:
    """Return how a fork was settled: losgeld = niet."""
    if line.subject == "decision":
        return Text("{name} = {outcome}", name=line.id, outcome=line.outcome or "-")
    if line.outcome == MISSED:
        return Text("{name} not done in time", name=line.id)
    return (
        Text("{name} done", name=line.id)
        if line.outcome == MET
        else Text("{name} reached", name=line.id)
    )


def _fork(line: TreeLine) -> AnyText:
    if line.subject == "decision":
        return Text("decision {name}: {title}", name=line.id, title=line.title)
    if line.subject == "expectation":
        return Text("action {name}: {title}", name=line.id, title=line.title)
    return Text("milestone {name}: {title}", name=line.id, title=line.title)


def _outcome(line: TreeLine) -> AnyText:
    if line.subject == "decision":
        if line.outcome is None:
            return Text("if nobody decides")
        return Text("if {option}", option=line.title or line.outcome)
    if line.subject == "expectation":
        return Text("if done in time") if line.outcome == MET else Text("if not done in time")
    return Text("if it is not reached") if line.outcome is None else Text("if it is reached")
