"""All rules for everybody: what is broken, and what cannot be known."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.basis.wall_clock import WallClock
from crisis_tui.roster.person_duties import duties_of_people
from crisis_tui.roster.rest import nights, rests, standby, work
from crisis_tui.roster.rest.history import first_planned_ms
from crisis_tui.roster.rest.rules import RestRule, RestRules, rest_rules
from crisis_tui.roster.rest.stretches import Count, episodes
from crisis_tui.roster.rest.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from crisis_tui.basis.norms import Norms, PersonKind
    from crisis_tui.basis.rest_measures import Measure
    from crisis_tui.roster.person_duties import PersonDuty
    from crisis_tui.roster.rest.stretches import Stretch
    from crisis_tui.roster.workforce import Workforce

COUNTS: Mapping[Measure, Count] = {
    "standby-blocks": standby.standby_blocks,
    "free-blocks": rests.free_blocks,
    "standby-before-night-shift": standby.before_night_shift,
    "standby-after-night-shift": standby.after_night_shift,
    "work": work.work,
    "weekly-work": work.weekly_work,
    "weekly-work-with-night-standbys": work.weekly_work_with_night_standbys,
    "weekly-work-with-night-shifts": work.weekly_work_with_night_shifts,
    "shift": work.longest_shift,
    "night-shift": work.longest_night_shift,
    "night-shifts": nights.night_shifts,
    "daily-rest": rests.daily_rest,
    "weekly-rest": rests.weekly_rest,
    "rest-after-night-shift": nights.rest_after_night_shift,
    "rest-after-night-shift-series": nights.rest_after_series,
}
"""How each kind of rule is counted."""

_LEAST: frozenset[Measure] = frozenset({
    "free-blocks",
    "standby-before-night-shift",
    "standby-after-night-shift",
    "daily-rest",
    "weekly-rest",
    "rest-after-night-shift",
    "rest-after-night-shift-series",
})  # fmt: skip
"""Rules that ask for at least their value; the others allow at most that."""


class RuleBreach(NamedTuple):
    """A time in which somebody breaks a rule, and what was counted where it is worst.

    `found` and the rule's value are milliseconds or numbers, as `FORMS` says for what it counts.
    `dates` is on how many calendar dates there is standby in what was counted, None for a rule that
    counts something else.
    """

    rule: RestRule
    person: str
    from_ms: int
    until_ms: int
    found: int
    counted_from_ms: int
    counted_until_ms: int
    dates: int | None


class UnknownTime(NamedTuple):
    """A time in which a rule cannot be judged whole: never to be read as fine."""

    rule: RestRule
    from_ms: int
    until_ms: int
    reason: Literal["not-enough-history", "beyond-horizon"]


class RestReport(NamedTuple):
    """What the rules say of a window. `exempt` are people with duties whom no rule is about."""

    window: Interval
    breaches: tuple[RuleBreach, ...]
    unknown: tuple[UnknownTime, ...]
    exempt: tuple[str, ...]

    @property
    def without_history(self) -> tuple[UnknownTime, ...]:
        """Return where a rule looks back to before the roster."""
        return tuple(each for each in self.unknown if each.reason == "not-enough-history")


def asks_at_least(rule: RestRule) -> bool:
    """Tell whether a rule asks for at least its value, not at most."""
    return rule.counts in _LEAST


def rest_report(
    workforce: Workforce,
    window: Interval,
    *,
    people: Collection[str] | None = None,
    calls: Mapping[str, Sequence[Interval]] | None = None,
) -> RestReport:
    """Return where people break a rest rule in the window, and what cannot be judged.

    A rule that counts over weeks looks back before the window as far as it must; what follows the
    window is taken as free, so what is found is broken whatever follows. People whom the roster
    does not know are left out.

    Args:
        workforce: the roster with its norms.
        window: the time asked about, UTC milliseconds.
        people: ids of whom to look at; default: everybody.
        calls: when people on standby were called out to work, by id; default: never.
    """
    judge = _Judge(workforce, window, calls or {})
    duties = duties_of_people(workforce, judge.known, people)
    return RestReport(
        window,
        tuple(breach for name in duties for breach in judge.breaches(name, duties[name])),
        tuple(_unknown(workforce, window, judge)),
        tuple(name for name in duties if judge.is_exempt(name)),
    )


class _Judge:
    """Judges people one by one, with what is the same for all worked out once."""

    def __init__(
        self, workforce: Workforce, window: Interval, calls: Mapping[str, Sequence[Interval]]
    ) -> None:
        self._people = workforce.people
        self._window = window
        self._calls = calls
        self._rules = _RulesByKind(workforce.norms)
        periods = (norm.per.length_ms for norm in workforce.norms.items if norm.per is not None)
        longest_ms = max(periods, default=0)
        self.known = Interval(window.from_ms - longest_ms - DAY_MS, window.until_ms)
        around = Interval(self.known.from_ms - longest_ms, window.until_ms + longest_ms)
        self.clock = WallClock(workforce.zone, around)

    @property
    def limits(self) -> Sequence[RestRule]:
        """Return the rules that can be broken by somebody on the roster."""
        kinds = dict.fromkeys(person.kind for person in self._people.values())
        return list(dict.fromkeys(rule for kind in kinds for rule in self._rules[kind].limits))

    def is_exempt(self, name: str) -> bool:
        """Tell whether no rule is about a person of the roster."""
        person = self._people.get(name)
        return person is not None and not self._rules[person.kind].limits

    def breaches(self, name: str, duties: Sequence[PersonDuty]) -> Iterator[RuleBreach]:
        """Yield what a person breaks, rule by rule."""
        person = self._people.get(name)
        if person is None:
            return
        rules = self._rules[person.kind]
        line = Timeline(duties, rules, self.clock, self._calls.get(name, ()))
        for rule in rules.limits:
            stretches = (
                each
                for each in COUNTS[rule.counts](rule, line)
                if each.from_ms < self._window.until_ms and each.until_ms > self._window.from_ms
            )
            more_is_worse = not asks_at_least(rule)
            for each in episodes(stretches, self._window.from_ms, more_is_worse=more_is_worse):
                yield _breach(rule, name, each, line)


class _RulesByKind(defaultdict["PersonKind", RestRules]):
    """The rules for each kind of people, read when first asked for."""

    def __init__(self, norms: Norms) -> None:
        super().__init__()
        self._norms = norms

    def __missing__(self, kind: PersonKind) -> RestRules:
        self[kind] = rest_rules(self._norms, kind)
        return self[kind]


def _breach(rule: RestRule, person: str, stretch: Stretch, line: Timeline) -> RuleBreach:
    dates = None
    if rule.counts == "standby-blocks":
        parts = line.standby.parts_within(stretch.counted_from_ms, stretch.counted_until_ms)
        dates = dates_touched(parts, line.clock)
    return RuleBreach(rule, person, *stretch, dates)


def dates_touched(times: Iterable[tuple[int, int]], clock: WallClock) -> int:
    """Return on how many calendar dates there is some of these times."""
    days: set[int] = set()
    for from_ms, until_ms in times:
        days.update(range(clock.day(from_ms), clock.day(until_ms - 1) + 1))
    return len(days)


def _unknown(workforce: Workforce, window: Interval, judge: _Judge) -> Iterator[UnknownTime]:
    """Yield where a rule's stretch of time reaches to before the roster, and beyond its horizon."""
    first_ms = first_planned_ms(workforce)
    for rule in judge.limits:
        until_ms = window.until_ms
        if first_ms is not None:
            known_ms = first_ms if rule.per is None else judge.clock.after(first_ms, rule.per)
            until_ms = min(until_ms, known_ms)
        if window.from_ms < until_ms:
            yield UnknownTime(rule, window.from_ms, until_ms, "not-enough-history")
        from_ms = max(window.from_ms, workforce.horizon_ms)
        if from_ms < window.until_ms:
            yield UnknownTime(rule, from_ms, window.until_ms, "beyond-horizon")
