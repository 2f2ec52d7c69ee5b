"""L501-L506: broken rest rules as findings, with the person's place in the roster."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.findings import Finding, Related, Severity
from crisis_tui.basis.instants import Interval
from crisis_tui.basis.text import Text
from crisis_tui.basis.times import resolve_local
from crisis_tui.roster.rest.rules import rest_rules
from crisis_tui.roster.rest.wording import breach_text, history_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisis_tui.basis.findings import Locator, Source
    from crisis_tui.basis.parts import Part
    from crisis_tui.basis.rest_measures import Measure
    from crisis_tui.roster.model import Roster
    from crisis_tui.roster.rest.evaluation import RestReport, RuleBreach
    from crisis_tui.roster.workforce import Workforce


class _Family(NamedTuple):
    code: str
    cure: Text


_STANDBY = _Family("L501", Text("let somebody else stand by for a day or a turn of that time"))
_FREE = _Family("L502", Text("keep some days in that time free of work and standby"))
_WORK = _Family("L503", Text("let somebody else work one of the shifts of that time"))
_REST = _Family("L504", Text("let the next shift begin later, or give it to somebody else"))
_NIGHT = _Family("L505", Text("let somebody else have the standby or the night shift"))

_FAMILIES: Mapping[Measure, _Family] = {
    "standby-blocks": _STANDBY,
    "free-blocks": _FREE,
    "work": _WORK,
    "weekly-work": _WORK,
    "weekly-work-with-night-standbys": _WORK,
    "weekly-work-with-night-shifts": _WORK,
    "shift": _WORK,
    "night-shift": _WORK,
    "daily-rest": _REST,
    "weekly-rest": _REST,
    "rest-after-night-shift": _REST,
    "rest-after-night-shift-series": _REST,
    "night-shifts": _NIGHT,
    "standby-before-night-shift": _NIGHT,
    "standby-after-night-shift": _NIGHT,
}


def rest_findings(
    report: RestReport,
    workforce: Workforce,
    part: Part[Roster],
    locate: Locator,
    crisis_from_ms: int | None = None,
) -> Iterator[Finding]:
    """Yield a finding for each breach, and one if the roster does not reach back far enough.

    A change that puts the person on a duty in that time stands beside it.

    Args:
        report: what the rules say; pass on fewer breaches to tell of fewer people.
        workforce: the roster that it is about.
        part: the roster's file.
        locate: finds places in it.
        crisis_from_ms: when a live crisis began; None: the roster is a plan.
    """
    places = {
        person.id: part.source("people", index, "id")
        for index, person in enumerate(part.model.people)
    }
    for breach in report.breaches:
        family = _FAMILIES[breach.rule.counts]
        yield Finding(
            family.code,
            severity_of(breach, workforce, crisis_from_ms),
            breach_text(breach, workforce.people[breach.person].name, workforce.zone),
            locate(places[breach.person]),
            family.cure,
            tuple(_changes(breach, workforce, part, locate)),
        )
    yield from _history(report, workforce, part.source("duties"), locate)


def severity_of(
    breach: RuleBreach, workforce: Workforce, crisis_from_ms: int | None = None
) -> Severity:
    """Return how bad a breach is; it never keeps anybody from anything.

    Planned duty is under the law: an error, but a warning if nobody has verified the norm. A live
    crisis is not (Arbeidstijdenwet art. 2:2), and then it is about care: a warning for what is over
    before the acute phase ends, an error for what goes on.
    """
    if crisis_from_ms is None:
        return Severity.ERROR if breach.rule.certainty == "official" else Severity.WARNING
    acute_until_ms = crisis_from_ms + rest_rules(workforce.norms).value("acute-phase")
    return Severity.WARNING if breach.until_ms <= acute_until_ms else Severity.ERROR


def _changes(
    breach: RuleBreach, workforce: Workforce, part: Part[Roster], locate: Locator
) -> Iterator[Related]:
    """Yield the changes that put the person on a duty in what was counted."""
    counted = Interval(breach.counted_from_ms, breach.counted_until_ms)
    for index, change in enumerate(part.model.changes):
        if breach.person in (change.add, change.by):
            time = Interval(
                resolve_local(change.from_, workforce.zone),
                resolve_local(change.until, workforce.zone),
            )
            if counted.overlap(time):
                yield Related(locate(part.source("changes", index)), Text("this change adds to it"))


def _history(
    report: RestReport, workforce: Workforce, source: Source, locate: Locator
) -> Iterator[Finding]:
    """Yield one hint for all rules that look back to before the roster's first duty."""
    unknown = report.without_history
    if not unknown:
        return
    yield Finding(
        "L506",
        Severity.HINT,
        history_text(unknown, workforce.zone),
        locate(source),
        Text("what is broken is told all the same; add earlier duties to know the rest"),
    )
