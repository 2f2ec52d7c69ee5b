"""Every command once: key bindings, hints, command list, help and docs/keys.md come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding

from crisis_tui.basis.text import Text
from crisis_tui.i18n import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.basis.text import AnyText

EVERYWHERE = "everywhere"
LISTS = "lists"
HOME = "home"
SCENARIO = "scenario"
READINESS = "readiness"
ON_CALL = "on-call"
CONTROL_ROOM = "control-room"
DEBRIEF = "debrief"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a person can do: `id` is stable and names the action and the key binding.

    `keys` are Textual's key names, comma separated, the first one shown; empty if the command is
    only in the command list. `hint`: shown at the bottom of the screen, in this order. `asks`: it
    opens the entry line of the control room. `eager`: it opens something to write in.
    """

    id: str
    keys: str
    label: Text
    help: Text
    scope: str = EVERYWHERE
    hint: bool = False
    asks: bool = False
    eager: bool = False

    @property
    def action(self) -> str:
        """The action that does it; commands that ask begin a flow of this name."""
        return f"begin('{self.id}')" if self.asks else self.id.replace("-", "_")

    @property
    def binding(self) -> Binding:
        """The key binding; its id lets a person choose other keys.

        What opens something to write in comes before the focused widget: keys that are typed ahead
        already belong to what is written.
        """
        label = str(self.label)
        return Binding(
            self.keys, self.action, label, show=False, id=self.id, priority=self.asks or self.eager
        )

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """The keys as people know them."""
        return tuple(render(_KEY_NAMES.get(key, key)) for key in self.keys.split(",") if key)


SCOPES: dict[str, Text] = {
    HOME: Text("Home"),
    SCENARIO: Text("Scenario"),
    READINESS: Text("Readiness"),
    ON_CALL: Text("On call"),
    CONTROL_ROOM: Text("Control room"),
    DEBRIEF: Text("Debrief"),
    LISTS: Text("In every list"),
    EVERYWHERE: Text("Everywhere"),
}


def _asks(
    command_id: str, keys: str, label: Text, help_text: Text, *, hint: bool = False
) -> Command:
    return Command(command_id, keys, label, help_text, CONTROL_ROOM, hint, asks=True)


_CONTROL_ROOM = (
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
    _asks("no-play", "exclamation_mark", Text("NO PLAY"), Text("Freeze at once: real emergency")),
    _asks("end", "E", Text("end"), Text("End the exercise; asks twice")),
    Command("show-debrief", "D", Text("debrief"), Text("The debrief, after the end"), CONTROL_ROOM),
    Command("follow", "f", Text("follow"), Text("Look at what was sent last again"), CONTROL_ROOM),
)


COMMANDS: tuple[Command, ...] = (
    Command("go-home", "1", Text("home"), Text("What can I do here?")),
    Command(
        "go-scenario",
        "2",
        Text("scenario"),
        Text("The chosen scenario: timeline, faults"),
        hint=True,
    ),
    Command("go-readiness", "3", Text("readiness"), Text("Who would be missing?"), hint=True),
    Command(
        "go-on-call",
        "4",
        Text("on call"),
        Text("Is every post filled, now and tonight?"),
        hint=True,
    ),
    Command("go-control-room", "5", Text("control room"), Text("The exercise that is running")),
    Command("help", "question_mark,f1", Text("help"), Text("The keys of this screen")),
    Command(
        "commands", "colon,ctrl+p", Text("commands"), Text("Find a command by its name and do it")
    ),
    Command("next-theme", "", Text("colours"), Text("Next colours: dark, light, high contrast")),
    Command("back", "escape", Text("back"), Text("One level up; never quits")),
    Command("leave", "q,ctrl+q", Text("quit"), Text("Leave; asks if an exercise is live")),
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
    Command("home-open", "enter", Text("open"), Text("Go to what is chosen"), HOME, hint=True),
    Command("refresh", "f5", Text("reload"), Text("Read the files again")),
    Command("switch-pane", "tab", Text("other pane"), Text("Go to the next list of this screen")),
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
    Command("pause", "space", Text("pause"), Text("Stop the exercise clock, or let it run")),
    *_CONTROL_ROOM,
    Command("export-html", "e", Text("export"), Text("Write it as a web page"), DEBRIEF, hint=True),
    Command("export-text", "t", Text("text"), Text("Write it as plain text"), DEBRIEF, hint=True),
    Command("export-markdown", "m", Text("Markdown"), Text("As Markdown"), DEBRIEF, hint=True),
    Command("export-json", "J", Text("JSON"), Text("As JSON, for programs"), DEBRIEF, hint=True),
)

_KEY_NAMES: dict[str, AnyText] = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "f1": "F1",
    "f5": "F5",
    "escape": "esc",
    "exclamation_mark": "!",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "space": Text("space"),
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
}


def commands_of(*scopes: str) -> Iterable[Command]:
    """Return the commands of these scopes, in the order of the table."""
    return (command for command in COMMANDS if command.scope in scopes)


def bindings_of(*scopes: str) -> list[Binding]:
    """Return the key bindings of these scopes."""
    return [command.binding for command in commands_of(*scopes) if command.keys]


def command(command_id: str) -> Command:
    """Return the command with this id."""
    return next(command for command in COMMANDS if command.id == command_id)
