"""What can be done in the control room and with a debrief."""

from __future__ import annotations

from crisis_tui.basis.text import Text
from crisis_tui.tui.commands.command import Command

CONTROL_ROOM = "control-room"
DEBRIEF = "debrief"


def _asks(
    command_id: str, keys: str, label: Text, help_text: Text, *, hint: bool = False
) -> Command:
    return Command(command_id, keys, label, help_text, CONTROL_ROOM, hint, asks=True)


COMMANDS = (
    Command(
        "maximise", "enter", Text("open"), Text("The whole message; esc: back"), CONTROL_ROOM, True
    ),
    _asks("acknowledge", "a", Text("has it"), Text("A role has the message"), hint=True),
    _asks("tick", "x", Text("done"), Text("An expected action was seen"), hint=True),
    _asks("decide", "d", Text("decide"), Text("Settle a decision: option and reason"), hint=True),
    _asks("observe", "o", Text("observe"), Text("Observation; O3 text: objective O3"), hint=True),
    _asks("bob", "b", Text("BOB"), Text("Picture, judgement, decision and other lines")),
    _asks("action", "t", Text("action"), Text("An action: what, who, until when")),
    _asks("note", "n", Text("note"), Text("A free note"), hint=True),
    _asks("close-action", "T", Text("action done"), Text("An action is done")),
    _asks("undo", "u", Text("undo"), Text("Take back your last entry, tick or decision")),
    _asks("send", "s", Text("send"), Text("Send the chosen message now")),
    _asks("hold", "h", Text("hold"), Text("Keep the chosen message back")),
    _asks("skip", "w", Text("leave out"), Text("Leave the chosen message out")),
    _asks("retime", "m", Text("re-time"), Text("Give the chosen message another time")),
    _asks("void", "v", Text("void"), Text("The chosen message does not count")),
    _asks("ad-hoc", "i", Text("write"), Text("Write a message of your own, send or plan it")),
    _asks("bank", "B", Text("bank"), Text("Send a message of the bank")),
    _asks("catch-up", "C", Text("catch up"), Text("What an outage or a jump held back")),
    _asks("meet-clock", "c", Text("term met"), Text("What a statutory clock asks for was done")),
    _asks("faster", "plus,equals_sign", Text("faster"), Text("Next higher speed, to 600×")),
    _asks("slower", "minus", Text("slower"), Text("Next lower speed, to 0.1×")),
    _asks("jump", "J", Text("jump"), Text("Set the exercise clock")),
    _asks("enter-phase", "P", Text("phase"), Text("Go to the next phase now")),
    _asks("milestone", "L", Text("milestone"), Text("The crisis has come to a milestone")),
    _asks("shift", "M", Text("shift"), Text("All that is still to come later, or sooner")),
    _asks("postpone", "O", Text("postpone"), Text("Stand still until a time, then go on")),
    _asks("hand-over", "H", Text("hand over"), Text("In five points; both sign")),
    _asks("no-play", "exclamation_mark", Text("NO PLAY"), Text("Freeze at once: real emergency")),
    Command("take-over", "R", Text("take over"), Text("Direct it, if nobody does"), CONTROL_ROOM),
    _asks("end", "E", Text("end"), Text("End the exercise; asks twice")),
    Command("show-debrief", "D", Text("debrief"), Text("The debrief, after the end"), CONTROL_ROOM),
    Command("show-briefing", "N", Text("briefing"), Text("For who takes it up"), CONTROL_ROOM),
    Command("show-sitrep", "S", Text("sitrep"), Text("Four blocks to copy"), CONTROL_ROOM),
    Command("show-actions", "A", Text("actions"), Text("Who does what before when"), CONTROL_ROOM),
    Command("show-who", "I", Text("who"), Text("Who is at which terminal now"), CONTROL_ROOM),
    Command("show-tree", "W", Text("can happen"), Text("What can still happen"), CONTROL_ROOM),
    Command("follow", "f", Text("follow"), Text("Look at what was sent last again"), CONTROL_ROOM),
    Command("export-html", "e", Text("export"), Text("Write it as a web page"), DEBRIEF, hint=True),
    Command("export-text", "t", Text("text"), Text("Write it as plain text"), DEBRIEF, hint=True),
    Command("export-markdown", "m", Text("Markdown"), Text("As Markdown"), DEBRIEF, hint=True),
    Command("export-json", "J", Text("JSON"), Text("As JSON, for programs"), DEBRIEF, hint=True),
)
