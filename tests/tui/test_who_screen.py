"""Is everybody in: the page of the control room, and the same in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.exercise.presence import Attendee
from crisis_tui.exercise.seats.seat import SeatKind
from crisis_tui.exercise.views.presence import PresenceView
from crisis_tui.i18n import render
from crisis_tui.plain.attending import presence_lines
from crisis_tui.plain.desk import AskWho, Desk
from crisis_tui.plain.verbs import find_verb
from tests.exercise.playing import START_MS
from tests.tui.live import LiveExercise
from tests.tui.test_control_room import in_control_room

if TYPE_CHECKING:
    from tests.tui.screen import Player

PLAYER = Attendee(SeatKind.PLAYER, "knardijk", "pts/3", ("CISO", "GS"), START_MS)
SILENT = Attendee(SeatKind.OBSERVER, "urkerveld", "pts/4", (), START_MS, answers=False)


def test_the_page_follows_who_comes_and_goes() -> None:
    exercise = LiveExercise()
    exercise.others = (PLAYER,)

    async def steps(player: Player) -> None:
        await player.press("I")
        for words in ("2 terminals", "directs", "CISO, GS: knardijk", "pts/3", "BGM"):
            await player.sees(words)
        assert "does not answer" not in player.text
        first, second = (line for line in player.text.splitlines() if "✓" in line)
        assert len(first.rstrip()) == len(second.rstrip())
        exercise.others = (SILENT,)
        for words in ("✗ observer", "urkerveld", "does not answer", "CISO"):
            await player.sees(words)
        assert "knardijk" not in player.text
        await player.press("escape")
        await player.sees("C01")

    in_control_room(exercise, steps)


@pytest.mark.parametrize("word", ["wie", "who"])
def test_the_same_is_asked_for_in_a_line(word: str) -> None:
    exercise = LiveExercise()
    verb = find_verb(word)
    assert verb is not None
    desk = Desk(exercise.session, "x", exercise.session.now())
    assert verb.read(desk, "") == AskWho()


def test_lines_tell_each_terminal_and_the_roles_without_one() -> None:
    exercise = LiveExercise()
    exercise.others = (PLAYER, SILENT)
    said = [render(line) for line in presence_lines(exercise.presence)]
    since = said[1].rpartition(" ")[2]
    assert said == [
        "3 terminals",
        f"directs: ketelmeer at t1, since {since}",
        f"observer: urkerveld at pts/4, since {since}; does not answer",
        f"player: knardijk (CISO, GS) at pts/3, since {since}",
        "At no terminal of their own: BGM, PVL",
    ]
    untold = [render(line) for line in presence_lines(PresenceView((), (), 1))]
    assert untold == ["0 terminals", "more are there; the disk had no room to say who"]
