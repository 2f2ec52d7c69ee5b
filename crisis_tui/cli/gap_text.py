"""A gap in 80 columns, with its people and why each does not count."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from crisis_tui.cli.words import hours
from crisis_tui.i18n import _, render
from crisis_tui.readiness.wording import CAUSE_TEXTS, seat_cause

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crisis_tui.roster.gaps import Gap
    from crisis_tui.roster.workforce import Workforce

WIDTH = 80
_UNBROKEN = "\u00a0"


def gap_lines(
    gap: Gap, limit_ms: int | None, workforce: Workforce, moment: Callable[[int], str]
) -> Iterator[str]:
    """Yield the gap and below it its people; `moment` says an instant."""
    said = _("{start} – {end} ({length}): {cause}").format(
        start=moment(gap.from_ms),
        end=moment(gap.until_ms),
        length=unbroken(hours(gap.until_ms - gap.from_ms)),
        cause=render(CAUSE_TEXTS[gap.cause]),
    )
    yield from wrapped(said, "  ", "    ")
    for seat in gap.seats:
        causes = "; ".join(render(each) for each in seat_cause(seat, limit_ms, workforce.zone))
        text = f"{workforce.name_of(seat.person)}: {causes}"
        yield from wrap(text, WIDTH, initial_indent="    ", subsequent_indent="      ")


def unbroken(text: str) -> str:
    """Return a text that `wrapped` keeps on one line."""
    return text.replace(" ", _UNBROKEN)


def wrapped(text: str, first: str, following: str) -> list[str]:
    """Return a text in lines of the page, with what stands before the first and the others."""
    lines = wrap(text, WIDTH, initial_indent=first, subsequent_indent=following)
    return [line.replace(_UNBROKEN, " ") for line in lines]
