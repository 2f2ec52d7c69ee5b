"""Every screen by name, imported when it is first shown: start-up time is a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from crisis_tui.tui.services import Exercise


def _home() -> Screen[Any]:
    from crisis_tui.tui.screens.home import HomeScreen

    return HomeScreen()


def _scenario() -> Screen[Any]:
    from crisis_tui.tui.screens.scenario import ScenarioScreen

    return ScenarioScreen()


def _readiness() -> Screen[Any]:
    from crisis_tui.tui.screens.readiness import ReadinessScreen

    return ReadinessScreen()


def _on_call() -> Screen[Any]:
    from crisis_tui.tui.screens.on_call import OnCallScreen

    return OnCallScreen()


def control_room(exercise: Exercise) -> Screen[Any]:
    """Return the control room of an exercise."""
    from crisis_tui.tui.screens.control_room import ControlRoomScreen

    return ControlRoomScreen(exercise)


LAZY_SCREENS: dict[str, Callable[[], Screen[Any]]] = {
    "home": _home,
    "scenario": _scenario,
    "readiness": _readiness,
    "on-call": _on_call,
}
