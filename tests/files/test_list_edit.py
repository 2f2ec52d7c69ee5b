"""Entries added to any list, values replaced or added: nothing else of the file moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.files.decoding import decode
from crisis_tui.files.roster_edit import CannotEditError, with_entries
from crisis_tui.files.value_edit import with_values
from crisis_tui.files.values import read_values

if TYPE_CHECKING:
    from collections.abc import Mapping

BLOCK = b"""\
roster: 1   # versie
people:
  # Officieren
  - id: anna
    name: Anna Vaart   # belt altijd terug
    roles: [GS, CISO]
    employed: {from: 2024-02-01, until: null}
    reach:
      mail: anna@example.invalid
    away:
      - {from: 2026-07-20, until: 2026-08-03}
      - {from: 2026-08-05, until: 2026-08-06}

  - {id: bert, name: 'Bert Plas'}
duties:
- shift: {role: GS, person: anna, from: 2026-03-03 08:00, until: 2026-03-03 17:00} # vast

# einde
"""
TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12)
NESTED = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=6,
)
ENTRIES = st.lists(
    st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), NESTED, min_size=1, max_size=4),
    min_size=1,
    max_size=3,
)


def values(data: bytes) -> Any:  # noqa: ANN401 - whatever the file holds
    return read_values(decode(data)[0]).value


def edited(changes: Mapping[tuple[str | int, ...], Any]) -> str:
    return with_values(BLOCK, changes).decode()


@given(ENTRIES, st.sampled_from(["people", "duties", "changes"]))
def test_entries_of_any_depth_read_back_and_every_old_line_stays(
    entries: list[dict[str, Any]], key: str
) -> None:
    try:
        after = with_entries(BLOCK, key, entries).data
    except CannotEditError:
        # what the reader itself refuses, such as a control character, is never written
        assert any(not character.isprintable() for character in str(entries))
        return
    assert values(after)[key] == [*values(BLOCK).get(key, []), *entries]
    kept = iter(after.decode().splitlines())
    assert all(line in kept for line in BLOCK.decode().splitlines())


def test_several_entries_stand_in_the_style_of_the_last_one() -> None:
    shifts = [{"shift": {"role": "GS", "person": who}} for who in ("anna", "bert")]
    after = with_entries(BLOCK, "duties", shifts)
    assert after.line == 17
    assert after.data.decode().splitlines()[15:18] == [
        BLOCK.decode().splitlines()[15],
        "- shift: {role: GS, person: anna}",
        "- shift: {role: GS, person: bert}",
    ]


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("people", 0, "name"), "Anna Meer", "Anna Vaart   # b", "Anna Meer   # b"),
        (("people", 1, "name"), "Bert: B", "'Bert Plas'", '"Bert: B"'),
        (("people", 0, "roles"), ["GS"], "[GS, CISO]", "[GS]"),
        (("people", 0, "employed", "until"), "2027-01-01", "until: null", "until: 2027-01-01"),
        (("people", 1, "roles"), ["GS"], "'Bert Plas'}", "'Bert Plas', roles: [GS]}"),
        (
            ("people", 0, "reach", "phone"),
            "0320",
            "anna@example.invalid\n",
            "anna@example.invalid\n      phone: 0320\n",
        ),
        (
            ("people", 1, "reach", "mail"),
            "b@example.invalid",
            "'Bert Plas'}",
            "'Bert Plas', reach: {mail: b@example.invalid}}",
        ),
        (
            ("people", 0, "travel", "home"),
            "20m",
            "2026-08-06}\n",
            "2026-08-06}\n    travel: {home: 20m}\n",
        ),
    ],
)
def test_one_value_changes_and_nothing_beside_it(
    path: tuple[str | int, ...], value: str | list[str], old: str, new: str
) -> None:
    assert edited({path: value}) == BLOCK.decode().replace(old, new, 1)


def test_values_of_one_missing_key_stand_together() -> None:
    after = edited({("people", 1, "travel", name): "5m" for name in ("home", "office")})
    assert "travel: {home: 5m, office: 5m}" in after


def test_what_is_spread_over_lines_is_left_to_a_person() -> None:
    with pytest.raises(CannotEditError) as refused:
        edited({("people", 0, "away"): ["x"], ("people", 0, "name"): "A"})
    assert '"away" of entry 1 of "people"' in str(refused.value.reason)


def test_line_breaks_of_windows_stay() -> None:
    data = BLOCK.replace(b"\n", b"\r\n")
    after = with_values(data, {("people", 0, "reach", "phone"): "0320"})
    assert after.count(b"\r\n") == after.count(b"\n") == data.count(b"\n") + 1


@given(
    st.sampled_from(
        [
            ("people", 0, "name"),
            ("people", 0, "roles"),
            ("people", 1, "note"),
            ("people", 0, "x", "y"),
        ]
    ),
    TEXTS,
)
def test_any_text_reads_back(path: tuple[str | int, ...], text: str) -> None:
    try:
        after = with_values(BLOCK, {path: text})
    except CannotEditError:
        assert any(not character.isprintable() for character in text)
        return
    found = values(after)
    for part in path:
        found = found[part]
    assert found == text
