"""Edge cases 26 to 34 of the roster rules: people."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from crisis_tui import bootstrap
from crisis_tui.readiness.compiling import workforce_of
from crisis_tui.roster.coverage import coverage
from crisis_tui.roster.seats import status_of
from tests.edge_cases.rosters import FILE, HOUR_MS, covered, faults, gap_spans
from tests.files.making import workspace
from tests.roster.build import (
    at,
    causes,
    person,
    post,
    role,
    rotation,
    shift,
    window,
    workforce,
)

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.roster.workforce import Workforce

DAY = window("2026-03-03", "2026-03-04")
BOB = [role(requires=["BOB"])]
ANNA = rotation(["anna"])


def trained(*days: str, **rules: object) -> Workforce:
    """Return Anna on duty, who took a course on these days that holds for twelve months."""
    qualification = {"id": "BOB", "title": "BOB", "current": {"any": [{"months": 12}]}, **rules}
    records = [{"person": "anna", "qualification": "BOB", "on": day} for day in days]
    training = {"qualifications": [qualification], "records": records}
    duty = shift("anna", "2025-01-01", "2027-01-01")
    return workforce(BOB, ["anna"], [duty], training=training)


@pytest.mark.parametrize("order", list(permutations(["OVDBZ", "LTBZ", "HCC"])))
def test_26_one_person_in_two_roles_whatever_the_order(order: tuple[str, ...]) -> None:
    duties = [rotation(["anna"], name) for name in ("OVDBZ", "LTBZ")]
    duties += [rotation(["bram"], "LTBZ"), rotation(["bram"], "HCC"), rotation(["cato"], "HCC")]
    people = ["anna", "bram", "cato"]
    full = coverage(workforce([role(name) for name in order], people, duties), DAY)
    assert [each.gap_ms for each in full.roles] == [0, 0, 0]
    without = coverage(workforce([role(name) for name in order], people, duties[:4]), DAY)
    assert sorted(each.gap_ms for each in without.roles) == [0, 0, 24 * HOUR_MS]
    (conflict,) = without.conflicts
    assert set(conflict.dependence.roles) == {"OVDBZ", "LTBZ", "HCC"}
    assert set(conflict.dependence.people) == {"anna", "bram"}


def test_27_absent_in_part_of_a_shift() -> None:
    away = [{"from": "2026-03-03 09:00", "until": "2026-03-03 10:30"}]
    force = workforce(people=[person("anna", away=away)], duties=[ANNA])
    assert gap_spans(force, DAY) == ["03-03 09:00 – 03-03 10:30 away"]


def test_28_joins_and_leaves_in_mid_shift() -> None:
    times = {"from": "2026-03-03 06:00", "until": "2026-03-03 18:00"}
    force = workforce(people=[person("anna", employed=times)], duties=[ANNA])
    assert gap_spans(force, DAY) == [
        "03-03 00:00 – 03-03 06:00 not-deployable",
        "03-03 18:00 – 03-04 00:00 left",
    ]


@pytest.mark.parametrize(
    ("course", "last_day", "gap_from"),
    [
        ("2025-03-03", True, "2026-03-04"),
        ("2025-03-03", False, "2026-03-03"),
        ("2025-03-29", True, "2026-03-30"),  # the day of 23 hours
        ("2025-10-25", True, "2026-10-26"),  # the day of 25 hours
        ("2024-02-29", True, "2025-03-01"),  # there is no 29 February 2025
    ],
)
def test_29_expiry_in_mid_shift_at_local_midnight_after_the_last_day(
    course: str,
    last_day: bool,  # noqa: FBT001 - a case of the table
    gap_from: str,
) -> None:
    edge = at(gap_from)
    week = DAY._replace(from_ms=edge - 3 * 24 * HOUR_MS, until_ms=edge + 24 * HOUR_MS)
    force = trained(course, last_day_counts=last_day)
    (gap,) = covered(force, week).gaps
    assert (gap.from_ms, gap.until_ms, gap.cause) == (edge, week.until_ms, "unqualified")
    assert gap.seats[0].lacking[0].since_ms == edge


def test_30_renewed_before_expiry_is_no_gap_and_no_longer_than_it_is() -> None:
    force = trained("2025-03-03", "2025-09-01")
    assert covered(force, window("2026-02-01", "2026-09-02")).gap_ms == 0
    assert gap_spans(force, window("2026-02-01", "2026-09-03")) == [
        "09-02 00:00 – 09-03 00:00 unqualified"
    ]


def test_31_awarded_in_the_future_counts_from_then() -> None:
    assert gap_spans(trained("2026-03-04"), window("2026-03-03", "2026-03-05")) == [
        "03-03 00:00 – 03-04 00:00 unqualified"
    ]


def test_32_grace_is_shown_apart_and_does_not_count() -> None:
    force = trained("2025-03-01", grace="5d")
    first, second = covered(force, window("2026-03-05", "2026-03-09")).gaps
    assert [each.seats[0].lacking[0].state for each in (first, second)] == ["grace", "expired"]
    assert first.until_ms == at("2026-03-07")


def test_33_a_trainee_counts_only_with_a_mentor_on_duty() -> None:
    tea = person("tea", status="in_opleiding", mentors=["mo"])
    duties = [rotation(["tea"]), shift("mo", "2026-03-03 08:00", "2026-03-03 12:00")]
    force = workforce([role(minimum=2)], [tea, "mo"], duties)
    assert covered(force, DAY).covered_ms == 4 * HOUR_MS
    assert dict(covered(force, DAY).sole) == {"tea": 4 * HOUR_MS, "mo": 4 * HOUR_MS}
    alone = post(workforce(people=[tea, "mo"], duties=[rotation(["tea"])]), DAY)
    assert causes(alone, "2026-03-03 12:00") == ["unsupervised"]
    assert status_of(alone.segments[0], "hard") == "empty"


ICAL = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
DTSTART:20260303T080000
DTEND:20260303T170000
SUMMARY:Piket
ATTENDEE:MAILTO:Anna.Oever@Example.INVALID
END:VEVENT
END:VCALENDAR
"""


def test_34_two_people_with_one_name_and_the_case_of_a_mail_address(tmp_path: Path) -> None:
    double = "  - {id: cato, name: anna oever, roles: [OVDBZ]}\n"
    assert "P409" in [each.code for each in faults(tmp_path, double)]
    people = FILE.replace(
        "roles: [OVDBZ]}\n  - {id: bram",
        "roles: [OVDBZ], reach: {mail: anna.oever@example.invalid}}\n  - {id: bram",
    )
    duty = "duties:\n  - calendar: {role: OVDBZ, file: d.ics, match: mail}\n"
    where = workspace(tmp_path, {"rosters/r.yaml": people + duty, "rosters/d.ics": ICAL})
    loaded = bootstrap.load_roster(where, "r")
    assert loaded.roster is not None
    force = workforce_of(loaded.roster, loaded.training, loaded.norms, loaded.calendars)
    assert dict(covered(force, DAY).sole) == {"anna": 9 * HOUR_MS}
