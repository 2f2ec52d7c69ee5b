"""What can be done by observers and by the simulation cell."""

from __future__ import annotations

from crisis_tui.basis.text import Text
from crisis_tui.tui.commands.command import Command

OBSERVER = "observer"
SIMCELL = "simcell"
OBJECTIVE_KEYS = tuple("123456789")
"""The key of an objective is its place in the scenario."""


def _observer(
    command_id: str, keys: str, label: Text, help_text: Text, *, hint: bool = False
) -> Command:
    return Command(command_id, keys, label, help_text, OBSERVER, hint, asks=True)


def _cell(
    command_id: str, keys: str, label: Text, help_text: Text, *, hint: bool = False
) -> Command:
    return Command(command_id, keys, label, help_text, SIMCELL, hint, asks=True)


COMMANDS = (
    Command(
        "read-watched", "enter", Text("open"), Text("The whole message; esc: back"), OBSERVER, True
    ),
    _observer("seen", "x", Text("seen"), Text("You saw the expected action"), hint=True),
    _observer(
        "observe-freely",
        "o",
        Text("observe"),
        Text("Observation; O3 text: objective O3"),
        hint=True,
    ),
    _observer("rate", "p", Text("rate"), Text("Rate a task: P, S, M or U"), hint=True),
    _observer("observer-note", "n", Text("note"), Text("A free note"), hint=True),
    _observer(
        "observer-undo", "u", Text("undo"), Text("Take back your last tick, entry or rating")
    ),
    _observer("term-met", "c", Text("term met"), Text("What a statutory clock asks for was done")),
    Command(
        "other-list",
        "m",
        Text("messages"),
        Text("All messages, or what should follow from them"),
        OBSERVER,
        hint=True,
    ),
    *(
        _observer(
            f"objective-{key}",
            key,
            Text("objective {n}", n=key),
            Text("Observation under objective {n}", n=key),
        )
        for key in OBJECTIVE_KEYS
    ),
    Command("look-at-first", "f", Text("now"), Text("Look at what presses most"), OBSERVER),
    Command(
        "read-script", "enter", Text("open"), Text("The whole message; esc: back"), SIMCELL, True
    ),
    _cell(
        "spoken", "x", Text("played"), Text("You called or spoke it, or dealt with it"), hint=True
    ),
    _cell("has-it", "a", Text("has it"), Text("A role has the message")),
    _cell("reply", "r", Text("reply"), Text("Reply to a question or an answer"), hint=True),
    _cell("own-message", "i", Text("write"), Text("Send a message of your own"), hint=True),
    _cell("send-from-bank", "B", Text("bank"), Text("Send a message of the bank"), hint=True),
    _cell("cell-note", "n", Text("note"), Text("A free note"), hint=True),
    _cell("cell-observe", "o", Text("observe"), Text("Observation; O3 text: objective O3")),
    _cell("cell-undo", "u", Text("undo"), Text("Take back the last thing you noted")),
    Command("look-at-what-presses", "f", Text("now"), Text("Look at what presses most"), SIMCELL),
)
