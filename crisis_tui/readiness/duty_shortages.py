"""Needs that those on duty fill: from which starts of the story each of them would be short.

Every demand is swept once over the whole period. One person counts on one post, so demands for
roles that share people are filled together, once for each set of needs that holds at one time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import IntervalSet, intersection, interval_set, parts_within
from crisis_tui.readiness.needs import PlannedNeed, demand_of, shifted
from crisis_tui.roster.contests import claimants
from crisis_tui.roster.gaps import gap_times
from crisis_tui.roster.joint_fill import settle

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from crisis_tui.roster.seats import Post
    from crisis_tui.roster.sweep import Demand
    from crisis_tui.roster.workforce import Workforce

    Times = Mapping[str, Mapping[str, IntervalSet]]
    """When somebody is needed: by person, then by role."""


@dataclass(frozen=True, eq=False)
class _Filled:
    """A post that is asked for all through a window."""

    post: Post

    @cached_property
    def gaps(self) -> IntervalSet:
        return gap_times(self.post)

    @cached_property
    def people(self) -> set[str]:
        """Everybody who ever counts on the post."""
        return claimants(self.post)

    def usable(self, people: Collection[str]) -> Mapping[str, IntervalSet]:
        """Return when each of these people counts on the post, if ever."""
        times: dict[str, list[Interval]] = defaultdict(list)
        if not self.people.isdisjoint(people):
            for segment in self.post.segments:
                for seat in segment.seats:
                    if seat.cause is None and seat.person in people:
                        times[seat.person].append(Interval(segment.from_ms, segment.until_ms))
        return {person: interval_set(spans) for person, spans in times.items()}


class DutyShortages:
    """Needs filled by who is on duty, asked for at any time of a window."""

    def __init__(
        self, needs: Iterable[PlannedNeed], workforce: Workforce, window: Interval
    ) -> None:
        """Sweep what the needs ask for; `window` holds all the times that they may ask for."""
        self._workforce = workforce
        self._window = window
        demands = dict.fromkeys(self._demand(need) for need in needs)
        self._alone = {each: _Filled(*workforce.filled([each], window)) for each in demands}
        self._party = _parties(self._alone.values())
        self._joint: dict[tuple[Demand, ...], tuple[_Filled, ...]] = {}

    def short_starts(self, needs: Sequence[PlannedNeed]) -> Mapping[str, IntervalSet]:
        """Return by role the starts (UTC ms) from which needs of it would be short.

        The needs' spans are counted from the start.
        """
        asked: dict[_Filled, list[Interval]] = defaultdict(list)
        for span, filled in self._stretches(needs):
            for each in filled:
                asked[each].append(span)
        starts: dict[str, list[Interval]] = defaultdict(list)
        for each, spans in asked.items():
            starts[each.post.role] += [
                Interval(gap.from_ms - span.until_ms + 1, gap.until_ms - span.from_ms)
                for span in interval_set(spans)
                for gap in each.gaps
            ]
        return {role: interval_set(found) for role, found in starts.items()}

    def taken(self, needs: Sequence[PlannedNeed], people: Collection[str]) -> Taken:
        """Return when these people are needed, for any start of these needs."""
        return Taken(
            (span, person, each.post.role, times)
            for span, filled in self._stretches(needs)
            for each in filled
            for person, times in each.usable(people).items()
        )

    def _stretches(self, needs: Sequence[PlannedNeed]) -> Iterator[tuple[Interval, list[_Filled]]]:
        """Yield the times after the start in which the same needs hold, with their posts then.

        Roles are served in the order in which the story first asks for them, as `assess` does.
        """
        cuts = sorted({at_ms for need in needs for at_ms in need.span})
        roles = list(dict.fromkeys(need.need.role for need in needs))
        served = sorted(needs, key=lambda need: roles.index(need.need.role))
        for span in (Interval(*pair) for pair in pairwise(cuts)):
            holding = [need for need in served if need.span.overlap(span)]
            yield span, self._filled(dict.fromkeys(self._demand(need) for need in holding))

    def _filled(self, demands: Iterable[Demand]) -> list[_Filled]:
        """Return the posts of what is asked for at one time, nobody counted on two of them."""
        parties: dict[str, list[Demand]] = defaultdict(list)
        for demand in demands:
            parties[self._party[demand.role]].append(demand)
        return [each for party in parties.values() for each in self._settled(tuple(party))]

    def _settled(self, demands: tuple[Demand, ...]) -> tuple[_Filled, ...]:
        if demands not in self._joint:
            alone = tuple(self._alone[demand] for demand in demands)
            several = len({demand.role for demand in demands}) > 1
            posts = settle([each.post for each in alone]) if several else ()
            self._joint[demands] = tuple(_Filled(post) for post in posts) or alone
        return self._joint[demands]

    def _demand(self, need: PlannedNeed) -> Demand:
        return demand_of(need, self._workforce)._replace(times=(self._window,))


class Taken:
    """When people are needed on duty, after any start."""

    def __init__(self, times: Iterable[tuple[Interval, str, str, IntervalSet]]) -> None:
        """Take (span after the start, person, role, when the person counts on it)."""
        self._times = tuple(times)

    def after(self, start_ms: int) -> Times:
        """Return when who is needed for which role, if the story starts then."""
        found: dict[str, dict[str, list[Interval]]] = defaultdict(lambda: defaultdict(list))
        for span, person, role, usable in self._times:
            parts = parts_within(usable, shifted(span, start_ms))
            if parts:
                found[person][role] += parts
        return {
            person: {role: interval_set(parts) for role, parts in roles.items()}
            for person, roles in found.items()
        }


def _parties(alone: Collection[_Filled]) -> Mapping[str, str]:
    """Return for each role the name of its party: roles of two parties never share a person."""
    party = {each.post.role: each.post.role for each in alone}
    usable: dict[str, dict[str, IntervalSet]] = defaultdict(dict)
    shared = _on_several_roles(alone)
    for each in alone:
        for person, times in each.usable(shared).items():
            known = usable[person].get(each.post.role, ())
            usable[person][each.post.role] = interval_set((*known, *times))
    for roles in usable.values():
        for (first, ones), (second, others) in combinations(roles.items(), 2):
            if party[first] != party[second] and intersection(ones, others):
                joined = party[second]
                party = {k: party[first] if v == joined else v for k, v in party.items()}
    return party


def _on_several_roles(alone: Iterable[_Filled]) -> set[str]:
    roles: dict[str, set[str]] = defaultdict(set)
    for each in alone:
        for person in each.people:
            roles[person].add(each.post.role)
    return {person for person, names in roles.items() if len(names) > 1}
