"""What the crisis comes to: milestones reached by hand, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.agenda import Due, Kind
from crisis_tui.exercise.events import MilestoneReached, MilestoneRetracted
from crisis_tui.exercise.folding.branches import moment_has_come
from crisis_tui.exercise.refusal import Refusal, unknown

if TYPE_CHECKING:
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import ReachMilestone, RetractMilestone
    from crisis_tui.exercise.events import Event
    from crisis_tui.exercise.state import ExerciseState

    Decision = tuple[Event, ...] | Refusal


def reach(state: ExerciseState, command: ReachMilestone, moment: Moment) -> Decision:
    """Reach a milestone now."""
    milestone = state.plan.milestones.get(command.milestone)
    if milestone is None:
        return unknown(command.milestone, state.plan.milestones)
    if milestone.id in state.milestones:
        return Refusal(
            Text("The milestone {milestone} was reached already.", milestone=milestone.id)
        )
    return (MilestoneReached(milestone.id, by_hand=True, due_play_ms=moment.play_ms),)


def retract(state: ExerciseState, command: RetractMilestone, moment: Moment) -> Decision:
    """Take a milestone back, unless it would be reached again at once."""
    milestone = state.plan.milestones.get(command.milestone)
    if milestone is None:
        return unknown(command.milestone, state.plan.milestones)
    if milestone.id not in state.milestones:
        return Refusal(Text("The milestone {milestone} is not reached.", milestone=milestone.id))
    here = Due(moment.play_ms, Kind.MILESTONE, 0, milestone.id)
    if milestone.when is not None and moment_has_come(state, here):
        return Refusal(
            Text(
                "The condition of milestone {milestone} holds; take back what it looks at.",
                milestone=milestone.id,
            )
        )
    return (MilestoneRetracted(milestone.id),)
