"""Every code has a page, and the examples on the pages do what they say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import crisis_tui
from crisis_tui.basis.findings import Severity
from crisis_tui.basis.parts import Part
from crisis_tui.bootstrap import load_roster, timeliness_faults
from crisis_tui.cli.check_files import FileChecker
from crisis_tui.files.code_pages import code_pages
from crisis_tui.files.workspace import Workspace
from crisis_tui.readiness.compiling import workforce_of
from crisis_tui.roster.coverage import coverage
from crisis_tui.roster.coverage_findings import coverage_findings
from crisis_tui.roster.pool import smallest_pool
from crisis_tui.roster.rest.evaluation import rest_report
from crisis_tui.roster.rest.findings import rest_findings
from tests.codes.without_example import WITHOUT_EXAMPLE
from tests.roster.build import window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.codes import CodePage
    from crisis_tui.basis.findings import Finding

PACKAGE = Path(crisis_tui.__file__).parent
CODE = re.compile(r'"([A-Z]\d{3})"')
SCENARIO = """\
scenario: 1
id: voorbeeld
title: Voorbeeld
crisis: cyber
story_start: 2026-03-03 08:00
end: 60m
injects:
  - {id: C01, at: 1m, from: servicedesk, to: [CISO], title: Start}
"""
ROSTER = """\
roster: 1
organisation: Voorbeeldstad
planned_until: open
roles:
  - {id: CISO, title: CISO, requires: [BOB]}
  - {id: GS, title: Secretaris}
  - {id: LEEG, title: Leeg}
people:
  - {id: anna, name: Anna Vaart, roles: [CISO]}
  - {id: bert, name: Bert Plas, roles: [CISO, GS]}
"""
TRAINING = """\
training: 1
qualifications: [{id: BOB, title: Besluitvorming, current: {any: [{months: 24}]}}]
files: [records.csv]
"""
CALENDAR = "BEGIN:VCALENDAR\nVERSION:2.0\n{example}END:VCALENDAR\n"
CALENDAR_DUTY = """\
  - {id: cas1, name: Cas Dijk, roles: [CISO]}
  - {id: cas2, name: Cas Dijk, roles: [CISO]}
duties:
  - calendar: {role: CISO, file: ciso.ics, match: name}
"""
RECORDS = "person,qualification,on\nanna,BOB,2025-05-14\n"
NAMES = {
    "calendar": "rosters/ciso.ics",
    "scenario": "scenarios/voorbeeld.yaml",
    "roster": "rosters/rooster.yaml",
    "records": "rosters/records.csv",
    "norms": "norms/eigen.yaml",
    "whole": "bestand.yaml",
}
COVERED = {"calendar", "roster", "records"}
SECTION = re.compile(r"^(?=\w+:)", re.MULTILINE)


def used_codes() -> set[str]:
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        found |= set(CODE.findall(path.read_text(encoding="utf-8")))
    return {code for code in found if code[0] in "YSTRGPLQI"}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert used_codes() == set(code_pages())


def test_every_code_that_can_have_an_example_has_one() -> None:
    pages = code_pages().items()
    assert {code for code, page in pages if None in (page.wrong, page.right)} == set(
        WITHOUT_EXAMPLE
    )


def with_sections(base: str, example: str) -> str:
    """Replace the top-level keys of `base` by those of the example, and add its new ones."""
    replaced = set(re.findall(r"^(\w+):", example, re.MULTILINE))
    kept = [part for part in SECTION.split(base) if part.partition(":")[0] not in replaced]
    return "".join(kept) + example


def write_example(folder: Path, page: CodePage, example: str) -> None:
    """Write a workspace with the example in it."""
    files = {
        "rosters/rooster.yaml": ROSTER,
        "rosters/training.yaml": TRAINING,
        "rosters/records.csv": RECORDS,
        "scenarios/voorbeeld.yaml": SCENARIO,
    }
    name = NAMES[page.file]
    if page.file == "calendar":
        files["rosters/rooster.yaml"] += CALENDAR_DUTY
        files[name] = CALENDAR.format(example=example)
    elif page.file in {"records", "whole"}:
        files[name] = example
    else:
        files[name] = with_sections(files.get(name, "norms: 1\n"), example)
    for relative, text in files.items():
        path = folder / relative
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def checked(folder: Path, page: CodePage) -> tuple[Finding, ...]:
    """Return what `check` finds, of the file alone if the example is a whole one."""
    checker = FileChecker(Workspace(folder, folder / "exercises"), None)
    for _name, step in checker.steps(
        [str(folder / NAMES["whole"])] if page.file == "whole" else []
    ):
        step()
    return checker.result().findings


def codes_of(folder: Path, page: CodePage, example: str) -> set[str]:
    write_example(folder, page, example)
    found = {finding.code for finding in checked(folder, page)}
    return found | coverage_codes(folder) if page.file in COVERED else found


def coverage_codes(folder: Path) -> set[str]:
    """Return what `coverage` finds in a year of the roster."""
    loaded = load_roster(Workspace(folder, folder / "exercises"), None)
    if loaded.roster is None:
        return set()
    workforce = workforce_of(loaded.roster, loaded.training, loaded.norms, loaded.calendars)
    year, part = window("2026-01-01", "2027-01-01"), Part(loaded.file, loaded.roster)
    pools = {
        name: smallest_pool(workforce, workforce.demand(role, year), year)
        for name, role in workforce.roles.items()
    }
    found = [
        *coverage_findings(coverage(workforce, year), pools, workforce, part, loaded.locate),
        *rest_findings(rest_report(workforce, year), workforce, part, loaded.locate),
        *timeliness_faults(loaded, year.from_ms),
    ]
    return {finding.code for finding in found}


def examples() -> Iterator[tuple[str, CodePage]]:
    for code, page in code_pages().items():
        if page.wrong is not None and page.right is not None:
            yield code, page


@pytest.mark.parametrize(("code", "page"), list(examples()))
def test_wrong_example_raises_its_code_and_right_one_does_not(
    code: str, page: CodePage, tmp_path: Path
) -> None:
    wrong, right = tmp_path / "wrong", tmp_path / "right"
    wrong.mkdir()
    right.mkdir()
    assert code in codes_of(wrong, page, page.wrong or "")
    assert code not in codes_of(right, page, page.right or "")


def test_right_examples_hold_no_error(tmp_path: Path) -> None:
    for code, page in examples():
        folder = tmp_path / code
        folder.mkdir()
        write_example(folder, page, page.right or "")
        errors = [
            (finding.code, str(finding.message))
            for finding in checked(folder, page)
            if finding.severity is Severity.ERROR
        ]
        assert errors == [], code
