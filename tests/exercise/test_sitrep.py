"""The situation report: what was written and decided, in its four blocks, and nothing to come."""

from __future__ import annotations

from crisis_tui.exercise.commands import (
    CloseAction,
    MeetClock,
    RecordAction,
    RecordEntry,
    RetractEntry,
    TakeDecision,
)
from crisis_tui.exercise.views.sitrep import sitrep
from crisis_tui.sitrep_text import COLUMNS, sitrep_text
from tests.exercise.playing import Play, minutes, script

OPTIONS = [{"id": "wel", "title": "Ja"}, {"id": "niet", "title": "Nee"}]
SCRIPT = script(
    {"id": "C1", "at": "0m", "decision": {"id": "D", "question": "Sluiten?", "options": OPTIONS}},
    {"id": "C2", "at": "50m", "title": "GEHEIM dat nog komt"},
    phases=[{"id": "eerst", "title": "Opstart", "at": "0m", "grip": "2"}],
    clocks=[
        {
            "id": "AP",
            "title": "Melding",
            "starts": "C1",
            "due": "2h",
            "clock": "play",
            "owner": "FG",
        },
        {"id": "NU", "title": "Besluit raad", "starts": "C1", "due": "5m", "clock": "play"},
        {"id": "AL", "title": "Bericht raad", "starts": "C1", "due": "5m", "clock": "play"},
    ],
)


def blocks(play: Play) -> dict[str, list[str]]:
    report = sitrep(play.state, play.moment.play_ms)
    return {block.name: [str(line) for line in block.lines] for block in report.blocks}


def played() -> Play:
    play = Play(SCRIPT).start()
    for kind, text in (
        ("picture", "Stroom weg in de wijk"),
        ("fact", "800 huizen"),
        ("assumption", "Duurt tot morgen"),
        ("bottleneck", "Te weinig aggregaten"),
        ("judgement", "Het wordt koud"),
        ("question", "Wie warmt de school op?"),
        ("note", "Koffie is op"),
        ("picture", "Verschreven"),
    ):
        play.do(RecordEntry(kind, text))
    play.do(RetractEntry("E8"))
    play.do(RecordAction("Regel aggregaten", "HCC", due_play_ms=minutes(30)))
    play.do(RecordAction("Bel de netbeheerder", "GS"))
    play.do(CloseAction("E10"))
    play.do(TakeDecision("D", "wel"))
    play.do(MeetClock("AL"))
    play.wait(minutes(6))
    return play


def test_everything_stands_in_its_block() -> None:
    assert blocks(played()) == {
        "incident": [
            "Phase: Opstart; GRIP 2",
            "Stroom weg in de wijk",
            "800 huizen",
            "Assumed: Duurt tot morgen",
        ],
        "response": [
            "E9 HCC: Regel aggregaten (before 0:30:00)",
            "Bottleneck: Te weinig aggregaten",
        ],
        "prognosis": [
            "Het wordt koud",
            "Melding (FG): 1:54:00 left",
            "Open question: Wie warmt de school op?",
        ],
        "measures": [
            "Sluiten? Ja",
            "Done by GS: Bel de netbeheerder",
            "Term passed: Besluit raad",
            "Done: Bericht raad",
        ],
    }


def test_the_text_fits_is_marked_and_tells_nothing_that_is_to_come() -> None:
    play = played()
    play.do(RecordEntry("picture", "Lang " * 60))
    text = sitrep_text(sitrep(play.state, play.moment.play_ms))
    lines = text.splitlines()
    assert max(map(len, lines)) <= COLUMNS
    assert lines[0].startswith("EXERCISE")
    assert lines[-1] == "EXERCISE"
    assert "GEHEIM" not in text
    assert "Koffie" not in text


def test_an_exercise_in_which_nothing_was_written_has_its_four_blocks() -> None:
    text = sitrep_text(sitrep(Play(script({"id": "C1", "at": "5m"})).start().state, 0))
    assert text.count("- nothing was written") == 4
