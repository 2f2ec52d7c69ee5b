"""Duties one by one: whole, the same in every window, and the same when others change."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.basis.times import Interval, local_datetime
from crisis_tui.roster.duty_list import ListedDuty, duty_table, list_duties
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

MARCH = window("2026-03-01", "2026-04-01")


def shown(duties: tuple[ListedDuty, ...]) -> list[str]:
    def time(at_ms: int) -> str:
        return f"{local_datetime(at_ms, AMSTERDAM):%d %b %H:%M}"

    return [f"{duty.person} {time(duty.from_ms)}-{time(duty.until_ms)}" for duty in duties]


def test_turns_are_whole_also_at_the_windows_edges() -> None:
    force = workforce(people=["anna", "bram"], duties=[rotation(["anna", "bram"])])
    assert shown(list_duties(force, "OVDBZ", window("2026-03-04", "2026-03-10"))) == [
        "anna 02 Mar 12:00-09 Mar 12:00",
        "bram 09 Mar 12:00-16 Mar 12:00",
    ]


def test_somebody_alone_has_a_duty_each_turn() -> None:
    force = workforce(people=["anna"], duties=[rotation(["anna"])])
    assert shown(list_duties(force, "OVDBZ", window("2026-03-04", "2026-03-10"))) == [
        "anna 02 Mar 12:00-09 Mar 12:00",
        "anna 09 Mar 12:00-16 Mar 12:00",
    ]


def test_changes_cut_duties_and_make_others_and_are_counted_where_they_touch() -> None:
    force = workforce(
        people=["anna", "bram", "cato"],
        duties=[rotation(["anna", "bram"])],
        changes=[
            change("2026-03-03 22:00", "2026-03-04 07:00", replace="anna", by="cato"),
            change("2026-03-20 00:00", "2026-03-21 00:00", add="cato"),
        ],
    )
    duties = list_duties(force, "OVDBZ", window("2026-03-02 12:00", "2026-03-16 12:00"))
    assert shown(duties) == [
        "anna 02 Mar 12:00-03 Mar 22:00",
        "cato 03 Mar 22:00-04 Mar 07:00",
        "anna 04 Mar 07:00-09 Mar 12:00",
        "bram 09 Mar 12:00-16 Mar 12:00",
    ]
    assert [duty.revision for duty in duties] == [1, 1, 1, 0]


def test_a_stand_in_over_two_turns_has_one_duty() -> None:
    force = workforce(
        people=["anna", "cato"],
        duties=[rotation(["anna"])],
        changes=[change("2026-03-04", "2026-03-11", replace="anna", by="cato")],
    )
    assert "cato 04 Mar 00:00-11 Mar 00:00" in shown(list_duties(force, "OVDBZ", MARCH))


def test_work_and_standby_are_kept_apart() -> None:
    force = workforce(
        people=["anna"],
        duties=[
            shift("anna", "2026-03-02 08:00", "2026-03-02 17:00"),
            shift("anna", "2026-03-02 17:00", "2026-03-03 08:00", **{"as": "standby"}),
        ],
    )
    assert [duty.assignment for duty in list_duties(force, "OVDBZ", MARCH)] == ["work", "standby"]


def test_a_table_of_one_person_holds_all_their_roles_in_order_of_time() -> None:
    force = workforce(
        roles=[role("A"), role("B")],
        people=["anna", person("bram")],
        duties=[
            shift("anna", "2026-03-03", "2026-03-04", on="A"),
            shift("anna", "2026-03-02", "2026-03-03", on="B"),
            shift("bram", "2026-03-02", "2026-03-03", on="A"),
        ],
    )
    table = duty_table("r", force, MARCH, role=None, person="anna")
    assert [(duty.role, duty.person) for duty in table.duties] == [("B", "anna"), ("A", "anna")]
    table = duty_table("r", force, MARCH, role="A", person=None)
    assert [duty.person for duty in table.duties] == ["bram", "anna"]


HOURS = st.integers(0, 31 * 24)
SPANS = st.tuples(HOURS, st.integers(1, 200))
PEOPLE = ("anna", "bram", "cato")


def local(hour: int) -> str:
    start = local_datetime(at("2026-03-15"), AMSTERDAM).replace(tzinfo=None)
    return f"{start + timedelta(hours=hour):%Y-%m-%d %H:%M}"


@given(
    shifts=st.lists(st.tuples(st.sampled_from(PEOPLE), SPANS), max_size=6),
    changes=st.lists(
        st.tuples(st.sampled_from(["add", "remove", "replace"]), st.sampled_from(PEOPLE), SPANS),
        max_size=4,
    ),
    asked=SPANS,
)
def test_duties_are_the_same_in_every_window_and_cover_who_is_on_duty(
    shifts: list[tuple[str, tuple[int, int]]],
    changes: list[tuple[str, str, tuple[int, int]]],
    asked: tuple[int, int],
) -> None:
    force = workforce(
        people=PEOPLE,
        duties=[
            shift(who, f"{local(start)}+01:00", f"{local(start + hours)}+01:00")
            for who, (start, hours) in shifts
        ],
        changes=[
            change(
                f"{local(start)}+01:00",
                f"{local(start + hours)}+01:00",
                **{form: who, **({"by": "cato"} if form == "replace" else {})},
            )
            for form, who, (start, hours) in changes
        ],
    )
    everything = Interval(at("2026-03-01"), at("2026-06-01"))
    narrow = Interval(at(f"{local(asked[0])}+01:00"), at(f"{local(asked[0] + asked[1])}+01:00"))
    all_duties = list_duties(force, "OVDBZ", everything)
    touching = [
        duty
        for duty in all_duties
        if duty.from_ms < narrow.until_ms and duty.until_ms > narrow.from_ms
    ]
    assert list(list_duties(force, "OVDBZ", narrow)) == touching
    for span in force.on_duty("OVDBZ", everything):
        on_duty = {
            (duty.person, duty.assignment)
            for duty in all_duties
            if duty.from_ms <= span.from_ms and duty.until_ms >= span.until_ms
        }
        partly = {
            (duty.person, duty.assignment)
            for duty in all_duties
            if duty.from_ms < span.until_ms and duty.until_ms > span.from_ms
        }
        assert on_duty <= {tuple(each) for each in span.people} == partly
