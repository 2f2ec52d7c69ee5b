"""A scenario's needs against a roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.readiness.assessment import NeedAnswer, assess, verdict_of
from tests.readiness.scripts import script
from tests.readiness.test_relief import RULES
from tests.roster.build import at, change, person, role, rotation, workforce

if TYPE_CHECKING:
    from crisis_tui.roster.workforce import Workforce

DAY = ("2026-03-03 08:00", "2026-03-04 08:00")
BOB = {
    "qualifications": [{"id": "BOB", "title": "BOB", "current": {"any": [{"months": 12}]}}],
    "records": [{"person": "anna", "qualification": "BOB", "on": "2025-03-03"}],
}


def answer(force: Workforce, *needs: dict[str, object]) -> NeedAnswer:
    return assess(script((*DAY, needs)), force).needs[0]


def on_duty(**more: object) -> Workforce:
    anna = person("anna", roles=["OVDBZ"], travel={"home": "40m"})
    return workforce([role("OVDBZ", **more)], [anna], [rotation(["anna"])], training=BOB)


def test_a_need_is_filled_by_who_is_on_duty_all_through() -> None:
    found = answer(on_duty(), {"role": "OVDBZ"})
    assert (found.status, found.certain_min, found.probable_min) == ("filled", 1, 0)
    assert found.gaps == ()


def test_soft_duty_is_probable() -> None:
    found = answer(on_duty(duty="soft"), {"role": "OVDBZ"})
    assert (found.status, found.certain_min, found.probable_min) == ("probable", 0, 1)


def test_the_role_need_not_be_covered_to_be_needed() -> None:
    assert answer(on_duty(cover="none"), {"role": "OVDBZ"}).status == "filled"


def test_arrival_is_the_needs_own_or_the_roles() -> None:
    assert answer(on_duty(arrive="30m"), {"role": "OVDBZ"}).status == "late"
    assert answer(on_duty(arrive="30m"), {"role": "OVDBZ", "within": "60m"}).status == "filled"
    assert answer(on_duty(), {"role": "OVDBZ", "within": "30m"}).status == "late"


def test_a_needs_qualifications_come_on_top() -> None:
    found = answer(on_duty(), {"role": "OVDBZ", "qualified": ["BOB"]})
    assert found.status == "unqualified"
    assert [(gap.from_ms, gap.cause) for gap in found.gaps] == [(at("2026-03-04"), "unqualified")]


def test_the_worst_of_the_span_counts() -> None:
    hole = change("2026-03-03 12:00", "2026-03-03 12:00:01", remove="anna")
    anna = person("anna", roles=["OVDBZ"])
    force = workforce(people=[anna], duties=[rotation(["anna"])], changes=[hole])
    found = answer(force, {"role": "OVDBZ"})
    assert (found.status, found.certain_min) == ("empty", 0)
    assert [gap.until_ms - gap.from_ms for gap in found.gaps] == [1000]


def test_a_narrowed_need_looks_at_its_own_hours() -> None:
    hole = change("2026-03-03 12:00", "2026-03-03 13:00", remove="anna")
    force = workforce(people=["anna"], duties=[rotation(["anna"])], changes=[hole])
    assert answer(force, {"role": "OVDBZ", "until": "4h"}).status == "filled"
    assert answer(force, {"role": "OVDBZ", "from": "5h"}).status == "filled"
    assert answer(force, {"role": "OVDBZ", "from": "4h59m59s"}).status == "empty"


def test_more_people_than_are_on_duty_is_short() -> None:
    found = answer(on_duty(), {"role": "OVDBZ", "count": 2})
    assert (found.status, found.certain_min) == ("short", 1)


def test_an_unknown_role_is_empty() -> None:
    found = answer(on_duty(), {"role": "CICO"})
    assert (found.status, found.gaps[0].cause) == ("empty", "nobody-planned")


def test_beyond_the_horizon_nothing_is_fine() -> None:
    force = workforce(people=["anna"], duties=[rotation(["anna"])], planned_until="2026-03-04")
    found = answer(force, {"role": "OVDBZ"})
    assert [gap.cause for gap in found.gaps] == ["beyond-horizon"]


def test_one_person_does_not_meet_two_needs_at_once() -> None:
    force = workforce(
        [role("OVDBZ"), role("LTBZ")],
        ["anna"],
        [rotation(["anna"]), rotation(["anna"], "LTBZ")],
    )
    both = assess(script((*DAY, [{"role": "OVDBZ"}, {"role": "LTBZ"}])), force)
    assert [need.status for need in both.needs] == ["filled", "empty"]
    assert both.needs[1].gaps[0].seats[0].cause == "on-other-post"


def test_one_person_meets_needs_of_different_phases() -> None:
    force = workforce(
        [role("OVDBZ"), role("LTBZ")],
        ["anna"],
        [rotation(["anna"]), rotation(["anna"], "LTBZ")],
    )
    phases = script(
        ("2026-03-03 08:00", "2026-03-03 12:00", [{"role": "OVDBZ"}]),
        ("2026-03-03 12:00", "2026-03-04 08:00", [{"role": "LTBZ"}]),
    )
    assert assess(phases, force).verdict == "ready"


def pool_of(names: str, **more: object) -> Workforce:
    return workforce(
        [role("TLOPV", **more)],
        [person(name, roles=["TLOPV"]) for name in names],
        norms=RULES,
        training=BOB,
    )


@pytest.mark.parametrize(("pool", "status"), [("abc", "filled"), ("ab", "short"), ("", "empty")])
def test_shifts_are_staffed_by_the_pool(pool: str, status: str) -> None:
    found = answer(pool_of(pool), {"role": "TLOPV", "shift": "8h"})
    assert found.status == status


def test_shifts_of_a_soft_role_are_probable() -> None:
    assert answer(pool_of("abc", duty="soft"), {"role": "TLOPV", "shift": "8h"}).status == (
        "probable"
    )


def test_a_pool_of_the_unqualified_is_no_pool() -> None:
    found = answer(pool_of("abc", requires=["BOB"]), {"role": "TLOPV", "shift": "8h"})
    assert found.status == "unqualified"
    assert {seat.cause for gap in found.gaps for seat in gap.seats} == {"unqualified"}


def test_who_is_needed_on_duty_does_not_work_shifts_elsewhere() -> None:
    names = ("a", "b", "c")
    force = workforce(
        [role("OVDBZ"), role("TLOPV")],
        [person(name, roles=["TLOPV", "OVDBZ"]) for name in names],
        [rotation(["a"])],
        norms=RULES,
    )
    needs = [{"role": "TLOPV", "shift": "8h"}, {"role": "OVDBZ"}]
    found = assess(script((*DAY, needs)), force).needs
    assert [need.status for need in found] == ["short", "filled"]
    seats = {seat.person: seat.cause for gap in found[0].gaps for seat in gap.seats}
    assert seats["a"] == "on-other-post"


@pytest.mark.parametrize(
    ("statuses", "verdict"),
    [
        (set(), "ready"),
        ({"filled", "not-required"}, "ready"),
        ({"filled", "probable"}, "at-risk"),
        ({"probable", "short"}, "not-ready"),
        ({"late"}, "not-ready"),
        ({"unqualified"}, "not-ready"),
        ({"empty", "filled"}, "not-ready"),
    ],
)
def test_the_verdict(statuses: set[str], verdict: str) -> None:
    assert verdict_of(statuses) == verdict  # type: ignore[arg-type]


def test_a_scenario_without_needs_is_ready() -> None:
    assert assess(script((*DAY, [])), on_duty()).verdict == "ready"
