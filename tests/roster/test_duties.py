"""Rotations, shifts and changes: who is on duty when."""

from __future__ import annotations

import pytest

from crisis_tui.basis.times import Interval
from tests.roster.build import (
    at,
    change,
    names,
    person,
    post,
    role,
    rotation,
    shift,
    window,
    workforce,
)

HOUR_MS = 3_600_000
SPRING = window("2026-03-23 12:00", "2026-04-06 12:00")
AUTUMN = window("2026-10-19 12:00", "2026-11-02 12:00")
TWO = ["anna", "bram"]


def test_a_handover_keeps_its_wall_clock_hour() -> None:
    spans = workforce(people=TWO, duties=[rotation(TWO)]).on_duty("OVDBZ", SPRING)
    assert [(span.until_ms - span.from_ms) // HOUR_MS for span in spans] == [167, 168]
    spans = workforce(people=TWO, duties=[rotation(TWO)]).on_duty("OVDBZ", AUTUMN)
    assert [(span.until_ms - span.from_ms) // HOUR_MS for span in spans] == [169, 168]


def test_01_a_handover_in_the_missing_hour_is_one_instant_for_both() -> None:
    daily = rotation(TWO, turn="1d", handover="02:30", start="2026-03-28")
    spans = workforce(people=TWO, duties=[daily]).on_duty(
        "OVDBZ", window("2026-03-28 02:30", "2026-03-30 02:30")
    )
    assert [span.people[0].person for span in spans] == TWO
    assert spans[0].until_ms == spans[1].from_ms == at("2026-03-29 03:30")


def test_02_a_handover_in_the_doubled_hour_is_the_first_of_both() -> None:
    daily = rotation(TWO, turn="1d", handover="02:30", start="2026-10-24")
    spans = workforce(people=TWO, duties=[daily]).on_duty(
        "OVDBZ", window("2026-10-24 02:30", "2026-10-26 02:30")
    )
    assert spans[0].until_ms == spans[1].from_ms == at("2026-10-25 02:30+02:00")


def test_03_a_night_of_seven_and_of_nine_hours() -> None:
    halves = rotation(TWO, turn="12h", handover="20:00", start="2026-01-01")
    force = workforce(people=TWO, duties=[halves])
    for night, length in (("2026-03-28", 11), ("2026-10-24", 13)):
        span = force.on_duty("OVDBZ", Interval(at(f"{night} 20:00"), at(f"{night} 20:00") + 1))[0]
        whole = Interval(at(f"{night} 20:00"), at(f"{night} 20:00") + length * HOUR_MS)
        assert force.on_duty("OVDBZ", whole)[0].people == span.people
        assert len(force.on_duty("OVDBZ", whole)) == 1
        longer = Interval(whole.from_ms, whole.until_ms + 1)
        assert len(force.on_duty("OVDBZ", longer)) == 2


def test_turns_of_hours_follow_each_other() -> None:
    thirds = rotation(["anna", "bram", "cato"], turn="8h", handover="07:00", start="2026-03-02")
    found = post(
        workforce(people=["anna", "bram", "cato"], duties=[thirds]),
        window("2026-03-02 00:00", "2026-03-04 00:00"),
    )
    assert names(found, "2026-03-02 06:59:59") == []
    assert names(found, "2026-03-02 07:00") == ["anna"]
    assert names(found, "2026-03-02 15:00") == ["bram"]
    assert names(found, "2026-03-03 06:59:59") == ["cato"]
    assert names(found, "2026-03-03 07:00") == ["anna"]


def test_a_window_years_away_is_expanded_alone() -> None:
    force = workforce(people=TWO, duties=[rotation(TWO)])
    far = post(force, window("2126-01-01 00:00", "2126-02-01 00:00"))
    assert len(far.segments) == 5
    assert {segment.usable for segment in far.segments} == {1}


def test_a_rotation_starts_no_earlier_than_written() -> None:
    found = post(workforce(people=TWO, duties=[rotation(TWO)]), window("2026-01-01", "2026-01-10"))
    assert names(found, "2026-01-05 11:59:59") == []
    assert names(found, "2026-01-05 12:00") == ["anna"]


def test_08_seconds_count() -> None:
    duty = shift("anna", "2026-03-03 08:00:01", "2026-03-03 08:00:02")
    found = post(workforce(people=TWO, duties=[duty]), window("2026-03-03", "2026-03-04"))
    assert [segment.usable for segment in found.segments] == [0, 1, 0]
    assert found.segments[1].until_ms - found.segments[1].from_ms == 1000


def test_09_back_to_back_is_no_gap_and_no_overlap() -> None:
    duties = [
        shift("anna", "2026-03-03 00:00", "2026-03-03 12:00"),
        shift("bram", "2026-03-03 12:00", "2026-03-04 00:00"),
    ]
    found = post(workforce(people=TWO, duties=duties), window("2026-03-03", "2026-03-04"))
    assert [segment.usable for segment in found.segments] == [1, 1]


@pytest.mark.parametrize("until", ["2026-03-03 08:00", "2026-03-03 07:00"])
def test_10_11_zero_and_negative_length_cover_nothing(until: str) -> None:
    duty = shift("anna", "2026-03-03 08:00", until)
    found = post(workforce(people=TWO, duties=[duty]), window("2026-03-03", "2026-03-04"))
    assert [segment.usable for segment in found.segments] == [0]


def test_12_a_hole_of_sixty_seconds_is_a_hole() -> None:
    duties = [
        shift("anna", "2026-03-03 00:00", "2026-03-03 12:00"),
        shift("bram", "2026-03-03 12:01", "2026-03-04 00:00"),
    ]
    found = post(workforce(people=TWO, duties=duties), window("2026-03-03", "2026-03-04"))
    assert [segment.short for segment in found.segments] == [0, 1, 0]


def test_13_one_person_twice_is_one() -> None:
    duties = [
        rotation(["anna"]),
        shift("anna", "2026-03-03 00:00", "2026-03-04 00:00"),
    ]
    force = workforce([role(minimum=2)], people=TWO, duties=duties)
    found = post(force, window("2026-03-03", "2026-03-04"))
    assert [segment.usable for segment in found.segments] == [1]
    assert [segment.short for segment in found.segments] == [1]


DAY = window("2026-03-03", "2026-03-04")
WHOLE = shift("anna", "2026-03-03 00:00", "2026-03-04 00:00")
PEOPLE = ["anna", "bram", "cato"]


def test_14_changes_are_applied_from_top_to_bottom() -> None:
    chain = [
        change("2026-03-03 08:00", "2026-03-03 16:00", replace="anna", by="bram"),
        change("2026-03-03 12:00", "2026-03-03 20:00", replace="bram", by="cato"),
    ]
    found = post(workforce(people=PEOPLE, duties=[WHOLE], changes=chain), DAY)
    assert names(found, "2026-03-03 07:59:59") == ["anna"]
    assert names(found, "2026-03-03 08:00") == ["bram"]
    assert names(found, "2026-03-03 12:00") == ["cato"]
    assert names(found, "2026-03-03 16:00") == ["anna"]
    found = post(workforce(people=PEOPLE, duties=[WHOLE], changes=chain[::-1]), DAY)
    assert names(found, "2026-03-03 12:00") == ["bram"]


def test_15_a_change_outside_any_duty() -> None:
    changes = [
        change("2026-03-03 08:00", "2026-03-03 09:00", remove="anna"),
        change("2026-03-03 10:00", "2026-03-03 11:00", replace="anna", by="bram"),
        change("2026-03-03 12:00", "2026-03-03 13:00", add="cato", **{"as": "work"}),
    ]
    found = post(workforce(people=PEOPLE, changes=changes), DAY)
    assert names(found, "2026-03-03 08:30") == []
    assert names(found, "2026-03-03 10:30") == []
    assert names(found, "2026-03-03 12:30") == ["cato"]
    assert found.at(at("2026-03-03 12:30")).seats[0].assignment == "work"


def test_17_half_a_shift_is_swapped_after_it_started() -> None:
    swap = change("2026-03-03 12:00", "2026-03-05 00:00", replace="anna", by="bram")
    found = post(workforce(people=PEOPLE, duties=[WHOLE], changes=[swap]), DAY)
    assert names(found, "2026-03-03 11:59:59") == ["anna"]
    assert names(found, "2026-03-03 12:00") == ["bram"]


def test_a_stand_in_who_was_there_already_counts_once() -> None:
    both = [WHOLE, shift("bram", "2026-03-03 00:00", "2026-03-04 00:00")]
    swap = change("2026-03-03 12:00", "2026-03-04 00:00", replace="anna", by="bram")
    found = post(workforce(people=PEOPLE, duties=both, changes=[swap]), DAY)
    assert names(found, "2026-03-03 12:00") == ["bram"]


def test_19_a_shift_over_midnight_month_year_and_29_february() -> None:
    duty = shift("anna", "2027-12-31 20:00", "2028-02-29 08:00")
    found = post(workforce(people=PEOPLE, duties=[duty]), window("2027-12-31", "2028-03-01"))
    assert [segment.usable for segment in found.segments] == [0, 1, 0]
    assert found.segments[1].until_ms == at("2028-02-29 08:00")


def test_20_leading_and_trailing_time_counts() -> None:
    duty = shift("anna", "2026-03-03 08:00", "2026-03-03 16:00")
    found = post(workforce(people=PEOPLE, duties=[duty]), DAY)
    assert [segment.short for segment in found.segments] == [1, 0, 1]


def test_21_an_empty_roster_is_one_full_gap() -> None:
    found = post(workforce(), DAY)
    assert [(s.from_ms, s.until_ms, s.short) for s in found.segments] == [
        (DAY.from_ms, DAY.until_ms, 1)
    ]


def test_22_an_unknown_person_does_not_count() -> None:
    found = post(workforce(duties=[shift("niemand", "2026-03-03", "2026-03-04")]), DAY)
    assert [(seat.person, seat.cause) for seat in found.segments[0].seats] == [
        ("niemand", "not-deployable")
    ]


def test_23_a_shift_that_began_before_the_window_covers() -> None:
    duty = shift("anna", "2026-01-01 00:00", "2026-12-31 00:00")
    assert [s.usable for s in post(workforce(people=TWO, duties=[duty]), DAY).segments] == [1]


def test_24_beyond_the_horizon_nothing_is_planned() -> None:
    force = workforce(
        people=[person("anna")],
        duties=[rotation(["anna"])],
        changes=[change("2026-03-03 18:00", "2026-03-03 20:00", add="bram")],
        planned_until="2026-03-03 12:00",
    )
    found = post(force, DAY)
    assert [(s.planned, s.usable) for s in found.segments] == [(True, 1), (False, 0)]
    assert found.segments[1].from_ms == at("2026-03-03 12:00")
