"""What is exported and taken in again is the same model, whichever format it goes through."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crisis_tui import bootstrap
from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.times import Interval
from crisis_tui.files.importing import plan_import
from crisis_tui.files.importing.edit import edited_bytes
from crisis_tui.files.rosters import load_roster_file
from crisis_tui.files.tables import read_table
from crisis_tui.readiness.compiling import workforce_of
from crisis_tui.readiness.sheets import Sheet, duties_sheet, people_sheet, training_sheet
from crisis_tui.reports.exports import write_tables
from crisis_tui.roster.duty_list import duty_table
from crisis_tui.roster.model import Duty, Roster
from crisis_tui.training.model import Training
from tests.files.making import workspace
from tests.roster.build import at

if TYPE_CHECKING:
    from crisis_tui.files.loaded import LoadedRoster

HEAD = """\
roster: 1
organisation: Proef
planned_until: open
roles:
  - {id: OVD, title: Officier}
  - {id: HCC, title: {nl: Hoofd, en: Head}}
"""
TRAINING = """\
training: 1
qualifications:
  - {id: BOB, title: Besluitvorming}
  - {id: OEF, title: Oefening}
"""
TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1)
NAMES = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,7}", fullmatch=True)
MINUTES = st.integers(0, 3000).map(lambda minutes: f"{minutes}m")
SKIPPED_OR_DOUBLED = 2
"""The hour of the clock that is no single instant in the nights of change."""
DATES = st.dates(datetime(2020, 1, 1).date(), datetime(2030, 1, 1).date()).map(str)  # noqa: DTZ001


def present(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}


@st.composite
def people(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for name in draw(st.lists(IDS, unique_by=str.casefold, max_size=4)):
        from_, until = sorted((draw(DATES), draw(DATES)))
        travel = {key: draw(st.none() | MINUTES) for key in ("home", "office", "other", "prepare")}
        mail = f"{name}@example.invalid".lower() if draw(st.booleans()) else None
        found.append(
            present(
                {
                    "id": name,
                    "name": draw(NAMES),
                    "kind": draw(st.sampled_from(["employee", "administrator", "partner"])),
                    "status": draw(st.sampled_from(["inzetbaar", "in_opleiding", "uit_dienst"])),
                    "roles": draw(st.lists(st.sampled_from(["OVD", "HCC"]), unique=True)),
                    "employed": present({"from": from_, "until": until if until > from_ else None}),
                    "travel": present(travel),
                    "reach": present({"phone": draw(st.none() | NAMES), "mail": mail}),
                }
            )
        )
    return found


@st.composite
def shifts(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return shifts without overlap, some in the nights of clock change."""
    moment = draw(st.sampled_from(["2026-03-28 20:00", "2026-10-24 20:00", "2026-06-01 08:00"]))
    start = datetime.fromisoformat(moment)
    found = []
    for _ in range(draw(st.integers(0, 6))):
        start += timedelta(hours=draw(st.integers(4, 9)), minutes=draw(st.integers(0, 59)))
        end = start + timedelta(hours=draw(st.integers(4, 12)))
        if SKIPPED_OR_DOUBLED in {start.hour, end.hour}:
            start = end
            continue
        found.append(
            {
                "shift": {
                    "role": draw(st.sampled_from(["OVD", "HCC"])),
                    "person": draw(st.sampled_from(["anna", "bram"])),
                    "from": f"{start:%Y-%m-%d %H:%M}",
                    "until": f"{end:%Y-%m-%d %H:%M}",
                    "as": draw(st.sampled_from(["work", "standby"])),
                }
            }
        )
        start = end
    return found


RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "person": st.sampled_from(["anna", "bram"]),
            "qualification": st.sampled_from(["BOB", "OEF"]),
            "kind": st.sampled_from(["course", "exercise", "instructie"]),
            "on": DATES,
        },
        optional={
            "hours": st.integers(0, 400).map(lambda quarters: str(quarters / 4)),
            "evidence": NAMES,
        },
    ),
    max_size=6,
    unique_by=lambda each: (each["person"], each["qualification"], each["kind"], each["on"]),
)
DUTY_PEOPLE = "people:\n  - {id: anna, name: Anna}\n  - {id: bram, name: Bram}\n"


def load(folder: Path, roster: str, training: str = TRAINING) -> LoadedRoster:
    files: dict[str, str | bytes] = {"rosters/r.yaml": roster, "rosters/training.yaml": training}
    return bootstrap.load_roster(workspace(folder, files), "r")


def taken_in(loaded: LoadedRoster, kind: str, sheet: Sheet, into: str) -> LoadedRoster:
    """Return the roster after a sheet went through a format and in again, which changes nothing twice."""
    table = read_table(f"t.{into}", write_tables([sheet], into))
    plan = plan_import(kind, table, loaded)
    assert {row.outcome for row in plan.rows} <= {"new"}, plan.rows
    assert plan.findings == []
    path = loaded.files[plan.target.file]
    if plan.changes_anything:
        path.write_bytes(edited_bytes(path.read_bytes(), plan))
    space = workspace(path.parent.parent, {})
    after = load_roster_file(space, path.parent / "r.yaml")
    again = plan_import(kind, table, after)
    assert {row.outcome for row in again.rows} <= {"unchanged"}, again.rows
    return after


FORMATS = ["csv", "xlsx"]


@pytest.fixture(params=FORMATS)
def into(request: pytest.FixtureRequest) -> str:
    if request.param == "xlsx":
        for library in ("openpyxl", "xlsxwriter"):
            pytest.importorskip(library, reason="workbooks need the extra xlsx")
    return str(request.param)


few = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@few
@given(people())
def test_people(into: str, entries: list[dict[str, Any]]) -> None:
    wanted = Roster.model_validate(
        {"roster": "1", "organisation": "Proef", "planned_until": "open", "people": entries}
    )
    with TemporaryDirectory() as folder:
        after = taken_in(load(Path(folder), HEAD), "people", people_sheet(wanted), into)
    assert after.roster is not None
    assert after.roster.people == wanted.people


@few
@given(shifts())
def test_shifts(into: str, entries: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        empty = load(Path(folder), HEAD + DUTY_PEOPLE)
        assert empty.roster is not None
        duties = tuple(Duty.model_validate(each) for each in entries)
        held = empty.roster.model_copy(update={"duties": duties})
        force = workforce_of(held, empty.training, empty.norms, {})
        table = duty_table("r", force, Interval(at("2026-01-01"), at("2027-01-01")), None, None)
        after = taken_in(empty, "shifts", duties_sheet(table, names=True), into)
        assert after.roster is not None
        back = workforce_of(after.roster, empty.training, empty.norms, {})
        span = Interval(at("2026-01-01"), at("2026-01-01") + 366 * DAY_MS)
        for role in ("OVD", "HCC"):
            assert back.on_duty(role, span) == force.on_duty(role, span)


@few
@given(RECORDS)
def test_records(into: str, entries: list[dict[str, Any]]) -> None:
    wanted = Training.model_validate({"training": "1", "records": entries})
    with TemporaryDirectory() as folder:
        empty = load(Path(folder), HEAD + DUTY_PEOPLE)
        after = taken_in(empty, "training", training_sheet(wanted), into)
    assert after.training.records == wanted.records
    assert replace(after, findings=()).training.qualifications == empty.training.qualifications
