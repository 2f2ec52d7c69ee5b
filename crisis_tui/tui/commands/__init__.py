"""Every command once: key bindings, hints, command list, help and docs/keys.md come from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.tui.commands import exercising, general, observing, preparing, rostering, seats
from crisis_tui.tui.commands.command import EVERYWHERE, LISTS, Command
from crisis_tui.tui.commands.exercising import CONTROL_ROOM, DEBRIEF
from crisis_tui.tui.commands.general import MAIN
from crisis_tui.tui.commands.observing import OBSERVER, SIMCELL
from crisis_tui.tui.commands.preparing import HOME, READINESS, SCENARIO, START_HOURS
from crisis_tui.tui.commands.rostering import CHART, GAPS, ON_CALL, ROSTERS, TRAINING, WHAT_IF
from crisis_tui.tui.commands.seats import BIG_SCREEN, PLAYER, SEATS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import Binding

__all__ = [
    "APP_SCOPES",
    "BIG_SCREEN",
    "CHART",
    "COMMANDS",
    "CONTROL_ROOM",
    "DEBRIEF",
    "EVERYWHERE",
    "GAPS",
    "HOME",
    "LISTS",
    "MAIN",
    "OBSERVER",
    "ON_CALL",
    "PLAYER",
    "READINESS",
    "ROSTERS",
    "SCENARIO",
    "SCOPES",
    "SEATS",
    "SIMCELL",
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
    PLAYER: Text("Player"),
    SIMCELL: Text("Simulation cell"),
    OBSERVER: Text("Observer"),
    BIG_SCREEN: Text("Screen for the room"),
    SEATS: Text("At every seat"),
    LISTS: Text("In every list"),
    MAIN: Text("On every main screen"),
    EVERYWHERE: Text("Everywhere"),
}

ROSTER_SCREENS = {ON_CALL, CHART, GAPS, TRAINING, WHAT_IF}
SEAT_SCREENS = {PLAYER, SIMCELL, OBSERVER}
"""The scopes of the seats from which something can be done."""
APP_SCOPES = {MAIN, EVERYWHERE}
"""The scopes whose commands the application does, whatever screen is in front."""

COMMANDS: tuple[Command, ...] = (
    *general.COMMANDS,
    *preparing.COMMANDS,
    *rostering.COMMANDS,
    *exercising.COMMANDS,
    *seats.COMMANDS,
    *observing.COMMANDS,
)


def scopes_on(screen: str) -> tuple[str, ...]:
    """Return the scopes whose keys work on the screen of a scope, its own first."""
    if screen == BIG_SCREEN:
        return (screen, EVERYWHERE)
    if screen in SEAT_SCREENS:
        return (screen, SEATS, LISTS, EVERYWHERE)
    family = (ROSTERS,) if screen in ROSTER_SCREENS else ()
    return tuple(dict.fromkeys((screen, *family, LISTS, MAIN, EVERYWHERE)))


def commands_of(*scopes: str) -> Iterable[Command]:
    """Return the commands of these scopes, in the order of the table."""
    return (command for command in COMMANDS if command.scope in scopes)


def bindings_of(*scopes: str) -> list[Binding]:
    """Return the key bindings of these scopes."""
    return [command.binding for command in commands_of(*scopes) if command.keys]


def command(command_id: str) -> Command:
    """Return the command with this id."""
    return next(command for command in COMMANDS if command.id == command_id)
