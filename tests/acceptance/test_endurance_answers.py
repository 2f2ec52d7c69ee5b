"""cli.md, `endurance`: how long a post can be relieved under the rest rules, and what ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.files import roster

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger

HOUR, DAY, WEEK = 3600, 86_400, 604_800
SCENARIO = """
scenario: 1
id: lang
title: Een lange crisis
language: nl
crisis: protracted
story_start: 2026-03-03 08:00
end: open
phases:
  - id: begin
    title: Begin
    at: 0m
    lasts: {lasts}
    needs:
      - {{role: OVD, shift: {shift}}}
injects:
  - {{id: A1, at: 0m, to: [OVD], title: Het begint}}
"""


def crisis(
    here: Stranger, pool: int, *, lasts: str = "4w", shift: str = "8h", last: str = ""
) -> dict[str, Any]:
    """Ask how long a crisis lasts with so many people, the last of whom is told more about."""
    people = "\n".join(
        f"- {{id: p{n}, name: Persoon {n}, roles: [OVD]{last if n == pool - 1 else ''}}}"
        for n in range(pool)
    )
    here.write("rosters/proef.yaml", roster("- {id: OVD, title: Officier, cover: none}", people))
    here.write("scenarios/lang.yaml", SCENARIO.format(lasts=lasts, shift=shift))
    return dict(here.json("endurance", "lang"))


def test_one_person_lasts_one_shift_and_the_rule_that_ends_it_is_named(here: Stranger) -> None:
    found = crisis(here, 1)
    (role,) = found["roles"]
    assert (role["role"], role["pool"], role["sustained_seconds"]) == ("OVD", 1, 8 * HOUR)
    assert role["breaks"]["at"] == "2026-03-03T16:00:00+01:00"
    assert role["breaks"]["person"] == "p0"
    assert role["breaks"]["rule"]
    assert found["scenario_seconds"] == 8 * HOUR
    assert here.ask("endurance", "lang").code == 1


def test_a_large_pool_has_no_end_within_a_year(here: Stranger) -> None:
    found = crisis(here, 9, lasts="400d")
    (role,) = found["roles"]
    assert (role["sustained_seconds"], role["breaks"]) == (None, None)
    assert found["scenario_seconds"] is None
    assert here.ask("endurance", "lang").code == 0


@pytest.mark.parametrize(
    "last", [", status: in_opleiding", ", employed: {from: 2020-01-01, until: 2026-03-01}"]
)
def test_only_deployable_people_are_the_pool(here: Stranger, last: str) -> None:
    (role,) = crisis(here, 2, last=last)["roles"]
    assert (role["pool"], role["sustained_seconds"]) == (1, 8 * HOUR)


def test_nobody_at_all_lasts_no_time(here: Stranger) -> None:
    found = crisis(here, 1, last=", status: kandidaat")
    (role,) = found["roles"]
    assert (role["pool"], role["sustained_seconds"], found["scenario_seconds"]) == (0, 0, 0)


def test_more_people_never_last_shorter(here: Stranger) -> None:
    found = [crisis(here, pool)["scenario_seconds"] for pool in (1, 2, 3, 4)]
    lasting = [8 * WEEK if each is None else each for each in found]
    assert lasting == sorted(lasting)
    assert lasting[0] < lasting[-1]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_answer_fits_80_columns_whatever_the_roster_is_called(
    here: Stranger, language: str
) -> None:
    crisis(here, 1)
    long = here.root / "rosters" / f"{'proef-met-een-lange-naam-' * 2}2.yaml"
    (here.root / "rosters" / "proef.yaml").rename(long)
    said = here.ask("endurance", "lang", "--lang", language)
    assert max(map(len, said.out.splitlines())) <= 80
    assert long.stem in said.out
