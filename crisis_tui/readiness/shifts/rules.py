"""What a planner of shifts must know of the rest rules. Numbers come from norms, none stands here.

A norm that is not there is no rule. Work in the acute phase of a crisis (norm
`atw-5.10-acute-fase`) may break a rule of rest or of length where nothing else fills a post: a
warning, no error. Even then the shortened daily rest is kept and nobody works longer than the
limit for 24 hours, so that nobody works two shifts on end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import HOUR_MS, WEEK_MS

if TYPE_CHECKING:
    from crisis_tui.basis.norms import Norm, Norms

DAILY_REST = "atw-5.3-dagrust"
SHORT_REST = "atw-5.3-dagrust-kort"
WEEKLY_REST = "atw-5.5-weekrust"
LONGEST_SHIFT = "atw-5.7-dienst"
LONGEST_NIGHT = "atw-5.8-nachtdienst"
REST_AFTER_NIGHT = "atw-5.8-na-nachtdienst"
MOST_NIGHTS = "atw-5.8-nachtdiensten"
NIGHT_AVERAGE = "atw-5.8-gemiddelde-nachtdienst"
WORK_PER_DAY = "atw-5.9-werk-per-etmaal"
NIGHT_THRESHOLD = "atw-5.9-nachtconsignaties"
ACUTE_PHASE = "atw-5.10-acute-fase"
HANDOVER = "ploeg-overlap"

_WEEKS_OF_AVERAGE = {"atw-5.7-week": 1, "atw-5.7-vier-weken": 4, "atw-5.7-zestien-weken": 16}
NIGHT_STRETCH_MS = 16 * WEEK_MS
NIGHT_FROM_SECOND, NIGHT_UNTIL_SECOND = 0, 6 * 3600
"""A night is 00:00-06:00 on the wall clock (Arbeidstijdenwet art. 1:7)."""
NIGHT_WORK_MS = HOUR_MS
"""More work than this in a night makes a night shift (art. 1:7)."""
LATE_MS = 2 * HOUR_MS
"""A night shift that ends later than this after midnight is followed by the longer rest (5:8)."""


class Limit(NamedTuple):
    """At most so much in any stretch of time that ends with a shift: milliseconds, or a number."""

    rule: str
    stretch_ms: int
    most: int


class NightAverage(NamedTuple):
    """With at least so many nights in a stretch, less work in it."""

    rule: str
    stretch_ms: int
    nights: int
    most_ms: int


class ShiftRules(NamedTuple):
    """The rules that a plan keeps; None, or empty: there is no such norm.

    `longest_ms` and `longest_night_ms` limit one shift, its handover included. `handover_ms` is how
    long before its shift a crew comes, to take over.
    """

    rest_ms: int | None
    rest_after_night_ms: int | None
    weekly_rest_ms: int | None
    longest_ms: int | None
    longest_night_ms: int | None
    limits: tuple[Limit, ...]
    most_nights: Limit | None
    night_average: NightAverage | None
    handover_ms: int
    acute_ms: int

    def rest_after(self, *, late_night: bool) -> tuple[int, str]:
        """Return how long somebody rests after a shift, and the rule that says so."""
        after_night_ms = self.rest_after_night_ms or 0 if late_night else 0
        if after_night_ms > (self.rest_ms or 0):
            return after_night_ms, REST_AFTER_NIGHT
        return self.rest_ms or 0, DAILY_REST


def shift_rules(norms: Norms) -> ShiftRules:
    """Read the rules from the norms of kind `rest`."""
    given = {norm.id: norm for norm in norms.items if norm.kind == "rest"}

    def duration(rule: str) -> int | None:
        return given[rule].duration_ms if rule in given else None

    nights = _number(given.get(MOST_NIGHTS))
    return ShiftRules(
        rest_ms=duration(DAILY_REST),
        rest_after_night_ms=duration(REST_AFTER_NIGHT),
        weekly_rest_ms=duration(WEEKLY_REST),
        longest_ms=duration(LONGEST_SHIFT),
        longest_night_ms=duration(LONGEST_NIGHT),
        limits=tuple(
            Limit(rule, weeks * WEEK_MS, weeks * week_ms)
            for rule, weeks in _WEEKS_OF_AVERAGE.items()
            if (week_ms := duration(rule)) is not None
        ),
        most_nights=None if nights is None else Limit(MOST_NIGHTS, NIGHT_STRETCH_MS, nights),
        night_average=_night_average(duration(NIGHT_AVERAGE), given.get(NIGHT_THRESHOLD)),
        handover_ms=duration(HANDOVER) or 0,
        acute_ms=duration(ACUTE_PHASE) or 0,
    )


def acute_rules(rules: ShiftRules, norms: Norms) -> ShiftRules:
    """Return what is kept even in the acute phase: shorter rest, longer shifts, the same limits."""
    given = {norm.id: norm.duration_ms for norm in norms.items if norm.kind == "rest"}
    short_ms, day_ms = given.get(SHORT_REST), given.get(WORK_PER_DAY)
    longest_ms = _larger(rules.longest_ms, day_ms)
    return rules._replace(
        rest_ms=_smaller(rules.rest_ms, short_ms),
        rest_after_night_ms=_smaller(rules.rest_after_night_ms, short_ms),
        longest_ms=longest_ms,
        longest_night_ms=_larger(rules.longest_night_ms, longest_ms),
    )


def _smaller(rest_ms: int | None, short_ms: int | None) -> int | None:
    return rest_ms if rest_ms is None or short_ms is None else min(rest_ms, short_ms)


def _larger(longest_ms: int | None, longer_ms: int | None) -> int | None:
    return longest_ms if longest_ms is None or longer_ms is None else max(longest_ms, longer_ms)


def _number(norm: Norm | None) -> int | None:
    return int(norm.value) if norm is not None and norm.value.isdecimal() else None


def _night_average(week_ms: int | None, threshold: Norm | None) -> NightAverage | None:
    """Return the lower average of those with many nights.

    The law counts night shifts and nights on call against the same number (art. 5:8, 5:9).
    """
    nights = _number(threshold)
    if week_ms is None or nights is None:
        return None
    weeks = NIGHT_STRETCH_MS // WEEK_MS
    return NightAverage(NIGHT_AVERAGE, NIGHT_STRETCH_MS, nights, weeks * week_ms)
