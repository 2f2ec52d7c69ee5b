"""`crisis-tui coverage` tells of broken rest rules; a workspace changes one value of a norm."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.rosters import Answers

ASKED = ("coverage", "--from", "2026-02-02 12:00", "--until", "2026-03-02 12:00")
EIGEN = """\
norms: 1
items:
  - id: atw-5.9-consignatiedagen
    kind: rest
    value: {value}
    title: {{nl: Piket volgens de eigen regeling, en: Standby by our own rules}}
    source: Eigen piketregeling art. 4
    certainty: {certainty}
    checked: 2026-11-22
"""


def own_norms(desk: Answers, value: object, certainty: str = "official") -> None:
    desk.write("norms/eigen.yaml", EIGEN.format(value=value, certainty=certainty))


def breaches(desk: Answers, *more: str) -> list[tuple[str, str, int]]:
    found = desk.json(*ASKED, *more)["rest"]["breaches"]
    return [(each["rule"], each["person"], each.get("found", 0)) for each in found]


def test_a_week_in_two_is_fine_and_always_is_too_much(desk: Answers) -> None:
    assert breaches(desk) == [
        ("atw-5.9-consignatiedagen", "cato", 28),
        ("atw-5.9-vrije-blokken", "cato", 0),
    ]
    assert breaches(desk, "--role", "OVDBZ") == []


def test_a_workspace_overrides_one_value(desk: Answers) -> None:
    own_norms(desk, 10)
    found = breaches(desk, "--role", "OVDBZ")
    assert found == [
        ("atw-5.9-consignatiedagen", "anna", 14),
        ("atw-5.9-consignatiedagen", "bram", 14),
    ]
    assert desk.ask(*ASKED, "--role", "OVDBZ", lang="nl") == 1
    words = " ".join(desk.out.split())
    assert (
        "fout[L501] Anna Oever: 14 x 24 u piket in 28 dagen vanaf 2026-02-02 12:00 (hoogstens 10; "
        "16 kalenderdagen) – Eigen piketregeling art. 4 (officieel) (rosters/proef.yaml:12)"
    ) in words
    assert max(len(line) for line in desk.out.splitlines()) <= 80


def test_the_same_value_from_hearsay_only_warns(desk: Answers) -> None:
    own_norms(desk, 10, "example")
    found = desk.json(*ASKED, "--role", "OVDBZ")["rest"]["breaches"]
    assert {each["severity"] for each in found} == {"warning"}


def test_a_norm_that_nobody_can_count_is_told_by_check(desk: Answers) -> None:
    own_norms(desk, "tien")
    found = desk.json("check")["findings"]
    assert ("L512", str(desk.root / "norms/eigen.yaml"), 5) in [
        (each["code"], each["file"], each["line"]) for each in found
    ]


def test_programs_get_what_was_counted_and_what_is_unknown(desk: Answers) -> None:
    rest = desk.json(*ASKED)["rest"]
    first = rest["breaches"][0]
    assert (first["found"], first["limit"], first["dates"]) == (28, 14, 29)
    assert first["until"] > "2026-02-02T12:00:00+01:00"
    assert (first["certainty"], first["severity"]) == ("official", "error")
    assert {each["reason"] for each in rest["unknown"]} == {"not-enough-history"}
    assert {each["rule"] for each in rest["unknown"]} >= {"atw-5.7-zestien-weken"}
    assert rest["exempt"] == []
