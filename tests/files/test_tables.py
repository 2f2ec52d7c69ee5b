"""Tables as people save them, and as nobody should: every cell with its place."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.files.tables import read_table
from tests.files.making import places

if TYPE_CHECKING:
    from crisis_tui.files.tables import Table


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize(
    "data",
    [
        b"naam,functie\nAnna,GS\n",
        b"naam;functie\r\nAnna;GS\r\n",
        b"naam\tfunctie\nAnna\tGS",
        b"\xef\xbb\xbfnaam;functie\nAnna;GS\n",
        b'sep=;\r\n"naam";"functie"\r\n"Anna";"GS"\r\n',
        b"\n;;\n naam ; functie \n;\nAnna;GS\n;\n",
    ],
)
def test_what_divides_the_cells_is_found(data: bytes) -> None:
    table = read_table("t.csv", data)
    assert cells(table) == [("naam", "functie"), ("Anna", "GS")]
    assert table.findings == []


@pytest.mark.parametrize(("encoding", "said"), [("cp1252", "Windows-1252"), ("utf-16", "UTF-16")])
def test_excels_other_encodings_are_taken_only_if_asked_and_then_told(
    encoding: str, said: str
) -> None:
    data = "naam;plaats\nRené;Zuidlaren\n".encode(encoding)
    table = read_table("t.csv", data, any_encoding=True)
    assert cells(table)[1] == ("René", "Zuidlaren")
    assert [str(note) for note in table.notes] == [f"read as {said}"]
    strict = read_table("t.csv", data)
    assert (strict.rows, [each.code for each in strict.findings]) == ([], ["Y001"])


def test_a_cell_holds_lines_and_quotes_and_the_next_row_keeps_its_line() -> None:
    table = read_table("t.csv", b'a;b\n"een\ntwee ""drie"" ;";x\ny;z\n')
    assert [(row.number, row.cells) for row in table.rows] == [
        (1, ("a", "b")),
        (2, ('een\ntwee "drie" ;', "x")),
        (4, ("y", "z")),
    ]
    where = table.where(2, 2)
    assert (where.line, where.column) == (3, 18)


def test_a_quote_that_is_not_closed_costs_its_own_row_alone() -> None:
    table = read_table("t.csv", b'a;b\n1;2\n"3;4\n5;6\n7;8\n')
    assert cells(table) == [("a", "b"), ("1", "2"), ("5", "6"), ("7", "8")]
    assert places(table.findings) == [("S121", "t.csv", 3, 1)]


def test_reading_gives_up_over_quotes_without_end() -> None:
    table = read_table("t.csv", b"a;b\n" + b'"x;1\n' * 999)
    assert len(table.findings) == 21
    assert "not read" in str(table.findings[-1].message)


def test_a_character_that_commands_a_terminal_is_told_with_its_row() -> None:
    table = read_table("t.csv", b"a;b\n1;\x1b[2J\n3;4\n")
    assert table.findings == []
    assert places(table.rows[1].findings) == [("Y013", "t.csv", 2, 3)]
    assert "\x1b" not in str(table.rows)


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Z", "S")))),
        max_size=6,
    ),
    st.sampled_from(",;\t"),
)
def test_what_csv_writes_is_what_is_read(rows: list[list[str]], delimiter: str) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["een", "twee"])
    writer.writerows(rows)
    table = read_table("t.csv", stream.getvalue().encode())
    wanted = [tuple(cell.strip() for cell in row) for row in rows]
    shields = [any(cell.lstrip().startswith("'") for cell in row) for row in wanted]
    faults = [finding for row in table.rows for finding in row.findings]
    if not any(shields) and not faults:
        assert cells(table)[1:] == [row for row in wanted if any(row)]


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    for any_encoding in (False, True):
        table = read_table("t.csv", data, any_encoding=any_encoding)
        for row in table.rows:
            where = table.where(row.number, 3)
            assert (where.line, where.column) < (where.end_line, where.end_column)
