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
    only in the command list. `hint`: shown at the bottom of the screen, in this order.
    """

    id: str
    keys: str
    label: Text
    help: Text
    scope: str = EVERYWHERE
    hint: bool = False

    @property
    def action(self) -> str:
        """The name of the action that does it."""
        return self.id.replace("-", "_")

    @property
    def binding(self) -> Binding:
        """The key binding; its id lets a person choose other keys."""
        return Binding(self.keys, self.action, str(self.label), show=False, id=self.id)

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

COMMANDS: tuple[Command, ...] = (
    Command("go-home", "1", Text("home"), Text("What can I do here?")),
    Command("go-scenario", "2", Text("scenario"), Text("The chosen scenario: timeline, faults")),
    Command("go-readiness", "3", Text("readiness"), Text("Who would be missing?")),
    Command("go-on-call", "4", Text("on call"), Text("Is every post filled, now and tonight?")),
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
    Command("list-filter", "slash", Text("filter"), Text("Show the lines with these words"), LISTS),
    Command("home-open", "enter", Text("open"), Text("Go to what is chosen"), HOME, hint=True),
    Command("refresh", "r", Text("reload"), Text("Read the files again")),
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
)

_KEY_NAMES: dict[str, AnyText] = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "f1": "F1",
    "escape": "esc",
    "exclamation_mark": "!",
    "plus": "+",
    "minus": "-",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "space": Text("space"),
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
