"""Ids in a script file that name nothing are told before anything is played."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crisis_tui.files.script_file import load_steps
from tests.exercise.playing import script

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.scenario.script import Script

ROLES = ("OVD", "GS")


@pytest.fixture
def played() -> Script:
    options = [{"id": "wel", "title": "Wel"}, {"id": "niet", "title": "Niet"}]
    decision: dict[str, Any] = {"id": "sluiten", "question": "Dicht?", "options": options}
    bellen = {"id": "C01-bellen", "by": "OVD", "action": "Belt"}
    return script(
        {"id": "C01", "at": "3m", "expects": [bellen]},
        {"id": "C02", "at": "5m", "decision": decision},
        {"id": "DAG", "at": "5m", "every": "10m"},
        phases=[{"id": "herstel", "title": "Herstel", "at": "20m"}],
        milestones=[{"id": "schoon"}],
        clocks=[{"id": "AP72", "title": "Melding", "starts": "C01", "due": "72h"}],
    )


def found(tmp_path: Path, played: Script, step: str) -> list[tuple[str, str, str]]:
    file = tmp_path / "stappen.yaml"
    line = f"- {{at: 9m, {step}}}"
    file.write_text(f"- {{at: 0m, note: begin}}\n{line}\n", encoding="utf-8")
    findings = load_steps(file, played, ROLES).findings
    assert all(finding.where.line == 2 for finding in findings)
    return [
        (each.code, line[each.where.column - 1 : each.where.end_column - 1], str(each.help))
        for each in findings
    ]


@pytest.mark.parametrize(
    ("step", "code", "wrong", "cure"),
    [
        ("acknowledge: C1, as: OVD", "R104", "C1", 'did you mean "C01"?'),
        ("send: C03", "R104", "C03", 'did you mean "C02"?'),
        ("note: Gezien, inject: X", "R104", "X", "known are: C01, C02, DAG"),
        ("send: C01.2", "R104", "C01.2", 'did you mean "C02"?'),
        ("done: C01-belen", "R114", "C01-belen", 'did you mean "C01-bellen"?'),
        ("done: C01", "R114", "C01", '"C01" is an inject; write C01-bellen'),
        ("done: schoon", "R114", "schoon", "for this id, write milestone: schoon"),
        ("decide: sluten, option: wel", "R106", "sluten", 'did you mean "sluiten"?'),
        ("decide: sluiten, option: nite", "R107", "nite", 'did you mean "niet"?'),
        ("phase: hestel", "R115", "hestel", 'did you mean "herstel"?'),
        ("milestone: schon", "R123", "schon", 'did you mean "schoon"?'),
        ("clock: AP7", "R126", "AP7", 'did you mean "AP72"?'),
        ("observe: Iets, objective: O2", "R111", "O2", "known are: O1"),
        ("rate: O1, task: 1, rating: P", "R111", "1", "give the objective tasks in the scenario"),
        ("as: GSS, acknowledge: C01", "R101", "GSS", 'did you mean "GS"?'),
    ],
)
def test_an_unknown_id_is_one_finding_at_its_place(
    tmp_path: Path, played: Script, step: str, code: str, wrong: str, cure: str
) -> None:
    assert found(tmp_path, played, step) == [(code, wrong, cure)]


@pytest.mark.parametrize(
    "step",
    [
        "acknowledge: DAG.3, as: OVD",
        "send: 'cyber:S01'",
        "void: adhoc-1, reason: Fout",
        "as: observer, observe: Iets, objective: O1",
        "as: waarnemer-2, note: Gezien",
        "as: ketelmeer, accept: knardijk",
        "done: C01-bellen, as: OVD",
        "decide: sluiten, option: wel, as: GS",
    ],
)
def test_what_can_be_meant_is_no_fault(tmp_path: Path, played: Script, step: str) -> None:
    assert found(tmp_path, played, step) == []


def test_steps_about_what_a_variant_leaves_out_are_no_fault(tmp_path: Path) -> None:
    from dataclasses import replace

    whole = script({"id": "C01", "at": "3m"})
    left_out = {"id": "C09", "at": "3m", "to": ["OVD"], "title": "Weg"}
    scenario = whole.scenario.model_validate(
        whole.scenario.model_dump(by_alias=True, include={"scenario", "id", "title", "crisis"})
        | {"story_start": "2026-03-03 07:42", "end": "open", "injects": [left_out]}
    )
    assert found(tmp_path, replace(whole, scenario=scenario), "send: C09") == []


def test_without_a_roster_nobody_is_unknown(tmp_path: Path, played: Script) -> None:
    file = tmp_path / "stappen.yaml"
    file.write_text("- {at: 9m, as: GSS, note: Gezien}\n", encoding="utf-8")
    assert load_steps(file, played).findings == ()
