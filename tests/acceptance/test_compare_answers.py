"""`compare A B`: two rosters side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.files import roster, scenario

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger

WEEK = ("--from", "2026-03-02", "--until", "2026-03-09")


def duty(from_: str, until: str, person: str = "anna", role: str = "OVD") -> str:
    return f"- shift: {{role: {role}, person: {person}, from: {from_}, until: {until}}}\n"


def write(here: Stranger, before: str, after: str, *, role: str = "", later_role: str = "") -> None:
    for name, duties, more in (("oud", before, role), ("nieuw", after, later_role or role)):
        roles = f"- {{id: OVD, title: Officier{more}}}"
        people = (
            "- {id: anna, name: Anna Oever, roles: [OVD]}\n"
            f"- {{id: {name}, name: Iemand {name.title()}}}"
        )
        here.write(f"rosters/{name}.yaml", roster(roles, people, duties))


ALL_WEEK = duty("2026-03-02", "2026-03-09")
NO_TUESDAY = duty("2026-03-02", "2026-03-03") + duty("2026-03-04", "2026-03-09")
NO_FRIDAY = duty("2026-03-02", "2026-03-06") + duty("2026-03-07", "2026-03-09")


def test_a_gap_that_opens_is_worse(here: Stranger) -> None:
    write(here, ALL_WEEK, NO_TUESDAY)
    document = here.json("compare", "oud", "nieuw", *WEEK)
    (found,) = document["roles"]
    assert (document["first"], document["second"]) == ("oud", "nieuw")
    assert (found["role"], found["outcome"]) == ("OVD", "worse")
    assert found["worse"] == [
        {"from": "2026-03-03T00:00:00+01:00", "until": "2026-03-04T00:00:00+01:00"}
    ]
    assert found["worse_seconds"] == found["second"]["gap_seconds"] == 86400
    assert (found["first"]["gap_seconds"], found["better"]) == (0, [])
    assert document["gap_seconds"] == {"first": 0, "second": 86400}
    assert document["people"] == {"first_only": ["oud"], "second_only": ["nieuw"]}


@pytest.mark.parametrize(
    ("before", "after", "code", "word"),
    [
        (ALL_WEEK, ALL_WEEK, 0, "same"),
        (NO_TUESDAY, ALL_WEEK, 0, "better"),
        (NO_TUESDAY, NO_TUESDAY, 0, "same"),
        (ALL_WEEK, NO_TUESDAY, 1, "worse"),
        (NO_TUESDAY, NO_FRIDAY, 1, "mixed"),
    ],
)
def test_exit_code_and_text(here: Stranger, before: str, after: str, code: int, word: str) -> None:
    write(here, before, after)
    said = here.ask("compare", "oud", "nieuw", *WEEK)
    assert said.code == code
    assert all(len(line) <= 80 for line in said.out.splitlines())
    assert f"1 {word}" in said.out.splitlines()[1]
    assert "On A alone: Iemand Oud" in said.out


def test_probable_instead_of_certain_is_worse(here: Stranger) -> None:
    write(here, ALL_WEEK, ALL_WEEK, role=", duty: hard", later_role=", duty: soft")
    (found,) = here.json("compare", "oud", "nieuw", *WEEK)["roles"]
    assert found["outcome"] == "worse"
    assert found["second"]["probable_seconds"] == found["worse_seconds"] == 7 * 86400


def test_what_is_asked_for_on_one_side_alone(here: Stranger) -> None:
    write(here, ALL_WEEK, ALL_WEEK)
    here.change("rosters/oud.yaml", "roles:\n", "roles:\n  - {id: HCC, title: Hoofd}\n")
    document = here.json("compare", "oud", "nieuw", *WEEK)
    found = {each["role"]: each for each in document["roles"]}
    assert found["HCC"]["second"] is None
    assert found["HCC"]["outcome"] == "same"
    assert len(found["HCC"]["dropped"]) == 1
    assert "Asked for by A alone:\n  HCC  7 d 0 h" in here.ask("compare", "oud", "nieuw", *WEEK).out


def test_for_a_scenario(here: Stranger) -> None:
    write(here, ALL_WEEK, NO_TUESDAY)
    phase = "- {id: begin, title: Begin, at: 0m, lasts: 2d, needs: [{role: OVD}]}"
    here.write("scenarios/proef.yaml", scenario(phases=phase, end="open"))
    document = here.json("compare", "oud", "nieuw", "--scenario", "proef")
    assert document["verdicts"] == {"first": "ready", "second": "not-ready"}
    (need,) = document["needs"]
    assert (need["phase"], need["role"], need["outcome"]) == ("begin", "OVD", "worse")
    assert need["worse"] == [
        {"from": "2026-03-03T09:00:00+01:00", "until": "2026-03-04T00:00:00+01:00"}
    ]
    assert (need["first"]["status"], need["second"]["status"]) == ("filled", "empty")
    assert here.ask("compare", "oud", "nieuw", "--scenario", "proef").code == 1
    later = ("--scenario", "proef", "--start", "2026-03-05 10:00")
    said = here.ask("compare", "oud", "nieuw", *later)
    assert (said.code, "1 same" in said.out) == (0, True)


@pytest.mark.parametrize(
    "asked",
    [
        ("oud",),
        ("oud", "nergens"),
        ("oud", "nieuw", "--start", "2026-03-03"),
        ("oud", "nieuw", "--from", "2026-03-03", "--until", "2026-03-03"),
        ("oud", "nieuw", "--from", "2026-03-03", "--until", "2036-03-03"),
        ("oud", "nieuw", "--scenario", "nergens"),
        ("oud", "nieuw", "--scenario", "proef", "--from", "2026-03-03"),
    ],
)
def test_asked_wrong(here: Stranger, asked: tuple[str, ...]) -> None:
    write(here, ALL_WEEK, ALL_WEEK)
    said = here.ask("compare", *asked)
    assert (said.code, said.out) == (2, "")
    assert said.err


def test_a_fault_in_either_is_told(here: Stranger) -> None:
    write(here, ALL_WEEK, ALL_WEEK + duty("2026-03-02", "2026-03-03", person="niemand"))
    said = here.ask("compare", "oud", "nieuw", *WEEK)
    assert said.code == 1
    assert "nieuw: 1 error" in said.err
    assert here.json("compare", "oud", "nieuw", *WEEK)["findings"]
