"""What one or several scenarios ask of one roster, and the posts that those on duty fill.

Within one scenario needs of the same role share their people. Between scenarios that play at once
they do not: nobody counts in both.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import IntervalSet, interval_set
from crisis_tui.readiness.needs import PlannedNeed, demand_of, planned_needs
from crisis_tui.roster.joint_fill import settle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisis_tui.roster.seats import Post
    from crisis_tui.roster.sweep import Demand
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.script import Script


class Asked(NamedTuple):
    """A need with its demand. `event` tells scenarios apart that play at once; empty: one alone."""

    planned: PlannedNeed
    demand: Demand
    event: str

    @property
    def in_shifts(self) -> bool:
        """Tell whether a pool fills it in shifts, and not who is on duty."""
        return bool(self.planned.need.shift_ms)

    @property
    def post(self) -> str:
        """Return what it is called among the posts that people are needed on."""
        return f"{self.event}/{self.demand.role}" if self.event else self.demand.role


def asked_of(script: Script, workforce: Workforce, event: str = "") -> tuple[Asked, ...]:
    """Return the needs of a script, in the order of the files."""
    return tuple(
        Asked(planned, demand_of(planned, workforce), event) for planned in planned_needs(script)
    )


def need_posts(asked: Sequence[Asked], workforce: Workforce) -> tuple[Post, ...]:
    """Return the posts of needs filled by who is on duty, nobody counted on two of them."""
    if not asked:
        return ()
    spans = [each.planned.span for each in asked]
    window = Interval(min(span.from_ms for span in spans), max(span.until_ms for span in spans))
    posts = []
    for each in asked:
        (post,) = workforce.filled([each.demand], window)
        posts.append(post._replace(role=each.post))
    return settle(posts)


def taken_of(
    asked: Sequence[Asked], posts: Sequence[Post], in_shifts: Sequence[Asked]
) -> Mapping[str, Mapping[str, IntervalSet]]:
    """Return when people are needed on duty and so not free for shifts: by person, then by role.

    A need in shifts may have those who are on duty for its own role. A role that another scenario
    asks for in shifts is therefore called by its scenario too.
    """
    wanted = {(each.event, each.demand.role) for each in in_shifts}
    times: dict[str, dict[str, list[Interval]]] = defaultdict(lambda: defaultdict(list))
    for each, post in zip(asked, posts, strict=True):
        role = each.demand.role
        elsewhere = any(name == role and event != each.event for event, name in wanted)
        called = each.post if elsewhere else role
        for segment in post.segments:
            for seat in segment.seats if segment.required else ():
                if seat.cause is None:
                    span = Interval(segment.from_ms, segment.until_ms)
                    times[seat.person][called].append(span)
    return {
        person: {role: interval_set(spans) for role, spans in roles.items()}
        for person, roles in times.items()
    }
