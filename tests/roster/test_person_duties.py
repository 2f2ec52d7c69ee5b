"""What each person does: after changes, without absences, on all roles."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.basis.durations import HOUR_MS
from crisis_tui.roster.person_duties import PersonDuty, duties_of_people
from tests.roster.build import at, change, person, role, rotation, shift, window, workforce

if TYPE_CHECKING:
    from crisis_tui.basis.times import Interval
    from crisis_tui.roster.workforce import Workforce

MARCH = window("2026-03-01", "2026-04-01")


def duty(assignment: str, from_: str, until: str, on: str = "OVDBZ") -> PersonDuty:
    assert assignment in ("work", "standby")
    return PersonDuty(on, assignment, at(from_), at(until))  # type: ignore[arg-type]


def test_turns_follow_the_wall_clock_and_are_cut_at_the_window() -> None:
    force = workforce(people=["anna", "bert"], duties=[rotation(["anna", "bert"])])
    assert duties_of_people(force, MARCH)["bert"] == (
        duty("standby", "2026-03-01 00:00", "2026-03-02 12:00"),
        duty("standby", "2026-03-09 12:00", "2026-03-16 12:00"),
        duty("standby", "2026-03-23 12:00", "2026-03-30 12:00"),
    )
    assert duties_of_people(force, MARCH)["anna"][0].from_ms == MARCH.from_ms + 36 * HOUR_MS


def test_turns_of_one_person_without_a_break_are_one_duty() -> None:
    force = workforce(people=["anna"], duties=[rotation(["anna"])])
    assert duties_of_people(force, MARCH) == {
        "anna": (PersonDuty("OVDBZ", "standby", MARCH.from_ms, MARCH.until_ms),)
    }


def test_a_stand_in_does_the_duty_instead() -> None:
    swap = change("2026-03-10 12:00", "2026-03-11 12:00", replace="bert", by="anna")
    force = workforce(people=["anna", "bert"], duties=[rotation(["anna", "bert"])], changes=[swap])
    found = duties_of_people(force, MARCH)
    assert duty("standby", "2026-03-10 12:00", "2026-03-11 12:00") in found["anna"]
    assert found["bert"][1:3] == (
        duty("standby", "2026-03-09 12:00", "2026-03-10 12:00"),
        duty("standby", "2026-03-11 12:00", "2026-03-16 12:00"),
    )


def test_who_is_away_or_not_employed_does_not_do_the_duty() -> None:
    away = [{"from": "2026-03-10 00:00", "until": "2026-03-12 00:00"}]
    employed = {"from": "2026-03-09", "until": "2026-03-15"}
    people = [person("anna", away=away, employed=employed), person("bert", status="uit_dienst")]
    both = [shift(who, "2026-03-08", "2026-03-20", **{"as": "standby"}) for who in ("anna", "bert")]
    found = duties_of_people(workforce(people=people, duties=both), MARCH)
    assert found == {
        "anna": (
            duty("standby", "2026-03-09", "2026-03-10"),
            duty("standby", "2026-03-12", "2026-03-15"),
        )
    }


def test_two_roles_at_once_are_two_duties_in_order_of_time() -> None:
    duties = [
        shift("anna", "2026-03-03 12:00", "2026-03-03 20:00"),
        shift("anna", "2026-03-03 08:00", "2026-03-03 17:00", on="LTBZ"),
    ]
    force = workforce([role("OVDBZ"), role("LTBZ")], ["anna"], duties)
    assert duties_of_people(force, MARCH)["anna"] == (
        duty("work", "2026-03-03 08:00", "2026-03-03 17:00", on="LTBZ"),
        duty("work", "2026-03-03 12:00", "2026-03-03 20:00"),
    )


def test_beyond_the_horizon_nobody_does_anything() -> None:
    force = workforce(
        people=["anna"], duties=[rotation(["anna"])], planned_until="2026-03-05 00:00"
    )
    assert duties_of_people(force, MARCH)["anna"][0].until_ms == at("2026-03-05")
    assert not duties_of_people(force, window("2026-04-01", "2026-05-01"))


def hourly(force: Workforce, span: Interval) -> set[tuple[str, str, str, int]]:
    """Ask hour by hour who sits on each post, and leave out who is not there."""
    gone = {"away", "left", "not-deployable"}
    return {
        (seat.person, post.role, seat.assignment, hour)
        for post in force.posts(span)
        for hour in range(span.from_ms, span.until_ms, HOUR_MS)
        for seat in post.at(hour).seats
        if seat.cause not in gone
    }


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_it_is_what_an_hourly_look_at_the_posts_finds(data: st.DataObject) -> None:
    day = st.integers(25, 33)

    def noon(day_of_march: int) -> str:
        return f"{date(2026, 3, 1) + timedelta(days=day_of_march - 1)} 12:00"

    people = [
        person(who, away=[{"from": noon(since), "until": noon(since + 2)}])
        for who, since in (("anna", data.draw(day)), ("bert", data.draw(day)))
    ]
    duties = [
        shift(
            data.draw(st.sampled_from(["anna", "bert"])),
            noon(since),
            noon(since + data.draw(st.integers(1, 4))),
            on=data.draw(st.sampled_from(["P", "Q"])),
            **{"as": data.draw(st.sampled_from(["work", "standby"]))},
        )
        for since in data.draw(st.lists(day, max_size=5))
    ]
    force = workforce([role("P", cover="none"), role("Q", cover="none")], people, duties)
    span = window("2026-03-26 12:00", "2026-04-05 12:00")
    found = {
        (who, each.role, each.assignment, at_ms)
        for who, each_of in duties_of_people(force, span).items()
        for each in each_of
        for at_ms in range(each.from_ms, each.until_ms, HOUR_MS)
    }
    assert found == hourly(force, span)


def test_who_is_asked_for_by_name_is_found_on_every_role() -> None:
    changes = [
        change("2026-03-03", "2026-03-04", on="ADDED", add="anna"),
        change("2026-03-03", "2026-03-04", on="TAKEN", replace="bert", by="anna"),
    ]
    duties = [
        rotation(["bert", "anna"], on="TURNS"),
        shift("anna", "2026-03-03 08:00", "2026-03-03 17:00", on="SHIFT"),
        rotation(["bert"], on="TAKEN"),
        rotation(["bert"], on="OTHER"),
    ]
    force = workforce(people=["anna", "bert"], duties=duties, changes=changes)
    everybody = duties_of_people(force, MARCH)
    assert duties_of_people(force, MARCH, {"anna"}) == {"anna": everybody["anna"]}
    assert {each.role for each in everybody["anna"]} == {"ADDED", "TAKEN", "TURNS", "SHIFT"}
    assert {each.role for each in everybody["bert"]} == {"TURNS", "TAKEN", "OTHER"}
