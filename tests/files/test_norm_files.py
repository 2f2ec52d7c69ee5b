"""Norms: what is shipped can be counted, a workspace changes one value, and slips are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.basis.norm_checks import check_norms
from crisis_tui.basis.parts import Part
from crisis_tui.basis.rest_measures import FORMS
from crisis_tui.files.library import Library
from crisis_tui.files.norm_files import SHIPPED, load_norms, load_norms_file
from crisis_tui.files.workspace import Workspace
from crisis_tui.roster.rest.rules import rest_rules

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.basis.norms import Norms
    from crisis_tui.files.validation import Validated

END = "title: x, source: Eigen regeling, certainty: official, checked: 2026-11-22}"


def load(folder: Path, *items: str, file: str = "eigen.yaml") -> Validated[Norms]:
    (folder / "norms").mkdir(exist_ok=True)
    text = "".join(f"  - {{{item}, {END}\n" for item in items)
    (folder / "norms" / file).write_text(f"norms: 1\nitems:\n{text}", "utf-8")
    return load_norms(Workspace(folder, folder / "exercises"), Library())


def told(found: Validated[Norms]) -> list[tuple[str, int, str]]:
    return [(each.code, each.where.line, str(each.message)) for each in found.findings]


def test_every_shipped_rest_norm_can_be_counted_and_nothing_is_wrong(tmp_path: Path) -> None:
    library = Library()
    shipped = load_norms_file(Workspace(tmp_path, tmp_path), SHIPPED, library)
    assert shipped.model is not None
    assert not list(check_norms(Part("nl.yaml", shipped.model), {}, library.locate))
    rest = [norm for norm in shipped.model.items if norm.kind == "rest"]
    assert {norm.counts for norm in rest} == set(FORMS)
    assert len(rest_rules(shipped.model).limits) == sum(
        FORMS[norm.counts].is_rule for norm in rest if norm.counts
    )


def test_a_value_can_be_changed_alone(tmp_path: Path) -> None:
    found = load(tmp_path, "id: atw-5.9-consignatiedagen, kind: rest, value: 10")
    assert not found.findings
    assert found.model is not None
    (rule,) = rest_rules(found.model).counting("standby-blocks")
    assert (rule.value, rule.source) == (10, "Eigen regeling")
    assert rule.per is not None
    assert rule.per.on_wall


def test_a_second_file_changes_what_the_first_one_changed(tmp_path: Path) -> None:
    load(tmp_path, "id: cao, kind: rest, counts: shift, value: 10h", file="a.yaml")
    found = load(tmp_path, "id: cao, kind: rest, value: 9h", file="b.yaml")
    assert not found.findings
    assert found.model is not None
    assert [each.value for each in rest_rules(found.model).counting("shift")] == [
        12 * 3_600_000,
        9 * 3_600_000,
    ]
    workspace = Workspace(tmp_path, tmp_path)
    alone = load_norms_file(workspace, tmp_path / "norms" / "b.yaml", Library())
    assert not alone.findings


def test_a_rule_that_nobody_can_count_names_the_nearest(tmp_path: Path) -> None:
    found = load(tmp_path, "id: atw-5.9-consignatiedag, kind: rest, value: 10")
    (finding,) = found.findings
    assert (finding.code, finding.where.line) == ("L511", 3)
    assert 'did you mean "atw-5.9-consignatiedagen"?' in str(finding.help)
    assert "standby-blocks" in str(finding.help)


def test_an_unknown_measure_names_the_nearest(tmp_path: Path) -> None:
    found = load(tmp_path, "id: cao, kind: rest, counts: standby-block, value: 10")
    (finding,) = found.findings
    assert finding.code == "S105"
    assert 'did you mean "standby-blocks"?' in str(finding.help)


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("id: atw-5.9-consignatiedagen, kind: rest, value: 10d", "L512"),
        ("id: atw-5.9-consignatiedagen, kind: rest, value: -1", "L512"),
        ("id: atw-5.7-dienst, kind: rest, value: 12", "L512"),
        ("id: atw-5.9-oproep-rust, kind: rest, value: nee", "L512"),
        ("id: bvr-2.3.1-copi, kind: arrival, value: snel", "L512"),
        ("id: avg-33-datalek, kind: clock, value: 72", "L512"),
        ("id: cao, kind: rest, counts: standby-blocks, value: 9, part: 1d", "L513"),
        ("id: cao, kind: rest, counts: standby-blocks, value: 9, per: 28d", "L513"),
        ("id: cao, kind: rest, counts: shift, value: 9h, per: 28d", "L514"),
        ("id: cao, kind: clock, counts: shift, value: 9h", "L514"),
        ("id: cao, kind: arrival, value: 9m, part: 1d", "L514"),
        ("id: cao, kind: rest, counts: shift, value: 9h, per: morgen", "S110"),
        ("id: cao, kind: rest, counts: shift, value: 9h, applies_to: [employe]", "S105"),
    ],
)
def test_what_does_not_fit_is_told(tmp_path: Path, item: str, code: str) -> None:
    ((found, line, _message),) = told(load(tmp_path, item))
    assert (found, line) == (code, 3)


def test_an_id_twice_in_one_file_is_told(tmp_path: Path) -> None:
    rule = "id: cao, kind: rest, counts: shift, value: 9h"
    ((code, line, _message),) = told(load(tmp_path, rule, rule))
    assert (code, line) == ("R105", 4)


def test_less_certainty_is_told_only_with_another_value(tmp_path: Path) -> None:
    weaker = "id: atw-5.9-consignatiedagen, kind: rest, certainty: example, value: "

    def codes(value: int) -> list[str]:
        (tmp_path / "norms").mkdir(exist_ok=True)
        text = f"  - {{{weaker}{value}, {END}".replace("certainty: official, ", "")
        (tmp_path / "norms" / "e.yaml").write_text(f"norms: 1\nitems:\n{text}\n", "utf-8")
        found = load_norms(Workspace(tmp_path, tmp_path), Library())
        return [each.code for each in found.findings]

    assert codes(14) == []
    assert codes(15) == ["L515"]
