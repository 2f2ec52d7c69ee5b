"""YAML events become plain values; both parsers agree; nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.files.faults import LineIndex
from crisis_tui.files.parser import CParser
from crisis_tui.files.source_map import SourceMap
from crisis_tui.files.values import read_values

YAML_LIKE = st.text(alphabet="ab1 \n-:#'\"[]{}|>&*!%@,?~\\\té", max_size=60)
TEXTS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn"]),
    max_size=20,
)
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


def test_libyaml_is_in_use() -> None:
    assert CParser is not None


@pytest.mark.parametrize("pure", [False, True])
def test_plain_scalars_stay_the_text_that_they_look_like(*, pure: bool) -> None:
    text = (
        "at: 22:30\nrole: NO\non: push\nversion: 1.10\nzip: 012345\nday: 2026-03-29\n"
        "phone: +31612345678\nyes: true\nbig: 1e3\n"
    )
    assert read_values(text, pure=pure).value == {
        "at": "22:30",
        "role": "NO",
        "on": "push",
        "version": "1.10",
        "zip": "012345",
        "day": "2026-03-29",
        "phone": "+31612345678",
        "yes": "true",
        "big": "1e3",
    }


@pytest.mark.parametrize("pure", [False, True])
def test_only_plain_nulls_are_none(*, pure: bool) -> None:
    text = "a:\nb: ~\nc: null\nd: 'null'\ne: ''\nf: [~, \"~\"]\n"
    assert read_values(text, pure=pure).value == {
        "a": None,
        "b": None,
        "c": None,
        "d": "null",
        "e": "",
        "f": [None, "~"],
    }


def test_aliases_share_their_value() -> None:
    values = read_values("a: &both [x, y]\nb: *both\n")
    assert values.faults == []
    assert values.value == {"a": ["x", "y"], "b": ["x", "y"]}


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: 1\nb: 2\na: 3\n", None, None),
        ("a: !foo 1\n", "Y004", (1, 4)),
        ("a: !!python/name:os.system x\n", "Y004", (1, 4)),
        ("a: {<<: {b: 1}}\n", "Y004", (1, 5)),
        ("%YAML 1.2\n---\na: 1\n", "Y004", (1, 1)),
        ("# c\n%TAG ! x\n---\na: 1\n", "Y004", (2, 1)),
        ("a: 1\n---\nb: 1\n", "Y005", (2, 1)),
        ("? [a]\n: 1\n", "Y010", (1, 3)),
        ("a: *b\n", "Y019", (1, 4)),
        ("a: &co is\n", "Y019", (1, 4)),
        ("a: &co is\nb: *co\n", None, None),
        ("a: &a [*a]\n", "Y006", (1, 8)),
        ("[" * 60 + "]" * 60, "Y006", (1, 51)),
        ('a: "\\x1b[31m"\n', "Y013", (1, 5)),
        ('a: "x\\u202e"\n', "Y013", (1, 6)),
        ('"a\\0": 1\n', "Y013", (1, 3)),
    ],
)
@pytest.mark.parametrize("pure", [False, True])
def test_what_yaml_allows_and_we_do_not(
    text: str, code: str | None, place: tuple[int, int] | None, *, pure: bool
) -> None:
    faults = read_values(text, pure=pure).faults
    lines = LineIndex(text)
    assert [(fault.code, lines.position(fault.span.start)) for fault in faults] == (
        [] if code is None else [(code, place)]
    )


def test_a_doubled_key_keeps_its_first_value_and_both_places() -> None:
    text = "a: 1\nb: 2\na: 3\n"
    values = read_values(text)
    assert (values.value, values.duplicates) == ({"a": "1", "b": "2"}, [10])
    [fault] = SourceMap(text).duplicates
    assert (fault.span.start, fault.related[0][0].start) == (10, 0)


def test_fifty_levels_are_allowed() -> None:
    assert read_values("[" * 50 + "]" * 50).faults == []


def test_a_refused_tag_does_not_hide_the_next_fault() -> None:
    faults = read_values("a: !x 1\nb: !y 2\n").faults
    assert [fault.code for fault in faults] == ["Y004", "Y004"]


@given(value=VALUES, style=st.sampled_from([None, "'", '"', "|", ">"]), flow=st.booleans())
@settings(max_examples=150, deadline=None)
def test_both_parsers_give_what_was_written(value: Any, style: str | None, *, flow: bool) -> None:  # noqa: ANN401
    text = yaml.safe_dump(value, allow_unicode=True, default_style=style, default_flow_style=flow)
    fast, pure = read_values(text), read_values(text, pure=True)
    assert fast.value == pure.value
    if not fast.faults:
        assert fast.value == (None if value == "" and style is None and not text.strip() else value)


@given(YAML_LIKE)
@settings(max_examples=400, deadline=None)
def test_any_text_ends_in_a_value_or_a_fault_with_a_place(text: str) -> None:
    fast, pure = read_values(text), read_values(text, pure=True)
    for values in (fast, pure):
        assert values.readable or values.faults
        assert all(0 <= fault.span.start <= len(text) for fault in values.faults)
    if fast.readable and pure.readable:
        assert fast.value == pure.value
