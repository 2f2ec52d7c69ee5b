"""Stopped in the evening, taken up next morning by somebody else."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.exercising import PROGRAM, Desk, types

if TYPE_CHECKING:
    from pathlib import Path

EVENING = """\
- {at: 0s, as: OVD, action: Aggregaat regelen}
- {at: 0s, as: ketelmeer, to: knardijk, handover: {situation: Licht uit, decisions: Geen,
   actions: Aggregaat, expectation: Netbeheerder belt, contacts: Meldkamer}}
"""


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    found = Desk.at(tmp_path, capsys)
    script = found.root / "avond.yaml"
    script.write_text(EVENING, encoding="utf-8")
    evening = ("run", "stroom", "--headless", "--until", "1s", "--script", str(script))
    assert found.say(*evening, "--me", "ketelmeer") == 0
    return found


def morning(desk: Desk, lines: str, *, me: str = "knardijk") -> str:
    """Resume by lines as somebody; return what was said."""
    resumed = subprocess.run(
        [
            *PROGRAM,
            "resume",
            "last",
            "--workspace",
            str(desk.root),
            "--plain",
            "--lang",
            "en",
            "--me",
            me,
        ],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return resumed.stdout


def told(desk: Desk, kind: str) -> list[dict[str, Any]]:
    return [each for each in desk.events(desk.the_exercise()) if each["type"] == kind]


def test_the_newcomer_reads_first_what_was_left(desk: Desk) -> None:
    said = morning(desk, "quit\n")
    for line in (
        "ketelmeer directed until here",
        "hand-over H1 from ketelmeer to knardijk",
        "Expectation: Netbeheerder belt",
        "open action E1 OVD: Aggregaat regelen",
        "runs: Noodverband klaar, 3:59:5",
        "H1 waits for knardijk: accept H1",
    ):
        assert line in said


def test_the_clocks_stood_still_and_the_change_has_names(desk: Desk) -> None:
    left_play = desk.events(desk.the_exercise())[-1]["play"]
    morning(desk, "accept\ngo\nquit\n")
    events = desk.events(desk.the_exercise())
    taken = told(desk, "DirectorTaken")[-1]
    assert (taken["actor"]["person"], taken["play"]) == ("knardijk", left_play)
    assert taken["data"]["previous_person"] == "ketelmeer"
    accepted = told(desk, "HandoverAccepted")
    assert [each["data"] for each in accepted] == [{"entry": "H1", "by": "knardijk"}]
    assert types(events)[-1] == "DirectorReleased"
    assert "StoryJumped" not in types(events)


def test_only_who_relieves_can_accept(desk: Desk) -> None:
    said = morning(desk, "accept H1\naccept\nquit\n", me="vossemeer")
    assert "H1 is for knardijk to accept" in said
    assert "no hand-over for you" in said
    assert told(desk, "HandoverAccepted") == []


def test_the_form_is_shown_and_signed_by_line(desk: Desk) -> None:
    said = morning(
        desk, "handover vossemeer\nhandover vossemeer yes\nhandover vossemeer a|b\nquit\n"
    )
    assert "Open actions: E1 OVD: Aggregaat regelen" in said
    assert "To sign this: handover vossemeer yes" in said
    (_, signed) = told(desk, "HandoverSigned")
    assert (signed["data"]["by"], signed["data"]["to"]) == ("knardijk", "vossemeer")
    assert signed["data"]["actions"] == "E1 OVD: Aggregaat regelen"
    morning(desk, "handover vossemeer alles rustig ||||niemand\nquit\n")
    last = told(desk, "HandoverSigned")[-1]["data"]
    assert (last["situation"], last["contacts"]) == ("alles rustig", "niemand")
    assert last["actions"] == "E1 OVD: Aggregaat regelen"
