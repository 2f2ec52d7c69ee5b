"""People in training count beside one of their mentors, and never without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings

from tests.roster.build import causes, person, post, role, rotation, shift, window, workforce
from tests.roster.test_depth import DAY, build, crowded

if TYPE_CHECKING:
    from crisis_tui.roster.workforce import Workforce

TEA = person("tea", status="in_opleiding", mentors=["mo", "max"])
TWO = [role(minimum=2)]
MORNING = ("2026-03-03 08:00", "2026-03-03 12:00")
NOON, BEFORE = "2026-03-03 09:00", "2026-03-03 07:00"


def test_33_a_trainee_counts_while_a_mentor_is_on_the_same_post() -> None:
    force = workforce(TWO, [TEA, "mo"], [rotation(["tea"]), shift("mo", *MORNING)])
    found = post(force, DAY)
    assert causes(found, BEFORE) == ["unsupervised"]
    assert causes(found, NOON) == [None, None]
    assert [segment.usable for segment in found.segments] == [0, 2, 0]


def test_33_a_mentor_who_does_not_count_is_none() -> None:
    away = [{"from": "2026-03-03 10:00", "until": "2026-03-03 12:00"}]
    force = workforce(
        TWO, [TEA, person("mo", away=away)], [rotation(["tea"]), shift("mo", *MORNING)]
    )
    assert causes(post(force, DAY), NOON) == [None, None]
    assert causes(post(force, DAY), "2026-03-03 10:00") == ["unsupervised", "away"]


def test_33_a_mentor_on_another_post_is_none() -> None:
    roles = [role("LTBZ"), role(minimum=2)]
    duties = [rotation(["tea"]), rotation(["mo"], "LTBZ"), rotation(["mo"])]
    force = workforce(roles, [TEA, "mo"], duties)
    assert causes(post(force, DAY), NOON) == ["unsupervised", "on-other-post"]


def test_33_trainees_are_no_mentors() -> None:
    people = [TEA, person("mo", status="in_opleiding", mentors=["tea"])]
    found = post(workforce(TWO, people, [rotation(["tea"]), rotation(["mo"])]), DAY)
    assert causes(found, NOON) == ["unsupervised", "unsupervised"]


def test_33_what_else_keeps_a_trainee_from_counting_is_said_first() -> None:
    far = {**TEA, "travel": {"home": "41m"}}
    force = workforce([role(arrive="30m")], [far, "mo"], [rotation(["tea"])])
    assert causes(post(force, DAY), NOON) == ["too-far"]


def test_33_without_mentors_somebody_in_training_is_not_deployable() -> None:
    force = workforce(people=[person("tea", status="in_opleiding")], duties=[rotation(["tea"])])
    assert causes(post(force, DAY), NOON) == ["not-deployable"]


def test_33_mentors_of_somebody_deployable_mean_nothing() -> None:
    force = workforce(people=[person("tea", mentors=["mo"])], duties=[rotation(["tea"])])
    assert causes(post(force, DAY), NOON) == [None]


@settings(max_examples=100, deadline=None)
@given(crowded(trainees=True))
def test_nobody_in_training_ever_counts_alone(parts: dict[str, list[dict[str, object]]]) -> None:
    force = build(parts)
    for found in force.posts(DAY):
        for segment in found.segments:
            counting = {seat.person for seat in segment.seats if seat.cause is None}
            trained = {name for name in counting if not _learns(force, name)}
            for name in counting - trained:
                assert segment.required == 0 or trained & {*force.people[name].mentors}


def _learns(force: Workforce, name: str) -> bool:
    return force.people[name].status == "in_opleiding"


def test_33_the_trainee_is_in_no_pool() -> None:
    from crisis_tui.roster.pool import smallest_pool

    force = workforce(people=[{**TEA, "roles": ["OVDBZ"]}], duties=[rotation(["tea"])])
    demand = force.demand(force.roles["OVDBZ"], window("2026-03-03", "2026-03-05"))
    assert smallest_pool(force, demand, DAY).people == ()
