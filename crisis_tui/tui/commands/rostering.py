"""What can be done with a roster."""

from __future__ import annotations

from crisis_tui.basis.text import Text
from crisis_tui.tui.commands.command import Command

ON_CALL = "on-call"

COMMANDS = (
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
    Command("look-now", "n", Text("now"), Text("Look at this moment again"), ON_CALL, hint=True),
    Command("change-roster", "o", Text("roster"), Text("The next roster"), ON_CALL, hint=True),
)
