"""Calendars and records that nobody keeps up any more, and planning that ends soon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crisis_tui.basis.findings import Source, Where
from crisis_tui.basis.norms import Norms
from crisis_tui.basis.parts import Part
from crisis_tui.readiness.timeliness import near_horizon, stale_calendars, stale_records
from crisis_tui.roster.duties import PlannedDuty
from crisis_tui.roster.model import Roster
from crisis_tui.training.model import Training
from tests.roster.build import AMSTERDAM, at

if TYPE_CHECKING:
    from crisis_tui.basis.findings import Finding

NORMS = Norms.model_validate(
    {
        "norms": "1",
        "items": [
            {
                "id": name,
                "kind": "planning",
                "value": value,
                "title": name,
                "source": "proef",
                "certainty": "example",
                "checked": "2026-01-01",
            }
            for name, value in (
                ("vooruit-gepland", "13w"),
                ("agenda-bijgewerkt", "26w"),
                ("bewijzen-bijgewerkt", "52w"),
            )
        ],
    }
)
NONE = Norms.model_validate({"norms": "1"})


def locate(source: Source) -> Where:
    return Where("/".join(str(part) for part in source.path), 1, 1, 1, 2)


def said(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(each.code, each.where.file, str(each.message)) for each in findings]


def roster(until: str = "open", calendars: int = 0) -> Part[Roster]:
    duty = {"calendar": {"role": "OVD", "file": "ovd.ics", "match": "mail"}}
    return Part(
        "r.yaml",
        Roster.model_validate(
            {
                "roster": "1",
                "organisation": "Proef",
                "planned_until": until,
                "duties": [duty] * calendars,
            }
        ),
    )


@pytest.mark.parametrize(
    ("until", "told"),
    [("open", False), ("2026-04-02", False), ("2026-04-01", True), ("2025-12-01", True)],
)
def test_planning_that_ends_before_the_norm_is_told(until: str, *, told: bool) -> None:
    # thirteen weeks after 1 January is 2 April, an hour later because the clock is set forward
    from_ms = at("2025-12-31 23:00")
    found = list(near_horizon(roster(until), NORMS, from_ms, AMSTERDAM, locate))
    assert [(each.code, each.where.file) for each in found] == [("P426", "planned_until")] * told
    assert not list(near_horizon(roster(until), NONE, from_ms, AMSTERDAM, locate))


def test_the_horizon_is_said_in_weeks_and_in_days() -> None:
    def message(until: str) -> str:
        (found,) = near_horizon(roster(until), NORMS, at("2026-11-22 09:00"), AMSTERDAM, locate)
        return str(found.message)

    assert message("2026-12-31") == "planned until 2026-12-31: 5 weeks ahead"
    assert message("2026-11-30") == "planned until 2026-11-30: 7 days ahead"
    assert message("2026-11-22") == "planned until 2026-11-22, and that is past"


def calendar(*untils: str) -> list[PlannedDuty]:
    return [PlannedDuty("OVD", "anna", "standby", at(each) - 1, at(each)) for each in untils]


def test_a_calendar_is_stale_by_its_last_duty() -> None:
    part = roster(calendars=4)
    calendars = {
        0: calendar("2025-01-01", "2026-01-01"),
        1: calendar("2027-01-01"),
        2: calendar(),
    }
    now = at("2026-07-02 12:00")  # 26 weeks are over
    found = list(stale_calendars(part, calendars, NORMS, now, AMSTERDAM, locate))
    assert said(found) == [
        (
            "P424",
            "duties/0/calendar/file",
            'the last duty as OVD in the calendar "ovd.ics" ended on 2026-01-01, 26 weeks ago',
        ),
        ("P424", "duties/2/calendar/file", 'the calendar "ovd.ics" holds no duty as OVD at all'),
    ]
    in_time = at("2026-07-02 00:00") - 3_600_000
    assert len(list(stale_calendars(part, calendars, NORMS, in_time, AMSTERDAM, locate))) == 1
    assert not list(stale_calendars(part, calendars, NONE, now, AMSTERDAM, locate))


def training(rule: dict[str, Any], *dates: str) -> Part[Training]:
    records = [{"person": "anna", "qualification": "BOB", "on": each} for each in dates]
    held = {"id": "BOB", "title": "BOB", "current": {"any": [rule]}}
    return Part(
        "t.yaml",
        Training.model_validate({"training": "1", "qualifications": [held], "records": records}),
    )


def test_records_are_stale_by_the_latest_one_that_can_expire() -> None:
    now = at("2026-01-02 12:00")
    kept = training({"months": 24}, "2024-12-01", "2025-02-01")
    assert not list(stale_records([kept], NORMS, now, AMSTERDAM, locate))
    stale = training({"months": 24}, "2024-12-01", "2025-01-01", "2023-01-01")
    assert said(list(stale_records([stale], NORMS, now, AMSTERDAM, locate))) == [
        ("P425", "records/1/on", "the latest training record is of 2025-01-01, 52 weeks ago")
    ]
    once = training({"once": "true"}, "2019-01-01")
    assert not list(stale_records([once], NORMS, now, AMSTERDAM, locate))
    assert not list(stale_records([stale], NONE, now, AMSTERDAM, locate))
    assert not list(stale_records([training({"months": 24})], NORMS, now, AMSTERDAM, locate))
