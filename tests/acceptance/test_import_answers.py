"""Tables in and out, as somebody with Excel and a shell would do it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from tests.acceptance.files import roster

if TYPE_CHECKING:
    from tests.acceptance.stranger import Said, Stranger

PEOPLE = """
    - {id: anna, name: Anna Oever, roles: [OVD]}   # belt terug
    - {id: bram, name: Bram Dijk, roles: [OVD]}
"""
TRAINING = """\
training: 1
qualifications: [{id: BOB, title: Besluitvorming}]
records: []   # nog niets
"""


def settle(here: Stranger) -> str:
    here.write("rosters/proef.yaml", roster(people=PEOPLE))
    here.write("rosters/training.yaml", TRAINING)
    return (here.root / "rosters" / "proef.yaml").read_text(encoding="utf-8")


def imported(here: Stranger, kind: str, table: str, *more: str) -> Said:
    """Import a table that comes through a pipe, as Dutch Excel saved it."""
    data = table.replace("\n", "\r\n").encode("cp1252")
    arguments = ("import", kind, "-", "--workspace", str(here.root), "--me", "vera")
    return here.call(*arguments, *more, stdin=data)


def shifts(*days: int) -> str:
    rows = (f"OVD;Anna Oever;{day}-3-2026 08:00;{day}-3-2026 17:00" for day in days)
    return "Functie;Naam;Van;Tot\n" + "\n".join(rows) + "\n"


def test_a_roster_from_excel_fills_the_post(here: Stranger) -> None:
    before = settle(here)
    at = ("--at", "2026-03-03 12:00", "--role", "OVD")
    assert here.json("oncall", *at)["posts"][0]["status"] == "empty"
    said = imported(here, "shifts", shifts(3, 4), "--yes", "--lang", "nl")
    assert said.code == 0, said.out + said.err
    assert "2 rijen: 2 nieuw" in said.out
    assert all(len(line) <= 80 for line in said.out.splitlines() if not line.startswith(("+", "-")))
    assert here.json("oncall", *at)["posts"][0]["people"][0]["id"] == "anna"
    after = (here.root / "rosters" / "proef.yaml").read_text(encoding="utf-8")
    kept = iter(after.splitlines())
    assert all(line in kept for line in before.splitlines() if "[]" not in line)
    again = imported(here, "shifts", shifts(3, 4), "--yes")
    assert (again.code, "+" in again.out) == (0, False)


def test_bad_rows_are_named_and_good_ones_are_in(here: Stranger) -> None:
    settle(here)
    table = shifts(3) + "OVD;Anna Oevers;4-3-2026 08:00;4-3-2026 17:00\n"
    said = imported(here, "shifts", table, "--yes", "--lang", "en")
    assert said.code == 1
    assert "stdin:3:5: error[R120]" in said.out
    assert 'did you mean "Anna Oever"?' in said.out
    assert here.json("oncall", "--at", "2026-03-03 12:00")["posts"][0]["status"] == "filled"


def test_two_people_at_once_lose_nothing(here: Stranger) -> None:
    settle(here)
    with ThreadPoolExecutor() as pool:
        tables = [shifts(day) for day in range(3, 7)]
        said = list(pool.map(lambda table: imported(here, "shifts", table, "--yes"), tables))
    text = (here.root / "rosters" / "proef.yaml").read_text(encoding="utf-8")
    written = [each.code == 0 for each in said]
    assert any(written)
    assert text.count("shift:") == sum(written)
    for day, is_in in zip(range(3, 7), written, strict=True):
        assert (f"from: 2026-03-{day:02} 08:00" in text) is is_in
    assert here.json("check")["errors"] == 0


def test_people_and_their_courses(here: Stranger) -> None:
    settle(here)
    people = "Naam;Functies;Reistijd (min)\nRené Dröst;OVD;20\n"
    assert imported(here, "people", people, "--yes").code == 0
    records = "Naam;Opleiding;Datum\nRené Dröst;Besluitvorming;14-5-2025\n"
    assert imported(here, "training", records, "--yes").code == 0
    (found,) = here.json("training", "--person", "rene-drost", "--at", "2026-03-03")["people"]
    assert found["qualifications"][0]["state"] == "valid"
    text = (here.root / "rosters" / "training.yaml").read_text(encoding="utf-8")
    assert "# nog niets" in text
    assert here.json("check")["errors"] == 0


def test_what_goes_out_comes_in_unchanged(here: Stranger) -> None:
    settle(here)
    imported(here, "shifts", shifts(3, 4, 5), "--yes")
    window = ("--from", "2026-03-01", "--until", "2026-04-01")
    out = here.ask("export", "csv", *window, "--names").out
    assert imported(here, "shifts", out, "--lang", "en").code == 0
    assert "3 unchanged" in imported(here, "shifts", out, "--lang", "en").out


def test_what_cannot_be_read_is_told_with_its_cure(here: Stranger) -> None:
    settle(here)
    assert here.ask("export", "xlsx", "-o", str(here.root / "all.xlsx")).code == 0
    said = here.ask("import", "people", str(here.root / "all.xlsx"), "--sheet", "mensen")
    assert said.code == 3
    assert 'there is no sheet "mensen": known are' in " ".join(said.err.split())
