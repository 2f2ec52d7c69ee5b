"""Widths of columns: they fit, they are aligned, the least important goes first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.tui.widgets.columns import GAP, Column, column_widths

columns = st.builds(
    Column,
    least=st.none() | st.integers(1, 20),
    most=st.none() | st.integers(20, 40),
    grows=st.booleans(),
    keep=st.integers(1, 9),
)
tables = st.lists(st.tuples(columns, st.integers(0, 60)), min_size=1, max_size=7)


@given(tables, st.integers(1, 160))
def test_a_line_is_never_wider_than_there_is(table: list[tuple[Column, int]], width: int) -> None:
    widths = column_widths([c for c, _ in table], [natural for _, natural in table], width)
    shown = [each for each in widths if each]
    assert sum(shown) + GAP * max(len(shown) - 1, 0) <= width


@given(tables)
def test_with_room_every_column_has_what_it_asks_for(table: list[tuple[Column, int]]) -> None:
    widths = column_widths([c for c, _ in table], [natural for _, natural in table], 1000)
    for (column, natural), width in zip(table, widths, strict=True):
        asked = natural if column.most is None else min(natural, column.most)
        assert width >= asked
        assert width == asked or column.grows


def test_the_least_important_column_goes_first() -> None:
    table = [Column(keep=9), Column(keep=3), Column(keep=5)]
    assert column_widths(table, [10, 10, 10], 22) == [10, 0, 10]
    assert column_widths(table, [10, 10, 10], 12) == [10, 0, 0]


def test_long_columns_shrink_before_any_goes() -> None:
    assert column_widths([Column(), Column(least=5, grows=True)], [10, 40], 30) == [10, 18]
