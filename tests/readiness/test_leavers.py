"""Who is counted on and leaves before the need ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.instants import local_datetime
from crisis_tui.readiness.assessment import assess
from tests.readiness.scripts import script
from tests.readiness.test_relief import RULES
from tests.roster.build import AMSTERDAM, person, role, rotation, shift, workforce

if TYPE_CHECKING:
    from crisis_tui.roster.workforce import Workforce

WEEK = ("2026-03-02 12:00", "2026-03-09 12:00")
BOB = {
    "qualifications": [{"id": "BOB", "title": "BOB", "current": {"any": [{"months": 12}]}}],
    "records": [{"person": "anna", "qualification": "BOB", "on": "2025-03-04"}],
}


def leaving(force: Workforce, **need: object) -> list[tuple[str, str, str | None]]:
    (found,) = assess(script((*WEEK, [{"role": "OVDBZ", **need}])), force).needs
    return [
        (f"{local_datetime(each.at_ms, AMSTERDAM):%d %H:%M}", each.person, each.seat.cause)
        for each in found.leaving
    ]


def duty_of(anna: dict[str, object], **more: object) -> Workforce:
    duty = shift("anna", "2026-03-02", "2026-03-07")
    return workforce(people=[anna], duties=[duty], training=BOB, **more)  # type: ignore[arg-type]


def test_nobody_leaves() -> None:
    assert leaving(duty_of(person("anna"))) == []


def test_employment_ends_after_the_duty_too() -> None:
    """Who leaves on Sunday was counted on till Saturday: the week after needs somebody else."""
    anna = person("anna", employed={"until": "2026-03-08"})
    assert leaving(duty_of(anna)) == [("08 00:00", "anna", "left")]


def test_employment_that_ends_with_the_need_or_before_it_is_no_leaving() -> None:
    assert leaving(duty_of(person("anna", employed={"until": "2026-03-09 12:00"}))) == []
    assert leaving(duty_of(person("anna", employed={"until": "2026-03-02 12:00"}))) == []


def test_a_qualification_expires() -> None:
    found = leaving(duty_of(person("anna")), qualified=["BOB"])
    assert found == [("05 00:00", "anna", "unqualified")]


def test_away_on_duty_and_away_off_duty() -> None:
    on_duty = [{"from": "2026-03-05", "until": "2026-03-06"}]
    off_duty = [{"from": "2026-03-07", "until": "2026-03-08"}]
    assert leaving(duty_of(person("anna", away=on_duty))) == [("05 00:00", "anna", "away")]
    assert leaving(duty_of(person("anna", away=off_duty))) == []


def test_who_comes_back_and_leaves_again_is_told_once() -> None:
    away = [
        {"from": "2026-03-03", "until": "2026-03-04"},
        {"from": "2026-03-05", "until": "2026-03-06"},
    ]
    assert leaving(duty_of(person("anna", away=away))) == [("03 00:00", "anna", "away")]


def test_of_a_pool_those_who_work_and_leave() -> None:
    anna = person("anna", roles=["OVDBZ"], employed={"until": "2026-03-04"})
    bram = person("bram", roles=["OVDBZ"])
    cato = person("cato", roles=["OVDBZ"], away=[{"from": "2026-03-07", "until": "2026-03-09"}])
    dirk = person("dirk", roles=["OVDBZ"], employed={"until": "2026-03-01"})
    force = workforce(people=[anna, bram, cato, dirk], norms=RULES)
    assert leaving(force, shift="8h") == [
        ("04 00:00", "anna", "left"),
        ("07 00:00", "cato", "away"),
    ]


def test_on_rotation_and_on_another_role() -> None:
    force = workforce(
        [role("OVDBZ"), role("LTBZ")],
        [person("anna", employed={"until": "2026-03-05"}), "bram"],
        [rotation(["bram"]), rotation(["anna"], "LTBZ")],
    )
    assert leaving(force) == []
