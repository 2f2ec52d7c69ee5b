"""The events of an exercise: past tense, the journal's format, language-neutral.

`data` in the journal holds the fields below by these names, without those that are None.
All times are integer milliseconds: `…_play_ms` on the exercise clock, `…_at_ms` UTC since 1970.
"""

from __future__ import annotations

from crisis_tui.exercise.events.base import (
    FORMAT,
    Actor,
    Event,
    Record,
    Unknown,
)
from crisis_tui.exercise.events.facts import (
    ClockMet,
    ClockMissed,
    ClockStarted,
    DecisionRetracted,
    DecisionTaken,
    ExpectationMet,
    ExpectationMissed,
    ExpectationRetracted,
)
from crisis_tui.exercise.events.injects import (
    InjectAcknowledged,
    InjectAdded,
    InjectDelivered,
    InjectHeld,
    InjectPlayed,
    InjectPlayRetracted,
    InjectRetimed,
    InjectSkipped,
    InjectVoided,
)
from crisis_tui.exercise.events.running import (
    DirectorReleased,
    DirectorTaken,
    ExerciseEnded,
    ExercisePostponed,
    ExerciseStarted,
    Jumped,
    Paused,
    PlayStopped,
    Resumed,
    ScheduleShifted,
    SpeedChanged,
    WallClockStepped,
)
from crisis_tui.exercise.events.story import (
    MilestoneReached,
    MilestoneRetracted,
    PhaseEntered,
    ScenarioAdded,
    StoryJumped,
)
from crisis_tui.exercise.events.writing import (
    ActionClosed,
    ActionRecorded,
    AnswerGiven,
    EntryHandled,
    EntryHandlingRetracted,
    EntryRecorded,
    EntryRetracted,
    HandoverAccepted,
    HandoverSigned,
    ObservationRecorded,
    QuestionAsked,
    TaskRated,
)

__all__ = [
    "FORMAT",
    "ActionClosed",
    "ActionRecorded",
    "Actor",
    "AnswerGiven",
    "ClockMet",
    "ClockMissed",
    "ClockStarted",
    "DecisionRetracted",
    "DecisionTaken",
    "DirectorReleased",
    "DirectorTaken",
    "EntryHandled",
    "EntryHandlingRetracted",
    "EntryRecorded",
    "EntryRetracted",
    "Event",
    "ExerciseEnded",
    "ExercisePostponed",
    "ExerciseStarted",
    "ExpectationMet",
    "ExpectationMissed",
    "ExpectationRetracted",
    "HandoverAccepted",
    "HandoverSigned",
    "InjectAcknowledged",
    "InjectAdded",
    "InjectDelivered",
    "InjectHeld",
    "InjectPlayRetracted",
    "InjectPlayed",
    "InjectRetimed",
    "InjectSkipped",
    "InjectVoided",
    "Jumped",
    "MilestoneReached",
    "MilestoneRetracted",
    "ObservationRecorded",
    "Paused",
    "PhaseEntered",
    "PlayStopped",
    "QuestionAsked",
    "Record",
    "Resumed",
    "ScenarioAdded",
    "ScheduleShifted",
    "SpeedChanged",
    "StoryJumped",
    "TaskRated",
    "Unknown",
    "WallClockStepped",
    "is_newer",
]


def is_newer(event: Event) -> bool:
    """Tell whether a program wrote this that knows more than this one does."""
    if isinstance(event, ExerciseStarted | DirectorTaken):
        return event.format > FORMAT
    return isinstance(event, Unknown)
