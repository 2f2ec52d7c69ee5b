"""The statutory clocks that run, counted down at the seat itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import Text
from crisis_tui.exercise.seats.terms import remaining_ms
from crisis_tui.tui import present

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from crisis_tui.exercise.seats.head import SeatHead
    from crisis_tui.exercise.seats.terms import RunningTerm


def term_lines(terms: Sequence[RunningTerm], head: SeatHead, play_ms: int) -> Content:
    """Return a line for each clock: how long there is left, what, whose."""
    return present.lines(*(_term(term, head, play_ms) for term in terms))


def _term(term: RunningTerm, head: SeatHead, play_ms: int) -> Content:
    left_ms = remaining_ms(term, head, play_ms)
    minutes = abs(left_ms) // MINUTE_MS
    time = f"{minutes // 60}:{minutes % 60:02}"
    passed = left_ms < 0
    word = Text("{time} over", time=time) if passed else Text("{time} left", time=time)
    owner = f" ({term.owner})" if term.owner else ""
    return present.line((word, present.BAD if passed else present.STRONG), f"  {term.title}{owner}")
