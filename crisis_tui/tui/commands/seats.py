"""What can be done at the seats: by players, and at the screen for the room."""

from __future__ import annotations

from crisis_tui.basis.text import Text
from crisis_tui.tui.commands.command import Command

SEATS = "seats"
"""What can be done at every seat from which something can be done."""
PLAYER = "player"
BIG_SCREEN = "big-screen"


def _asks(
    command_id: str, keys: str, label: Text, help_text: Text, *, hint: bool = False
) -> Command:
    return Command(command_id, keys, label, help_text, PLAYER, hint, asks=True)


COMMANDS = (
    Command(
        "read-message", "enter", Text("open"), Text("The whole message; esc: back"), PLAYER, True
    ),
    _asks("confirm", "a", Text("have it"), Text("You have the chosen message"), hint=True),
    _asks("answer", "r", Text("answer"), Text("Answer the chosen message"), hint=True),
    _asks("settle", "d", Text("decide"), Text("Take the decision that is asked"), hint=True),
    _asks(
        "team-bob",
        "b",
        Text("BOB"),
        Text("Picture, judgement, decision and other lines"),
        hint=True,
    ),
    Command(
        "team-log", "tab", Text("team log"), Text("The team's log, or the messages"), PLAYER, True
    ),
    _asks("ask-outside", "v", Text("ask"), Text("Ask somebody outside"), hint=True),
    _asks("team-note", "n", Text("note"), Text("A free note in the team log")),
    _asks("team-action", "t", Text("action"), Text("An action: what, who, until when")),
    _asks("finish-action", "x", Text("action done"), Text("An action is done")),
    _asks("take-back-own", "u", Text("undo"), Text("Take back your last entry")),
    Command("switch-role", "w", Text("role"), Text("Act in another of your roles"), PLAYER),
    Command(
        "what-asks",
        "f",
        Text("go there"),
        Text("Look at what asks for you, else at what came in last"),
        PLAYER,
    ),
    Command(
        "stop-play",
        "exclamation_mark",
        Text("NO PLAY"),
        Text("Freeze at once: real emergency"),
        SEATS,
        hint=True,
        asks=True,
    ),
    Command("leave-seat", "q,ctrl+q", Text("quit"), Text("Leave; the exercise goes on"), SEATS),
    Command(
        "leave-screen", "q,ctrl+q", Text("quit"), Text("Leave; the exercise goes on"), BIG_SCREEN
    ),
)
