"""What can be done everywhere, on the main screens and in every list."""

from __future__ import annotations

from crisis_tui.basis.text import Text
from crisis_tui.tui.commands.command import LISTS, Command

MAIN = "main"
"""Every screen but those of a seat."""

COMMANDS = (
    Command("go-home", "1", Text("home"), Text("What can I do here?"), MAIN, opens="home"),
    Command(
        "go-scenario",
        "2",
        Text("scenario"),
        Text("The chosen scenario: timeline, faults"),
        MAIN,
        hint=True,
        opens="scenario",
    ),
    Command(
        "go-readiness",
        "3",
        Text("readiness"),
        Text("Who would be missing?"),
        MAIN,
        hint=True,
        opens="readiness",
    ),
    Command(
        "go-on-call",
        "4",
        Text("on call"),
        Text("Is every post filled, now and tonight?"),
        MAIN,
        hint=True,
        opens="on-call",
    ),
    Command(
        "go-control-room", "5", Text("control room"), Text("The exercise that is running"), MAIN
    ),
    Command("help", "question_mark,f1", Text("help"), Text("The keys of this screen")),
    Command(
        "commands", "colon,ctrl+p", Text("commands"), Text("Find a command by its name and do it")
    ),
    Command("next-theme", "", Text("colours"), Text("Next colours: dark, light, high contrast")),
    Command("back", "escape", Text("back"), Text("One level up; never quits")),
    Command("leave", "q,ctrl+q", Text("quit"), Text("Leave; asks if an exercise is live"), MAIN),
    Command("refresh", "f5", Text("reload"), Text("Read the files again"), MAIN),
    Command(
        "switch-pane", "tab", Text("other pane"), Text("Go to the next list of this screen"), MAIN
    ),
    Command("pause", "space", Text("pause"), Text("Stop the exercise clock, or let it run"), MAIN),
    Command("list-down", "j,down", Text("down"), Text("Next line"), LISTS),
    Command("list-up", "k,up", Text("up"), Text("Previous line"), LISTS),
    Command("list-first", "g,home", Text("first"), Text("First line"), LISTS),
    Command("list-last", "G,end", Text("last"), Text("Last line"), LISTS),
    Command(
        "list-filter",
        "slash",
        Text("filter"),
        Text("Show the lines with these words"),
        LISTS,
        eager=True,
    ),
)
