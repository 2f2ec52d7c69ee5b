"""Stretches of time in which a rule is broken, and those of them that belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crisis_tui.roster.rest.rules import RestRule
    from crisis_tui.roster.rest.timeline import Timeline


class Stretch(NamedTuple):
    """A time that breaks a rule, and what was counted in `counted_from_ms` to `counted_until_ms`.

    `found` is in the unit of the rule's value: milliseconds, or a number.
    """

    from_ms: int
    until_ms: int
    found: int
    counted_from_ms: int
    counted_until_ms: int


Count = Callable[["RestRule", "Timeline"], Iterable[Stretch]]
"""Finds where somebody breaks a rule, in order of beginning; stretches may overlap."""


def counted(from_ms: int, until_ms: int, found: int) -> Stretch:
    """Return a stretch that was counted as a whole."""
    return Stretch(from_ms, until_ms, found, from_ms, until_ms)


def episodes(stretches: Iterable[Stretch], *, more_is_worse: bool) -> Iterator[Stretch]:
    """Yield stretches that overlap as one, which tells what was counted in the worst of them."""
    episode: Stretch | None = None
    for each in stretches:
        if episode is None or each.from_ms >= episode.until_ms:
            if episode is not None:
                yield episode
            episode = each
            continue
        is_worse = each.found > episode.found if more_is_worse else each.found < episode.found
        worst = each if is_worse else episode
        until_ms = max(episode.until_ms, each.until_ms)
        episode = worst._replace(from_ms=episode.from_ms, until_ms=until_ms)
    if episode is not None:
        yield episode
