"""What one person did that can be taken back, and the command that takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.commands import (
    RetractDecision,
    RetractEntry,
    RetractEntryHandling,
    RetractExpectation,
    RetractInjectPlay,
    RetractMilestone,
)
from crisis_tui.exercise.events import (
    ActionRecorded,
    AnswerGiven,
    DecisionTaken,
    EntryHandled,
    EntryRecorded,
    ExpectationMet,
    InjectPlayed,
    MilestoneReached,
    ObservationRecorded,
    QuestionAsked,
    TaskRated,
)

if TYPE_CHECKING:
    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.events import Record
    from crisis_tui.exercise.state import DoneState, ExerciseState

_ENTRIES = (
    AnswerGiven,
    QuestionAsked,
    ObservationRecorded,
    TaskRated,
    EntryRecorded,
    ActionRecorded,
)


def last_deed(state: ExerciseState, person: str) -> tuple[Record, Command] | None:
    """Return the newest thing a person did that still stands, and the command that takes it back.

    What others did since at the same place is theirs to take back.
    """
    deeds = state.deeds.get(person)
    for record in deeds.newest_first() if deeds is not None else ():
        command = _undo(state, record)
        if command is not None:
            return record, command
    return None


def _undo(state: ExerciseState, record: Record) -> Command | None:
    event = record.event
    if isinstance(event, _ENTRIES):
        stands = state.entries.get(event.entry) == record.seq and event.entry not in state.retracted
        return RetractEntry(event.entry) if stands else None
    if isinstance(event, DecisionTaken):
        taken = state.decisions.get(event.decision)
        stands = taken is not None and (taken.by, taken.play_ms) == (record.actor, record.play_ms)
        return RetractDecision(event.decision) if stands else None
    if isinstance(event, MilestoneReached):
        reached = state.milestones.get(event.milestone)
        mine = reached is not None and reached.by == record.actor and reached.by_hand
        return RetractMilestone(event.milestone) if mine else None
    if isinstance(event, InjectPlayed):
        stands = _is_doing(state.played.get(event.inject), record)
        return RetractInjectPlay(event.inject) if stands else None
    if isinstance(event, EntryHandled):
        stands = _is_doing(state.handled.get(event.entry), record)
        return RetractEntryHandling(event.entry) if stands else None
    if isinstance(event, ExpectationMet):
        known = state.expectations.get(event.expectation)
        stands = known is not None and (known.role, known.met_play_ms) == (
            event.role,
            record.play_ms,
        )
        return RetractExpectation(event.expectation) if stands else None
    return None


def _is_doing(done: DoneState | None, record: Record) -> bool:
    return done is not None and (done.by, done.play_ms) == (record.actor, record.play_ms)
