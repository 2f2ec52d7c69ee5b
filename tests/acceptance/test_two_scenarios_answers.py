"""cli.md, `readiness`, with fields added: two scenarios at once, and who leaves before the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.files import roster, scenario

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger

ANNA = "- shift: {role: OVD, person: anna, from: 2026-03-02 00:00, until: 2026-03-09 00:00}"
BRAM = "- shift: {role: OVD, person: bram, from: 2026-03-02 00:00, until: 2026-03-09 00:00}"


def write(here: Stranger, duties: str = ANNA, anna: str = "") -> None:
    people = (
        f"- {{id: anna, name: Anna Oever, roles: [OVD]{anna}}}\n"
        "- {id: bram, name: Bram Dijk, roles: [OVD]}"
    )
    here.write("rosters/proef.yaml", roster(people=people, duties=duties))
    phase = "- {id: begin, title: Begin, at: 0m, lasts: 1d, needs: [{role: OVD}]}"
    for name in ("brand", "storm"):
        here.write(f"scenarios/{name}.yaml", scenario(phases=phase, end="open", name=name))


def test_the_second_finds_nobody_left(here: Stranger) -> None:
    write(here)
    document = here.json("readiness", "brand", "--also", "storm")
    assert (document["scenario"], document["also"]["scenario"]) == ("brand", "storm")
    assert document["verdict"] == "not-ready"
    assert document["alone"]["verdict"] == document["also"]["alone"]["verdict"] == "ready"
    (need,), (other,) = document["needs"], document["also"]["needs"]
    assert (need["status"], need["lost"]) == ("filled", [])
    assert (other["status"], other["alone"]["status"]) == ("empty", "filled")
    assert other["lost"] == [
        {"from": "2026-03-03T09:00:00+01:00", "until": "2026-03-04T09:00:00+01:00"}
    ]
    (seat,) = other["gaps"][0]["people"]
    assert (seat["person"], seat["cause"], seat["detail"]) == ("anna", "on-other-post", "brand/OVD")


def test_the_second_begins_with_the_first_unless_said_otherwise(here: Stranger) -> None:
    write(here)
    asked = ("readiness", "brand", "--start", "2026-03-05 10:00", "--also", "storm")
    assert here.json(*asked)["also"]["start"] == "2026-03-05T10:00:00+01:00"
    later = here.json(*asked, "--also-start", "2026-03-06 10:00")
    assert later["also"]["start"] == "2026-03-06T10:00:00+01:00"
    assert later["verdict"] == "ready"


@pytest.mark.parametrize(("duties", "code"), [(ANNA, 1), (f"{ANNA}\n{BRAM}", 0)])
def test_exit_code_and_text(here: Stranger, duties: str, code: int) -> None:
    write(here, duties)
    said = here.ask("readiness", "brand", "--also", "storm")
    assert said.code == code
    assert all(len(line) <= 80 for line in said.out.splitlines())
    assert ("Missing only because of the other" in said.out) == bool(code)


@pytest.mark.parametrize(
    "asked",
    [
        ("--also-start", "2026-03-03 10:00"),
        ("--also", "storm", "--every", "1h"),
        ("--also", "vloed"),
        ("--also", "storm", "--also-start", "later"),
    ],
)
def test_asked_wrong(here: Stranger, asked: tuple[str, ...]) -> None:
    write(here)
    said = here.ask("readiness", "brand", *asked)
    assert (said.code, said.out) == (2, "")


def test_who_leaves_before_the_end(here: Stranger) -> None:
    write(here, anna=", employed: {until: 2026-03-04}")
    (need,) = here.json("readiness", "brand")["needs"]
    assert need["leaving"] == [
        {"person": "anna", "at": "2026-03-04T00:00:00+01:00", "cause": "left", "detail": None}
    ]
    said = here.ask("readiness", "brand").out
    assert "wed 4 mar 00:00  Anna Oever (OVD): left the organisation" in said
