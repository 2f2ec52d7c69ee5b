"""What can be typed at a seat, and how a kind of seat tells its view in lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crisis_tui.exercise.commands import Command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crisis_tui.basis.text import AnyText, Text
    from crisis_tui.exercise.seats.desk import SeatDesk

Answer = Command | tuple["AnyText", ...]
"""A command to carry out, or lines to say."""


@dataclass(frozen=True, slots=True)
class SeatVerb:
    """A verb: `words` in both languages, the first one of each is shown; `usage` of the rest."""

    dutch: tuple[str, ...]
    english: tuple[str, ...]
    usage: Text | None
    help: Text
    read: Callable[[SeatDesk[Any], str], Answer]


def nothing_new(_: Any, __: Any) -> Iterable[AnyText]:  # noqa: ANN401 - any seat's view
    """Say nothing about a change."""
    return ()


def nothing_more(_: Any, __: int) -> Iterable[AnyText]:  # noqa: ANN401 - any seat's view
    """Say nothing but the head."""
    return ()


@dataclass(frozen=True, slots=True)
class SeatLines:
    """A kind of seat in lines.

    `tell(view, play_ms)` says everything that counts now; `news(before, after)` what came since.
    `steers`: NO PLAY can be called from there.
    """

    verbs: tuple[SeatVerb, ...] = ()
    tell: Callable[[Any, int], Iterable[AnyText]] = nothing_more
    news: Callable[[Any, Any], Iterable[AnyText]] = nothing_new
    steers: bool = True
