"""How each event changes the state: one small handler per event type, gathered in `HANDLERS`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.exercise import events
from crisis_tui.exercise.folding import (
    additions,
    asking,
    counterplay,
    facts,
    injects,
    running,
    schedule,
    story,
    writing,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crisis_tui.exercise.events import Event, Record
    from crisis_tui.exercise.state import Draft

    Handler = Callable[[Draft, Record, Any], None]

HANDLERS: Mapping[type[Event], Handler] = {
    events.ExerciseStarted: running.started,
    events.ExerciseEnded: running.ended,
    events.Paused: running.paused,
    events.Resumed: running.resumed,
    events.PlayStopped: running.play_stopped,
    events.SpeedChanged: running.speed_changed,
    events.Jumped: running.jumped,
    events.ScheduleShifted: schedule.shifted,
    events.ExercisePostponed: running.postponed,
    events.WallClockStepped: running.wall_stepped,
    events.DirectorTaken: running.director_taken,
    events.DirectorReleased: running.director_released,
    events.ScenarioAdded: additions.scenario_added,
    events.PhaseEntered: story.phase_entered,
    events.StoryJumped: story.story_jumped,
    events.InjectAdded: injects.added,
    events.InjectDelivered: injects.delivered,
    events.InjectAcknowledged: injects.acknowledged,
    events.InjectHeld: injects.held,
    events.InjectSkipped: injects.skipped,
    events.InjectRetimed: injects.retimed,
    events.InjectVoided: injects.voided,
    events.InjectPlayed: counterplay.inject_played,
    events.InjectPlayRetracted: counterplay.inject_play_retracted,
    events.EntryHandled: counterplay.entry_handled,
    events.EntryHandlingRetracted: counterplay.entry_handling_retracted,
    events.ExpectationMet: facts.expectation_met,
    events.ExpectationMissed: facts.expectation_missed,
    events.ExpectationRetracted: facts.expectation_retracted,
    events.DecisionTaken: facts.decision_taken,
    events.DecisionRetracted: facts.decision_retracted,
    events.MilestoneReached: facts.milestone_reached,
    events.MilestoneRetracted: facts.milestone_retracted,
    events.ClockStarted: facts.clock_started,
    events.ClockMet: facts.clock_met,
    events.ClockMissed: facts.clock_missed,
    events.AnswerGiven: asking.answer_given,
    events.QuestionAsked: asking.question_asked,
    events.ObservationRecorded: writing.observation_recorded,
    events.TaskRated: writing.task_rated,
    events.EntryRecorded: writing.entry_recorded,
    events.ActionRecorded: writing.action_recorded,
    events.ActionClosed: writing.action_closed,
    events.EntryRetracted: writing.entry_retracted,
    events.HandoverSigned: writing.handover_signed,
    events.HandoverAccepted: writing.handover_accepted,
}

UNLOGGED: frozenset[type[Event]] = frozenset(
    {
        events.InjectDelivered,
        events.InjectAcknowledged,
        events.InjectHeld,
        events.InjectSkipped,
        events.InjectRetimed,
        events.InjectAdded,
        events.InjectPlayed,
        events.InjectPlayRetracted,
        events.EntryHandled,
        events.EntryHandlingRetracted,
        events.ExpectationMet,
        events.ExpectationMissed,
        events.ExpectationRetracted,
    }
)
"""What the list of messages shows already and the log leaves out."""

QUIET: frozenset[type[Event]] = frozenset(
    {
        events.InjectAcknowledged,
        events.InjectPlayed,
        events.InjectPlayRetracted,
        events.EntryHandled,
        events.EntryHandlingRetracted,
        events.AnswerGiven,
        events.QuestionAsked,
        events.ObservationRecorded,
        events.TaskRated,
        events.EntryRecorded,
        events.EntryRetracted,
        events.ActionRecorded,
        events.ActionClosed,
        events.HandoverSigned,
        events.HandoverAccepted,
    }
)
"""What neither makes anything due nor settles it."""

DEEDS: frozenset[type[Event]] = frozenset(
    {
        events.AnswerGiven,
        events.QuestionAsked,
        events.ObservationRecorded,
        events.TaskRated,
        events.EntryRecorded,
        events.ActionRecorded,
        events.DecisionTaken,
        events.MilestoneReached,
        events.ExpectationMet,
        events.InjectPlayed,
        events.EntryHandled,
    }
)
"""What a person does that the same person can take back (`undoing`)."""
