"""A player and the screen for the room in lines."""

from __future__ import annotations

import asyncio
import io
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

from crisis_tui.exercise import commands as do
from crisis_tui.exercise.commands import Command
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.seats.desk import SeatDesk
from crisis_tui.exercise.seats.local import LocalSeat
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.i18n import activate, render
from crisis_tui.plain.seats.head import head_lines, head_news
from crisis_tui.plain.seats.run import PlainSeat
from crisis_tui.plain.seats.table import seat_lines
from tests.exercise.playing import START_MS, minutes
from tests.tui.live import LiveExercise

if TYPE_CHECKING:
    from crisis_tui.plain.seats.verb import Answer

ROLES = ("CISO", "BGM")
CISO = Actor("swifterbant", "CISO", "t3")


@pytest.fixture(autouse=True)
def _english() -> None:
    activate("en")


class Player:
    """A player's seat in lines, without a terminal."""

    def __init__(self, until_minutes: float = 11, kind: SeatKind = SeatKind.PLAYER) -> None:
        self.exercise = LiveExercise()
        self.exercise.play(until_minutes)
        roles = ROLES if kind is SeatKind.PLAYER else ()
        self.seated = LocalSeat(self.exercise.session, Seat(kind, "swifterbant", "t3", roles))
        self.lines = seat_lines(kind)
        self.desk: SeatDesk[Any] = SeatDesk(self.seated, next(iter(roles), None))
        self.before = self.seated.view

    def read(self, line: str) -> Answer:
        word, _, rest = line.partition(" ")
        verb = next(one for one in self.lines.verbs if word in (*one.dutch, *one.english))
        return verb.read(self.desk, rest.strip())

    def said(self, line: str) -> str:
        answer = self.read(line)
        assert isinstance(answer, tuple)
        return "\n".join(map(render, answer))

    def does(self, line: str) -> Command:
        answer = self.read(line)
        assert isinstance(answer, Command)
        assert not isinstance(self.exercise.session.act(answer, CISO), Refusal)
        return answer

    def status(self) -> str:
        play_ms = self.seated.now().play_ms
        return "\n".join(map(render, self.lines.tell(self.seated.view, play_ms)))

    def news(self) -> str:
        before, self.before = self.before, self.seated.view
        return "\n".join(map(render, self.lines.news(before, self.before)))


def test_status_says_a_fact_a_line() -> None:
    player = Player()
    assert player.status().splitlines() == [
        "C01 late 0:00:00 from servicedesk: Niemand kan inloggen",
        "C02 new 0:10:00 from -: De eis",
        "clock Melding, FG: 71:49:00 left",
    ]


def test_a_message_is_told_in_full_when_it_comes_in() -> None:
    player = Player(9)
    player.exercise.play(10)
    assert player.news().splitlines() == [
        "EXERCISE C02 to BGM: De eis",
        "  from - by - at 0:10:00, story D1 07:52",
        "  decision losgeld: Wordt er betaald?",
        "  option niet: Niet betalen",
        "  option wel: Wel betalen",
    ]
    assert "U weet verder niets" not in player.said("toon c01")


def test_what_is_typed_becomes_a_command_in_the_role_that_has_the_message() -> None:
    player = Player()
    opened = player.seated.now()
    assert (opened.at_ms, opened.play_ms) == (START_MS + minutes(11), minutes(11))
    assert player.does("bereikt c01") == do.AcknowledgeInject("C01", "CISO")
    assert player.does("antwoord c02 Nee, nooit.") == do.GiveAnswer(
        "C02", "Nee, nooit.", "BGM", opened
    )
    assert player.does("besluit LOSGELD NIET uit principe") == do.TakeDecision(
        "losgeld", "niet", "BGM", "uit principe"
    )
    assert player.does("ask waterschap: Staat de dijk?") == do.AskQuestion(
        "Staat de dijk?", "waterschap", "CISO", opened
    )
    assert player.does("beeld alles plat") == do.RecordEntry(
        "picture", "alles plat", "CISO", opened=opened
    )
    assert player.does("actie CISO +5 bellen") == do.RecordAction(
        "bellen", "CISO", minutes(16), opened
    )
    entry = next(iter(player.exercise.session.state.actions))
    assert player.does(f"klaar {entry.casefold()} gebeld") == do.CloseAction(entry, "gebeld")
    assert "picture: alles plat" in player.news()


def test_what_is_missing_is_asked_for() -> None:
    player = Player()
    assert player.said("antwoord") == "Which message? status names them."
    assert player.said("antwoord c99 ja") == "Which message? status names them."
    assert player.said("besluit losgeldje niet").startswith("Which decision?")
    assert player.said("rol GS") == "You hold CISO BGM."
    assert player.said("rol bgm") == "You act as BGM now."
    assert player.said("terug") == "There is nothing of yours to take back."


def test_what_the_team_takes_back_is_told() -> None:
    player = Player()
    player.does("feit netwerk plat")
    player.does("actie CISO bellen")
    player.news()
    for entry in ("E1", "E2"):
        player.exercise.do(do.RetractEntry(entry))
    assert player.news().splitlines() == ["taken back: netwerk plat", "taken back: bellen"]


def test_a_player_hears_until_when_the_exercise_stands_still() -> None:
    player = Player()
    before = player.seated.view.head
    player.exercise.do(do.PostponeExercise(START_MS + minutes(71), "lunch"))
    after = player.seated.view.head
    paused, waits = (render(line) for line in head_news(before, after))
    assert paused == "EXERCISE Proef: paused"
    assert waits == "it goes on by itself at 2027-01-15 10:11"
    assert waits in [render(line) for line in head_lines(after, minutes(11))]
    player.exercise.do(do.ResumeExercise())
    news = [render(line) for line in head_news(after, player.seated.view.head)]
    assert news == ["EXERCISE Proef: runs"]


def test_what_is_withdrawn_is_told() -> None:
    player = Player()
    player.news()
    player.exercise.do(do.VoidInject("C02", "te vroeg"))
    assert player.news() == "withdrawn: C02 De eis"


def test_the_screen_for_the_room_tells_the_picture_and_takes_no_commands() -> None:
    wall = Player(kind=SeatKind.SCREEN)
    outcome = wall.exercise.session.act(do.RecordEntry("picture", "alles plat", "CISO"), CISO)
    assert not isinstance(outcome, Refusal)
    assert wall.news() == "0:11:00 picture: alles plat"
    assert wall.status().splitlines() == [
        "0:11:00 picture: alles plat",
        "clock Melding, FG: 71:49:00 left",
    ]
    assert wall.lines.verbs == ()
    assert not wall.lines.steers


def test_typed_lines_are_done_in_order_before_the_end_of_the_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    player = Player()
    chunks = [b"bereikt c01\nantwoord c01 Ko", b"ppel af\nnonsens\n", b"status"]
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setattr(os, "read", lambda _, __: chunks.pop(0) if chunks else b"")
    code = asyncio.run(PlainSeat(player.seated).run())
    monkeypatch.undo()
    out = capsys.readouterr().out
    assert code == 0
    assert out.startswith("EXERCISE Proef\nruns, speed 1×, play 0:11:00, story D1 07:53\n")
    assert out.splitlines().count("done") == 2
    assert '"nonsens" is not understood; help shows what is' in out
    assert out.rstrip().splitlines()[-3].startswith("C01 answered 0:00:00")
