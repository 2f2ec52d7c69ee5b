"""Who cannot be missed: against taking people away and working the whole roster out again."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.basis.interval_sets import IntervalSet, difference, total_ms
from crisis_tui.roster.coverage import coverage
from crisis_tui.roster.depth import missed_by_refill
from crisis_tui.roster.gaps import gap_times
from crisis_tui.roster.matching import Stake, fill, lost_role
from tests.roster.build import person, role, rotation, shift, window, workforce

if TYPE_CHECKING:
    from crisis_tui.roster.coverage import RoleCoverage
    from crisis_tui.roster.workforce import Workforce

DAY = window("2026-03-03", "2026-03-04")
HOUR_MS = 3_600_000
PEOPLE = "abcdefg"
FEW = PEOPLE[:5]
ROLES = ("P", "Q", "R")
ALL_DAY = [{"from": "2026-03-03", "until": "2026-03-04"}]


@st.composite
def crowded(draw: st.DrawFn, trainees: bool = False) -> dict[str, list[dict[str, object]]]:  # noqa: FBT001, FBT002 - a switch
    """Draw roles that share people for hours of one day."""
    hour = st.integers(0, 8)
    duties = draw(
        st.lists(st.tuples(st.sampled_from(FEW), st.sampled_from(ROLES), hour), max_size=12)
    )
    learning = draw(st.sets(st.sampled_from(PEOPLE[:3]))) if trainees else set()
    mentors = {name: draw(st.lists(st.sampled_from(FEW), max_size=3)) for name in learning}
    return {
        "roles": [
            role(
                name,
                minimum=draw(st.integers(0, 2)),
                duty=draw(st.sampled_from(["hard", "soft"])),
            )
            for name in ROLES
        ],
        "people": [
            person(name, status="in_opleiding", mentors=mentors[name])
            if name in learning
            else person(name)
            for name in FEW
        ],
        "duties": [
            shift(who, f"2026-03-03 {at:02}:00", f"2026-03-03 {at + 4:02}:30", on)
            for who, on, at in duties
        ],
    }


def build(parts: dict[str, list[dict[str, object]]], *missing: str) -> Workforce:
    people = [
        {**each, "away": ALL_DAY} if each["id"] in missing else each for each in parts["people"]
    ]
    return workforce(parts["roles"], people, parts["duties"])


def gaps_without(
    parts: dict[str, list[dict[str, object]]], *missing: str
) -> dict[str, IntervalSet]:
    return {post.role: gap_times(post) for post in build(parts, *missing).posts(DAY)}


def _check(parts: dict[str, list[dict[str, object]]]) -> None:
    now = gaps_without(parts)
    alone = {name: gaps_without(parts, name) for name in FEW}
    both = {pair: gaps_without(parts, *pair) for pair in combinations(FEW, 2)}
    for covered in coverage(build(parts), DAY).roles:
        on = covered.role
        sole = {name: total_ms(difference(alone[name][on], now[on])) for name in FEW}
        assert dict(covered.sole) == {name: ms for name, ms in sole.items() if ms}
        together = {
            frozenset(pair): total_ms(
                difference(
                    difference(difference(gaps[on], now[on]), alone[pair[0]][on]),
                    alone[pair[1]][on],
                )
            )
            for pair, gaps in both.items()
        }
        found: dict[frozenset[str], int] = {}
        for pair, length_ms in covered.pairs:
            found[frozenset(pair)] = found.get(frozenset(pair), 0) + length_ms
        assert found == {pair: ms for pair, ms in together.items() if ms}


@settings(max_examples=30, deadline=None)
@given(crowded())
def test_n_1_and_n_2_are_what_a_second_reckoning_without_them_says(
    parts: dict[str, list[dict[str, object]]],
) -> None:
    _check(parts)


@settings(max_examples=20, deadline=None)
@given(crowded(trainees=True))
def test_the_same_where_trainees_count_beside_their_mentors(
    parts: dict[str, list[dict[str, object]]],
) -> None:
    _check(parts)


@st.composite
def stakes(draw: st.DrawFn) -> tuple[Stake, ...]:
    found = []
    for name in ("P", "Q", "R", "S"):
        able = tuple(draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=5)))
        found.append(Stake(name, draw(st.integers(1, 2)), able, able))
    return tuple(found)


@settings(deadline=None)
@given(stakes())
def test_who_goes_loses_at_most_one_place(asked: tuple[Stake, ...]) -> None:
    filling = fill(asked)
    lost = {
        (on, name)
        for name in PEOPLE
        for on in [lost_role(asked, filling.role_of, name)]
        if on is not None and on not in filling.unfilled
    }
    assert lost == set(missed_by_refill(asked).sole)


def _role(parts: Workforce, name: str = "OVDBZ") -> RoleCoverage:
    return next(each for each in coverage(parts, DAY).roles if each.role == name)


def test_somebody_with_a_stand_in_on_another_post_can_be_missed() -> None:
    """Anna goes: Bram leaves LTBZ for OVDBZ, Cato fills LTBZ. Nobody is missed alone."""
    duties = [rotation([name]) for name in ("anna", "bram")]
    duties += [rotation([name], "LTBZ") for name in ("bram", "cato")]
    force = workforce([role(), role("LTBZ")], ["anna", "bram", "cato"], duties)
    assert _role(force).sole == _role(force, "LTBZ").sole == ()
    assert [set(pair) for pair, _ in _role(force).pairs] == [{"anna", "bram"}]
    pairs = [set(pair) for pair, _ in _role(force, "LTBZ").pairs]
    assert sorted(pairs, key=sorted) == [{"anna", "cato"}, {"bram", "cato"}]


def test_the_role_that_misses_somebody_need_not_be_theirs() -> None:
    """Anna goes: Bram leaves LTBZ for OVDBZ, which is served first, and LTBZ is empty."""
    duties = [rotation(["anna"]), rotation(["bram"]), rotation(["bram"], "LTBZ")]
    force = workforce([role(), role("LTBZ")], ["anna", "bram"], duties)
    assert _role(force).sole == ()
    assert dict(_role(force, "LTBZ").sole) == {"anna": 24 * HOUR_MS, "bram": 24 * HOUR_MS}


def test_time_in_a_gap_misses_nobody() -> None:
    force = workforce([role(minimum=2)], ["anna"], [rotation(["anna"])])
    assert (_role(force).sole, _role(force).min_depth) == ((), 1)


def test_of_three_where_two_are_needed_any_two_are_missed_together() -> None:
    duties = [rotation([name]) for name in ("anna", "bram", "cato")]
    covered = _role(workforce([role(minimum=2)], ["anna", "bram", "cato"], duties))
    assert covered.sole == ()
    assert [length_ms for _, length_ms in covered.pairs] == [24 * HOUR_MS] * 3
