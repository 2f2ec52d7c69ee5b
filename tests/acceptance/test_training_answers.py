"""cli.md, `training`, and formats.md, "Training": what is valid, until when, and who may do what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.files import roster

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger

SHIFT = "- shift: {role: OVD, person: anna, from: 2020-01-01 00:00, until: 2040-01-01 00:00}"


def write(here: Stranger, rule: str, *records: str, more: str = "", fields: str = "") -> None:
    people = f"- {{id: anna, name: Anna Oever, roles: [OVD]{fields}}}"
    text = roster("- {id: OVD, title: Officier, requires: [BOB]}", people, SHIFT)
    here.write("rosters/proef.yaml", text)
    lines = "".join(f"  - {{person: anna, qualification: BOB, {record}}}\n" for record in records)
    training = f"training: 1\nqualifications:\n  - {{id: BOB, title: B, current: {rule}{more}}}\n"
    here.write("rosters/training.yaml", training + (f"records:\n{lines}" if records else ""))


def held(here: Stranger, at: str) -> dict[str, Any]:
    (person,) = here.json("training", "--at", at)["people"]
    (qualification,) = person["qualifications"]
    return dict(qualification)


MONTHS = "{any: [{months: 24}]}"
COURSE = "kind: course, on: 2025-03-31"


def test_the_fields_of_a_person(here: Stranger) -> None:
    write(here, MONTHS, COURSE)
    document = here.json("training", "--at", "2026-03-03 12:00")
    assert document["at"] == "2026-03-03T12:00:00+01:00"
    (person,) = document["people"]
    assert person["id"] == "anna"
    (role,) = person["roles"]
    assert role.items() >= {"role": "OVD", "fit": True, "missing": []}.items()
    (qualification,) = person["qualifications"]
    expected = {"id": "BOB", "state": "valid", "until": "2027-04-01T00:00:00+02:00"}
    assert qualification.items() >= expected.items()


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("2025-03-30 23:59:59", "never"),
        ("2025-03-31 00:00", "valid"),
        ("2027-03-31 23:59:59", "valid"),
        ("2027-04-01 00:00", "grace"),
        ("2027-04-30 23:59:59", "grace"),
        ("2027-05-01 00:00", "expired"),
    ],
)
def test_the_last_day_counts_then_grace_then_expired(here: Stranger, at: str, state: str) -> None:
    write(here, MONTHS, COURSE, more=", grace: 30d")
    assert held(here, at)["state"] == state
    said = here.ask("training", "--at", at, "--format", "json")
    (role,) = said.json["people"][0]["roles"]
    assert role["fit"] == (state == "valid")
    assert role["missing"] == ([] if state == "valid" else ["BOB"])
    assert said.code == (0 if state == "valid" else 1)
    (post,) = here.json("oncall", "--at", at)["posts"]
    assert post["status"] == ("filled" if state == "valid" else "unqualified")
    assert post["people"][0]["qualified"] == (state == "valid")


def test_grace_and_expiry_are_shown_apart(here: Stranger) -> None:
    write(here, MONTHS, COURSE, more=", grace: 30d")
    for at, word in (("2027-04-02", "grace"), ("2027-06-01", "expired"), ("2020-01-02", "never")):
        assert word in here.ask("training", "--at", at).out


@pytest.mark.parametrize(
    ("months", "on", "last_day_counts", "until"),
    [
        (24, "2025-03-31", "true", "2027-04-01T00:00:00+02:00"),
        (24, "2025-03-31", "false", "2027-03-31T00:00:00+02:00"),
        (1, "2025-01-31", "true", "2025-03-01T00:00:00+01:00"),
        (1, "2024-01-31", "true", "2024-03-01T00:00:00+01:00"),
        (12, "2024-02-29", "true", "2025-03-01T00:00:00+01:00"),
        (12, "2024-02-29", "false", "2025-02-28T00:00:00+01:00"),
    ],
)
def test_months_run_to_the_same_day_or_the_months_last(
    here: Stranger, months: int, on: str, last_day_counts: str, until: str
) -> None:
    rule = f"{{any: [{{months: {months}}}]}}"
    write(here, rule, f"kind: course, on: {on}", more=f", last_day_counts: {last_day_counts}")
    assert held(here, f"{on} 12:00")["until"] == until


@pytest.mark.parametrize(
    ("rule", "records", "at", "state"),
    [
        ("{any: [{once: true}]}", ["kind: course, on: 2001-01-01"], "2026-03-03", "valid"),
        (
            "{any: [{exercises: 2, in_months: 12}]}",
            ["kind: exercise, on: 2025-06-01", "kind: exercise, on: 2026-02-01"],
            "2026-03-03",
            "valid",
        ),
        (
            "{any: [{exercises: 2, in_months: 12}]}",
            ["kind: exercise, on: 2025-01-01", "kind: exercise, on: 2026-02-01"],
            "2026-03-03",
            "never",
        ),
        (
            "{any: [{exercises: 1, in_months: 12}]}",
            ["kind: course, on: 2026-02-01"],
            "2026-03-03",
            "never",
        ),
        (
            "{any: [{hours: 40, per: calendar-year}]}",
            ["kind: course, on: 2026-01-10, hours: 16", "kind: course, on: 2026-02-10, hours: 24"],
            "2026-03-03",
            "valid",
        ),
        (
            "{any: [{hours: 40, per: calendar-year}]}",
            ["kind: course, on: 2026-01-10, hours: 16", "kind: course, on: 2026-02-10, hours: 23"],
            "2026-03-03",
            "never",
        ),
        (
            "{any: [{months: 3}, {exercises: 1, in_months: 12}]}",
            ["kind: exercise, on: 2025-06-01"],
            "2026-03-03",
            "valid",
        ),
        (
            "{all: [{months: 24}, {exercises: 1, in_months: 12}]}",
            ["kind: course, on: 2025-06-01"],
            "2026-03-03",
            "never",
        ),
        (
            "{all: [{months: 24}, {exercises: 1, in_months: 12}]}",
            ["kind: course, on: 2025-06-01", "kind: exercise, on: 2026-01-01"],
            "2026-03-03",
            "valid",
        ),
    ],
)
def test_currency_rules(here: Stranger, rule: str, records: list[str], at: str, state: str) -> None:
    write(here, rule, *records)
    assert held(here, at)["state"] == state


def test_a_renewal_before_expiry_joins_up(here: Stranger) -> None:
    write(here, MONTHS, COURSE, "kind: course, on: 2026-10-01")
    assert held(here, "2026-12-01")["until"] == "2028-10-02T00:00:00+02:00"


def test_records_from_a_csv_file(here: Stranger) -> None:
    write(here, MONTHS)
    with (here.root / "rosters/training.yaml").open("a") as file:
        file.write("files: [records.csv]\n")
    header = "person,qualification,kind,on,hours,evidence\n"
    here.write("rosters/records.csv", header + "anna,BOB,course,2025-03-31,,diploma\n")
    assert held(here, "2026-03-03")["state"] == "valid"
    here.write("rosters/records.csv", header + "anna,BOP,course,2025-03-31,,diploma\n")
    (found,) = [each for each in here.json("check")["findings"] if each["severity"] == "error"]
    assert (found["file"].rsplit("/", 1)[-1], found["line"]) == ("records.csv", 2)
    assert "BOB" in found["help"]


def test_what_expires_within_a_while(here: Stranger) -> None:
    write(here, MONTHS, COURSE)
    at = ("--at", "2027-01-15")
    assert "1 expire" in here.ask("training", *at, "--within", "90d").out
    assert "0 expire" in here.ask("training", *at, "--within", "60d").out
    assert here.ask("training", *at).code == 0
    assert here.ask("training", *at, "--strict").code == 1
    assert here.ask("training", *at, "--strict", "--within", "60d").code == 0
    assert here.ask("training", "--within", "soon").code == 2


@pytest.mark.parametrize("name", ["anna", "Anna Oever"])
def test_one_person_can_be_asked(here: Stranger, name: str) -> None:
    write(here, MONTHS, COURSE)
    here.change("rosters/proef.yaml", "people:\n", "people:\n  - {id: bram, name: Bram Dijk}\n")
    (person,) = here.json("training", "--person", name)["people"]
    assert person["id"] == "anna"
    assert len(here.json("training")["people"]) == 2


@pytest.mark.parametrize(
    ("fields", "fit"),
    [
        ("", True),
        (", status: in_opleiding", False),
        (", status: uit_dienst", False),
        (", employed: {until: 2026-01-01}", False),
        (", away: [{from: 2026-03-01 00:00, until: 2026-04-01 00:00}]", True),
    ],
)
def test_fit_is_more_than_trained_but_not_present(
    here: Stranger,
    fields: str,
    fit: bool,  # noqa: FBT001
) -> None:
    write(here, MONTHS, COURSE, fields=fields)
    (person,) = here.json("training", "--at", "2026-03-03")["people"]
    assert person["roles"][0]["fit"] is fit


def test_the_training_file_can_be_named_and_is_found_by_itself(here: Stranger) -> None:
    write(here, MONTHS, COURSE)
    assert held(here, "2026-03-03")["state"] == "valid"
    (here.root / "rosters/training.yaml").rename(here.root / "rosters/opleiding.yaml")
    assert held(here, "2026-03-03")["state"] == "never"
    here.change("rosters/proef.yaml", "\nroles:", "\ntraining: [opleiding.yaml]\nroles:")
    assert held(here, "2026-03-03")["state"] == "valid"


def test_a_mandate_ends_and_splits_a_duty(here: Stranger) -> None:
    duty = "- shift: {role: OVD, person: anna, from: 2026-03-02, until: 2026-03-09, as: standby}"
    text = roster("- {id: OVD, title: Officier, requires: [MANDAAT]}", duties=duty)
    here.write("rosters/proef.yaml", text)
    qualifications = "training: 1\nqualifications: [{id: MANDAAT, title: Mandaat}]\n"
    here.write("rosters/training.yaml", qualifications + "files: [mandaten.csv]\n")
    table = "person;qualification;kind;on;until\nanna;MANDAAT;mandate;2026-01-01;2026-03-05\n"
    here.write("rosters/mandaten.csv", table)
    assert here.ask("check").code == 0
    week = ("--from", "2026-03-02", "--until", "2026-03-09")
    (found,) = here.json("coverage", *week)["roles"]
    (gap,) = found["gaps"]
    assert (gap["from"], gap["cause"]) == ("2026-03-05T00:00:00+01:00", "unqualified")
    here.write("rosters/mandaten.csv", table.replace("2026-03-05", "2025-03-05"))
    (fault,) = here.json("check")["findings"]
    assert (fault["code"], fault["line"]) == ("T205", 2)
    assert fault["file"].endswith("mandaten.csv")
