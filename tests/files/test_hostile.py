"""Files that were made to hurt end in one clear finding: no crash, no bomb, no flood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.files.document import Document
from crisis_tui.files.faults import MAX_FAULTS
from crisis_tui.files.mending import MAX_EXPLAINED
from crisis_tui.files.validation import validate
from crisis_tui.scenario.model import Scenario

if TYPE_CHECKING:
    from crisis_tui.basis.findings import Finding

LAUGHS = "a: &a [l,l,l,l,l,l,l,l,l]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
ALIAS_TOWER = "a0: &a0 [1]\n" + "".join(f"a{i + 1}: &a{i + 1} [*a{i}]\n" for i in range(500))
STOPPED = {
    "nested lists": ("[" * 200_000, "Y006"),
    "nested mappings": ("{a: " * 50_000, "Y006"),
    "nested block lists": ("- " * 200_000, "Y006"),
    "nested block mappings": ("".join(" " * i + "a:\n" for i in range(500)), "Y006"),
    "nested keys": ("? " * 200_000, "Y010"),
    "billion laughs": (LAUGHS, "Y006"),
    "tower of aliases": (ALIAS_TOWER, "Y006"),
    "million keys": ("".join(f"k{i}: 1\n" for i in range(200_000)), "Y006"),
    "million entries": ("[" + "1," * 1_000_000 + "]", "Y006"),
    "doubled keys": ("a: 1\n" * 5_000, "Y006"),
    "open quote": ('a: "' + "x" * 1_000_000, "Y007"),
    "quotes": ("'" * 100_001, "Y007"),
    "colons": ("a: b: c\n" * 5_000, "Y009"),
    "tabs": ("\t" * 100_000, "Y002"),
}


def findings_of(data: bytes) -> tuple[Finding, ...]:
    return validate(Document("f.yaml", data), Scenario, {"id": "f"}).findings


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", STOPPED)
def test_reading_stops_with_a_reason(name: str) -> None:
    text, code = STOPPED[name]
    findings = findings_of(text.encode())
    assert code in {finding.code for finding in findings[:1] + findings[-2:]}
    assert len(findings) <= MAX_FAULTS + 1


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        "injects:\n" + "- {}\n" * 50_000,
        "injects:\n" + "- 1\n" * 100_000,
        "".join(f"key{i}: x #y\n" for i in range(9_000)),
        "a: &a {x: 1}\n" + "".join(f"b{i}: {{<<: *a}}\n" for i in range(2_000)),
        "".join(f"a{i}: &x{i} !t 1\n" for i in range(5_000)),
        "a: " + "\x1b" * 1_000_000,
    ],
    ids=["empty entries", "wrong entries", "unknown keys", "merge keys", "tags", "escapes"],
)
def test_a_flood_of_faults_is_cut_off(text: str) -> None:
    assert 0 < len(findings_of(text.encode())) <= MAX_EXPLAINED + 2 * MAX_FAULTS + 1


def test_thousands_of_equal_slips_are_mended_and_told_up_to_a_limit() -> None:
    entries = "".join(f"- {{id: C{i}, at: tele, to: [A], title: x}}\n" for i in range(3_000))
    document = Document(
        "f.yaml",
        f"scenario: 1\nid: f\ntitle: x\ncrisis: x\nstory_start: 2026-01-01\nend: 1h\ninjects:\n"
        f"{entries}- {{id: last, at: 1m, to: [A], title: x}}\n".encode(),
    )
    built = validate(document, Scenario)
    assert built.model is not None
    assert [inject.id for inject in built.model.injects] == ["last"]
    assert [finding.code for finding in built.findings].count("S110") == MAX_EXPLAINED
    assert built.findings[-1].code == "S123"
    assert built.muted.has("inject", "C2999")


HOSTILE = st.text(
    alphabet="ab:-#'\"[]{}|>&*!%@,?~\\\t\n 0\x00\x1b\x85\u202e\ufeff\u2028é😀", max_size=80
)


@given(HOSTILE | st.binary(max_size=60))
@settings(max_examples=400, deadline=None)
def test_every_finding_has_a_place_inside_the_file(data: str | bytes) -> None:
    raw = data if isinstance(data, bytes) else data.encode()
    document = Document("f.yaml", b"scenario: 1\nid: " + raw)
    for finding in validate(document, Scenario, {"id": "f"}).findings:
        where = finding.where
        assert where.file == "f.yaml"
        assert 1 <= where.line <= document.lines.count + 1
        assert (where.line, where.column) < (where.end_line, where.end_column)
        assert where.column <= len(document.lines.line(where.line)) + 1
