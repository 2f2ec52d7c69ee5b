"""The screen for the room in lines: the picture and the terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.plain.seats.terms import term_lines
from crisis_tui.plain.seats.verb import SeatLines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.screen import ScreenView
    from crisis_tui.exercise.seats.team import TeamLine


def tell(view: ScreenView, play_ms: int) -> Iterator[AnyText]:
    """Yield the picture, newest first, and the terms."""
    yield from map(_line, view.picture)
    yield from term_lines(view.terms, view.head, play_ms)


def news(before: ScreenView, after: ScreenView) -> Iterator[AnyText]:
    """Yield what was added to the picture, oldest first."""
    known = {line.entry for line in before.picture}
    yield from (_line(line) for line in reversed(after.picture) if line.entry not in known)


def _line(line: TeamLine) -> AnyText:
    return Text("{time} picture: {text}", time=format_clock(line.play_ms), text=line.text)


LINES = SeatLines(tell=tell, news=news, steers=False)
