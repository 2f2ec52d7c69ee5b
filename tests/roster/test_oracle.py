"""The sweep against a slow, obvious reading of the roster, instant by instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.basis.interval_sets import total_ms
from crisis_tui.basis.times import Interval
from crisis_tui.roster.coverage import coverage
from tests.roster.build import (
    AMSTERDAM,
    at,
    change,
    person,
    role,
    rotation,
    shift,
    window,
    workforce,
)

if TYPE_CHECKING:
    from crisis_tui.roster.seats import Post
    from crisis_tui.roster.workforce import Workforce

NIGHTS = [
    window("2026-03-28 21:00", "2026-03-29 07:00"),
    window("2026-10-24 21:00", "2026-10-25 07:00"),
    window("2026-03-03 21:00", "2026-03-04 07:00"),
]
PEOPLE = ("anna", "bram", "cato")
ROLES = ("OVDBZ", "LTBZ")
SECOND_MS = 1000


def written(at_ms: int) -> str:
    """Return an instant as a local time with its offset, so that no time is ambiguous."""
    return datetime.fromtimestamp(at_ms // SECOND_MS, UTC).astimezone(AMSTERDAM).isoformat(" ")


def wall(at_ms: int) -> datetime:
    return (
        datetime.fromtimestamp(at_ms // SECOND_MS, UTC).astimezone(AMSTERDAM).replace(tzinfo=None)
    )


class Oracle:
    """Answers for one instant by walking through everything that the roster says."""

    def __init__(self, force: Workforce) -> None:
        self.roster = force.roster
        self.validity = force.standings

    def on_duty(self, name: str, at_ms: int) -> list[str]:
        people: list[str] = []
        for duty in self.roster.duties:
            who = None
            if duty.rotation is not None and duty.rotation.role == name:
                who = self._on_turn(duty.rotation, at_ms)
            elif duty.shift is not None and duty.shift.role == name:
                inside = at(str(duty.shift.from_)) <= at_ms < at(str(duty.shift.until))
                who = duty.shift.person if inside else None
            if who is not None and who not in people:
                people.append(who)
        for each in self.roster.changes:
            if each.role == name and at(str(each.from_)) <= at_ms < at(str(each.until)):
                if each.add is not None and each.add not in people:
                    people.append(each.add)
                elif each.remove in people:
                    people.remove(each.remove)
                elif each.replace in people and each.by is not None:
                    people[people.index(each.replace)] = each.by
                    people = list(dict.fromkeys(people))
        return people

    @staticmethod
    def _on_turn(turns: Any, at_ms: int) -> str | None:  # noqa: ANN401 - a rotation's fields
        start = turns.start.wall + timedelta(seconds=turns.handover.second_of_day)
        number = 0
        while True:
            begins = start + number * timedelta(milliseconds=turns.turn_ms)
            ends = begins + timedelta(milliseconds=turns.turn_ms)
            if at_ms < begins.replace(tzinfo=AMSTERDAM).timestamp() * SECOND_MS:
                return None
            if at_ms < ends.replace(tzinfo=AMSTERDAM).timestamp() * SECOND_MS:
                return str(turns.people[number % len(turns.people)])
            number += 1

    def cause(self, who: str, name: str, at_ms: int) -> str | None:
        post = next(each for each in self.roster.roles if each.id == name)
        each = next(item for item in self.roster.people if item.id == who)
        if each.employed.until is not None and at_ms >= at(str(each.employed.until)):
            return "left"
        if any(at(str(a.from_)) <= at_ms < at(str(a.until)) for a in each.away):
            return "away"
        if post.requires and not self._valid(who, at_ms):
            return "unqualified"
        office = self._in_office(at_ms) and each.travel.office_ms is not None
        travel = each.travel.office_ms if office else each.travel.home_ms
        limit = post.arrive.within_ms if post.arrive else None
        return "too-far" if limit is not None and (travel or 0) > limit else None

    def _valid(self, who: str, at_ms: int) -> bool:
        spans = [span for span in self.validity.get((who, "BOB"), ()) if span.from_ms <= at_ms]
        return bool(spans) and spans[-1].state == "valid"

    def _in_office(self, at_ms: int) -> bool:
        hours = self.roster.office_hours
        if hours is None:
            return False
        now = wall(at_ms)
        midnight = datetime(now.year, now.month, now.day)  # noqa: DTZ001 - wall clock
        begins = (midnight + timedelta(seconds=hours.from_second)).replace(tzinfo=AMSTERDAM)
        ends = (midnight + timedelta(seconds=hours.until_second)).replace(tzinfo=AMSTERDAM)
        return begins.timestamp() * SECOND_MS <= at_ms < ends.timestamp() * SECOND_MS

    def required(self, name: str, at_ms: int) -> bool:
        cover = next(each for each in self.roster.roles if each.id == name).cover
        if cover.kind != "hours":
            return True
        now = wall(at_ms)
        midnight = datetime(now.year, now.month, now.day)  # noqa: DTZ001 - wall clock
        begins = (midnight + timedelta(seconds=cover.from_second)).replace(tzinfo=AMSTERDAM)
        return at_ms >= begins.timestamp() * SECOND_MS


def spans(night: Interval) -> st.SearchStrategy[tuple[str, str]]:
    moment = st.integers(night.from_ms // SECOND_MS, night.until_ms // SECOND_MS)
    coarse = moment.map(lambda second: second - second % 1800)
    pair = st.tuples(st.one_of(moment, coarse), st.one_of(moment, coarse))
    ordered = pair.filter(lambda ends: ends[0] != ends[1]).map(sorted)
    return ordered.map(lambda ends: (written(ends[0] * 1000), written(ends[1] * 1000)))


@st.composite
def rosters(draw: st.DrawFn) -> tuple[Workforce, Interval]:
    night = draw(st.sampled_from(NIGHTS))
    span = spans(night)
    who, on = st.sampled_from(PEOPLE), st.sampled_from(ROLES)
    day = wall(night.from_ms).date() - timedelta(days=2)
    clock = st.sampled_from(["00:30", "02:00", "02:30", "02:59:59", "03:00", "06:15"])
    turns = st.builds(
        lambda people, post, turn, handover: rotation(
            people, post, turn=turn, handover=handover, start=str(day)
        ),
        st.lists(who, min_size=1, max_size=3),
        on,
        st.sampled_from(["1d", "2d", "2h", "12h"]),
        clock,
    )
    shifts = st.builds(lambda name, post, ends: shift(name, ends[0], ends[1], post), who, on, span)
    forms = st.one_of(
        st.builds(lambda a, b: {"replace": a, "by": b}, who, who),
        st.builds(lambda a: {"add": a}, who),
        st.builds(lambda a: {"remove": a}, who),
    )
    edits = st.builds(
        lambda post, ends, form: change(ends[0], ends[1], post, **form), on, span, forms
    )
    force = workforce(
        [
            role("OVDBZ", requires=["BOB"] * draw(st.booleans()), arrive="30m"),
            role("LTBZ", cover={"weekdays": "Mon-Sun", "from": "02:30", "until": "24:00"}),
        ],
        [
            person(
                name,
                away=[{"from": a, "until": b} for a, b in draw(st.lists(span, max_size=2))],
                employed={"until": draw(span)[1] if draw(st.booleans()) else None},
                travel={"home": draw(st.sampled_from(["20m", "40m"])), "office": "10m"},
            )
            for name in PEOPLE
        ],
        draw(st.lists(st.one_of(turns, shifts), max_size=5)),
        training={
            "qualifications": [{"id": "BOB", "title": "BOB", "current": {"any": [{"months": 1}]}}],
            "records": [
                {
                    "person": draw(who),
                    "qualification": "BOB",
                    "on": str(day - timedelta(days=draw(st.integers(20, 32)))),
                }
                for _ in range(draw(st.integers(0, 3)))
            ],
        },
        changes=draw(st.lists(edits, max_size=5)),
        office_hours={"weekdays": "Mon-Sun", "from": "01:30", "until": "02:30"},
    )
    return force, night


def asked(posts: tuple[Post, ...], night: Interval) -> list[int]:
    """Return each second beside a border, and a grid over the night."""
    borders = {segment.from_ms for post in posts for segment in post.segments}
    near = {border + second * SECOND_MS for border in borders for second in (-1, 0, 1)}
    grid = range(night.from_ms, night.until_ms, 601 * SECOND_MS)
    return sorted(moment for moment in {*near, *grid} if night.contains(moment))


@settings(max_examples=60, deadline=None)
@given(rosters())
def test_every_instant_agrees_with_the_roster_read_aloud(drawn: tuple[Workforce, Interval]) -> None:
    force, night = drawn
    oracle = Oracle(force)
    posts = force.posts(night)
    for at_ms in asked(posts, night):
        answers = []
        for post in posts:
            segment = post.at(at_ms)
            expected = oracle.on_duty(post.role, at_ms)
            assert [seat.person for seat in segment.seats] == expected, written(at_ms)
            assert bool(segment.required) == oracle.required(post.role, at_ms)
            causes = {name: oracle.cause(name, post.role, at_ms) for name in expected}
            for seat in segment.seats:
                own = None if seat.cause == "on-other-post" else seat.cause
                assert own == causes[seat.person], written(at_ms)
            answers.append((segment, {name for name, cause in causes.items() if cause is None}))
        _check_joint_fill(answers)


def _check_joint_fill(answers: list[tuple[Any, set[str]]]) -> None:
    """Two posts of one each: as many are filled as have different people for them."""
    wanted = [(segment, able) for segment, able in answers if segment.required]
    filled = sum(not segment.short for segment, _ in wanted)
    pools = [able for _, able in wanted if able]
    most = len(pools)
    if most == 2 and len(pools[0] | pools[1]) == 1:
        most = 1
    assert filled == most


@settings(max_examples=40, deadline=None)
@given(rosters())
def test_segments_fill_the_window_without_holes(drawn: tuple[Workforce, Interval]) -> None:
    force, night = drawn
    for post in force.posts(night):
        assert post.segments[0].from_ms == night.from_ms
        assert post.segments[-1].until_ms == night.until_ms
        for first, second in zip(post.segments, post.segments[1:], strict=False):
            assert first.until_ms == second.from_ms
            assert first.from_ms < first.until_ms
            assert (first.required, first.seats) != (second.required, second.seats)


@settings(max_examples=40, deadline=None)
@given(rosters(), st.data())
def test_a_smaller_window_says_the_same(
    drawn: tuple[Workforce, Interval], data: st.DataObject
) -> None:
    force, night = drawn
    second = st.integers(night.from_ms // SECOND_MS, night.until_ms // SECOND_MS - 1)
    from_ms = data.draw(second) * SECOND_MS
    whole, part = force.posts(night), force.posts(Interval(from_ms, night.until_ms))
    for one, other in zip(whole, part, strict=True):
        for segment in other.segments:
            same = one.at(segment.from_ms)
            assert (same.required, same.seats) == (segment.required, segment.seats)


def pieces(force: Workforce, night: Interval) -> list[Interval]:
    """Return times in which nothing can change: cut at all that is written, and at clock times.

    Handovers and hours of these rosters lie on quarters of the clock, or a second before.
    """
    roster = force.roster
    shifts = [duty.shift for duty in roster.duties if duty.shift is not None]
    absences = [away for person in roster.people for away in person.away]
    written_times = [str(time) for each in shifts for time in (each.from_, each.until)]
    written_times += [str(time) for each in roster.changes for time in (each.from_, each.until)]
    written_times += [str(time) for each in absences for time in (each.from_, each.until)]
    written_times += [str(p.employed.until) for p in roster.people if p.employed.until]
    clock = range(night.from_ms, night.until_ms + 1, 900 * SECOND_MS)
    cuts = {*night, *clock, *(at_ms - SECOND_MS for at_ms in clock), *map(at, written_times)}
    inside = sorted(at_ms for at_ms in cuts if night.from_ms <= at_ms <= night.until_ms)
    return [Interval(*pair) for pair in pairwise(inside)]


@settings(max_examples=60, deadline=None)
@given(rosters())
def test_sums_and_conflicts_agree_with_the_roster_read_aloud(
    drawn: tuple[Workforce, Interval],
) -> None:
    force, night = drawn
    oracle = Oracle(force)
    required, gap = dict.fromkeys(ROLES, 0), dict.fromkeys(ROLES, 0)
    conflict: dict[str, int] = {}
    for piece in pieces(force, night):
        asked = [name for name in ROLES if oracle.required(name, piece.from_ms)]
        able = {
            name: {
                who
                for who in oracle.on_duty(name, piece.from_ms)
                if oracle.cause(who, name, piece.from_ms) is None
            }
            for name in asked
        }
        short = [name for name in asked if not able[name]]
        both = set().union(*able.values())
        if len(asked) == 2 and not short and len(both) == 1:
            short = ["LTBZ"]
            conflict[min(both)] = conflict.get(min(both), 0) + piece.length_ms
        for name in asked:
            required[name] += piece.length_ms
            gap[name] += piece.length_ms if name in short else 0
    found = coverage(force, night)
    assert {each.role: each.required_ms for each in found.roles} == required
    assert {each.role: each.gap_ms for each in found.roles} == gap
    for each in found.roles:
        assert each.required_ms == each.covered_ms + each.probable_ms + each.gap_ms
        assert each.gap_ms == sum(one.until_ms - one.from_ms for one in each.gaps)
    assert all(each.dependence.roles == ROLES for each in found.conflicts)
    assert {each.dependence.people[0]: total_ms(each.times) for each in found.conflicts} == conflict
