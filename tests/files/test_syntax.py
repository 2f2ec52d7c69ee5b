"""What is no YAML is explained by its cause, at its place, by both parsers alike."""

from __future__ import annotations

import pytest

from crisis_tui.files.faults import LineIndex
from crisis_tui.files.values import read_values

TRAPS = [
    ("injects:\n\t- id: A\n", "Y002", (2, 1)),
    ("a:\n  b: 1\n\tc: 2\n", "Y002", (3, 1)),
    ('a: "hallo\nb: 1\nc: 2\n', "Y007", (1, 4)),
    ('a: "hallo\nb: "x"\nc: 2\n', "Y007", (1, 4)),
    ('title: "Let op" zei hij\n', "Y007", (1, 8)),
    ("title: 's-Hertogenbosch belt\nat: 5m\n", "Y008", (1, 8)),
    ("- title: 's-Hertogenbosch belt\n  at: 5m\n  x: 'q'\n", "Y008", (1, 10)),
    ("to: ['s-Hertogenbosch, 't Harde]\n", "Y008", (1, 6)),
    ("title: Let op: brand\n", "Y009", (1, 8)),
    ("title: Tour 1 : x\nb: 1\n", "Y009", (1, 8)),
    ("title: @gemeente\n", "Y010", (1, 8)),
    ("title: %50\n", "Y010", (1, 8)),
    ("title: `x`\n", "Y010", (1, 8)),
    ("title: & co\n", "Y010", (1, 8)),
    ("title: **vet**\n", "Y010", (1, 8)),
    ("title: [NAAM] belt\n", "Y010", (1, 8)),
    ("title: {naam} belt\n", "Y010", (1, 8)),
    ("title: {{naam}}\n", "Y010", (1, 9)),
    ("text: | hallo\n  x\n", "Y010", (1, 7)),
    ("text: > 50 mensen\nb: 1\n", "Y010", (1, 7)),
    ("text: >50 mensen\n", "Y010", (1, 7)),
    ("id: x\ntitle:Oefening\nat: 5m\n", "Y012", (2, 1)),
    ("title:Oefening\nat: 5m\n", "Y012", (1, 1)),
    ("- id: x\n  at:5m\n  to: [A]\n", "Y012", (2, 3)),
    ("a: 1\n  b: 2\n", "Y014", (2, 3)),
    ("- id: A\n   at: 5m\n", "Y014", (2, 4)),
    ("- id: A\n at: 5m\n", "Y014", (2, 2)),
    ("x:\n  - id: A\n - id: B\n", "Y014", (3, 2)),
    ("  a: 1\nb: 2\n", "Y014", (2, 1)),
    ("a: 1\n- b\n", "Y014", (2, 1)),
    ("a:\n\u00a0\u00a0b: 1\n  c: 1\n", "Y017", (2, 1)),
    ("to: [A, B\nat: 5m\n", "Y020", (1, 5)),
    ("x: {a: 1 b: 2}\n", "Y020", (1, 11)),
    ("a: 1\nhallo\nb: 2\n", "Y021", (2, 1)),
    ('a: "C:\\pad"\n', "Y022", (1, 7)),
    ("a: !e!x 1\n", "Y004", (1, 4)),
    ("a: 1\n...\nb: 2\n", "Y005", (3, 1)),
]


@pytest.mark.parametrize(("text", "code", "place"), TRAPS)
@pytest.mark.parametrize("pure", [False, True])
def test_the_cause_is_named_at_its_place(
    text: str, code: str, place: tuple[int, int], *, pure: bool
) -> None:
    [fault] = read_values(text, pure=pure).faults
    assert (fault.code, LineIndex(text).position(fault.span.start)) == (code, place)
    assert fault.help is not None


def test_help_writes_out_what_to_type() -> None:
    [fault] = read_values("title: Let op: brand\n").faults
    assert str(fault.help) == 'put the whole text between double quotes: "Let op: brand"'


def test_a_wrong_indent_names_the_columns_above() -> None:
    [fault] = read_values("x:\n  - id: A\n    at: 5m\n   to: [A]\n").faults
    assert fault.code == "Y014"
    assert "1, 3, 5" in str(fault.help)
