"""What a rehearsal found, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.cli.rehearse_chart import play_clock
from crisis_tui.exercise.rehearsal.problems import ProblemKind, Why
from crisis_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from crisis_tui.exercise.rehearsal.problems import Problem
    from crisis_tui.exercise.rehearsal.rehearsing import Rehearsal
    from crisis_tui.scenario.conditions import Subject

_MOST_DIGITS = 9


def ways_of(ways: int, rehearsal: Rehearsal) -> str:
    """Return `on 12 of 72 ways`, or that it is on all of them."""
    if ways >= rehearsal.ways:
        return _("on every way")
    return _("on {ways} of {all} ways").format(ways=number(ways), all=number(rehearsal.ways))


def number(count: int) -> str:
    """Return a count; one too long to read is told as a power of ten."""
    text = str(count)
    return text if len(text) <= _MOST_DIGITS else _("10^{power}").format(power=len(text) - 1)


def problem_words(problem: Problem, rehearsal: Rehearsal) -> str:
    """Return a problem as a sentence."""
    on_ways = ways_of(problem.ways, rehearsal)
    if problem.kind is ProblemKind.NEVER_COMES:
        return _("{inject} never comes: {why}").format(inject=problem.id, why=_why(problem))
    if problem.kind is ProblemKind.WAITS_FOR_EVER:
        causes = ", ".join(map(subject_words, problem.causes))
        if problem.is_fault:
            return _(
                "{inject} waits for ever {ways}: nobody settles {what}, which has no limit"
            ).format(inject=problem.id, ways=on_ways, what=causes)
        return _("{inject} goes on waiting {ways}, if nobody settles {what}").format(
            inject=problem.id, ways=on_ways, what=causes
        )
    if problem.kind is ProblemKind.PHASE_NEVER_REACHED:
        return _not_reached(problem).format(phase=problem.id, ways=on_ways)
    if problem.kind is ProblemKind.REPEATS_FOR_EVER:
        return _("{inject} repeats for ever: the scenario is open and no phase stops it").format(
            inject=problem.id
        )
    return _("{role} gets {load} things to do from {time}, more than {most}").format(
        role=problem.id,
        load=problem.load,
        time=play_clock(problem.play_ms or 0),
        most=rehearsal.measures.most_load,
    )


def _not_reached(problem: Problem) -> str:
    if problem.why is Why.OVERTAKEN:
        return _("phase {phase} is passed over {ways}: a later phase begins before it")
    if problem.why is Why.CONDITION:
        return _("phase {phase} does not begin {ways}: its condition does not hold; only by hand")
    return _("phase {phase} is not reached {ways}; only by hand")


def _why(problem: Problem) -> str:
    if problem.why is Why.CONDITION:
        return _("its condition holds on no way")
    if problem.why is Why.FOLLOWS:
        return _("it follows {inject}, which never comes").format(inject=problem.other)
    if problem.why is Why.PHASE:
        return _("phase {phase} is never reached").format(phase=problem.other)
    if problem.why is Why.TIME:
        return _("nothing says when")
    return _("the rehearsal is over before")


def subject_words(subject: Subject) -> str:
    """Return what people settle, in words."""
    kind, name = subject
    if kind == "decision":
        return _("decision {name}").format(name=name)
    if kind == "milestone":
        return _("milestone {name}").format(name=name)
    return _("action {name}").format(name=name)


def ways_words(rehearsal: Rehearsal) -> str:
    """Return how many ways were followed, of how many."""
    quick, slow = (one.ways.count for one in rehearsal.passes)
    if rehearsal.is_whole:
        said = ngettext(
            "{n} way, followed to its end", "{n} ways, all followed to their end", rehearsal.ways
        )
        text = said.format(n=number(rehearsal.ways))
    else:
        text = _("{n} ways followed, of at least {least}; the others were not looked at").format(
            n=number(rehearsal.ways), least=number(rehearsal.at_least)
        )
    both = _("{quick} with people who act at once, {slow} with people who wait until the limit")
    return f"{text}: " + both.format(quick=number(quick), slow=number(slow))
