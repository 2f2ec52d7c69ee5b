"""Every command once: key bindings, hints, command list, help and docs/keys.md come from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.tui.commands import exercising, general, preparing, rostering
from crisis_tui.tui.commands.command import EVERYWHERE, LISTS, Command
from crisis_tui.tui.commands.exercising import CONTROL_ROOM, DEBRIEF
from crisis_tui.tui.commands.preparing import HOME, READINESS, SCENARIO, START_HOURS
from crisis_tui.tui.commands.rostering import CHART, GAPS, ON_CALL, ROSTERS, TRAINING, WHAT_IF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import Binding

__all__ = [
    "CHART",
    "COMMANDS",
    "CONTROL_ROOM",
    "DEBRIEF",
    "EVERYWHERE",
    "GAPS",
    "HOME",
    "LISTS",
    "ON_CALL",
    "READINESS",
    "ROSTERS",
    "SCENARIO",
    "SCOPES",
    "START_HOURS",
    "TRAINING",
    "WHAT_IF",
    "Command",
    "bindings_of",
    "command",
    "commands_of",
    "scopes_on",
]

SCOPES: dict[str, Text] = {
    HOME: Text("Home"),
    SCENARIO: Text("Scenario"),
    READINESS: Text("Readiness"),
    START_HOURS: Text("Start hours"),
    ON_CALL: Text("On call"),
    CHART: Text("Week and month"),
    GAPS: Text("Gaps"),
    TRAINING: Text("Training"),
    WHAT_IF: Text("What if"),
    ROSTERS: Text("On every screen of a roster"),
    CONTROL_ROOM: Text("Control room"),
    DEBRIEF: Text("Debrief"),
    LISTS: Text("In every list"),
    EVERYWHERE: Text("Everywhere"),
}

ROSTER_SCREENS = {ON_CALL, CHART, GAPS, TRAINING, WHAT_IF}

COMMANDS: tuple[Command, ...] = (
    *general.COMMANDS,
    *preparing.COMMANDS,
    *rostering.COMMANDS,
    *exercising.COMMANDS,
)


def scopes_on(screen: str) -> tuple[str, ...]:
    """Return the scopes whose keys work on the screen of a scope, its own first."""
    family = (ROSTERS,) if screen in ROSTER_SCREENS else ()
    return tuple(dict.fromkeys((screen, *family, LISTS, EVERYWHERE)))


def commands_of(*scopes: str) -> Iterable[Command]:
    """Return the commands of these scopes, in the order of the table."""
    return (command for command in COMMANDS if command.scope in scopes)


def bindings_of(*scopes: str) -> list[Binding]:
    """Return the key bindings of these scopes."""
    return [command.binding for command in commands_of(*scopes) if command.keys]


def command(command_id: str) -> Command:
    """Return the command with this id."""
    return next(command for command in COMMANDS if command.id == command_id)
