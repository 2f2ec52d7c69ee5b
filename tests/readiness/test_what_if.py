"""Edits without touching files: what is worked out again is what working everything out gives."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.basis.fields import Handover
from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import difference, interval_set
from crisis_tui.readiness.what_if import (
    AddChange,
    AddPerson,
    Award,
    Edit,
    Expire,
    MoveHandover,
    TakeAway,
    WhatIf,
    what_if,
)
from crisis_tui.roster.gap_difference import GapDifference, count_and_length, times_of
from crisis_tui.roster.gaps import gap_times
from crisis_tui.roster.model import Change, Person
from crisis_tui.roster.workforce import Workforce
from crisis_tui.training.model import Training
from tests.roster.build import at, change, person, role, rotation, shift, window, workforce

if TYPE_CHECKING:
    from crisis_tui.roster.seats import Post

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
PEOPLE = ("anna", "bram", "cato", "dewi", "evan")
ROLES = ("OVDBZ", "LTBZ", "HCC", "AOV")
SPAN = window("2026-03-16 00:00", "2026-04-13 00:00")  # the clock is set forward in it
TRAINING = {
    "qualifications": [
        {"id": "BOB", "title": "Besluitvorming", "current": {"any": [{"months": 24}]}},
        {
            "id": "OEF",
            "title": "Oefenen",
            "current": {
                "all": [{"exercises": 2, "in_months": 12}, {"hours": 8, "per": "calendar-year"}]
            },
            "grace": "30d",
        },
    ],
    "records": [
        *({"person": who, "qualification": "BOB", "on": "2024-04-01"} for who in PEOPLE[:2]),
        *({"person": who, "qualification": "BOB", "on": "2025-09-01"} for who in PEOPLE[2:4]),
    ],
}


def training(data: dict[str, Any] | None = None) -> Training:
    return Training.model_validate({"training": "1", **(data or TRAINING)})


def weekly(*people: str | dict[str, object]) -> WhatIf:
    """One role, its people taking turns of a week."""
    ids = [each if isinstance(each, str) else str(each["id"]) for each in people]
    turns = [rotation(ids)] if ids else []
    force = workforce([role(requires=["BOB"])], list(people), turns, training=TRAINING)
    return what_if(force, training(), SPAN)


def made(**form: str) -> AddChange:
    return AddChange(Change.model_validate(change(form.pop("from_"), form.pop("until"), **form)))


def lengths(found: GapDifference) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return (number, hours) of the gaps opened, and of those closed."""
    opened, closed = count_and_length(found.opened), count_and_length(found.closed)
    return (opened[0], opened[1] // HOUR_MS), (closed[0], closed[1] // HOUR_MS)


def test_whoever_is_taken_away_leaves_their_turns_open() -> None:
    found = weekly("anna", "cato").edited(TakeAway("cato", *SPAN)).gaps
    assert [each.role for each in found.roles] == ["OVDBZ"]
    assert {gap.cause for gap in found.roles[0].opened} == {"away"}
    assert lengths(found) == ((3, 12 + 167 + 156), (0, 0))  # the clock is set forward on 29 March


def test_taking_somebody_away_for_a_night_opens_that_night() -> None:
    away = TakeAway("anna", at("2026-03-17 22:00"), at("2026-03-18 07:00"))
    found = weekly("anna").edited(away).gaps
    assert lengths(found) == ((1, 9), (0, 0))


def test_a_course_that_expires_stops_counting_at_that_instant() -> None:
    found = weekly("cato").edited(Expire("cato", "BOB", at("2026-04-12 23:00"))).gaps
    assert lengths(found) == ((1, 1), (0, 0))
    assert found.roles[0].opened[0].seats[0].lacking[0].since_ms == at("2026-04-12 23:00")


def test_an_award_counts_from_its_day_on() -> None:
    start = weekly("evan")
    found = start.edited(Award("evan", "BOB", date(2026, 4, 1))).gaps
    assert lengths(found) == ((0, 0), (1, 12 * 24))
    assert found.roles[0].closed[0].cause == "unqualified"


def test_an_award_meets_every_rule_of_a_qualification() -> None:
    force = workforce([role(requires=["OEF"])], ["anna"], [rotation(["anna"])], training=TRAINING)
    found = what_if(force, training(), SPAN).edited(Award("anna", "OEF", date(2026, 4, 1))).gaps
    assert lengths(found)[1] == (1, 12 * 24)


def test_an_award_after_an_expiry_counts_again_and_the_order_matters() -> None:
    start = weekly("cato")
    lost = Expire("cato", "BOB", at("2026-04-01 00:00"))
    won = Award("cato", "BOB", date(2026, 4, 6))
    assert lengths(start.edited(lost).edited(won).gaps)[0] == (1, 5 * 24)
    assert lengths(start.edited(won).edited(lost).gaps)[0] == (1, 12 * 24)


def test_somebody_new_closes_nothing_until_a_change_puts_them_on_duty() -> None:
    dora = Person.model_validate(person("dora", roles=["OVDBZ"]))
    added = weekly().edited(AddPerson(dora)).edited(Award("dora", "BOB", date(2026, 1, 1)))
    assert added.gaps.roles == ()
    assert [(each.before, each.after) for each in added.pools] == [(0, 1)]
    on = added.edited(made(from_="2026-03-20 08:00", until="2026-03-20 17:00", add="dora"))
    assert lengths(on.gaps) == ((0, 0), (1, 9))


def test_a_handover_that_moves_shifts_whose_absence_hurts() -> None:
    away = [{"from": "2026-03-23 12:00", "until": "2026-03-24 12:00"}]
    start = weekly("anna", person("cato", away=away))
    moved = start.edited(MoveHandover(0, Handover(1, 12 * 3600)))
    assert gap_times(start.after.posts["OVDBZ"]) != gap_times(moved.after.posts["OVDBZ"])
    rotated = moved.after.workforce.roster.duties[0].rotation
    assert rotated is not None
    assert rotated.start.wall.date() == date(2026, 1, 6)


def test_a_handover_moves_by_three_days_at_most() -> None:
    moved = weekly("anna", "cato").edited(MoveHandover(0, Handover(4, 12 * 3600)))
    rotated = moved.after.workforce.roster.duties[0].rotation
    assert rotated is not None
    assert rotated.start.wall.date() == date(2026, 1, 2)


def test_the_last_edit_is_taken_back_by_keeping_what_was_before_it() -> None:
    start = weekly("anna", "cato")
    assert start.edited(TakeAway("anna", *SPAN)).gaps.harms
    assert start.gaps.roles == ()


def test_fewer_or_more_people_in_a_gap_that_stays_make_it_worse_or_ease_it() -> None:
    turns = [rotation(["anna"]), rotation(["bram"])]
    start = what_if(workforce([role(minimum=4)], PEOPLE, turns), training(), SPAN)
    found = start.edited(TakeAway("anna", *SPAN)).gaps
    assert (found.roles[0].opened, found.roles[0].closed) == ((), ())
    assert found.roles[0].worse == (SPAN,)
    assert found.harms
    day = {"from_": "2026-03-20 08:00", "until": "2026-03-20 17:00"}
    found = start.edited(made(**day, add="cato")).gaps
    assert found.roles[0].eased == (window(day["from_"], day["until"]),)
    assert not found.harms


def test_a_stand_in_from_another_post_moves_the_gap_there() -> None:
    force = workforce(
        [role(), role("LTBZ")],
        ["anna", "bram"],
        [rotation(["anna"]), rotation(["bram"], on="LTBZ")],
    )
    night = {"from_": "2026-03-17 22:00", "until": "2026-03-18 07:00"}
    found = what_if(force, training(), SPAN).edited(made(**night, replace="anna", by="bram")).gaps
    assert [(each.role, each.opened[0].cause) for each in found.roles] == [
        ("LTBZ", "on-other-post")
    ]
    assert lengths(found) == ((1, 9), (0, 0))


@pytest.mark.parametrize("qualification", ["BOB", "never-heard-of"])
def test_only_roles_that_ask_for_a_qualification_are_touched(qualification: str) -> None:
    start = weekly("cato")
    after = start.edited(Expire("cato", qualification, SPAN.from_ms))
    assert (after.after.alone["OVDBZ"] is start.after.alone["OVDBZ"]) == (qualification != "BOB")


moments = st.integers(0, (SPAN.until_ms - SPAN.from_ms) // HOUR_MS).map(
    lambda hour: SPAN.from_ms - DAY_MS + hour * HOUR_MS
)
times = st.tuples(moments, st.integers(1, 20 * 24)).map(
    lambda pair: Interval(pair[0], pair[0] + pair[1] * HOUR_MS)
)
people = st.sampled_from((*PEOPLE, "vera"))
roles = st.sampled_from(ROLES)


def written(at_ms: int) -> str:
    from crisis_tui.basis.times import LocalTime, utc_datetime

    return str(LocalTime(utc_datetime(at_ms).replace(tzinfo=None), 0))


@st.composite
def changes(draw: st.DrawFn) -> dict[str, object]:
    span = draw(times)
    who, by = draw(people), draw(people)
    forms = ({"add": who}, {"remove": who}, {"replace": who, "by": by})
    form: dict[str, Any] = draw(st.sampled_from(forms))
    return change(written(span.from_ms), written(span.until_ms), on=draw(roles), **form)


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    who, qualification = draw(people), draw(st.sampled_from(["BOB", "OEF"]))
    day = date(2026, 3, 10) + timedelta(days=draw(st.integers(0, 40)))
    newcomer = {"id": "vera", "name": "Vera", "roles": [draw(roles)]}
    handover = Handover(draw(st.integers(0, 6)), draw(st.integers(0, 23)) * 3600)
    forms: list[Edit] = [
        TakeAway(who, *draw(times)),
        Expire(who, qualification, draw(moments)),
        Award(who, qualification, day),
        AddPerson(Person.model_validate(newcomer)),
        MoveHandover(draw(st.integers(0, 1)), handover),
        AddChange(Change.model_validate(draw(changes()))),
    ]
    return draw(st.sampled_from(forms))


@st.composite
def workforces(draw: st.DrawFn) -> Workforce:
    wanted = [
        role(
            name,
            minimum=draw(st.integers(0, 2)),
            duty=draw(st.sampled_from(["hard", "soft"])),
            requires=draw(st.sampled_from([[], ["BOB"], ["OEF"]])),
        )
        for name in ROLES
    ]
    turns = [
        rotation(draw(st.lists(people, min_size=1, max_size=4)), on=draw(roles)) for _ in range(2)
    ]
    shifts = [
        shift(draw(people), written(span.from_ms), written(span.until_ms), on=draw(roles))
        for span in draw(st.lists(times, max_size=5))
    ]
    more = draw(st.lists(changes(), max_size=3))
    return workforce(wanted, PEOPLE, [*turns, *shifts], training=TRAINING, changes=more)


def afresh(force: Workforce) -> dict[str, Post]:
    """Work everything out again, with nothing kept."""
    same = Workforce(force.roster, force.standings, force.norms, force.calendars)
    return {post.role: post for post in same.posts(SPAN)}


@settings(max_examples=150, deadline=None)
@given(workforces(), st.lists(edits(), min_size=1, max_size=4))
def test_edits_one_by_one_give_what_working_everything_out_gives(
    force: Workforce, made_edits: list[Edit]
) -> None:
    supposed = what_if(force, training(), SPAN)
    for edit in made_edits:
        if isinstance(edit, AddPerson) and "vera" in supposed.after.workforce.people:
            continue
        supposed = supposed.edited(edit)
        assert supposed.after.posts == afresh(supposed.after.workforce)


@settings(max_examples=100, deadline=None)
@given(workforces(), edits())
def test_a_difference_turns_the_gaps_before_into_those_after(force: Workforce, edit: Edit) -> None:
    supposed = what_if(force, training(), SPAN).edited(edit)
    found = {each.role: each for each in supposed.gaps.roles}
    back = {
        each.role: each
        for each in supposed._replace(before=supposed.after, after=supposed.before).gaps.roles
    }
    assert found.keys() == back.keys()
    for name, post in supposed.before.posts.items():
        before, after = gap_times(post), gap_times(supposed.after.posts[name])
        if name not in found:
            assert before == after
            continue
        opened, closed = times_of(found[name].opened), times_of(found[name].closed)
        assert after == interval_set((*difference(before, closed), *opened))
        assert difference(closed, before) == difference(opened, after) == ()
        assert (back[name].opened, back[name].closed) == (found[name].closed, found[name].opened)
        assert (back[name].worse, back[name].eased) == (found[name].eased, found[name].worse)
