"""`crisis-tui export csv|xlsx`: names only where asked for, and what is read back is the same."""

from __future__ import annotations

import csv
import io
import sys
from typing import TYPE_CHECKING

import pytest

from crisis_tui.files.tables import read_table

if TYPE_CHECKING:
    from tests.cli.rosters import Answers

WEEKS = ("--from", "2026-03-02 12:00", "--until", "2026-03-16 12:00")
PEOPLE = {"anna", "bram", "cato"}


def rows(desk: Answers, *arguments: str) -> list[list[str]]:
    assert desk.ask("export", "csv", *arguments) == 0, desk.err
    return list(csv.reader(io.StringIO(desk.out)))


def test_duties_are_told_by_role_unless_names_are_asked_for(desk: Answers) -> None:
    by_role = rows(desk, *WEEKS)
    assert by_role[0] == ["role", "from", "until", "as"]
    assert not any(name in desk.out for name in (*PEOPLE, "Anna", "Bram", "Cato"))
    named = rows(desk, *WEEKS, "--names")
    assert named[0] == ["role", "from", "until", "as", "person", "person_name"]
    assert ["OVDBZ", "2026-03-04 07:00", "2026-03-09 12:00", "standby", "anna", "Anna Oever"] in (
        named
    )
    assert [row[:4] for row in named] == by_role


@pytest.mark.parametrize("what", ["people", "training"])
def test_tables_of_people_are_refused_without_names(desk: Answers, what: str) -> None:
    assert desk.ask("export", "csv", "--what", what) == 2
    assert "--names" in desk.err
    assert {row[0] for row in rows(desk, "--what", what, "--names")[1:]} <= PEOPLE
    assert {row[0] for row in rows(desk, "--what", what, "--person", "Anna Oever")[1:]} == {"anna"}


def test_gaps_say_when_and_why(desk: Answers) -> None:
    gaps = rows(desk, "--what", "gaps", *WEEKS, "--role", "OVDBZ")
    assert gaps[0] == ["role", "from", "until", "seconds", "cause"]
    assert ["OVDBZ", "2026-03-03 22:00", "2026-03-04 07:00", "32400", "nobody-planned"] in gaps
    assert not any(name in desk.out for name in PEOPLE)


def test_a_doubled_hour_keeps_its_offset(desk: Answers) -> None:
    roster = desk.root / "rosters" / "proef.yaml"
    text = roster.read_text(encoding="utf-8").replace("handover: Mon 12:00", "handover: Sun 02:30")
    roster.write_text(text.replace("start: 2026-01-05", "start: 2026-01-04"), encoding="utf-8")
    duties = rows(desk, "--role", "HCC", "--from", "2026-10-20", "--until", "2026-10-27")
    assert [row[1:3] for row in duties[1:]] == [
        ["2026-10-18 02:30", "2026-10-25 02:30+02:00"],
        ["2026-10-25 02:30+02:00", "2026-11-01 02:30"],
    ]


def test_a_formula_is_made_a_text(desk: Answers) -> None:
    roster = desk.root / "rosters" / "proef.yaml"
    text = roster.read_text(encoding="utf-8")
    text = text.replace("name: Cato Sluis", 'name: "=1+1", reach: {phone: "+31 320"}')
    roster.write_text(text, encoding="utf-8")
    (cato,) = [row for row in rows(desk, "--what", "people", "--names") if row[0] == "cato"]
    assert cato[1] == "'=1+1"
    path = desk.root / "p.csv"
    path.write_text(desk.out, encoding="utf-8")
    assert desk.json("import", "people", str(path))["unchanged"] == 3


def test_a_workbook_holds_every_table_and_is_read_back_as_it_is(desk: Answers) -> None:
    pytest.importorskip("xlsxwriter", reason="workbooks need the extra xlsx")
    pytest.importorskip("openpyxl", reason="workbooks need the extra xlsx")
    path = desk.root / "uit.xlsx"
    assert desk.ask("export", "xlsx", "--names", *WEEKS, "-o", str(path)) == 0
    data = path.read_bytes()
    for sheet in ("people", "duties", "training", "gaps"):
        assert read_table("uit.xlsx", data, sheet=sheet).rows, sheet
    for kind, count in (("people", 3), ("training", 2)):
        answer = desk.json("import", kind, str(path), "--sheet", kind)
        assert (answer["unchanged"], len(answer["rows"])) == (count, count)
    assert desk.ask("export", "xlsx", "--names", *WEEKS, "-o", str(path)) == 0
    assert path.read_bytes() == data


def test_a_workbook_without_names_has_no_table_of_people(desk: Answers) -> None:
    pytest.importorskip("xlsxwriter", reason="workbooks need the extra xlsx")
    pytest.importorskip("openpyxl", reason="workbooks need the extra xlsx")
    path = desk.root / "uit.xlsx"
    assert desk.ask("export", "xlsx", *WEEKS, "-o", str(path)) == 0
    found = read_table("uit.xlsx", path.read_bytes(), sheet="people")
    assert "known are duties, gaps" in str(found.findings[0].help)


def test_without_the_extra_it_says_what_to_install(
    desk: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "crisis_tui.reports.xlsx_sheets", raising=False)
    path = desk.root / "uit.xlsx"
    assert desk.ask("export", "xlsx", *WEEKS, "-o", str(path)) == 2
    assert 'extra "xlsx"' in desk.err
    assert not path.exists()


def test_a_calendar_holds_duties_alone(desk: Answers) -> None:
    assert desk.ask("export", "ics", "--what", "people", "--names") == 2
    assert "duties alone" in desk.err
