"""`crisis-tui training`: states, roles, expiry, exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.rosters import Answers


def test_one_person_as_json(desk: Answers) -> None:
    document = desk.json("training", "--person", "anna", "--at", "2027-03-01 10:00")
    assert document["at"] == "2027-03-01T10:00:00+01:00"
    assert document["people"] == [
        {
            "id": "anna",
            "name": "Anna Oever",
            "roles": [
                {"role": "OVDBZ", "fit": True, "missing": [], "cause": None},
                {"role": "TLOPV", "fit": True, "missing": [], "cause": None},
            ],
            "qualifications": [
                {
                    "id": "BOB",
                    "state": "valid",
                    "until": "2027-05-15T00:00:00+02:00",
                    "state_until": "2027-05-15T00:00:00+02:00",
                    "expiring": True,
                }
            ],
        }
    ]


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("2025-05-13 23:59:59", "never"),
        ("2025-05-14 00:00", "valid"),
        ("2027-05-14 23:59:59", "valid"),
        ("2027-05-15 00:00", "grace"),
        ("2027-06-14 00:00", "expired"),
    ],
)
def test_states(desk: Answers, at: str, state: str) -> None:
    anna = desk.json("training", "--person", "anna", "--at", at)["people"][0]
    assert anna["qualifications"][0]["state"] == state
    assert anna["roles"][0]["fit"] == (state == "valid")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--at", "2026-03-01"], 0),
        (["--at", "2027-02-01", "--strict"], 1),
        (["--at", "2027-02-01", "--strict", "--within", "1w"], 0),
        (["--at", "2027-02-01"], 0),
        (["--at", "2027-04-01"], 1),
        (["--at", "2027-04-01", "--person", "Anna Oever"], 0),
        (["--person", "niemand"], 2),
        (["--within", "90"], 2),
    ],
)
def test_exit_codes(desk: Answers, arguments: list[str], code: int) -> None:
    assert desk.ask("training", *arguments) == code


def test_the_text_tells_what_needs_attention(desk: Answers) -> None:
    desk.ask("training", "--at", "2027-04-01")
    assert "✗ 1 person lacks what a role asks for   1 expires within 90 days" in desk.out
    assert "✗ OVDBZ: lacks BOB" in desk.out
    assert "valid through sun 14 mar 2027" in desk.out
    for lang in ("en", "nl"):
        desk.ask("training", "--at", "2027-04-01", lang=lang)
        assert max(len(line) for line in desk.out.splitlines()) <= 80


def test_records_that_nobody_keeps_up_are_told(desk: Answers) -> None:
    for at, told in (("2026-05-01 12:00", False), ("2026-06-01 12:00", True)):
        document = desk.json("training", "--at", at)
        assert [each["code"] for each in document["findings"]] == ["P425"] * told
        desk.ask("training", "--at", at)
        assert ("2025-05-14, 54 weeks ago" in desk.out) is told


def test_the_matrix_in_80_columns_with_what_is_lost_first_on_top(desk: Answers) -> None:
    assert desk.ask("training", "--matrix", "--at", "2027-03-01", "--within", "90d") == 0
    lines = desk.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[1] == "✓ everybody has what their roles ask for   2 expire within 90 days"
    rows = [line for line in lines if line.startswith(("Anna", "Bram", "Cato"))]
    assert [(row.split()[0], row.split()[2]) for row in rows] == [
        ("Bram", "~"),
        ("Anna", "~"),
        ("Cato", "·"),
    ]
    assert rows[0].endswith("14 mar 2027")
    assert "~ expires soon" in desk.out
    desk.ask("training", "--matrix", "--at", "2027-03-01", "--within", "10d")
    assert "0 expire within 10 days" in desk.out


def test_many_qualifications_are_shown_block_below_block(desk: Answers) -> None:
    names = [f"Q{number}" for number in range(40)]
    qualifications = "".join(f"  - {{id: {name}, title: T}}\n" for name in names)
    records = "".join(
        f"  - {{person: anna, qualification: {name}, on: 2025-01-01}}\n" for name in names
    )
    text = f"training: 1\nqualifications:\n{qualifications}records:\n{records}"
    desk.write("rosters/training.yaml", text)
    desk.ask("training", "--matrix", "--at", "2027-03-01")
    assert max(map(len, desk.out.splitlines())) <= 80
    assert desk.out.count("Anna Oever") == 3
    shown = desk.out.split()
    assert all(shown.count(name) == 1 for name in names)
