"""Lines that are typed: which command each means, and what is said when it means none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from crisis_tui.exercise import commands as do
from crisis_tui.i18n import render
from crisis_tui.plain.desk import Desk, Leave, Say, TakeOver
from crisis_tui.plain.verbs import find_verb, words
from tests.exercise.playing import minutes
from tests.tui.live import LiveExercise

if TYPE_CHECKING:
    from crisis_tui.plain.desk import Outcome


@pytest.fixture
def desk() -> Desk:
    exercise = LiveExercise()
    exercise.play(12)
    return Desk(exercise.session, exercise.actor.person, exercise.session.now())


def read(desk: Desk, line: str) -> Outcome:
    word, _, rest = line.partition(" ")
    verb = find_verb(word)
    assert verb is not None, word
    return verb.read(desk, rest)


COMMANDS = {
    "pauze": do.PauseExercise(),
    "go": do.ResumeExercise(),
    "ontvangen c01 ciso": do.AcknowledgeInject("C01", "CISO"),
    "received C01": do.AcknowledgeInject("C01"),
    "gedaan c01-A segment los": do.MeetExpectation("C01-a", "CISO", "segment los"),
    "besluit losgeld niet uit principe": do.TakeDecision("losgeld", "niet", "BGM", "uit principe"),
    "stuur BANK1": do.DeliverInject("BANK1"),
    "hold C03": do.HoldInject("C03"),
    "weg C03": do.SkipInject("C03"),
    "verzet c03 +5": do.RetimeInject("C03", minutes(17)),
    "ongeldig C01 dubbel": do.VoidInject("C01", "dubbel"),
    "bericht pvl,bgm Stroom weg: Het is donker.": do.AddInject(
        "Stroom weg", "Het is donker.", ("PVL", "BGM")
    ),
    "inhalen weg": do.SkipOverdue(),
    "catchup send": do.SendOverdue(),
    "klok ap72 gemeld": do.MeetClock("AP72", "FG", "gemeld"),
    "snelheid 2,5": do.ChangeSpeed(2.5),
    "spring 1:05 ja": do.JumpTo(minutes(65)),
    "schuif 15": do.ShiftSchedule(minutes(15)),
    "shift -1h30m": do.ShiftSchedule(-minutes(90)),
    "uitstel +30 lunch met de raad": do.PostponeExercise(
        LiveExercise().session.now().at_ms + minutes(42), "lunch met de raad"
    ),
    "fase": do.EnterPhase("twee"),
    "noplay brand": do.StopPlay("brand"),
    "hervat NO PLAY": do.ResumeExercise(after_stop=True),
    "einde ja": do.EndExercise(),
}


@pytest.mark.parametrize("line", COMMANDS)
def test_a_line_is_a_command(desk: Desk, line: str) -> None:
    assert read(desk, line) == COMMANDS[line]


def test_entries_are_stamped_when_they_are_opened(desk: Desk) -> None:
    assert read(desk, "waarneming o1 team zit") == do.RecordObservation(
        "team zit", "O1", opened=desk.opened
    )
    assert read(desk, "oordeel netwerk dicht") == do.RecordEntry(
        "judgement", "netwerk dicht", opened=desk.opened
    )
    assert read(desk, "besluit we stoppen") == do.RecordEntry(
        "decision", "we stoppen", opened=desk.opened
    )
    assert read(desk, "actie CISO +15 VPN dicht") == do.RecordAction(
        "VPN dicht", "CISO", minutes(27), desk.opened
    )
    assert read(desk, "action CISO VPN dicht") == do.RecordAction(
        "VPN dicht", "CISO", None, desk.opened
    )


@pytest.mark.parametrize(
    "line",
    [
        "hervat",
        "einde",
        "terug",
        "stuur",
        "verzet C03",
        "snelheid hard",
        "spring straks",
        "spring 1:05",
        "schuif later",
        "uitstel straks",
        "uitstel 9:00",
    ],
)
def test_a_line_that_lacks_something_is_answered(desk: Desk, line: str) -> None:
    outcome = read(desk, line)
    assert isinstance(outcome, Say)
    assert all(render(said) for said in outcome.lines)


def test_undo_is_said_before_it_is_done(desk: Desk) -> None:
    note = do.RecordEntry("note", "verkeerd")
    assert isinstance(desk.session.act(note, LiveExercise().actor), tuple)
    said = read(desk, "terug")
    assert isinstance(said, Say)
    assert "verkeerd" in render(said.lines[0])
    assert isinstance(read(desk, "terug ja"), do.RetractEntry)


def test_questions_are_answered(desk: Desk) -> None:
    for line, words_in_it in {
        "status": "phase 1/2 Ontdekking",
        "berichten": "C03 planned 0:40:00 to PVL: Bent u gehackt?",
        "toon c01": "EXERCISE C01 to CISO, GS",
        "toon": "Wordt er betaald?",
        "log": "exercise started",
    }.items():
        outcome = read(desk, line)
        assert isinstance(outcome, Say)
        assert words_in_it in "\n".join(map(render, outcome.lines))


def test_stop_leaves(desk: Desk) -> None:
    assert isinstance(read(desk, "stop"), Leave)


def test_the_direction_is_taken_by_a_word_of_its_own(desk: Desk) -> None:
    assert isinstance(read(desk, "overnemen"), TakeOver)
    assert isinstance(read(desk, "takeover"), TakeOver)


def test_no_word_means_two_things() -> None:
    assert [word for word, count in Counter(words()).items() if count > 1] == []
