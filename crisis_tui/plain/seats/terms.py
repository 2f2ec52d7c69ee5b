"""The statutory clocks that run, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.exercise.seats.terms import remaining_ms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.head import SeatHead
    from crisis_tui.exercise.seats.terms import RunningTerm


def term_lines(terms: Sequence[RunningTerm], head: SeatHead, play_ms: int) -> Iterator[AnyText]:
    """Yield a line for each clock: how long there is left, or since when it has passed."""
    for term in terms:
        left_ms = remaining_ms(term, head, play_ms)
        yield Text(
            "clock {title}, {owner}: {left} left",
            title=term.title,
            owner=term.owner or "-",
            left=format_clock(left_ms),
        )
