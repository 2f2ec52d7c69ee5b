"""cli.md, `change`: the edit as a diff, written whole with every comment kept, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.files import roster

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.stranger import Said, Stranger

NIGHT = ("--from", "2026-03-03 22:00", "--until", "2026-03-04 07:00")
PEOPLE = """
- {id: anna, name: Anna Oever, roles: [OVD]}   # belt het liefst 's avonds
- {id: bram, name: Bram Dijk, roles: [OVD]}
"""
ALL_WEEK = (
    "- shift: {role: OVD, person: anna, from: 2026-03-02 00:00, until: 2026-03-09 00:00}  # week 10"
)
CHANGES = {
    "none": "",
    "a list": "- {role: OVD, from: 2026-03-05 22:00, until: 2026-03-06 07:00, remove: anna}  # griep",
}


@pytest.fixture
def file(here: Stranger) -> Path:
    return here.write("rosters/proef.yaml", roster(people=PEOPLE, duties=ALL_WEEK))


def changed(here: Stranger, *arguments: str) -> Said:
    return here.ask("change", "OVD", *NIGHT, *arguments, "--format", "json")


def names(here: Stranger, at: str) -> list[str]:
    (post,) = here.json("oncall", "--at", at)["posts"]
    return [person["id"] for person in post["people"]]


def test_without_a_terminal_nothing_is_written(here: Stranger, file: Path) -> None:
    before = file.read_bytes()
    said = changed(here, "--replace", "anna", "--by", "bram")
    document: dict[str, Any] = said.json
    assert said.code == 1
    assert document["applied"] is False
    assert document["file"].endswith("proef.yaml")
    assert document["line"] > 1
    assert "bram" in document["diff"]
    assert file.read_bytes() == before


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("ending", ["\n", ""], ids=["newline", "no newline"])
def test_what_was_there_stays_byte_for_byte(here: Stranger, changes: str, ending: str) -> None:
    text = roster(people=PEOPLE, duties=ALL_WEEK, changes=changes).rstrip("\n") + ending
    file = here.write("rosters/proef.yaml", text)
    said = changed(here, "--replace", "anna", "--by", "bram", "--note", "ruil: 'net' zo", "--yes")
    assert (said.code, said.json["applied"]) == (0, True), said.err
    after = file.read_text(encoding="utf-8")
    for comment in ("# belt het liefst 's avonds", "# week 10", *(["# griep"] if changes else [])):
        assert comment in after
    kept = iter(after.splitlines())
    lost = [line for line in text.splitlines() if line not in kept]
    assert lost in ([], ["  []"], ["changes:", "  []"])
    assert names(here, "2026-03-03 23:00") == ["bram"]
    assert names(here, "2026-03-04 07:00") == ["anna"]
    assert here.ask("check").code == 0


@pytest.mark.parametrize(
    ("form", "people"),
    [
        (("--add", "bram"), ["anna", "bram"]),
        (("--remove", "anna"), []),
        (("--replace", "anna", "--by", "bram"), ["bram"]),
    ],
)
def test_the_three_forms(
    here: Stranger, file: Path, form: tuple[str, ...], people: list[str]
) -> None:
    assert file.exists()
    assert changed(here, *form, "--yes").code == 0
    assert names(here, "2026-03-03 23:00") == people
    assert names(here, "2026-03-03 21:59:59") == ["anna"]


def test_changes_are_added_below_the_earlier_ones(here: Stranger, file: Path) -> None:
    for form in (("--remove", "anna"), ("--add", "anna"), ("--replace", "anna", "--by", "bram")):
        assert changed(here, *form, "--yes").code == 0
    assert names(here, "2026-03-03 23:00") == ["bram"]
    assert file.read_text().index("remove") < file.read_text().index("replace")


def test_who_and_when_is_recorded(here: Stranger, file: Path) -> None:
    changed(here, "--remove", "anna", "--note", "ziek gemeld", "--yes")
    told = [
        path.read_text(encoding="utf-8")
        for path in here.root.rglob("*")
        if path.is_file() and path != file and "ziek gemeld" in path.read_text(errors="replace")
    ]
    assert len(told) == 1
    assert "vera" in told[0]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("OVX", *NIGHT, "--remove", "anna"), "OVD"),
        (("OVD", *NIGHT, "--remove", "ana"), "anna"),
        (("OVD", *NIGHT, "--replace", "anna"), "--by"),
        (("OVD", *NIGHT), "--add"),
        (("OVD", "--from", "2026-03-04 07:00", "--until", "2026-03-03 22:00", "--remove", "anna"), ""),
        (("OVD", "--from", "2026-10-25 02:30", "--until", "2026-10-25 07:00", "--add", "bram"), "+02:00"),
        (("OVD", "--from", "2026-03-29 02:30", "--until", "2026-03-29 07:00", "--add", "bram"), "+01:00"),
    ],
)  # fmt: skip
def test_a_wrong_question_changes_nothing(
    here: Stranger, file: Path, arguments: tuple[str, ...], told: str
) -> None:
    before = file.read_bytes()
    said = here.ask("change", *arguments, "--yes")
    assert said.code == 2, said.out
    assert told in said.err
    assert file.read_bytes() == before


def test_the_samples_are_not_written(here: Stranger) -> None:
    said = here.call(
        "change", "OVDBZ", *NIGHT, "--add", "ketelmeer", "--roster", "dronten", "--yes"
    )
    assert said.code in {1, 2, 3}
    assert "Traceback" not in said.err
    assert said.err
