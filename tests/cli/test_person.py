"""`crisis-tui person`: the card for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.cli.words import width

if TYPE_CHECKING:
    from tests.cli.rosters import Answers

AT = ("--at", "2026-03-03 12:00")


def test_the_card_for_programs(desk: Answers) -> None:
    document = desk.json("person", "anna", *AT)
    assert {name: document[name] for name in ("id", "name", "status", "phone", "at")} == {
        "id": "anna",
        "name": "Anna Oever",
        "status": "inzetbaar",
        "phone": None,
        "at": "2026-03-03T12:00:00+01:00",
    }
    ovd, tlopv = document["roles"]
    assert (ovd["role"], ovd["fit"], ovd["arrive_home_seconds"], ovd["limit_seconds"]) == (
        "OVDBZ",
        True,
        25 * 60,
        30 * 60,
    )
    assert tlopv["limit_seconds"] is None
    spans = [(duty["from"][:16], duty["until"][:16]) for duty in document["duties"]]
    assert ("2026-03-02T12:00", "2026-03-03T22:00") in spans
    assert ("2026-03-04T07:00", "2026-03-09T12:00") in spans
    assert document["coming"]["standby_blocks"] > document["coming"]["weekends"] > 0
    (bob,) = document["qualifications"]
    assert (bob["id"], bob["state"], bob["until"][:10]) == ("BOB", "valid", "2027-05-15")


def test_a_duty_that_reaches_beyond_the_card_is_told_whole(desk: Answers) -> None:
    for at in ("2026-03-03 12:00", "2026-03-05 12:00"):
        duties = desk.json("person", "bram", "--at", at)["duties"]
        assert all(duty["from"][11:16] == "12:00" for duty in duties)


def test_the_card_in_80_columns(desk: Answers) -> None:
    assert desk.ask("person", "Anna Oever", *AT) == 0
    lines = desk.out.splitlines()
    assert max(map(width, lines)) <= 80
    assert lines[0].split() == ["Anna", "Oever", "deployable", "tue", "3", "mar", "2026", "12:00"]
    assert lines[1] == "no telephone number in the roster"
    now = next(line for line in lines if "▶ now" in line)
    assert "mon 2 mar 12:00 – tue 3 mar 22:00" in now
    assert any("may fill it" in line and "norm 30" in line for line in lines)


def test_somebody_too_far_from_home_is_told_so_and_how_soon_from_the_office(desk: Answers) -> None:
    desk.ask("person", "bram", *AT)
    line = next(line for line in desk.out.splitlines() if "OVDBZ" in line and "!" in line)
    assert "45 min, office 10, norm 30" in line


def test_what_is_lacking_is_a_finding(desk: Answers) -> None:
    assert desk.ask("person", "anna", "--at", "2027-08-01") == 1
    assert "lacks BOB" in desk.out
    assert desk.ask("person", "anna", "--at", "2027-05-01") == 0
    assert desk.ask("person", "anna", "--strict", "--at", "2027-05-01") == 1


def test_phone_and_mail_are_those_of_the_roster(desk: Answers) -> None:
    path = desk.root / "rosters" / "proef.yaml"
    text = path.read_text(encoding="utf-8")
    reach = "reach: {phone: '0320 000 001'}, travel: {home: 15m}}"
    path.write_text(text.replace("travel: {home: 15m}}", reach), encoding="utf-8")
    desk.ask("person", "cato", *AT)
    assert "0320 000 001" in desk.out
    for command in ("oncall", "roster", "training"):
        desk.ask(command)
        assert "0320" not in desk.out


def test_nobody_and_two_of_one_name_are_said(desk: Answers) -> None:
    assert desk.ask("person", "ana", *AT) == 2
    assert 'did you mean "anna"?' in desk.err
    path = desk.root / "rosters" / "proef.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Bram Dijk", "Anna Oever"), encoding="utf-8")
    assert desk.ask("person", "Anna Oever", *AT) == 2
    assert "anna, bram" in desk.err


def test_rules_that_cannot_be_judged_are_not_called_kept(desk: Answers) -> None:
    desk.ask("person", "anna", "--at", "2026-01-06")
    assert "· none broken as far as is known" in desk.out
    assert "? not enough history for" in desk.out
    assert "✓ none broken" not in desk.out
    assert desk.json("person", "anna", "--at", "2026-01-06")["not_enough_history"]
    assert desk.json("person", "anna", "--at", "2028-01-06")["not_enough_history"] == []


def test_somebody_of_another_name_is_told_who_is_near(desk: Answers) -> None:
    assert desk.ask("person", "Cato Sluys") == 2
    assert 'did you mean "cato"?' in desk.err
