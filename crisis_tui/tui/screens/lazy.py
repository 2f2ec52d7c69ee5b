"""Every screen by name, imported when it is first shown: start-up time is a promise."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from crisis_tui.tui.services import Exercise

_SCREENS = {
    "home": "home:HomeScreen",
    "scenario": "scenario:ScenarioScreen",
    "readiness": "readiness:ReadinessScreen",
    "what-if": "what_if:WhatIfScreen",
    "start-hours": "start_hours:StartHoursScreen",
    "on-call": "on_call:OnCallScreen",
    "week": "chart:WeekScreen",
    "month": "chart:MonthScreen",
    "gaps": "gaps:GapsScreen",
    "training": "training:TrainingScreen",
}
"""Module in this folder and class; its looks stand in a file of `styles/`."""


def _screen(place: str) -> Callable[[], Screen[Any]]:
    def make() -> Screen[Any]:
        module, name = place.split(":")
        screen: Screen[Any] = getattr(import_module(f"crisis_tui.tui.screens.{module}"), name)()
        return screen

    return make


LAZY_SCREENS: dict[str, Callable[[], Screen[Any]]] = {
    name: _screen(place) for name, place in _SCREENS.items()
}


def control_room(exercise: Exercise) -> Screen[Any]:
    """Return the control room of an exercise."""
    from crisis_tui.tui.screens.control_room import ControlRoomScreen

    return ControlRoomScreen(exercise)
