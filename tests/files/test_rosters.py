"""Rosters with their training files, tables and norms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui import bootstrap
from crisis_tui.basis.findings import Source
from tests.files.making import ROSTER, places, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.files.loaded import LoadedRoster

TRAINING = "training: 1\nqualifications: [{id: BOB, title: x}]\n"
PEOPLE = "people:\n  - {id: a, name: A}\n  - {id: b, name: B}\n"
GOOD = "person,qualification,kind,on,hours,evidence\na,BOB,course,2025-05-14,3.5,nr 1\n"


def load(folder: Path, files: dict[str, str | bytes]) -> LoadedRoster:
    return bootstrap.load_roster(workspace(folder, files), "r")


def table(folder: Path, content: str | bytes) -> LoadedRoster:
    return load(
        folder,
        {
            "rosters/r.yaml": ROSTER + PEOPLE,
            "rosters/training.yaml": TRAINING + "files: [t.csv]\n",
            "rosters/t.csv": content,
        },
    )


def test_training_beside_the_roster_is_taken(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"rosters/r.yaml": ROSTER, "rosters/training.yaml": TRAINING})
    assert [entry.id for entry in loaded.training.qualifications] == ["BOB"]
    assert set(loaded.files) == {
        "rosters/r.yaml",
        "rosters/training.yaml",
        "crisis-tui/norms/nl.yaml",
    }


def test_named_training_files_are_joined(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        {
            "rosters/r.yaml": ROSTER + "training: [one.yaml, two.yaml]\n",
            "rosters/training.yaml": "broken: [",
            "rosters/one.yaml": TRAINING,
            "rosters/two.yaml": "training: 1\nrecords: [{person: a, qualification: BOB, on: 2025-01-01}]\n",
        },
    )
    assert loaded.findings == ()
    assert [entry.person for entry in loaded.training.records] == ["a"]
    assert [part.file for part in loaded.training_parts] == ["rosters/one.yaml", "rosters/two.yaml"]


@pytest.mark.parametrize("name", ["missing.yaml", "../x.yaml", "/etc/passwd"])
def test_training_that_cannot_be_read_is_told_at_its_name(tmp_path: Path, name: str) -> None:
    loaded = load(tmp_path, {"rosters/r.yaml": ROSTER + f"training: [{name}]\n"})
    assert places(loaded.findings) == [("R110", "rosters/r.yaml", 4, 12)]
    assert loaded.muted.has("qualification", "BOB")


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        b"\xef\xbb\xbf" + GOOD.replace(",", ";").replace("3.5", "3,5").encode(),
        GOOD.replace("\n", "\r\n").replace(",", "\t"),
        'on,PERSON, qualification,evidence,kind,hours\n\n2025-05-14,a,BOB,"nr 1",course,3.5\n,,,,,\n',
    ],
)
def test_tables_as_people_save_them(tmp_path: Path, content: str | bytes) -> None:
    loaded = table(tmp_path, content)
    assert loaded.findings == ()
    [record] = loaded.training.records
    assert (record.person, record.hours, record.evidence) == ("a", 3.5, "nr 1")


def test_good_rows_count_and_bad_ones_are_told_by_their_cell(tmp_path: Path) -> None:
    loaded = table(
        tmp_path,
        "person;qualification;on;hours;evidence\n"
        'a;BOB;2025-05-14;1;"twee\nregels; echt"\n'
        "a;BOB;14-05-2025;1;\n"
        "a b;BOB;2025-05-14;veel;\n"
        "a;BOB;2025-05-14;1;x;y\n"
        ";BOB;2025-05-14;;\n"
        "b;BOB;2025-05-15;2;\n",
    )
    assert [record.person for record in loaded.training.records] == ["a", "b"]
    assert places(loaded.findings) == [
        ("S122", "rosters/t.csv", 4, 7),
        ("S122", "rosters/t.csv", 5, 1),
        ("S122", "rosters/t.csv", 5, 20),
        ("S122", "rosters/t.csv", 6, 22),
        ("S122", "rosters/t.csv", 7, 1),
    ]
    assert str(loaded.findings[0].help) == "write 2025-05-14"
    where = loaded.locate(Source("rosters/t.csv", ("records", 1, "on")))
    assert (where.line, where.column, where.end_column) == (8, 7, 17)


@pytest.mark.parametrize(
    ("content", "column", "words"),
    [
        ("persoon,qualification,on\na,BOB,2025-01-01\n", 1, "persoon"),
        ("person,qualification\na,BOB\n", 1, "columns are missing: on"),
        ('person,qualification,on\na,"BOB,2025-01-01\n', 1, "quote"),
    ],
)
def test_a_table_with_a_wrong_head(tmp_path: Path, content: str, column: int, words: str) -> None:
    finding = table(tmp_path, content).findings[0]
    assert (finding.code, finding.where.column) == ("S121", column)
    assert words in str(finding.message)


def test_own_norms_override_the_shipped_ones_by_id(tmp_path: Path) -> None:
    own = (
        "norms: 1\nitems:\n  - {id: bvr-2.3.1-copi, kind: arrival, title: x, value: 45m,"
        " source: eigen, certainty: example, checked: 2026-01-01}\n"
    )
    loaded = load(tmp_path, {"rosters/r.yaml": ROSTER, "norms/eigen.yaml": own})
    assert [each.code for each in loaded.findings] == ["L515"]
    assert loaded.norms.arrival_ms("bvr-2.3.1-copi") == 45 * 60_000
    assert loaded.norms.arrival_ms("bvr-2.3.1-gbt") is not None


def test_broken_norms_mute_what_names_them(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        {
            "rosters/r.yaml": ROSTER + "roles: [{id: A, title: x, arrive: {norm: eigen}}]\n",
            "norms/eigen.yaml": "norms: 2\n",
        },
    )
    assert [each.code for each in bootstrap.roster_faults(loaded)] == ["S107"]
    assert not loaded.muted.has("role", "B")


def test_local_times_in_the_two_nights(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        {
            "rosters/r.yaml": ROSTER
            + "duties:\n"
            + "  - shift: {role: A, person: a, from: 2026-10-25 02:30, until: 2026-10-26 00:00}\n"
            + "  - {}\n"
            + "  - shift: {role: A, person: a, from: 2026-03-29 01:00, until: 2026-03-29 02:00}\n"
        },
    )
    assert places(loaded.findings) == [
        ("T204", "rosters/r.yaml", 5, 39),
        ("S116", "rosters/r.yaml", 6, 5),
        ("T203", "rosters/r.yaml", 7, 64),
    ]
