"""What can be done with a roster."""

from __future__ import annotations

from crisis_tui.basis.text import Text
from crisis_tui.tui.commands.command import Command

ROSTERS = "rosters"
"""What every screen of a roster can do."""
ON_CALL = "on-call"
CHART = "chart"
GAPS = "gaps"
TRAINING = "training"
WHAT_IF = "what-if"

COMMANDS = (
    Command(
        "go-week",
        "w",
        Text("week"),
        Text("Who is on which role this week"),
        ROSTERS,
        hint=True,
        opens="week",
    ),
    Command("go-month", "m", Text("month"), Text("The same for a month"), ROSTERS, opens="month"),
    Command(
        "go-gaps",
        "x",
        Text("gaps"),
        Text("What is not filled in the coming time, and why"),
        ROSTERS,
        hint=True,
        opens="gaps",
    ),
    Command(
        "go-training",
        "t",
        Text("training"),
        Text("People by qualifications, and what expires first"),
        ROSTERS,
        hint=True,
        opens="training",
    ),
    Command(
        "go-what-if",
        "v",
        Text("what if"),
        Text("Suppose edits and see the gaps; no file is touched"),
        ROSTERS,
        opens="what-if",
    ),
    Command(
        "change",
        "c",
        Text("change"),
        Text("Change who is on duty; asks before it writes"),
        ROSTERS,
        hint=True,
        eager=True,
    ),
    Command("look-now", "n", Text("now"), Text("Look at this moment again"), ROSTERS),
    Command("change-roster", "o", Text("roster"), Text("The next roster"), ROSTERS),
    Command(
        "show-cell",
        "enter",
        Text("who"),
        Text("Who and why, person by person"),
        CHART,
        hint=True,
    ),
    Command("cell-left", "h,left", Text("earlier"), Text("Look at the cell before"), CHART),
    Command(
        "cell-right", "l,right", Text("later"), Text("Look at the next cell"), CHART, hint=True
    ),
    Command(
        "period-later",
        "greater_than_sign",
        Text("next"),
        Text("The next week or month"),
        CHART,
        hint=True,
    ),
    Command(
        "period-earlier",
        "less_than_sign",
        Text("previous"),
        Text("The week or month before"),
        CHART,
    ),
    Command(
        "suppose",
        "a",
        Text("suppose"),
        Text("Suppose one thing more"),
        WHAT_IF,
        hint=True,
        eager=True,
    ),
    Command(
        "take-back", "d", Text("take back"), Text("Take back what is chosen"), WHAT_IF, hint=True
    ),
    Command("show-gap", "enter", Text("week"), Text("See it in its week"), GAPS, hint=True),
    Command(
        "gap-horizon",
        "d",
        Text("days"),
        Text("Look 7, 28 or 91 days ahead"),
        GAPS,
        hint=True,
    ),
    Command(
        "show-trained",
        "enter",
        Text("person"),
        Text("The card of the person"),
        TRAINING,
        hint=True,
    ),
    Command("column-left", "h,left", Text("left"), Text("The previous qualification"), TRAINING),
    Command(
        "column-right",
        "l,right",
        Text("right"),
        Text("The next qualification"),
        TRAINING,
        hint=True,
    ),
    Command(
        "training-horizon",
        "d",
        Text("days"),
        Text("Look 30, 90 or 180 days ahead"),
        TRAINING,
        hint=True,
    ),
    Command(
        "only-attention",
        "a",
        Text("all"),
        Text("Everybody, or those who lack something or lose it soon"),
        TRAINING,
        hint=True,
    ),
    Command(
        "show-person",
        "enter",
        Text("person"),
        Text("Duties and qualifications"),
        ON_CALL,
        hint=True,
    ),
    Command("later", "plus", Text("hour later"), Text("Look one hour later"), ON_CALL, hint=True),
    Command("earlier", "minus", Text("earlier"), Text("Look one hour earlier"), ON_CALL, hint=True),
    Command("day-later", "greater_than_sign", Text("day later"), Text("One day later"), ON_CALL),
    Command("day-earlier", "less_than_sign", Text("day earlier"), Text("One day earlier"), ON_CALL),
)
