"""What is told of a change before it is made."""

from __future__ import annotations

from typing import Any

import pytest

from crisis_tui.readiness.change_effect import ChangeEffect, change_effect
from crisis_tui.roster.gap_difference import count_and_length
from crisis_tui.roster.model import Change
from crisis_tui.training.model import Training
from tests.roster.build import at, change, person, role, rotation, workforce

NOW = at("2026-03-01 12:00")
NIGHT = ("2026-03-03 22:00", "2026-03-04 07:00")
HOUR_MS = 3_600_000
TRAINING: dict[str, Any] = {
    "qualifications": [
        {"id": "BOB", "title": "Besluitvorming", "current": {"any": [{"months": 24}]}}
    ],
    "records": [
        {"person": "anna", "qualification": "BOB", "on": "2025-01-01"},
        {"person": "bram", "qualification": "BOB", "on": "2024-03-03"},
        {"person": "dewi", "qualification": "BOB", "on": "2025-01-01"},
    ],
}
PEOPLE = [
    person("anna", roles=["OVDBZ"], travel={"home": "20m"}),
    person("bram", roles=["OVDBZ"], travel={"home": "20m"}),
    person("cato", roles=["HCC"], travel={"home": "20m"}),
    person("dewi", roles=["OVDBZ"], travel={"home": "45m"}),
    person("evan", roles=["OVDBZ"], status="uit_dienst"),
    person("finn", roles=["OVDBZ"], travel={"home": "20m"}),
]


def effect(
    *span: str,
    now_ms: int = NOW,
    changes: tuple[Any, ...] = (),
    planned_until: str = "open",
    requires: tuple[str, ...] = ("BOB",),
    **form: str,
) -> ChangeEffect:
    """Anna has the week of 2 March; everybody else is free, but for Cato on HCC."""
    force = workforce(
        [role(arrive="30m", requires=requires), role("HCC", duty="soft")],
        PEOPLE,
        [rotation(["anna", "bram"]), rotation(["cato"], on="HCC")],
        training=TRAINING,
        changes=list(changes),
        planned_until=planned_until,
    )
    asked = Change.model_validate(change(*(span or NIGHT), **form))
    return change_effect(
        force, Training.model_validate({"training": "1", **TRAINING}), asked, now_ms
    )


def codes(found: ChangeEffect) -> list[str]:
    return [each.code for each in found.cautions]


def said(found: ChangeEffect) -> str:
    return "\n".join(str(each.text) for each in found.cautions)


def hours(found: ChangeEffect) -> tuple[int, int]:
    """Return the hours of gaps opened and closed."""
    opened, closed = count_and_length(found.gaps.opened), count_and_length(found.gaps.closed)
    return opened[1] // HOUR_MS, closed[1] // HOUR_MS


def test_who_goes_without_a_stand_in_leaves_a_gap() -> None:
    found = effect(remove="anna")
    assert hours(found) == (9, 0)
    assert (found.idle, found.on_duty, codes(found)) == (False, ("anna",), [])


def test_a_good_stand_in_opens_and_closes_nothing() -> None:
    found = effect("2026-03-02 12:00", "2026-03-03 12:00", replace="anna", by="bram")
    assert (hours(found), codes(found)) == ((0, 0), [])


def test_a_gap_that_an_earlier_change_left_is_closed() -> None:
    found = effect(changes=(change(*NIGHT, remove="anna"),), add="anna")
    assert hours(found) == (0, 9)
    assert found.overlapping == (0,)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("bram", "Bram does not count from 2026-03-04 00:00 until 2026-03-04 07:00: BOB expired"),
        ("dewi", "Dewi does not count from 2026-03-03 22:00 until 2026-03-04 07:00: 45 min, norm"),
        ("evan", "left the organisation"),
        ("cato", "Cato does not have the role OVDBZ"),
        ("cato", "BOB never earned"),
        ("cato", "Cato is on HCC too from 2026-03-03 22:00 until 2026-03-04 07:00"),
    ],
)
def test_whoever_comes_and_does_not_count_is_said_with_the_reason(who: str, expected: str) -> None:
    found = effect(replace="anna", by=who)
    assert expected in said(found)
    assert hours(found)[0] == (7 if who == "bram" else 9)


def test_a_removal_of_somebody_who_is_not_on_duty_changes_nothing_case_15() -> None:
    found = effect(remove="bram")
    assert found.idle
    assert codes(found) == ["not-on-duty"]
    assert hours(found) == (0, 0)


def test_a_removal_that_reaches_beyond_the_duty_says_which_part_does_nothing_case_15() -> None:
    found = effect("2026-03-09 00:00", "2026-03-10 00:00", remove="anna")
    assert not found.idle
    assert "Anna is not on OVDBZ from 2026-03-09 12:00 until 2026-03-10 00:00" in said(found)


def test_whoever_is_on_duty_already_counts_once() -> None:
    assert effect(add="anna").idle
    assert "already-on-duty" in codes(effect(add="anna"))


def test_a_change_in_the_past_is_allowed_and_said_case_25() -> None:
    assert codes(effect(remove="anna", now_ms=at("2026-03-04 07:00"))) == ["past"]
    assert codes(effect(remove="anna", now_ms=at("2026-03-04 00:00"))) == ["past"]
    assert codes(effect(remove="anna", now_ms=at("2026-03-03 22:00") + 999)) == []


def test_beyond_the_horizon_nothing_counts_case_24() -> None:
    found = effect(planned_until="2026-03-04", replace="anna", by="bram")
    assert "planned until 2026-03-04 00:00" in said(found)
    assert hours(found) == (0, 0)


def test_changes_that_touch_do_not_overlap_case_9() -> None:
    earlier = change("2026-03-03 12:00", NIGHT[0], remove="anna")
    other = change(*NIGHT, on="HCC", remove="cato")
    assert effect(changes=(earlier, other), remove="anna").overlapping == ()


def test_half_a_duty_swapped_after_it_began_case_17() -> None:
    half = ("2026-03-05 12:00", "2026-03-09 12:00")
    found = effect(*half, now_ms=at("2026-03-06 00:00"), replace="anna", by="bram")
    assert codes(found) == ["past", "does-not-count"]


def test_all_reasons_of_one_time_are_one_caution() -> None:
    found = effect(changes=(change(*NIGHT, remove="anna"),), add="finn", requires=("BOB", "OCR"))
    (caution,) = (each for each in found.cautions if each.code == "does-not-count")
    assert "BOB never earned; OCR never earned" in str(caution.text)
