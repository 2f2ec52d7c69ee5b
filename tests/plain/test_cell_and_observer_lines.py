"""The simulation cell and the observer in lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crisis_tui.exercise import commands as do
from crisis_tui.exercise.commands import Command
from crisis_tui.exercise.seats.desk import SeatDesk
from crisis_tui.exercise.seats.local import LocalSeat
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.i18n import activate, render
from crisis_tui.plain.seats.table import seat_lines
from tests.tui.live import LiveExercise, exercise_script

if TYPE_CHECKING:
    from crisis_tui.plain.seats.verb import Answer


@pytest.fixture(autouse=True)
def _english() -> None:
    activate("en")


class Lines:
    """A seat in lines, without a terminal."""

    def __init__(self, kind: SeatKind, until_minutes: float = 1) -> None:
        found = exercise_script()
        objective = found.scenario.objectives[0].model_copy(update={"tasks": ("Meldt", "Besluit")})
        scenario = found.scenario.model_copy(update={"objectives": (objective,)})
        self.exercise = LiveExercise(replace(found, scenario=scenario))
        self.exercise.play(until_minutes)
        self.seated = LocalSeat(self.exercise.session, Seat(kind, "ketelmeer", "t1"))
        self.lines = seat_lines(kind)
        self.before = self.seated.view

    def read(self, line: str) -> Answer:
        """Return what a line asks for."""
        word, _, rest = line.partition(" ")
        verb = next(one for one in self.lines.verbs if word in (*one.dutch, *one.english))
        return verb.read(SeatDesk(self.seated), rest.strip())

    def said(self, line: str) -> str:
        answer = self.read(line)
        assert isinstance(answer, tuple)
        return "\n".join(map(render, answer))

    def do(self, line: str) -> Command:
        """Carry a line out."""
        answer = self.read(line)
        assert isinstance(answer, Command)
        self.exercise.do(answer)
        return answer

    def status(self) -> str:
        play_ms = self.seated.now().play_ms
        return "\n".join(map(render, self.lines.tell(self.seated.view, play_ms)))

    def news(self) -> str:
        """Return what is new since the last time."""
        before, self.before = self.before, self.seated.view
        return "\n".join(map(render, self.lines.news(before, self.before)))


def cell(until_minutes: float = 1) -> Lines:
    return Lines(SeatKind.SIMCELL, until_minutes)


def observer(until_minutes: float = 1) -> Lines:
    return Lines(SeatKind.OBSERVER, until_minutes)


def test_the_cell_hears_whom_to_call_and_what_to_say() -> None:
    status = cell(12).status()
    assert "C01 speak 0:00:00 to CISO, GS: Niemand kan inloggen" in status
    assert "  Call CISO, GS." in status
    assert "  Sinds half acht kan niemand inloggen." in status
    assert "  counterplay: U weet verder niets." in status
    assert "clock AP72 Melding, FG: 71:48:00 left" in status
    assert "C03 comes 0:40:00 to PVL: Bent u gehackt?" in status


def test_the_cell_says_what_it_played_and_takes_it_back() -> None:
    lines = cell()
    assert lines.do("gespeeld c01 voicemail") == do.PlayInject("C01", "voicemail")
    assert "C01 played" in lines.said("show c01")
    assert "then: undo yes" in lines.said("undo")
    assert lines.do("terug ja") == do.RetractInjectPlay("C01")
    assert lines.said("undo") == "There is nothing of yours to take back."


def test_the_cell_hears_a_question_and_replies() -> None:
    lines = cell()
    lines.exercise.do(do.AskQuestion("Hoe lang nog?", "netbeheerder", "GS"))
    assert lines.news() == "E1 waits for a reply: GS asks netbeheerder: Hoe lang nog?"
    assert "E1 waits" in lines.said("show e1")
    assert lines.do("antwoord e1 Nog twee uur.") == do.AddInject(
        "Nog twee uur.", "Nog twee uur.", ("GS",), "netbeheerder", in_reply_to="E1"
    )
    assert "to GS: Nog twee uur." in lines.news()
    assert "waits for a reply" not in lines.status()


def test_the_cell_deals_with_a_question_by_voice() -> None:
    lines = cell()
    lines.exercise.do(do.AskQuestion("Hoe lang nog?", None, "GS"))
    assert lines.do("played E1 gebeld") == do.HandleEntry("E1", "gebeld")
    assert "Reply to which entry" in lines.said("reply E1 ja")


def test_the_cell_sends_of_its_own_and_of_the_bank() -> None:
    lines = cell()
    assert lines.do("bericht gs,bgm Pers: staat voor de deur") == do.AddInject(
        "Pers", "staat voor de deur", ("GS", "BGM")
    )
    assert lines.said("write xyz Pers: x") == "Nobody here plays XYZ."
    assert "BANK1 bank - to PVL: Omroep belt" in lines.said("bank")
    assert lines.do("bank bank1") == do.DeliverInject("BANK1")
    assert lines.said("bank") == "The bank has no message left."


def test_the_observer_hears_what_to_see() -> None:
    status = observer(9).status()
    assert "expected C01-a of CISO, 0:04:00 late: Isoleert" in status
    assert "expected C01-b of GS, within 0:21:00: Belt" in status
    assert "task O1.2" not in status
    assert "weet verder niets" not in status
    assert "0:00:00 C01 to CISO, GS: Niemand kan inloggen" in observer(9).said("messages")


def test_the_observer_ticks_observes_rates_and_takes_back() -> None:
    lines = observer()
    assert lines.do("gezien c01-a vlot") == do.MeetExpectation("C01-a", "CISO", "vlot")
    assert lines.news() == "C01-a of CISO done in time: Isoleert"
    assert lines.said("seen X1") == "Which action? status names them."
    observation = lines.do("waarn o1 team zit bij elkaar")
    assert isinstance(observation, do.RecordObservation)
    assert (observation.objective, observation.text) == ("O1", "team zit bij elkaar")
    rated = lines.do("beoordeel o1.2 m te laat")
    assert isinstance(rated, do.RateTask)
    assert (rated.objective, rated.task, rated.rating, rated.note) == ("O1", 2, "M", "te laat")
    assert "task O1.2, rated M: Besluit" in lines.said("rate")
    assert "U: not performed so that the objective was met" in lines.said("rate")
    lines.do("undo yes")
    assert "task O1.2, rated -: Besluit" in lines.said("beoordeel")
    assert isinstance(lines.do("note pauze"), do.RecordEntry)


def test_the_observer_hears_messages_and_decisions_as_they_come() -> None:
    lines = observer()
    lines.exercise.play(12)
    news = lines.news()
    assert "EXERCISE C02 to BGM: De eis" in news
    assert "EXERCISE C01" not in news
    assert "decision losgeld asked: Wordt er betaald?" in lines.status()
    lines.exercise.do(do.TakeDecision("losgeld", "niet", "BGM", "principe"))
    settled = "decision losgeld settled by BGM: Wordt er betaald? Niet betalen, principe"
    assert lines.news() == settled
    assert "from servicedesk by telefoon" in lines.said("show c01")
    assert lines.said("show c09") == "Which message? messages names them."
