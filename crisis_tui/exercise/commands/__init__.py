"""What can be asked of a running exercise: imperative, judged by `decide`.

`opened` is the moment at which an entry line was opened; None means now. Ids are those of the
scenario; of a recurring inject its own id means the occurrence at hand, `sitrap.3` the third.
"""

from __future__ import annotations

from crisis_tui.exercise.commands.base import (
    Command,
)
from crisis_tui.exercise.commands.facts import (
    MeetClock,
    MeetExpectation,
    RetractDecision,
    RetractExpectation,
    TakeDecision,
)
from crisis_tui.exercise.commands.injects import (
    AcknowledgeInject,
    AddInject,
    DeliverInject,
    HoldInject,
    PlayInject,
    RetimeInject,
    RetractInjectPlay,
    SendOverdue,
    SkipInject,
    SkipOverdue,
    VoidInject,
)
from crisis_tui.exercise.commands.running import (
    ChangeSpeed,
    EndExercise,
    JumpTo,
    NoteWallStep,
    PauseExercise,
    PostponeExercise,
    ReleaseDirection,
    ResumeExercise,
    ShiftSchedule,
    StartExercise,
    StopPlay,
    TakeDirection,
    Tick,
)
from crisis_tui.exercise.commands.story import (
    AddScenario,
    EnterPhase,
    ReachMilestone,
    RetractMilestone,
)
from crisis_tui.exercise.commands.writing import (
    AcceptHandover,
    AskQuestion,
    CloseAction,
    GiveAnswer,
    HandleEntry,
    RateTask,
    RecordAction,
    RecordEntry,
    RecordObservation,
    RetractEntry,
    RetractEntryHandling,
    SignHandover,
)

__all__ = [
    "AcceptHandover",
    "AcknowledgeInject",
    "AddInject",
    "AddScenario",
    "AskQuestion",
    "ChangeSpeed",
    "CloseAction",
    "Command",
    "DeliverInject",
    "EndExercise",
    "EnterPhase",
    "GiveAnswer",
    "HandleEntry",
    "HoldInject",
    "JumpTo",
    "MeetClock",
    "MeetExpectation",
    "NoteWallStep",
    "PauseExercise",
    "PlayInject",
    "PostponeExercise",
    "RateTask",
    "ReachMilestone",
    "RecordAction",
    "RecordEntry",
    "RecordObservation",
    "ReleaseDirection",
    "ResumeExercise",
    "RetimeInject",
    "RetractDecision",
    "RetractEntry",
    "RetractEntryHandling",
    "RetractExpectation",
    "RetractInjectPlay",
    "RetractMilestone",
    "SendOverdue",
    "ShiftSchedule",
    "SignHandover",
    "SkipInject",
    "SkipOverdue",
    "StartExercise",
    "StopPlay",
    "TakeDecision",
    "TakeDirection",
    "Tick",
    "VoidInject",
]
