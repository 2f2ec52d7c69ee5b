"""The simulation cell's screen: whom must I call now, and what do I say?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crisis_tui.basis.text import first_unsafe
from crisis_tui.exercise import commands as do
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.seats.seat import SeatKind
from crisis_tui.i18n import activate
from crisis_tui.tui.commands import SIMCELL, commands_of
from crisis_tui.tui.seats.countering import FLOWS
from crisis_tui.tui.widgets.table import Table
from tests.tui.live import LiveExercise, exercise_script
from tests.tui.screen import LARGE, NARROW, SMALL
from tests.tui.seated import Sitter, sit
from tests.tui.test_hostile_text import PAYLOADS
from tests.tui.test_screens import agreed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


def played(until_minutes: float, *commands: do.Command) -> LiveExercise:
    exercise = LiveExercise()
    exercise.play(until_minutes)
    for command in commands:
        exercise.do(command)
    return exercise


def at_work(
    exercise: LiveExercise,
    steps: Callable[[Sitter], Awaitable[None]],
    size: tuple[int, int] = SMALL,
) -> None:
    sit(exercise, SeatKind.SIMCELL, steps, size)


async def choose(cell: Sitter, row_id: str) -> None:
    """Look at a row of the list."""
    table = cell.app.screen.query_one("#listing", Table)
    table.choose(row_id)
    await cell.until(lambda: table.chosen == row_id)


def test_every_asking_command_has_a_flow() -> None:
    assert {command.id for command in commands_of(SIMCELL) if command.asks} == FLOWS.keys()


def test_whom_to_call_and_what_to_say_stand_side_by_side() -> None:
    async def look(cell: Sitter) -> None:
        await cell.sees("! speak")
        text = cell.text
        assert "Call CISO, GS." in text
        assert "Sinds half acht kan niemand" in text
        assert "Counterplay" in text
        assert "U weet verder niets." in text
        assert "◌ 28 min" in text
        assert "↳ 8 min" in text
        assert "Play C01 Niemand kan inloggen now" in text
        assert "71:48 left" in text

    at_work(played(12), look)


def test_x_notes_that_it_was_played_and_u_takes_that_back() -> None:
    exercise = played(1)

    async def go(cell: Sitter) -> None:
        await cell.press("x")
        await cell.until(lambda: exercise.count(ev.InjectPlayed) == 1)
        await cell.sees("✓ played")
        await cell.press("u")
        await cell.sees("Take this back? C01 Niemand kan inloggen played")
        await cell.press("enter")
        await cell.until(lambda: exercise.count(ev.InjectPlayRetracted) == 1)
        await cell.sees("! speak")

    at_work(exercise, go)


def test_after_playing_one_the_next_stands_ready_and_f_goes_back_to_it() -> None:
    exercise = played(1, do.AskQuestion("Hoe lang nog?", None, "GS"))

    async def go(cell: Sitter) -> None:
        table = cell.app.screen.query_one("#listing", Table)
        await cell.until(lambda: table.chosen == "C01")
        await cell.press("x")
        await cell.until(lambda: exercise.count(ev.InjectPlayed) == 1)
        await cell.until(lambda: table.chosen == "E1")
        await choose(cell, "C02")
        await cell.press("f")
        await cell.until(lambda: table.chosen == "E1")

    at_work(exercise, go)


def test_a_notes_who_has_the_message() -> None:
    exercise = played(1)

    async def go(cell: Sitter) -> None:
        await cell.press("a")
        await cell.sees("Who has C01?")
        await cell.press("1")
        await cell.until(lambda: exercise.count(ev.InjectAcknowledged) == 1)
        assert exercise.last(ev.InjectAcknowledged).role == "CISO"

    at_work(exercise, go)


def test_r_replies_to_the_question_that_waits() -> None:
    exercise = played(1, do.AskQuestion("Hoe lang nog?", "netbeheerder", "GS"))

    async def go(cell: Sitter) -> None:
        await cell.sees("! asks")
        await choose(cell, "E1")
        await cell.sees("GS → netbeheerder")
        await cell.press("r")
        await cell.write("Nog twee uur.")
        await cell.until(lambda: exercise.count(ev.InjectAdded) == 1)
        added = exercise.last(ev.InjectAdded)
        assert (added.to, added.sender, added.text) == (("GS",), "netbeheerder", "Nog twee uur.")
        assert added.in_reply_to == "E1"
        await cell.until(lambda: "asks" not in cell.text)

    at_work(exercise, go)


def test_a_question_can_be_dealt_with_by_voice() -> None:
    exercise = played(1, do.AskQuestion("Hoe lang nog?", None, "GS"))

    async def go(cell: Sitter) -> None:
        await choose(cell, "E1")
        await cell.press("x")
        await cell.until(lambda: cell.is_asked)
        await cell.write("teruggebeld")
        await cell.until(lambda: exercise.count(ev.EntryHandled) == 1)
        assert exercise.last(ev.EntryHandled).note == "teruggebeld"

    at_work(exercise, go)


def test_r_without_anything_that_waits_says_so() -> None:
    async def go(cell: Sitter) -> None:
        await cell.press("r")
        await cell.sees("No question and no answer waits for a reply.")

    at_work(played(1), go)


def test_i_sends_a_message_of_ones_own_to_known_roles_only() -> None:
    exercise = played(1)

    async def go(cell: Sitter) -> None:
        await cell.press("i")
        await cell.until(lambda: cell.is_asked)
        await cell.write("XYZ")
        await cell.sees("Nobody here plays XYZ.")
        await cell.press(*["backspace"] * 3)
        await cell.write("gs bgm")
        await cell.write("de wijkagent")
        await cell.write("Er staat pers voor de deur")
        await cell.until(lambda: exercise.count(ev.InjectAdded) == 1)
        added = exercise.last(ev.InjectAdded)
        assert (added.to, added.sender) == (("GS", "BGM"), "de wijkagent")
        assert added.title == "Er staat pers voor de deur"
        assert exercise.last(ev.InjectDelivered).inject == added.inject

    at_work(exercise, go)


def test_the_bank_asks_before_it_sends() -> None:
    found = exercise_script()
    keyed = tuple(
        replace(one, inject=one.inject.model_copy(update={"key": 7})) if one.inject.bank else one
        for one in found.injects
    )
    exercise = LiveExercise(replace(found, injects=keyed))
    exercise.play(1)

    async def go(cell: Sitter) -> None:
        await cell.press("B")
        await cell.sees("7  BANK1 PVL: Omroep belt")
        await cell.press("7")
        await cell.sees("Send BANK1 Omroep belt now?")
        await cell.press("enter")
        await cell.until(lambda: not cell.is_asked)
        assert exercise.last(ev.InjectDelivered).inject != "BANK1"
        await cell.press("B", "7", "y")
        await cell.until(lambda: exercise.last(ev.InjectDelivered).inject == "BANK1")

    at_work(exercise, go)


def test_notes_observations_and_no_play_are_at_hand() -> None:
    exercise = played(1)

    async def go(cell: Sitter) -> None:
        await cell.press("n")
        await cell.write("lijn valt weg")
        await cell.until(lambda: exercise.count(ev.EntryRecorded) == 1)
        await cell.press("o")
        await cell.write("O1 belt zelf terug")
        await cell.until(lambda: exercise.count(ev.ObservationRecorded) == 1)
        assert exercise.last(ev.ObservationRecorded).objective == "O1"
        await cell.press("exclamation_mark")
        await cell.write("echte brand")
        await cell.until(lambda: exercise.count(ev.PlayStopped) == 1)
        await cell.sees("echte brand")
        assert "Play C01" not in cell.text

    at_work(exercise, go)


def test_enter_gives_the_script_the_screen_and_escape_the_list() -> None:
    async def go(cell: Sitter) -> None:
        await cell.press("enter")
        await cell.until(lambda: "! speak" not in cell.text)
        await cell.sees("Counterplay")
        await cell.press("escape")
        await cell.sees("! speak")

    at_work(played(1), go)


def test_a_refusal_is_said_here_and_the_text_stays() -> None:
    exercise = played(1, do.AskQuestion("Hoe lang nog?", None, "GS"))

    async def go(cell: Sitter) -> None:
        await choose(cell, "E1")
        await cell.press("r")
        await cell.until(lambda: cell.is_asked)
        exercise.do(do.RetractEntry("E1"))
        await cell.write("Een uur")
        await cell.sees("E1 was taken back already.")
        assert cell.is_asked
        assert "Een uur" in cell.text

    at_work(exercise, go)


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_size_and_language_shows_what_to_play(size: tuple[int, int], language: str) -> None:
    activate(language)

    async def look(cell: Sitter) -> None:
        await cell.sees("CISO+1")
        assert all(len(line) <= size[0] for line in cell.lines)

    try:
        exercise = played(1)
        # The word at the head depends on the language, so wait for it here.
        sit(exercise, SeatKind.SIMCELL, look, size)
    finally:
        activate("en")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_stays_text(payload: str) -> None:
    exercise = LiveExercise(exercise_script(payload))
    exercise.play(12)
    exercise.do(do.AskQuestion(f"Vraag {payload}", f"wie {payload}", "GS"))

    async def go(cell: Sitter) -> None:
        await cell.sees("CISO+1")
        await choose(cell, "E1")
        await cell.press("r", "escape", "B", "escape", "u", "escape")
        assert first_unsafe(cell.text.replace("\n", "")) is None
        assert cell.app.is_running

    at_work(exercise, go)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_whole_screen(size: tuple[int, int], language: str) -> None:
    activate(language)
    exercise = played(12, do.AskQuestion("Hoe lang nog?", "netbeheerder", "GS"))
    exercise.do(do.GiveAnswer("C02", "Wij komen bijeen.", "BGM"))

    async def look(sitter: Sitter) -> None:
        await sitter.sees("Niemand kan inloggen")
        shown = sitter.text + "\n"
        agreed(f"simcell-{language}-{size[0]}x{size[1]}", shown, size)

    at_work(exercise, look, size)
