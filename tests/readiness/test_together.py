"""Two scenarios at once on one roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.instants import Interval
from crisis_tui.readiness.together import Together, assess_together
from tests.readiness.scripts import script
from tests.readiness.test_relief import RULES
from tests.roster.build import at, person, role, rotation, shift, workforce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.roster.workforce import Workforce

DAY = ("2026-03-03 08:00", "2026-03-04 08:00")
AFTERNOON = ("2026-03-03 12:00", "2026-03-03 18:00")
Needs = list[dict[str, object]]


def both(force: Workforce, first: Needs, second: Needs, second_at: Sequence[str] = DAY) -> Together:
    return assess_together(script((*DAY, first)), script((*second_at, second)), force)  # type: ignore[arg-type]


def statuses(answer: Together) -> tuple[list[str], list[str]]:
    first, second = answer.first.together.needs, answer.second.together.needs
    return [need.status for need in first], [need.status for need in second]


def test_one_officer_is_not_enough_for_two_crises() -> None:
    force = workforce(people=["anna"], duties=[rotation(["anna"])])
    found = both(force, [{"role": "OVDBZ"}], [{"role": "OVDBZ"}], AFTERNOON)
    assert statuses(found) == (["filled"], ["empty"])
    assert found.verdict == "not-ready"
    assert (found.first.alone.verdict, found.second.alone.verdict) == ("ready", "ready")
    assert found.first.lost == ((),)
    assert found.second.lost == ((Interval(at(AFTERNOON[0]), at(AFTERNOON[1])),),)


def test_two_officers_are() -> None:
    force = workforce(people=["anna", "bram"], duties=[rotation(["anna"]), rotation(["bram"])])
    found = both(force, [{"role": "OVDBZ"}], [{"role": "OVDBZ"}])
    assert found.verdict == "ready"
    assert found.second.lost == ((),)


def test_needs_of_one_scenario_still_share_their_people() -> None:
    force = workforce(people=["anna", "bram"], duties=[rotation(["anna"]), rotation(["bram"])])
    found = both(force, [{"role": "OVDBZ"}, {"role": "OVDBZ"}], [{"role": "OVDBZ"}])
    assert statuses(found) == (["filled", "filled"], ["filled"])


def test_what_is_short_alone_is_not_lost_to_the_other() -> None:
    duty = shift("anna", "2026-03-03 14:00", "2026-03-04 08:00")
    force = workforce(people=["anna"], duties=[duty])
    found = both(force, [{"role": "OVDBZ"}], [{"role": "OVDBZ"}], AFTERNOON)
    assert found.second.lost == ((Interval(at("2026-03-03 14:00"), at("2026-03-03 18:00")),),)


def test_hard_duty_of_the_second_goes_before_soft_duty_of_the_first() -> None:
    force = workforce(
        [role("SAC", duty="soft"), role("OVDBZ")],
        ["anna"],
        [rotation(["anna"], "SAC"), rotation(["anna"])],
    )
    found = both(force, [{"role": "SAC"}], [{"role": "OVDBZ"}])
    assert statuses(found) == (["empty"], ["filled"])
    assert found.first.lost == ((Interval(at(DAY[0]), at(DAY[1])),),)


def test_the_same_scenario_twice() -> None:
    force = workforce(people=["anna"], duties=[rotation(["anna"])])
    found = both(force, [{"role": "OVDBZ"}], [{"role": "OVDBZ"}])
    (gap,) = found.second.together.needs[0].gaps
    assert (gap.role, gap.seats[0].other_role) == ("OVDBZ", "proef/OVDBZ")


def test_on_duty_for_one_is_not_free_for_the_shifts_of_the_other() -> None:
    """Anna is on duty for the first; of three for the second's shifts only two are left."""
    force = workforce(
        people=[person(name, roles=["OVDBZ"]) for name in ("anna", "bram", "cato")],
        duties=[rotation(["anna"])],
        norms=RULES,
    )
    found = both(force, [{"role": "OVDBZ"}], [{"role": "OVDBZ", "shift": "8h"}])
    assert found.first.together.verdict == "ready"
    assert (found.second.alone.verdict, found.second.together.verdict) == ("ready", "not-ready")


def test_nobody_works_shifts_of_both_at_once() -> None:
    force = workforce(
        people=[person(name, roles=["OVDBZ"]) for name in ("anna", "bram", "cato", "dirk")],
        norms=RULES,
    )
    shifts: Needs = [{"role": "OVDBZ", "shift": "8h"}]
    found = both(force, shifts, shifts)
    assert (found.first.alone.verdict, found.second.alone.verdict) == ("ready", "ready")
    assert found.verdict == "not-ready"
