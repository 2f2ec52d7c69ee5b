"""One table of commands: complete, without clashes, and true of every screen."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from crisis_tui.i18n import render
from crisis_tui.tui.app import CrisisApp
from crisis_tui.tui.commands import (
    BIG_SCREEN,
    CHART,
    COMMANDS,
    CONTROL_ROOM,
    EVERYWHERE,
    GAPS,
    HOME,
    LISTS,
    MAIN,
    OBSERVER,
    ON_CALL,
    PLAYER,
    READINESS,
    ROSTERS,
    SCENARIO,
    SCOPES,
    SEATS,
    SIMCELL,
    TRAINING,
    commands_of,
    scopes_on,
)
from crisis_tui.tui.screens.chart import ChartScreen
from crisis_tui.tui.screens.control_room import ControlRoomScreen
from crisis_tui.tui.screens.gaps import GapsScreen
from crisis_tui.tui.screens.home import HomeScreen
from crisis_tui.tui.screens.on_call import OnCallScreen
from crisis_tui.tui.screens.readiness import ReadinessScreen
from crisis_tui.tui.screens.rostering import RosterScreen
from crisis_tui.tui.screens.scenario import ScenarioScreen
from crisis_tui.tui.screens.training import TrainingScreen
from crisis_tui.tui.seats.big_screen import BigScreen
from crisis_tui.tui.seats.observer import ObserverScreen
from crisis_tui.tui.seats.player import PlayerScreen
from crisis_tui.tui.seats.screen import SeatScreen
from crisis_tui.tui.seats.simcell import SimcellScreen
from crisis_tui.tui.widgets.table import Rows
from tests.tui.screen import NARROW, SMALL, playing

if TYPE_CHECKING:
    from textual.dom import DOMNode

OWNERS: dict[str, type[DOMNode]] = {
    EVERYWHERE: CrisisApp,
    MAIN: CrisisApp,
    LISTS: Rows,
    HOME: HomeScreen,
    SCENARIO: ScenarioScreen,
    READINESS: ReadinessScreen,
    ON_CALL: OnCallScreen,
    CHART: ChartScreen,
    GAPS: GapsScreen,
    TRAINING: TrainingScreen,
    ROSTERS: RosterScreen,
    CONTROL_ROOM: ControlRoomScreen,
    PLAYER: PlayerScreen,
    SIMCELL: SimcellScreen,
    OBSERVER: ObserverScreen,
    SEATS: SeatScreen,
    BIG_SCREEN: BigScreen,
}
BUILT_IN = {"switch-pane"}
"""Commands that Textual itself does; the table only tells of them."""


def test_ids_are_unique_and_scopes_known() -> None:
    assert [c.id for c in COMMANDS if Counter(c.id for c in COMMANDS)[c.id] > 1] == []
    assert {command.scope for command in COMMANDS} <= SCOPES.keys()


@pytest.mark.parametrize(
    "scope", [scope for scope in SCOPES if scope not in {EVERYWHERE, LISTS, MAIN, ROSTERS, SEATS}]
)
def test_no_key_means_two_things_on_a_screen(scope: str) -> None:
    meanings: dict[str, set[str]] = {}
    for command in commands_of(*scopes_on(scope)):
        for key in filter(None, command.keys.split(",")):
            meanings.setdefault(key, set()).add(render(command.label))
    assert {key: labels for key, labels in meanings.items() if len(labels) > 1} == {}


@pytest.mark.parametrize("scope", OWNERS)
def test_every_command_has_its_action(scope: str) -> None:
    missing = [
        command.id
        for command in commands_of(scope)
        if command.id not in BUILT_IN
        and not hasattr(
            CrisisApp if command.opens else OWNERS[scope],
            f"action_{command.action.removeprefix('app.').partition('(')[0]}",
        )
    ]
    assert missing == []


def test_every_command_has_words() -> None:
    assert [c.id for c in COMMANDS if not render(c.label) or not render(c.help)] == []


@pytest.mark.parametrize("key", ["question_mark", "f1"])
def test_help_tells_every_command_of_the_screen(key: str) -> None:
    async def look() -> list[str]:
        async with playing((80, 200)) as player:
            await player.press("4", key)
            await player.sees(render(SCOPES[EVERYWHERE]))
            return [
                command.id
                for command in commands_of(*scopes_on(ON_CALL))
                if render(command.help) not in player.text
            ]

    assert asyncio.run(look()) == []


@pytest.mark.parametrize("size", [SMALL, NARROW])
def test_hints_fit_and_end_with_help(size: tuple[int, int]) -> None:
    async def look() -> str:
        async with playing(size) as player:
            await player.press("4")
            await player.sees("Next 7 days")
            return player.lines[-1]

    assert asyncio.run(look()).endswith("? help")
