"""The rest rules in the form that a planner of shifts asks for. The numbers come from the norms.

A norm that is not there is no rule. Three things are decided here, for plans and nothing else:

- Everybody but a partner is planned by the rules for employees: the law binds no mayor and no
  volunteer, but they need their sleep too. Behind a partner's name stands an organisation that
  relieves its own people.
- Exceptions that the law allows now and then (a shortened daily rest once a week, a weekly rest in
  two parts) are not planned with: they are what is left for what nobody planned.
- In the acute phase of a crisis a shift may break a rule where nothing else fills the post: a
  warning, no error. Even then the shortened daily rest is kept and nobody works longer than the
  limit for 24 hours, so that nobody works two shifts on end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import WEEK_MS
from crisis_tui.roster.rest.rules import rest_rules

if TYPE_CHECKING:
    from crisis_tui.basis.fields import Period
    from crisis_tui.basis.norms import Norms
    from crisis_tui.basis.rest_measures import Measure
    from crisis_tui.roster.rest.rules import RestRules


class Rest(NamedTuple):
    """An unbroken time without work, or a longest time with it, and the norm that says so."""

    rule: str
    length_ms: int


class Limit(NamedTuple):
    """At most (a weekly rest: at least) so much in a stretch of time that ends with a shift.

    `value` is in milliseconds or a number of nights.
    """

    rule: str
    per: Period
    value: int


class Series(NamedTuple):
    """After so many night shifts, with no other shift and no such rest between them, this rest."""

    rule: str
    nights: int
    rest_ms: int


class ShiftRules(NamedTuple):
    """The rules that a plan keeps; None, or empty: there is no such norm.

    `longest` and `longest_night` limit one shift, handover included. Somebody with `many_nights`
    in the stretch of `night_average` works no more in it than that.
    """

    rest: Rest | None
    rest_after_night: Rest | None
    series: Series | None
    longest: Rest | None
    longest_night: Rest | None
    limits: tuple[Limit, ...]
    weekly_rest: Limit | None
    most_nights: Limit | None
    night_average: Limit | None
    many_nights: int

    def rest_after(self, *, late_night: bool) -> Rest:
        """Return how long somebody rests after a shift, and the rule that says so."""
        rests = [
            each for each in (self.rest, self.rest_after_night if late_night else None) if each
        ]
        return max(rests, key=lambda each: each.length_ms, default=Rest("", 0))


class Settings(NamedTuple):
    """What else the norms say: `handover_ms` is how long before its shift a crew comes."""

    night_ms: int
    night_work_ms: int
    late_ms: int
    handover_ms: int
    acute_ms: int


def shift_rules(norms: Norms) -> ShiftRules:
    """Return the rules of the norms."""
    given = rest_rules(norms)
    averages = _limits(given, "weekly-work-with-night-shifts")
    weekly = given.first("weekly-rest")
    return ShiftRules(
        rest=_rest(given, "daily-rest"),
        rest_after_night=_rest(given, "rest-after-night-shift"),
        series=_series(given),
        longest=_rest(given, "shift"),
        longest_night=_rest(given, "night-shift"),
        limits=(*_limits(given, "work"), *_limits(given, "weekly-work")),
        weekly_rest=None
        if weekly is None or weekly.per is None
        else Limit(weekly.id, weekly.per, weekly.value),
        most_nights=next(iter(_limits(given, "night-shifts")), None),
        night_average=next(iter(averages), None) if given.value("regular-night-shifts") else None,
        many_nights=given.value("regular-night-shifts"),
    )


def acute_rules(norms: Norms) -> ShiftRules:
    """Return what is kept even in the acute phase: shorter rest, longer shifts, the same limits."""
    rules, given = shift_rules(norms), rest_rules(norms)
    short, longer = _rest(given, "shortened-daily-rest"), _rest(given, "work")
    longest = _other(rules.longest, longer)
    return rules._replace(
        rest=_other(rules.rest, short),
        rest_after_night=_other(rules.rest_after_night, short),
        longest=longest,
        longest_night=_other(rules.longest_night, longest),
    )


def settings(norms: Norms) -> Settings:
    """Return the numbers of the norms that are no rules."""
    given = rest_rules(norms)
    return Settings(
        night_ms=given.value("night"),
        night_work_ms=given.value("night-work"),
        late_ms=given.value("late-night-shift"),
        handover_ms=given.value("crew-overlap"),
        acute_ms=given.value("acute-phase"),
    )


def _rest(given: RestRules, measure: Measure) -> Rest | None:
    rule = given.first(measure)
    return None if rule is None else Rest(rule.id, rule.value)


def _other(rule: Rest | None, eased: Rest | None) -> Rest | None:
    """Return the rule with the other's length; neither of them is there alone."""
    return rule if rule is None or eased is None else rule._replace(length_ms=eased.length_ms)


def _series(given: RestRules) -> Series | None:
    rule, nights = given.first("rest-after-night-shift-series"), given.value("night-shift-series")
    return Series(rule.id, nights, rule.value) if rule is not None and nights else None


def _limits(given: RestRules, measure: Measure) -> tuple[Limit, ...]:
    """Return limits in a stretch; an average over some weeks is a sum over all of them."""
    weekly = measure.startswith("weekly-work")
    return tuple(
        Limit(rule.id, rule.per, rule.value * (_weeks(rule.per) if weekly else 1))
        for rule in given.counting(measure)
        if rule.per is not None
    )


def _weeks(per: Period) -> int:
    return max(1, per.length_ms // WEEK_MS)
