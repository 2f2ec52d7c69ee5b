"""The timeline as lanes: what reached whom, until when it was answered, how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.debrief.document import Chart, Lane, Mark
from crisis_tui.debrief.facts import Outcome
from crisis_tui.debrief.measures import counted

if TYPE_CHECKING:
    from crisis_tui.debrief.facts import Debrief, InjectFact

_WORST_FIRST = (Outcome.MISSED, Outcome.LATE, Outcome.OPEN, Outcome.IN_TIME)


def chart(debrief: Debrief) -> Chart:
    """Return the chart: a lane for each role that received something, in order of first inject."""
    lanes: dict[str, list[Mark]] = {}
    for fact in sorted(counted(debrief.injects), key=lambda one: one.delivered_play_ms or 0):
        for role in fact.to:
            lanes.setdefault(role, []).append(_mark(fact, role))
    return Chart(
        play_ms=max(debrief.head.play_ms, 1),
        phases=tuple((phase.play_ms, phase.title) for phase in debrief.phases),
        lanes=tuple(Lane(role, tuple(marks)) for role, marks in lanes.items()),
    )


def _mark(fact: InjectFact, role: str) -> Mark:
    start_ms = fact.delivered_play_ms or 0
    mine = [action for action in fact.expects if action.by == role]
    outcomes = {action.outcome for action in mine}
    done = [action.done_play_ms for action in mine if action.done_play_ms is not None]
    acknowledged = dict(fact.acknowledged).get(role)
    outcome = next((one for one in _WORST_FIRST if one in outcomes), None)
    if outcome is None:
        outcome = Outcome.OPEN if acknowledged is None else Outcome.IN_TIME
    return Mark(
        play_ms=start_ms,
        until_play_ms=max([*done, acknowledged or start_ms]),
        outcome=outcome,
        label=f"{fact.id} {fact.title}",
    )
