"""Shift, postpone, milestones, relief; the pages of the sitrep and of terms and actions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList

from crisis_tui import i18n
from crisis_tui.basis.text import Text
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.commands import (
    CloseAction,
    RecordAction,
    RecordEntry,
    ReleaseDirection,
    SignHandover,
    StopPlay,
)
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.seats.seat import SeatKind
from crisis_tui.tui.flows.asking import choose
from crisis_tui.tui.widgets.table import Rows, Table
from tests.exercise.playing import minutes, script
from tests.tui.live import LiveExercise
from tests.tui.screen import LARGE, SMALL
from tests.tui.seated import GatedSeat, sit
from tests.tui.test_control_room import control_room, in_control_room, played, write
from tests.tui.test_screens import agreed

if TYPE_CHECKING:
    from tests.tui.screen import Player
    from tests.tui.seated import Sitter


async def sees(player: Player, *words: str) -> None:
    """Wait until all the words stand on the screen."""
    for one in words:
        await player.sees(one)


def test_all_that_is_to_come_is_shifted_and_nonsense_is_refused_in_place() -> None:
    exercise = played(9)

    async def steps(player: Player) -> None:
        await player.press("M")
        await player.sees("all that is to come later by")
        await write(player, "straks")
        await player.sees("not a time")
        await player.press(*["backspace"] * 6)
        await write(player, "5")
        await player.sees("was moved")

    in_control_room(exercise, steps)
    shifted = exercise.last(ev.ScheduleShifted)
    assert shifted.by_ms == minutes(5)
    assert exercise.session.state.inject("C02").due_play_ms == minutes(15)


def test_the_exercise_is_postponed_with_a_reason() -> None:
    exercise = played(9)

    async def steps(player: Player) -> None:
        await player.press("O")
        await write(player, "+30")
        await player.sees("because")
        await write(player, "brandalarm")
        await player.sees("postponed until")

    in_control_room(exercise, steps)
    postponed = exercise.last(ev.ExercisePostponed)
    assert postponed.reason == "brandalarm"
    assert not exercise.session.state.is_running


def test_a_hand_over_is_written_from_what_is_known_and_signed() -> None:
    exercise = played(9)
    exercise.do(RecordEntry("picture", "Stroom weg"))

    async def steps(player: Player) -> None:
        await player.press("H")
        await write(player, "knardijk")
        await sees(player, "1/5", "Stroom weg")
        for number in range(5):
            await player.sees(f"{number + 1}/5")
            await write(player, "x")
        await player.sees("Hand over to knardijk?")
        await player.press("s")
        await player.sees("knardijk signs too")

    in_control_room(exercise, steps)
    signed = exercise.last(ev.HandoverSigned)
    assert (signed.by, signed.to) == ("ketelmeer", "knardijk")
    assert "Stroom weg" in signed.situation
    assert signed.contacts.endswith("x")


def test_a_hand_over_that_is_refused_loses_none_of_its_points() -> None:
    exercise = played(9)

    async def steps(player: Player) -> None:
        await player.press("H")
        await write(player, "KetelMeer")
        await player.sees("Nobody hands over to themselves")
        await player.press(*["backspace"] * 9)
        await write(player, "knardijk")
        for number in range(5):
            await player.sees(f"{number + 1}/5")
            await write(player, "x")
        with pytest.MonkeyPatch.context() as full:
            full.setattr(exercise.session, "act", lambda *_: Refusal(Text("the disk is full")))
            await player.press("s")
            await sees(player, "the disk is full", "Hand over to knardijk?")
        await player.press("s")
        await player.sees("knardijk signs too")

    in_control_room(exercise, steps)
    assert exercise.last(ev.HandoverSigned).to == "knardijk"


def test_who_is_handed_over_to_reads_it_and_signs_with_their_name() -> None:
    exercise = played(9)
    exercise.do(SignHandover("knardijk", "ketelmeer", "Rustig", "Geen", "Twee", "Regen", "Lijst"))

    async def steps(player: Player) -> None:
        await player.press("H")
        await sees(player, "knardijk hands over to you", "Rustig", "Regen")
        await write(player, "ja")
        await player.sees("You are here as ketelmeer")
        await player.press("backspace", "backspace")
        await write(player, "ketelmeer")
        await player.sees("signed by both")

    in_control_room(exercise, steps)
    assert exercise.count(ev.HandoverAccepted) == 1


def test_the_sitrep_is_shown_and_copied() -> None:
    exercise = played(9)
    exercise.do(RecordEntry("picture", "Stroom weg"))

    async def steps(player: Player) -> None:
        await player.press("S")
        await sees(player, "INCIDENT", "- Stroom weg", "RESPONSE")
        await player.press("y")
        await player.sees("Copied")
        assert player.app.clipboard.startswith("EXERCISE")
        assert "Stroom weg" in player.app.clipboard
        await player.press("escape")
        await player.sees("C01")

    in_control_room(exercise, steps)


def test_terms_and_actions_tell_owner_and_time_late_ones_first() -> None:
    exercise = played(9)
    exercise.do(RecordAction("Bel de wijk", "GS", due_play_ms=minutes(40)))
    exercise.do(RecordAction("Haal koffie", "AOV", due_play_ms=minutes(8)))

    async def steps(player: Player) -> None:
        await player.press("A")
        await sees(player, "Statutory terms", "71:51 left", "FG")
        text = player.text
        assert text.index("Haal koffie") < text.index("Bel de wijk")
        assert "0:01 too late" in text
        assert "0:31 left" in text

    in_control_room(exercise, steps)


def test_a_term_is_met_from_the_page_that_shows_it() -> None:
    exercise = played(9)

    async def steps(player: Player) -> None:
        await player.press("A")
        await player.sees("a term is met")
        await player.press("c")
        await player.sees("Melding: was it done?")

    in_control_room(exercise, steps)


def test_without_milestones_nothing_is_asked() -> None:
    async def steps(player: Player) -> None:
        await player.press("L")
        await player.sees("There is no milestone left.")

    in_control_room(played(1), steps)


def test_a_message_of_the_bank_goes_at_the_key_that_its_scenario_gives_it() -> None:
    exercise = LiveExercise(
        script(
            {"id": "BANK0", "bank": True, "title": "Raad vraagt"},
            {"id": "BANK1", "bank": True, "title": "Omroep belt", "key": 7},
        )
    )

    async def steps(player: Player) -> None:
        await player.press("B")
        await sees(player, "Omroep belt", "Raad vraagt")
        assert player.text.index("Omroep belt") < player.text.index("Raad vraagt")
        await player.press("7")
        await player.sees("Send BANK1")
        await player.press("s")
        await player.sees("BANK1 sent")

    in_control_room(exercise, steps)
    assert exercise.last(ev.InjectDelivered).inject == "BANK1"


PAGES = pytest.mark.parametrize("page", ["S", "A", "W", "I", "question_mark", "colon", "4"])
READ = pytest.mark.parametrize("page", ["S", "A", "W", "I", "question_mark"])


@PAGES
def test_no_play_stands_on_whatever_page_is_in_front(page: str) -> None:
    exercise = played(9)

    async def steps(player: Player) -> None:
        await player.press(page)
        exercise.do(StopPlay("brand in het gemeentehuis"))
        await sees(player, "NO PLAY", "brand in het gemeentehuis")

    in_control_room(exercise, steps)


@READ
def test_a_page_makes_way_for_who_stops_the_exercise(page: str) -> None:
    exercise = played(9)

    async def steps(player: Player) -> None:
        await player.press(page, "space", page)
        assert not exercise.session.state.is_running
        await player.press("exclamation_mark", *"brand", "enter")
        await player.sees("NO PLAY")

    in_control_room(exercise, steps)
    assert exercise.session.state.no_play == "brand"


def test_a_player_sees_no_play_above_the_help_and_stops_play_from_there() -> None:
    exercise = played(9)

    async def stops(sitter: Sitter) -> None:
        await sitter.press("question_mark", "exclamation_mark", *"brand", "enter")
        await sitter.until(lambda: exercise.session.state.no_play == "brand")
        await sitter.press("question_mark")
        await sitter.sees("A free note in the team log")
        assert "brand" in sitter.text

    sit(
        exercise,
        SeatKind.PLAYER,
        stops,
        roles=("GS",),
        seat_at=lambda _, seat: GatedSeat(exercise, seat),
    )


def test_what_is_chosen_beyond_the_last_key_is_not_left_out() -> None:
    question = choose("Which?", [(str(number), number) for number in range(50)])
    assert [option.value for option in question.options] == list(range(50))
    keys = [option.key for option in question.options if option.key]
    assert len(set(keys)) == len(keys) > 30


def much_written() -> LiveExercise:
    """Return an exercise with lines of every length on both pages."""
    exercise = played(12)
    long = "De uitwijklocatie aan de haven is pas na twaalf uur open en heeft geen noodstroom"
    exercise.do(RecordEntry("picture", "Stroom weg in drie wijken"))
    exercise.do(RecordEntry("bottleneck", long))
    exercise.do(RecordEntry("decision", "Crisisteam komt elk uur bijeen"))
    exercise.do(RecordAction(f"Zoek iets anders: {long}", "GS", due_play_ms=minutes(8)))
    exercise.do(RecordAction("Bel de netbeheerder", "Algemeen commandant", minutes(70)))
    exercise.do(RecordAction("Haal koffie", "AOV"))
    exercise.do(CloseAction("E6"))
    return exercise


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize(
    ("key", "name", "seen"), [("S", "sitrep", "INCIDENT"), ("A", "actions", "E6")]
)
def test_the_pages_look_as_agreed(
    key: str, name: str, seen: str, size: tuple[int, int], language: str
) -> None:

    async def look() -> str:
        async with control_room(much_written(), size) as player:
            i18n.activate(language)
            await player.press(key)
            await player.sees(seen)
            return player.text

    agreed(f"{name}-{language}-{size[0]}x{size[1]}", asyncio.run(look()) + "\n", size)


def test_enter_on_a_row_that_is_gone_meanwhile_opens_nothing_else() -> None:
    exercise = played(1)

    async def steps(player: Player) -> None:
        table = player.app.screen.query_one("#messages", Table)
        gone = table.query_one(Rows).get_option_at_index(0)
        table.fill(())
        table._chosen(OptionList.OptionSelected(table.query_one(Rows), gone, 0))
        await player.until(lambda: table.chosen is None)
        assert not player.app.screen.query_one("#body").has_class("-card-only")

    in_control_room(exercise, steps)


def test_who_takes_an_exercise_up_is_told_where_the_briefing_is() -> None:
    exercise = played(9)
    exercise.do(RecordAction("Bel de wijk", "GS", due_play_ms=minutes(40)))
    exercise.do(
        SignHandover("drontermeer", "ketelmeer", "Rustig", "Geen", "Twee", "Regen", "Lijst")
    )
    exercise.session.act(ReleaseDirection("quit"), ev.Actor("drontermeer", "controller", "t9"))

    async def steps(player: Player) -> None:
        await player.sees("N tells how it stands")
        await player.press("N")
        await sees(player, "drontermeer directed until here", "Rustig", "Bel de wijk", "71:51")
        await sees(player, "waits for a signature: ketelmeer")
        await player.press("H")
        await player.sees("type your name to sign")

    in_control_room(exercise, steps)
