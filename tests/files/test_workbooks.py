"""XLSX: what Excel shows is what is read, what it hides is told, and nothing hostile gets far."""

from __future__ import annotations

import sys
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from crisis_tui import bootstrap
from crisis_tui.basis.findings import Severity, Source
from crisis_tui.files.tables import read_table
from tests.files.making import ROSTER, workspace
from tests.files.workbooks import with_part, with_sheet, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.files.tables import Table

TRAINING = "training: 1\nqualifications: [{id: BOB, title: x}]\nfiles: [t.xlsx]\n"


def read(data: bytes, sheet: str | None = None) -> Table:
    return read_table("r.xlsx", data, sheet=sheet)


def refused(data: bytes) -> str:
    table = read(data)
    assert table.rows == []
    [finding] = table.findings
    assert finding.code == "S124"
    return str(finding.help)


def test_values_are_texts_as_a_person_sees_them() -> None:
    def form(sheet: Worksheet) -> None:
        sheet["D1"].number_format = "00000"
        sheet["H1"].number_format = "[h]:mm"

    row = ["Anna", date(2026, 3, 3), datetime(2026, 3, 3, 8, 30), 42, 7.5, 101.0, time(22, 0), 1.5]  # noqa: DTZ001
    table = read(workbook([[*row, True, " x "]], form))
    assert table.rows[0].cells == (
        "Anna",
        "2026-03-03",
        "2026-03-03 08:30",
        "00042",
        "7.5",
        "101",
        "22:00",
        "36:00",
        "true",
        "x",
    )


def test_fractions_of_a_second_are_rounding() -> None:
    moment = datetime(2026, 3, 3, 8, 29, 59, 999_700)  # noqa: DTZ001
    assert read(workbook([["x", moment]])).rows[0].cells[1] == "2026-03-03 08:30"


def test_a_cells_place_is_named_as_excel_does() -> None:
    table = read(workbook([["a"], [], ["b"]]))
    assert [row.number for row in table.rows] == [1, 3]
    assert table.where(3, 28).place == "Rooster!AB3"


def test_hidden_rows_and_other_sheets_are_told() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        assert sheet.parent is not None
        sheet.parent.create_sheet("Archief")

    table = read(workbook([["naam"], ["Anna"], ["Bert"]], hide))
    assert [row.cells for row in table.rows] == [("naam",), ("Anna",), ("Bert",)]
    assert [str(note) for note in table.notes] == [
        'only sheet "Rooster" is read; others: Archief',
        "hidden rows are read too: 2",
    ]


def test_a_sheet_by_its_name_and_a_hidden_one_not_by_itself() -> None:
    def more(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        other = sheet.parent.create_sheet("Maart", 0)
        other.append(["x"])
        other.sheet_state = "hidden"

    data = workbook([["naam"]], more)
    assert read(data).rows[0].cells == ("naam",)
    assert read(data, "maart").rows[0].cells == ("x",)
    assert "Maart, Rooster" in str(read(data, "april").findings[0].help)


def test_merged_cells_and_formulas_without_a_value_spoil_what_reads_them_alone() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A3")
        sheet["B3"] = "=1+1"

    rows: list[list[object]] = [["naam", "uren"], ["Anna", 1], [None, None], ["Bert", 3]]
    table = read(workbook(rows, merge))
    assert [row.number for row in table.rows] == [1, 2, 3, 4]
    assert [
        (each.where.place, str(each.message)) for each in table.faults(table.rows[2], [1, 2])
    ] == [
        ("Rooster!A3", "the cell is merged with another one"),
        ("Rooster!B3", "the formula in this cell was never worked out"),
    ]
    assert [each.where.place for each in table.faults(table.rows[2], [2])] == ["Rooster!B3"]
    assert not table.faults(table.rows[1], [1, 2])
    assert not table.faults(table.rows[3], [1, 2])


def test_a_formula_counts_by_the_value_that_excel_kept() -> None:
    def formula(sheet: Worksheet) -> None:
        sheet["B1"] = "=1+1"

    data = with_sheet(workbook([["x"]], formula), r"<v ?/>|<v></v>", "<v>2</v>")
    table = read(data)
    assert (table.rows[0].cells, table.rows[0].findings) == (("x", "2"), ())


def test_an_error_of_excel_is_no_value() -> None:
    def fail(sheet: Worksheet) -> None:
        sheet["B1"].value = "#N/A"

    table = read(workbook([["x", None]], fail))
    assert [str(each.message) for each in table.rows[0].findings] == [
        "the cell holds an error of Excel"
    ]


def test_control_characters_are_told_by_cell_and_never_kept() -> None:
    table = read(workbook([["naam", "a\u202eb"]]))
    assert table.rows[0].cells == ("naam", "a\ufffdb")
    assert [(each.code, each.where.place) for each in table.rows[0].findings] == [
        ("Y013", "Rooster!B1")
    ]


def test_a_sheet_that_says_it_is_huge_is_read_as_far_as_it_goes() -> None:
    data = with_sheet(
        workbook([["a"], ["b"]]), r'<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"'
    )
    assert [row.cells for row in read(data).rows] == [("a",), ("b",)]


def test_a_row_far_down_is_beyond_what_is_read_and_that_is_told() -> None:
    data = with_sheet(
        workbook([["a"], ["b"]]), r'r="2"([^>]*)><c r="A2"', r'r="1048576"\1><c r="A1048576"'
    )
    table = read(data)
    assert [row.cells for row in table.rows] == [("a",)]
    assert ["the rest is not read" in str(each.message) for each in table.findings] == [True]


def test_cells_that_do_not_say_where_they_are_follow_each_other() -> None:
    data = with_sheet(workbook([["a", "b"], ["c", "d"]]), r' r="[A-Z]*[0-9]+"', "")
    assert [row.cells for row in read(data).rows] == [("a", "b"), ("c", "d")]


def test_a_bomb_is_not_unpacked() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/sharedStrings.xml", b"0" * 65 * 2**20)
    assert "64 MiB" in refused(stream.getvalue())


def test_layout_without_end_is_not_loaded() -> None:
    merged = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 60_000 + "</mergeCells>"
    data = with_sheet(workbook([["a"]]), "</sheetData>", f"</sheetData>{merged}")
    assert refused(data)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/styles.xml", b"<" * 5 * 2**20)
    assert refused(stream.getvalue())


def test_entities_do_not_grow() -> None:
    bomb = '<!DOCTYPE b [<!ENTITY a "0000000000">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{"&" + chr(97 + n) + ";" * 1}{("&" + chr(97 + n) + ";") * 9}">'
        for n in range(9)
    )
    data = with_part(
        workbook([["a"]]),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("<worksheet", bomb + "]><worksheet", 1).replace(
            "</sheetData>", '<row r="2"><c t="str"><v>&j;</v></c></row></sheetData>'
        ),
    )
    assert refused(data)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 no archive",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook",
        workbook([["a"]])[:-400],
        with_part(workbook([["a"]]), "xl/workbook.xml", lambda _text: "<workbook"),
        with_part(workbook([["a"]]), "[Content_Types].xml", lambda _text: "<Types/>"),
        with_sheet(
            workbook([["a"]]), "<sheetData>.*</sheetData>", '<sheetData><row r="x"/></sheetData>'
        ),
    ],
)
def test_what_is_no_workbook_is_told(data: bytes) -> None:
    assert refused(data)


def test_a_zip_of_something_else_is_told() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "no Excel workbook" in refused(stream.getvalue())


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook([["a"]])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert 'extra "xlsx"' in refused(data)


RECORDS: list[list[object]] = [
    ["person", "qualification", "on", "hours"],
    ["a", "BOB", date(2025, 5, 14), 3.5],
    ["a", "BOB", "14-05-2025", None],
    ["b", "BOB", datetime(2025, 5, 15), 2],  # noqa: DTZ001
]
"""Days as Excel has them, and one as a text."""


def records(folder: Path, data: bytes) -> LoadedRoster:
    people = "people:\n  - {id: a, name: A}\n  - {id: b, name: B}\n"
    files: dict[str, str | bytes] = {
        "rosters/r.yaml": ROSTER + people,
        "rosters/training.yaml": TRAINING,
        "rosters/t.xlsx": data,
    }
    return bootstrap.load_roster(workspace(folder, files), "r")


def test_records_of_a_training_file_may_stand_in_a_workbook(tmp_path: Path) -> None:
    loaded = records(tmp_path, workbook(RECORDS))
    assert [(each.person, str(each.on), each.hours) for each in loaded.training.records] == [
        ("a", "2025-05-14 00:00", 3.5),
        ("b", "2025-05-15 00:00", 2.0),
    ]
    (finding,) = loaded.findings
    assert (finding.code, finding.where.place) == ("S122", "Rooster!C3")
    where = loaded.locate(Source("rosters/t.xlsx", ("records", 1, "hours")))
    assert where.place == "Rooster!D4"


def test_what_is_not_read_of_a_workbook_beside_is_a_hint(tmp_path: Path) -> None:
    def more(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("2024")

    (finding,) = records(tmp_path, workbook(RECORDS[:2], more)).findings
    assert (finding.code, finding.severity) == ("S125", Severity.HINT)
    assert not records(tmp_path, workbook(RECORDS[:2], more)).broken


def test_a_workbook_that_cannot_be_read_mutes_who_has_records(tmp_path: Path) -> None:
    loaded = records(tmp_path, b"PK\x03\x04")
    assert [finding.code for finding in loaded.findings] == ["S124"]
    assert loaded.muted.has("record", "x")
