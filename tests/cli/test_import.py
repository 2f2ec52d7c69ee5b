"""`crisis-tui import`: every row told, good rows taken whatever the bad ones are, nothing unasked."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from crisis_tui.cli.main import run_command_line
from crisis_tui.files.workspace import SAMPLES
from tests.cli.rosters import ROSTER, TRAINING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.rosters import Answers

SHIFTS = "functie;naam;van;tot\nHCC;Cato Sluis;3-3-2026 08:00;3-3-2026 17:00\n"


def roster(desk: Answers) -> Path:
    return desk.root / "rosters" / "proef.yaml"


def training(desk: Answers) -> Path:
    return desk.root / "rosters" / "training.yaml"


def table(desk: Answers, text: str, encoding: str = "utf-8") -> str:
    path = desk.root / "tabel.csv"
    path.write_bytes(text.encode(encoding))
    return str(path)


def asked(desk: Answers, kind: str, text: str, *more: str) -> dict[str, Any]:
    """Import a table and return the answer for programs."""
    return desk.json("import", kind, table(desk, text), *more)


def outcomes(answer: dict[str, Any]) -> list[str]:
    return [row["outcome"] for row in answer["rows"]]


def codes(answer: dict[str, Any]) -> list[tuple[int, str, int]]:
    """Return the line, the code and the column of everything that is wrong with rows."""
    return [
        (found["line"], found["code"], found["column"])
        for row in answer["rows"]
        for found in row["findings"]
    ]


# Nothing is written unless it is wanted


def test_without_a_terminal_and_yes_nothing_is_written(desk: Answers) -> None:
    before = roster(desk).read_bytes()
    assert desk.ask("import", "shifts", table(desk, SHIFTS)) == 1
    assert "+  - shift: {role: HCC, person: cato," in desk.out
    assert "--yes" in desk.err
    assert roster(desk).read_bytes() == before


@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("ja\n", True), ("\n", False)])
def test_at_a_terminal_somebody_is_asked(
    desk: Answers, monkeypatch: pytest.MonkeyPatch, answer: str, *, written: bool
) -> None:
    stdin = io.StringIO(answer)
    monkeypatch.setattr(stdin, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", stdin)
    before = roster(desk).read_bytes()
    assert desk.ask("import", "shifts", table(desk, SHIFTS)) == (0 if written else 1)
    assert (roster(desk).read_bytes() != before) is written


def test_yes_writes_one_line_and_records_who(desk: Answers) -> None:
    assert desk.ask("import", "shifts", table(desk, SHIFTS), "--yes", "--me", "vera") == 0
    line = "  - shift: {role: HCC, person: cato, from: 2026-03-03 08:00, until: 2026-03-03 17:00}\n"
    text = roster(desk).read_text(encoding="utf-8")
    assert text.replace(line, "") == ROSTER
    (recorded,) = roster(desk).with_name("proef.changes.jsonl").read_text().splitlines()
    assert json.loads(recorded)["who"] == "vera"
    assert json.loads(recorded)["change"]["new"] == 1


def test_samples_are_shown_the_plan_and_never_written(
    desk: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.root.parent)
    monkeypatch.delenv("CRISIS_TUI_WORKSPACE", raising=False)
    before = (SAMPLES / "rosters" / "dronten.yaml").read_bytes()
    text = "role,person,from,until\nHCC,urkerveld,2026-03-03 08:00,2026-03-03 17:00\n"
    path = table(desk, text)
    code = run_command_line(
        ["import", "shifts", path, "--roster", "dronten", "--yes", "--lang", "en"]
    )
    assert code == 1
    assert "samples" in desk.capsys.readouterr().err
    assert (SAMPLES / "rosters" / "dronten.yaml").read_bytes() == before


def test_the_same_table_again_changes_nothing(desk: Answers) -> None:
    asked(desk, "shifts", SHIFTS, "--yes")
    before = roster(desk).read_bytes()
    again = asked(desk, "shifts", SHIFTS, "--yes")
    assert (outcomes(again), again["diff"], again["applied"]) == (["unchanged"], "", False)
    assert again["rows"][0]["known"].endswith("proef.yaml:18:5")
    assert roster(desk).read_bytes() == before


# Shifts


def test_one_bad_row_never_spoils_the_good_ones(desk: Answers) -> None:
    text = (
        "functie;naam;van;tot\n"
        "HCC;Cato Sluis;3-3-2026 08:00;3-3-2026 17:00\n"
        "HC;Cato Sluis;4-3-2026 08:00;4-3-2026 17:00\n"
        "HCC;Kato Sluis;4-3-2026 08:00;4-3-2026 17:00\n"
        "HCC;Cato Sluis;5-3-2026 17:00;5-3-2026 08:00\n"
        "HCC;Cato Sluis;29-3-2026 02:30;29-3-2026 08:00\n"
        "HCC;Cato Sluis;25-10-2026 02:30;25-10-2026 08:00\n"
        "HCC;Cato Sluis;3-3-2026 16:00;3-3-2026 20:00\n"
        "HCC;;morgen;\n"
        'HCC;Cato "Sluis;6-3-2026 08:00\n'
        "HCC;cato;7-3-2026 08:00;7-3-2026 17:00\n"
    )
    answer = asked(desk, "shifts", text, "--yes")
    assert (answer["new"], answer["refused"], answer["applied"]) == (2, 8, True)
    assert codes(answer) == [
        (3, "R101", 1),
        (4, "R120", 5),
        (5, "T205", 31),
        (6, "T203", 16),
        (7, "T204", 16),
        (8, "P412", 16),
        (9, "S122", 5),
        (9, "S111", 6),
        (9, "S122", 13),
        (10, "R120", 5),
        (10, "S122", 17),
    ]
    helps = {found["line"]: found["help"] for row in answer["rows"] for found in row["findings"]}
    assert helps[4] == 'did you mean "Cato Sluis"?'
    assert "2026-10-25 02:30+01:00" in helps[7]
    assert desk.ask("check") == 0


@pytest.mark.parametrize(
    ("row", "written"),
    [
        ("21-11-2026;08:00;17:00;", ("2026-11-21 08:00", "17:00")),
        ("2026-11-21;8.00 uur;24:00;", ("2026-11-21 08:00", "2026-11-22 00:00")),
        (";21-11-2026 08:00;2026-11-21 17:00;", ("2026-11-21 08:00", "17:00")),
        ("31/12/2026;22:00;07:00;1-1-2027", ("2026-12-31 22:00", "2027-01-01 07:00")),
        (";25-10-2026 02:30+02:00;25-10-2026 02:30+01:00;", None),
    ],
)
def test_times_as_people_write_them(
    desk: Answers, row: str, written: tuple[str, str] | None
) -> None:
    answer = asked(
        desk,
        "shifts",
        f"functie;naam;datum;begintijd;eindtijd;einddatum\nHCC;cato;{row}\n",
    )
    from_, until = written or ("2026-10-25 02:30+02:00", "2026-10-25 02:30+01:00")
    assert answer["rows"][0]["says"] == f"HCC cato {from_} – {until}"
    assert outcomes(answer) == ["new"]


def test_a_night_is_on_the_next_day_only_if_that_is_said(desk: Answers) -> None:
    text = "functie;naam;datum;van;tot\nHCC;cato;3-3-2026;22:00;07:00\n"
    refused = asked(desk, "shifts", text)
    assert codes(refused) == [(2, "T205", 25)]
    assert "--overnight" in refused["rows"][0]["findings"][0]["help"]
    night = asked(desk, "shifts", text, "--overnight")
    assert night["rows"][0]["says"] == "HCC cato 2026-03-03 22:00 – 2026-03-04 07:00"


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("03/04/2026 08:00", "03-04-2026 or 04-03-2026"),
        ("3-4-26 08:00", "3-4-2026 08:00"),
        ("46112.33", "Excel"),
        ("30-2-2026 08:00", "month 2 of 2026 has 28 days"),
        ("2027-02-29", "month 2 of 2027 has 28 days"),
        ("31/04/2026", "month 4 of 2026 has 30 days"),
        ("30-13-2026 08:00", "21-11-2026 08:00"),
    ],
)
def test_a_date_that_can_be_two_or_none_is_never_guessed(
    desk: Answers, written: str, cure: str
) -> None:
    text = f"functie;naam;van;tot\nHCC;cato;{written};5-4-2026 08:00\n"
    (found,) = asked(desk, "shifts", text)["rows"][0]["findings"]
    assert (found["code"], found["column"]) == ("S111", 10)
    assert cure in found["help"]


@pytest.mark.parametrize("clock", ["22:00;24:00", "22:00;07:00"])
def test_the_calendar_has_an_end(desk: Answers, clock: str) -> None:
    text = f"functie;naam;datum;van;tot\nHCC;cato;31-12-9999;{clock}\n"
    assert codes(asked(desk, "shifts", text, "--overnight")) == [(2, "S111", 27)]


def test_another_end_is_a_change_of_that_word_alone(desk: Answers) -> None:
    asked(desk, "shifts", SHIFTS, "--yes")
    before = roster(desk).read_text(encoding="utf-8")
    answer = asked(desk, "shifts", SHIFTS.replace("17:00", "18:30"), "--yes")
    assert outcomes(answer) == ["changed"]
    assert answer["rows"][0]["changes"] == [
        {"field": "until", "old": "2026-03-03 17:00", "new": "2026-03-03 18:30"}
    ]
    after = roster(desk).read_text(encoding="utf-8")
    assert after == before.replace("until: 2026-03-03 17:00", "until: 2026-03-03 18:30")


def test_two_rows_of_one_shift_are_one_or_a_quarrel(desk: Answers) -> None:
    same = asked(desk, "shifts", SHIFTS + SHIFTS.splitlines()[1] + "\n")
    assert outcomes(same) == ["new", "unchanged"]
    other = asked(desk, "shifts", SHIFTS + SHIFTS.splitlines()[1].replace("17:00", "16:00"))
    assert outcomes(other) == ["new", "refused"]


def test_what_the_check_would_say_afterwards_is_said_before(desk: Answers) -> None:
    text = SHIFTS.replace("HCC;Cato Sluis", "HCC;Anna Oever")
    answer = asked(desk, "shifts", text)
    assert [each["code"] for each in answer["warnings"]] == ["P410"]


# People


PEOPLE = "naam;e-mail;functies;reistijd (min);in dienst;status\n"


def test_people_new_changed_and_known(desk: Answers) -> None:
    text = PEOPLE + (
        "Anna Oever;;OVDBZ, TLOPV;25;;\n"
        "Bram Dijk;;;;;\n"
        "Dirk van Dam;dirk@example.invalid;Duty officer / HCC;30;1-2-2026;in opleiding\n"
    )
    answer = asked(desk, "people", text, "--yes")
    assert outcomes(answer) == ["changed", "unchanged", "new"]
    after = roster(desk).read_text(encoding="utf-8")
    assert "name: Anna Oever, roles: [OVDBZ, TLOPV], travel: {home: 25m, prepare: 5m}}" in after
    assert (
        "{id: dirk-van-dam, name: Dirk van Dam, status: in_opleiding, roles: [OVDBZ, HCC],"
        " employed: {from: 2026-02-01}, travel: {home: 30m}, reach: {mail: dirk@example.invalid}}"
    ) in after
    assert outcomes(asked(desk, "people", text)) == ["unchanged"] * 3


def test_two_people_of_one_name_need_their_ids(desk: Answers) -> None:
    asked(desk, "people", "id;naam\nanna2;Anna Oever\n", "--yes")
    ambiguous = asked(desk, "people", "naam;mobiel\nAnna Oever;0320\n")
    assert codes(ambiguous) == [(2, "P409", 1)]
    assert "anna, anna2" in ambiguous["rows"][0]["findings"][0]["message"]
    assert codes(asked(desk, "shifts", SHIFTS.replace("Cato Sluis", "Anna Oever"))) == [
        (2, "P409", 5)
    ]
    exact = asked(desk, "people", "id;naam;mobiel\nanna2;Anna Oever;0320\n")
    assert outcomes(exact) == ["changed"]


def test_an_id_is_known_in_any_case(desk: Answers) -> None:
    answer = asked(
        desk, "people", "id;persoon;mobiel\nANNA;Anna Oever;1\nEva;Eva Een;\neva;Eva Een;2\n"
    )
    assert [row["says"].split()[0] for row in answer["rows"]] == ["anna", "Eva", "Eva"]
    assert outcomes(answer) == ["changed", "new", "refused"]


def test_a_title_with_a_comma_is_one_role(desk: Answers) -> None:
    path = roster(desk)
    path.write_text(ROSTER.replace("nl: Hoofd communicatie", 'nl: "Hoofd, communicatie"'), "utf-8")
    answer = asked(desk, "people", 'naam;functies\nCato Sluis;"Hoofd, communicatie"\n', "--yes")
    assert answer["rows"][0]["changes"] == [{"field": "roles", "old": "HCC, TLOPV", "new": "HCC"}]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Eva Een;eva@example.invalid;;;;\nEvert;EVA@example.invalid;;;;\n", ["new", "refused"]),
        ("Bram Dijk;b@example.invalid;;;;\nAnna Oever;B@example.invalid;;;;\n", None),
        (";;;;;\nEva;;Hoofd;;;\n", ["refused"]),
        ("Eva;;;25 jaar;;\n", ["refused"]),
        ("Eva;;;;;ziek\n", ["refused"]),
        ("===;;;;;\n", ["refused"]),
    ],
)
def test_people_that_cannot_be_told_apart_or_read_are_refused(
    desk: Answers, rows: str, expected: list[str] | None
) -> None:
    assert outcomes(asked(desk, "people", PEOPLE + rows)) == (expected or ["changed", "refused"])


@pytest.mark.parametrize(
    ("head", "cell", "stored"),
    [
        ("reistijd", "25 min", "25m"),
        ("reistijd", "25 Minuten", "25m"),
        ("reistijd", "0:25", "25m"),
        ("reistijd (min)", "25", "25m"),
        ("reistijd in minuten", "25,0", "25m"),
        ("reistijd", "1h5m", "1h5m"),
    ],
)
def test_travel_times_as_people_write_them(
    desk: Answers, head: str, cell: str, stored: str
) -> None:
    answer = asked(desk, "people", f'naam;{head};vanaf;tot\nEva;"{cell}";1-1-2026;1-1-2027\n')
    assert outcomes(answer) == ["new"]
    assert f"travel: {{home: {stored}}}" in answer["diff"]
    assert "employed: {from: 2026-01-01, until: 2027-01-01}" in answer["diff"]


@pytest.mark.parametrize(("cell", "cure"), [("25", "25m or 25s"), ("1:25", "1h25m or 1m25s")])
def test_travel_times_that_can_be_two_are_refused(desk: Answers, cell: str, cure: str) -> None:
    answer = asked(desk, "people", f"naam;reistijd\nEva;{cell}\n")
    assert cure in answer["rows"][0]["findings"][0]["help"]


@pytest.mark.parametrize(
    ("word", "cure"),
    [
        ("in dienst", "known are"),
        ("niet inzetbaar", "known are"),
        ("oninzetbaar", "known are"),
        ("inzetbar", 'did you mean "inzetbaar"?'),
        ("uit dinst", 'did you mean "uit dienst"?'),
    ],
)
def test_no_opposite_is_proposed(desk: Answers, word: str, cure: str) -> None:
    answer = asked(desk, "people", f"naam;status\nEva;{word}\n")
    assert answer["rows"][0]["findings"][0]["help"].startswith(cure)


def test_addresses_of_one_organisation_are_not_alike(desk: Answers) -> None:
    text = "functie;wie;van;tot\nHCC;uitzendbureau@example.invalid;3-3-2026;4-3-2026\n"
    found = asked(desk, "shifts", text)["rows"][0]["findings"][0]
    assert "did you mean" not in found["help"]


# Training


RECORDS = "naam;opleiding;datum;uren;bewijs\nCato Sluis;BOB;14-5-2025;3,5;nr 1\n"


def test_records_go_to_the_training_file(desk: Answers) -> None:
    answer = asked(desk, "training", RECORDS, "--yes")
    assert answer["file"].endswith("training.yaml")
    assert training(desk).read_text(encoding="utf-8") != TRAINING
    assert "{person: cato, qualification: BOB, kind: course, on: 2025-05-14, hours: 3.5," in (
        training(desk).read_text(encoding="utf-8")
    )
    assert outcomes(asked(desk, "training", RECORDS)) == ["unchanged"]
    other = asked(desk, "training", RECORDS.replace("3,5", "4:30"), "--yes")
    assert outcomes(other) == ["changed"]
    assert "hours: 4.5" in training(desk).read_text(encoding="utf-8")


def test_a_record_for_nobody_and_of_nothing_is_refused(desk: Answers) -> None:
    rows = "Niemand;BOB;14-5-2025;;\nCato Sluis;BOP;14-5-2025;;\nCato Sluis;BOB;14-5-2025;veel;\n"
    answer = asked(desk, "training", RECORDS + rows)
    assert [code for _, code, _ in codes(answer)] == ["R120", "R116", "S113"]


def test_a_record_of_a_table_beside_is_changed_there(desk: Answers) -> None:
    training(desk).write_text(TRAINING + "files: [t.csv]\n", encoding="utf-8")
    (desk.root / "rosters" / "t.csv").write_text(
        "person,qualification,on,hours\ncato,BOB,2025-05-14,3.5\n", encoding="utf-8"
    )
    same, other = RECORDS.replace(";nr 1", ";"), RECORDS.replace(";3,5;nr 1", ";4;")
    assert outcomes(asked(desk, "training", same)) == ["unchanged"]
    answer = asked(desk, "training", other)
    assert outcomes(answer) == ["refused"]
    assert "t.csv:2:1" in answer["rows"][0]["findings"][0]["help"]


def test_without_a_training_file_it_says_what_to_make(desk: Answers) -> None:
    training(desk).unlink()
    assert desk.ask("import", "training", table(desk, RECORDS)) == 2
    assert "training.yaml" in desk.err


# Columns and files


def test_a_column_of_another_name_is_said_with_map(desk: Answers) -> None:
    text = SHIFTS.replace("naam", "Wie dan?")
    missing = asked(desk, "shifts", text)
    assert [each["code"] for each in missing["findings"]] == ["S121"]
    assert missing["rows"] == []
    assert outcomes(asked(desk, "shifts", text, "--map", "wie dan=person")) == ["new"]


@pytest.mark.parametrize("given", ["x", "bestaat niet=person", "naam=wie"])
def test_a_map_that_leads_nowhere_is_wrong_use(desk: Answers, given: str) -> None:
    assert desk.ask("import", "shifts", table(desk, SHIFTS), "--map", given) == 2


def test_a_title_above_the_head_and_columns_beside_are_told(desk: Answers) -> None:
    text = "Piketrooster 2026;;;\n;;;\n" + SHIFTS.replace("tot", "tot;opmerking")
    answer = asked(desk, "shifts", text)
    assert outcomes(answer) == ["new"]
    assert answer["notes"] == [
        "columns that are not read: opmerking",
        "rows above the head are not read: 1",
    ]


def test_windows_1252_is_read_and_told(desk: Answers) -> None:
    path = table(desk, "naam;functie\nRené Dröst;HCC\n", "cp1252")
    assert desk.ask("import", "people", path, "--yes") == 0
    assert "read as Windows-1252" in desk.out
    assert "{id: rene-drost, name: René Dröst, roles: [HCC]}" in roster(desk).read_text("utf-8")


@pytest.mark.parametrize("data", [b"\x00\x00\x01" * 99, b"PK\x03\x04...", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_table_cannot_be_read(desk: Answers, data: bytes) -> None:
    path = desk.root / "x"
    path.write_bytes(data)
    assert desk.ask("import", "shifts", str(path)) == 3
    assert desk.ask("import", "shifts", str(desk.root / "is-er-niet.csv")) == 3


def test_terminal_commands_in_a_table_never_reach_the_terminal_or_a_file(desk: Answers) -> None:
    text = PEOPLE + "Eva\x1b]0;x\x07;;;;;\n\u202eavE;;;;;\nGoed;;;;;\n"
    assert desk.ask("import", "people", table(desk, text), "--yes") == 1
    assert not any(sign in desk.out + desk.err for sign in "\x1b\x07\u202e")
    after = roster(desk).read_text(encoding="utf-8")
    assert "Goed" in after
    assert not any(sign in after for sign in ("Eva", "avE", "\x1b", "\u202e"))


def test_one_cause_is_one_message(desk: Answers) -> None:
    text = "functie;naam;van;tot\nHCC;cato;3-3-2026\u200b 08:00;3-3-2026 17:00\n"
    assert codes(asked(desk, "shifts", text)) == [(2, "Y013", 18)]


def test_what_stands_in_a_column_that_is_not_read_spoils_nothing(desk: Answers) -> None:
    text = "naam;opmerking\nEva;vreemd\u200bteken\n"
    assert outcomes(asked(desk, "people", text)) == ["new"]


def test_a_sheet_of_a_csv_file_is_not_there(desk: Answers) -> None:
    assert desk.ask("import", "shifts", table(desk, SHIFTS), "--sheet", "Maart") == 3
    assert "no sheets" in desk.err or "S124" in desk.err


def test_faults_of_the_roster_are_told(desk: Answers) -> None:
    roster(desk).write_text(ROSTER.replace("id: bram,", "id: bram x,"), "utf-8")
    asked(desk, "shifts", SHIFTS)
    assert "1 error in the files" in desk.err


def test_a_text_that_is_a_formula_elsewhere_is_a_text_here(desk: Answers) -> None:
    text = "id;naam;mobiel\neva;Eva Een;'+31 320 000 000\n"
    asked(desk, "people", text, "--yes")
    assert 'phone: "+31 320 000 000"' in roster(desk).read_text(encoding="utf-8")


def test_an_empty_table_says_so(desk: Answers) -> None:
    answer = asked(desk, "people", "\n\n")
    assert [each["code"] for each in answer["findings"]] == ["S121"]
