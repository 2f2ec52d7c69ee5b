"""What a scenario brings that is put on top of the exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.scenario.on_top import prefix_of

if TYPE_CHECKING:
    from crisis_tui.exercise.events import Record, ScenarioAdded
    from crisis_tui.exercise.state import Draft


def scenario_added(draft: Draft, _: Record, event: ScenarioAdded) -> None:
    """Plan what it brings, nothing before it was added; the plan has it already, or never will."""
    draft.additions = (*draft.additions, event)
    for due in draft.plan.agenda:
        if prefix_of(due.id) == event.prefix:
            later = due._replace(at_ms=max(due.at_ms, event.at_play_ms))
            draft.agenda = draft.agenda.and_(later)
