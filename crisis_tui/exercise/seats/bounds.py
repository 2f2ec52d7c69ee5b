"""Bounds of what comes from a terminal, so that no view of anybody can be broken by it."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.exercise.clock import Moment

if TYPE_CHECKING:
    from crisis_tui.exercise.commands import Command

LONGEST_TEXT: Final = 8_000
"""Characters: three pages, more than anybody reads in an exercise."""
MOST_ITEMS: Final = 200
LONGEST_PLAY_MS: Final = 3_660 * DAY_MS
LATEST_AT_MS: Final = 7_258_118_400_000
"""The year 2200."""


def is_within_bounds(command: Command) -> bool:
    """Tell whether every text and time of a command is one that can be shown."""
    return all(_is_fit(field.name, getattr(command, field.name)) for field in fields(command))


def _is_fit(name: str, value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT
    if isinstance(value, tuple):
        return len(value) <= MOST_ITEMS and all(_is_fit(name, item) for item in value)
    if isinstance(value, Moment):
        return _is_fit("play_ms", value.play_ms) and 0 <= value.at_ms <= LATEST_AT_MS
    if isinstance(value, int) and name.endswith("play_ms"):
        return 0 <= value <= LONGEST_PLAY_MS
    return True
