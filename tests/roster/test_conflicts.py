"""The smallest set that too many posts need: against trying all sets of up to seven people."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings

from crisis_tui.basis.interval_sets import intersection, interval_set, total_ms
from crisis_tui.basis.times import Interval
from crisis_tui.roster.conflicts import conflicts, dependences
from crisis_tui.roster.coverage import coverage
from crisis_tui.roster.gaps import gap_times
from crisis_tui.roster.matching import Stake, fill
from tests.roster.build import role, rotation, shift, window, workforce
from tests.roster.test_depth import DAY, PEOPLE, build, crowded, stakes


def asked_of(asked: tuple[Stake, ...], people: set[str]) -> int:
    """Return how many people the roles ask for that can have nobody but these."""
    return sum(
        min(stake.required, len(stake.able)) for stake in asked if people.issuperset(stake.able)
    )


def too_few(asked: tuple[Stake, ...], on: str) -> list[set[str]]:
    """Return, smallest first, every set that holds who could fill a role and is too small."""
    able = next(set(stake.able) for stake in asked if stake.role == on)
    sets = (set(each) for count in range(len(PEOPLE) + 1) for each in combinations(PEOPLE, count))
    return [each for each in sets if able <= each and asked_of(asked, each) > len(each)]


@settings(deadline=None)
@given(stakes())
def test_the_set_is_the_smallest_that_explains(asked: tuple[Stake, ...]) -> None:
    unfilled = list(fill(asked).unfilled)
    found = dict(dependences(asked))
    for stake in asked:
        by_itself = max(0, stake.required - len(stake.able))
        assert (stake.role in found) == (unfilled.count(stake.role) > by_itself)
    for on, (roles, people) in found.items():
        sets = too_few(asked, on)
        assert set(people) in sets
        assert len(people) == len(sets[0])
        assert on in roles
        assert len(roles) > 1
        assert {*roles} == {
            stake.role for stake in asked if stake.able and {*people}.issuperset(stake.able)
        }


@settings(max_examples=60, deadline=None)
@given(crowded())
def test_each_conflict_lies_in_gaps_and_each_such_gap_in_a_conflict(
    parts: dict[str, list[dict[str, object]]],
) -> None:
    force = build(parts)
    found = coverage(force, DAY).conflicts
    assert len({each.dependence for each in found}) == len(found)
    for post in force.posts(DAY):
        gaps = gap_times(post)
        blamed = interval_set(
            Interval(segment.from_ms, segment.until_ms)
            for segment in post.segments
            if segment.short
            and segment.usable + sum(seat.cause == "on-other-post" for seat in segment.seats) > 0
            and any(seat.cause == "on-other-post" for seat in segment.seats)
        )
        named = interval_set(
            time for each in found if post.role in each.short for time in each.times
        )
        assert intersection(named, gaps) == named
        assert intersection(blamed, named) == blamed


def test_26_one_finding_for_one_cause_joined_over_time() -> None:
    """Every second night is the same cause; the office's borders in between are no border here."""
    duties = [rotation(["anna"]), rotation(["anna"], "LTBZ"), rotation(["bram"], "HCC")]
    duties.append(shift("bram", "2026-03-03 09:00", "2026-03-03 10:00", "LTBZ"))
    force = workforce(
        [role(), role("LTBZ"), role("HCC")],
        ["anna", "bram"],
        duties,
        office_hours={"weekdays": "Mon-Fri", "from": "08:30", "until": "17:00"},
    )
    whole, mixed = coverage(force, window("2026-03-03", "2026-03-05")).conflicts
    assert whole.dependence == (("OVDBZ", "LTBZ"), ("anna",))
    assert total_ms(whole.times) == 47 * 3_600_000
    assert mixed.dependence == (("OVDBZ", "LTBZ", "HCC"), ("anna", "bram"))
    assert [each.length_ms for each in mixed.times] == [3_600_000]


def test_26_a_post_with_too_few_people_is_no_conflict() -> None:
    force = workforce([role(minimum=2)], ["anna"], [rotation(["anna"])])
    assert conflicts(force.joint_fill(DAY).contests) == ()


def test_26_nobody_is_named_who_does_not_matter() -> None:
    duties = [rotation(["anna"], name) for name in ("OVDBZ", "LTBZ", "HCC")]
    duties += [rotation([name], "HCC") for name in ("bram", "cato")]
    force = workforce([role(), role("LTBZ"), role("HCC")], ["anna", "bram", "cato"], duties)
    (found,) = coverage(force, DAY).conflicts
    assert found.dependence == (("OVDBZ", "LTBZ"), ("anna",))
    assert found.short == ("LTBZ",)
