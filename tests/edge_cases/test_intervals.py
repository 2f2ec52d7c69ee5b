"""Edge cases 9 to 19 of the roster rules: intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.edge_cases.rosters import HOUR_MS, covered, faults, gap_spans, shift_fault
from tests.roster.build import (
    at,
    change,
    names,
    post,
    role,
    rotation,
    shift,
    window,
    workforce,
)

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = ["anna", "bram", "cato"]
DAY = window("2026-03-03", "2026-03-04")
NOON = "2026-03-03 12:00"
WHOLE = shift("anna", "2026-03-03", "2026-03-04")


def test_09_back_to_back_is_no_gap_and_no_overlap() -> None:
    duties = [shift("anna", "2026-03-03", NOON), shift("bram", NOON, "2026-03-04")]
    found = covered(workforce(people=PEOPLE, duties=duties), DAY)
    assert (found.gaps, found.min_depth) == ((), 1)
    assert dict(found.sole) == {"anna": 12 * HOUR_MS, "bram": 12 * HOUR_MS}


def test_10_zero_length_covers_nothing_and_is_refused(tmp_path: Path) -> None:
    force = workforce(people=PEOPLE, duties=[shift("anna", NOON, NOON)])
    assert covered(force, DAY).gap_ms == 24 * HOUR_MS
    assert [each.code for each in shift_fault(tmp_path, NOON, NOON)] == ["T205"]


def test_11_negative_length_is_an_error_with_its_line_and_never_swapped(tmp_path: Path) -> None:
    backwards = (NOON, "2026-03-03 08:00")
    force = workforce(people=PEOPLE, duties=[shift("anna", *backwards)])
    assert covered(force, DAY).covered_ms == 0
    (fault,) = shift_fault(tmp_path, *backwards)
    assert (fault.code, fault.where.line) == ("T205", 10)


def test_12_a_hole_of_a_minute_is_a_hole_and_so_is_a_second() -> None:
    for until, hole_ms in (("2026-03-03 11:59", 60_000), ("2026-03-03 11:59:59", 1000)):
        duties = [shift("anna", "2026-03-03", until), shift("bram", NOON, "2026-03-04")]
        assert covered(workforce(people=PEOPLE, duties=duties), DAY).gap_ms == hole_ms


def test_13_the_same_person_twice_is_depth_one() -> None:
    force = workforce([role(minimum=2)], PEOPLE, [WHOLE, WHOLE, rotation(["anna"])])
    found = covered(force, DAY)
    assert (found.min_depth, found.gap_ms) == (1, 24 * HOUR_MS)
    assert found.gaps[0].cause == "below-minimum"


def test_14_overlapping_changes_are_applied_from_top_to_bottom() -> None:
    first = change("2026-03-03 08:00", "2026-03-03 16:00", replace="anna", by="bram")
    second = change(NOON, "2026-03-03 20:00", replace="bram", by="cato")
    chain = post(workforce(people=PEOPLE, duties=[WHOLE], changes=[first, second]), DAY)
    assert names(chain, "2026-03-03 14:00") == ["cato"]
    assert names(chain, "2026-03-03 18:00") == ["anna"]
    turned = post(workforce(people=PEOPLE, duties=[WHOLE], changes=[second, first]), DAY)
    assert names(turned, "2026-03-03 14:00") == ["bram"]


def test_15_a_change_outside_any_duty(tmp_path: Path) -> None:
    line = 'changes:\n  - {role: OVDBZ, from: "2026-03-03", until: "2026-03-04", remove: anna}\n'
    assert [(each.code, each.severity) for each in faults(tmp_path, line)] == [("P418", "warning")]
    changes = [
        change("2026-03-03 08:00", "2026-03-03 09:00", remove="anna"),
        change("2026-03-03 12:00", "2026-03-03 13:00", add="bram"),
    ]
    assert covered(workforce(people=PEOPLE, changes=changes), DAY).covered_ms == HOUR_MS


def test_16_a_change_inside_a_temporary_roster() -> None:
    changes = [
        change("2026-03-03 06:00", "2026-03-03 18:00", add="bram"),
        change("2026-03-03 09:00", "2026-03-03 10:00", replace="bram", by="cato"),
    ]
    force = workforce(people=PEOPLE, changes=changes)
    assert dict(covered(force, DAY).sole) == {"bram": 11 * HOUR_MS, "cato": HOUR_MS}


def test_17_half_a_shift_swapped_after_it_began() -> None:
    swap = change(NOON, "2026-03-05", replace="anna", by="bram")
    found = covered(workforce(people=PEOPLE, duties=[WHOLE], changes=[swap]), DAY)
    assert dict(found.sole) == {"anna": 12 * HOUR_MS, "bram": 12 * HOUR_MS}


def test_18_a_duty_without_an_end(tmp_path: Path) -> None:
    line = 'duties:\n  - shift: {role: OVDBZ, person: anna, from: "2026-03-03"}\n'
    (fault,) = faults(tmp_path, line)
    assert "until" in str(fault.message)
    force = workforce(people=PEOPLE, duties=[rotation(["anna"])])
    assert covered(force, window("2126-03-03", "2126-03-04")).gap_ms == 0


@pytest.mark.parametrize(
    ("from_", "until"),
    [
        ("2026-03-03 22:00", "2026-03-04 02:00"),
        ("2026-03-31 22:00", "2026-04-01 02:00"),
        ("2026-12-31 22:00", "2027-01-01 02:00"),
        ("2028-02-28 22:00", "2028-03-01 02:00"),
    ],
)
def test_19_over_midnight_month_year_and_29_february(from_: str, until: str) -> None:
    force = workforce(people=PEOPLE, duties=[shift("anna", from_, until)])
    hour = window(from_, until)
    around = hour._replace(from_ms=hour.from_ms - HOUR_MS, until_ms=hour.until_ms + HOUR_MS)
    assert covered(force, around).covered_ms == at(until) - at(from_)
    assert covered(force, around).gap_ms == 2 * HOUR_MS
    assert len(gap_spans(force, around)) == 2
