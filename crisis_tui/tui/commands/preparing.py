"""What can be done at home, with a scenario and with its readiness."""

from __future__ import annotations

from crisis_tui.basis.text import Text
from crisis_tui.tui.commands.command import Command

HOME = "home"
SCENARIO = "scenario"
READINESS = "readiness"
START_HOURS = "start-hours"

COMMANDS = (
    Command("home-open", "enter", Text("open"), Text("Go to what is chosen"), HOME, hint=True),
    Command(
        "start-exercise",
        "s",
        Text("start"),
        Text("Start an exercise: choose roster, variant and the story's start"),
        SCENARIO,
        hint=True,
    ),
    Command(
        "show-timeline",
        "t",
        Text("timeline"),
        Text("Messages, phase by phase"),
        SCENARIO,
        hint=True,
    ),
    Command(
        "show-faults",
        "f",
        Text("faults"),
        Text("What is wrong, where, the cure"),
        SCENARIO,
        hint=True,
    ),
    Command("phase-left", "h,left", Text("phase"), Text("Previous phase"), READINESS, hint=True),
    Command("phase-right", "l,right", Text("phase"), Text("Next phase"), READINESS, hint=True),
    Command(
        "show-reasons", "enter", Text("why"), Text("Why, person by person"), READINESS, hint=True
    ),
    Command("next-roster", "o", Text("roster"), Text("The next roster"), READINESS, hint=True),
    Command(
        "go-start-hours",
        "t",
        Text("start hours"),
        Text("The same for every hour at which it could begin"),
        READINESS,
        hint=True,
        opens="start-hours",
    ),
    Command("hour-left", "h,left", Text("hour"), Text("Previous hour"), START_HOURS),
    Command("hour-right", "l,right", Text("hour"), Text("Next hour"), START_HOURS, hint=True),
    Command(
        "show-start",
        "enter",
        Text("who"),
        Text("Readiness if it began then: who would be missing, and why"),
        START_HOURS,
        hint=True,
    ),
    Command(
        "weeks-later",
        "greater_than_sign",
        Text("next weeks"),
        Text("The next four weeks"),
        START_HOURS,
        hint=True,
    ),
    Command(
        "weeks-earlier",
        "less_than_sign",
        Text("weeks before"),
        Text("The four weeks before"),
        START_HOURS,
    ),
    Command(
        "start-hours-roster", "o", Text("roster"), Text("The next roster"), START_HOURS, hint=True
    ),
)
