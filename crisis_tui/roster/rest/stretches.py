"""Stretches of time in which a rule is broken, and those of them that belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
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


def episodes(
    stretches: Iterable[Stretch], since_ms: int, *, more_is_worse: bool
) -> Iterator[Stretch]:
    """Yield stretches that overlap as one, which tells what was counted in the worst of them.

    Of those equally bad it is the first that was counted from `since_ms` on, if there is one.
    """
    worst = max if more_is_worse else min
    group: list[Stretch] = []
    until_ms = 0
    for each in stretches:
        if group and each.from_ms >= until_ms:
            yield _joined(group, until_ms, worst(map(itemgetter(2), group)), since_ms)
            group = []
        until_ms = max(until_ms, each.until_ms) if group else each.until_ms
        group.append(each)
    if group:
        yield _joined(group, until_ms, worst(map(itemgetter(2), group)), since_ms)


def _joined(group: Sequence[Stretch], until_ms: int, found: int, since_ms: int) -> Stretch:
    bad = [each for each in group if each.found == found]
    told = next((each for each in bad if each.counted_from_ms >= since_ms), bad[0])
    return told._replace(from_ms=group[0].from_ms, until_ms=until_ms)
