"""The control room: what stands there, and what every key does to the exercise."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from crisis_tui.basis.text import first_unsafe
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.commands import AddInject, PauseExercise, PlayInject, StopPlay
from crisis_tui.exercise.runner import OUTAGE_MS
from crisis_tui.tui.app import CrisisApp
from crisis_tui.tui.commands import CONTROL_ROOM, commands_of
from crisis_tui.tui.flows.table import FLOWS
from crisis_tui.tui.widgets.entry import EntryLine
from tests.exercise.playing import minutes
from tests.tui.fakes import FakeServices
from tests.tui.live import LiveExercise, exercise_script
from tests.tui.screen import LARGE, NARROW, SMALL, Player
from tests.tui.test_hostile_text import PAYLOADS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable


@asynccontextmanager
async def control_room(
    exercise: LiveExercise, size: tuple[int, int] = SMALL
) -> AsyncIterator[Player]:
    services = FakeServices()
    app = CrisisApp(services, exercise=exercise, first="control-room")
    async with app.run_test(size=size) as pilot:
        player = Player(app, pilot, services)
        await player.sees("EXERCISE")
        yield player


def played(until_minutes: float) -> LiveExercise:
    exercise = LiveExercise()
    exercise.play(until_minutes)
    return exercise


def in_control_room(
    exercise: LiveExercise,
    steps: Callable[[Player], Awaitable[None]],
    size: tuple[int, int] = SMALL,
) -> None:
    async def go() -> None:
        async with control_room(exercise, size) as player:
            await steps(player)

    asyncio.run(go())


async def write(player: Player, text: str) -> None:
    """Type a text and press enter."""
    names = {" ": "space", ":": "colon", "+": "plus"}
    await player.press(*(names.get(sign, sign) for sign in text), "enter")


def test_every_asking_command_has_a_flow() -> None:
    asked = {command.id for command in commands_of(CONTROL_ROOM) if command.asks}
    assert asked - {"undo"} <= FLOWS.keys()


def test_what_must_i_do_now_is_answered() -> None:
    exercise = played(9)

    async def look(player: Player) -> None:
        await player.sees("Niemand kan inloggen")
        text = player.text
        assert "RUNS 1×" in text
        assert "0:09:00" in text
        assert "D1 07:51" in text
        assert "Phase 1/2 Ontdekking" in text
        assert "Opschalen in 0:21" in text
        assert "71:51 left (FG)" in text
        assert "C01 is 7 min late: CISO has not reacted" in text
        assert "[ ] CISO Isoleert" in text
        assert "2 filled" in text
        assert "OVDBZ" in text

    in_control_room(exercise, look)


def test_late_and_next_message_stay_in_sight() -> None:
    exercise = played(9)

    async def look(player: Player) -> None:
        await player.sees("0:09:00")
        strip = player.lines[2:4]
        assert "late" in strip[0]
        assert "C01" in strip[0]
        assert "soon" in strip[1]
        assert "C02" in strip[1]

    in_control_room(exercise, look)


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW])
def test_it_fits(size: tuple[int, int]) -> None:
    exercise = played(12)

    async def look(player: Player) -> None:
        await player.sees("De eis")
        assert max(map(len, player.lines)) <= size[0]
        assert "EXERCISE" in player.text
        await player.press("enter")
        await player.sees("Wordt er betaald?")
        await player.press("escape")
        await player.sees("C01")

    in_control_room(exercise, look, size)


def test_space_pauses_from_any_screen_and_resumes() -> None:
    exercise = played(1)

    async def steps(player: Player) -> None:
        await player.press("space")
        await player.sees("PAUSED")
        assert exercise.count(ev.Paused) == 1
        await player.press("2", "space")
        await player.until(lambda: exercise.count(ev.Resumed) == 1)
        await player.press("space", "5")
        await player.sees("PAUSED")
        assert exercise.count(ev.Paused) == 2

    in_control_room(exercise, steps)


def test_acknowledge_asks_which_role() -> None:
    exercise = played(1)

    async def steps(player: Player) -> None:
        await player.press("a")
        await player.sees("Who has C01?")
        await player.press("2")
        await player.until(lambda: exercise.count(ev.InjectAcknowledged) == 1)
        assert exercise.last(ev.InjectAcknowledged).role == "GS"
        await player.press("a")  # only one is left: no question
        await player.until(lambda: exercise.count(ev.InjectAcknowledged) == 2)

    in_control_room(exercise, steps)


def test_tick_chooses_the_action_and_shows_it_ticked() -> None:
    exercise = played(1)

    async def steps(player: Player) -> None:
        await player.press("x")
        await player.sees("What was done?")
        await player.press("enter")
        await player.sees("[x] CISO Isoleert")
        assert exercise.last(ev.ExpectationMet).expectation == "C01-a"

    in_control_room(exercise, steps)


def test_decide_takes_option_and_reason() -> None:
    exercise = played(11)

    async def steps(player: Player) -> None:
        await player.press("d")
        await player.sees("Wel betalen")
        await player.press("1")
        await write(player, "principe")
        await player.until(lambda: exercise.count(ev.DecisionTaken) == 1)
        taken = exercise.last(ev.DecisionTaken)
        assert (taken.option, taken.role, taken.reason) == ("niet", "BGM", "principe")

    in_control_room(exercise, steps)


def test_an_entry_is_stamped_when_its_line_is_opened() -> None:
    exercise = played(5)

    async def steps(player: Player) -> None:
        await player.press("o")
        exercise.play(8)
        await write(player, "O1 team zit")
        await player.until(lambda: exercise.count(ev.ObservationRecorded) == 1)
        seen = exercise.last(ev.ObservationRecorded)
        assert (seen.objective, seen.text) == ("O1", "team zit")
        assert seen.opened_play_ms == minutes(5)
        await player.sees("O1 team zit")

    in_control_room(exercise, steps)


def test_keys_typed_ahead_belong_to_the_entry() -> None:
    """A fast typist, or a paste: none of the letters may become a command."""
    exercise = played(5)

    async def steps(player: Player) -> None:
        await player.press(*"nspeed exit!".replace(" ", ""), "enter")
        await player.until(lambda: exercise.count(ev.EntryRecorded) == 1)
        assert exercise.last(ev.EntryRecorded).text == "speedexit!"
        assert exercise.count(ev.SpeedChanged) == 0

    in_control_room(exercise, steps)


def test_bob_action_and_note() -> None:
    exercise = played(5)

    async def steps(player: Player) -> None:
        await player.press("b", "o")
        await write(player, "netwerk blijft dicht")
        await player.until(lambda: exercise.count(ev.EntryRecorded) == 1)
        assert exercise.last(ev.EntryRecorded).kind == "judgement"
        await player.press("t")
        await write(player, "VPN dicht")
        await write(player, "CISO")
        await write(player, "+10")
        await player.until(lambda: exercise.count(ev.ActionRecorded) == 1)
        done = exercise.last(ev.ActionRecorded)
        assert (done.text, done.owner, done.due_play_ms) == ("VPN dicht", "CISO", minutes(15))
        await player.press("T", "1")
        await player.until(lambda: exercise.count(ev.ActionClosed) == 1)

    in_control_room(exercise, steps)


def test_escape_gives_up_without_a_trace() -> None:
    exercise = played(5)

    async def steps(player: Player) -> None:
        before = len(exercise.events)
        await player.press("n", "a", "b", "escape")
        await player.until(lambda: not player.app.screen.query_one(EntryLine).is_open)
        assert len(exercise.events) == before
        await player.press("escape", "escape")
        assert player.app.screen.query(EntryLine)  # escape never leaves a live exercise

    in_control_room(exercise, steps)


def test_a_wrong_text_keeps_the_line_open() -> None:
    exercise = played(5)

    async def steps(player: Player) -> None:
        await player.press("J")
        await write(player, "later")
        await player.sees("That is not a time")
        assert player.app.screen.query_one(EntryLine).is_open
        assert exercise.count(ev.Jumped) == 0

    in_control_room(exercise, steps)


def test_undo_shows_what_and_takes_it_back() -> None:
    exercise = played(5)

    async def steps(player: Player) -> None:
        await player.press("n")
        await write(player, "verkeerd")
        await player.until(lambda: exercise.count(ev.EntryRecorded) == 1)
        await player.press("u")
        await player.sees("Take this back? note: verkeerd")
        await player.press("enter")
        await player.until(lambda: exercise.count(ev.EntryRetracted) == 1)
        await player.press("u")
        await player.sees("nothing of yours")

    in_control_room(exercise, steps)


def test_messages_by_hand() -> None:
    exercise = played(12)

    async def steps(player: Player) -> None:
        await player.press("G")
        await player.sees("C03  Bent u gehackt?")
        await player.press("h")
        await player.until(lambda: exercise.count(ev.InjectHeld) == 1)
        assert exercise.last(ev.InjectHeld).inject == "C03"
        await player.press("m")
        await write(player, "+5")
        await player.until(lambda: exercise.count(ev.InjectRetimed) == 1)
        assert exercise.last(ev.InjectRetimed).due_play_ms == minutes(17)
        await player.press("s", "s")
        await player.until(lambda: exercise.last(ev.InjectDelivered).inject == "C03")
        await player.press("v")
        await write(player, "dubbel")
        await player.until(lambda: exercise.count(ev.InjectVoided) == 1)
        await player.press("s")
        await player.sees("was declared void")  # a refusal, with its reason

    in_control_room(exercise, steps)


def test_bank_and_a_message_of_ones_own() -> None:
    exercise = played(12)

    async def steps(player: Player) -> None:
        await player.press("B", "1", "s")
        await player.until(lambda: exercise.last(ev.InjectDelivered).inject == "BANK1")
        await player.press("i")
        await write(player, "Stroom weg")
        await write(player, "wie")
        await player.sees("nobody here is WIE")
        await player.press(*["backspace"] * 3)
        await write(player, "pvl")
        await write(player, "Het licht gaat uit.")
        await write(player, "")
        await player.until(lambda: exercise.count(ev.InjectAdded) == 1)
        added = exercise.last(ev.InjectAdded)
        assert (added.title, added.to) == ("Stroom weg", ("PVL",))
        assert exercise.last(ev.InjectDelivered).inject == added.inject

    in_control_room(exercise, steps)


def test_speed_jump_phase_and_clock() -> None:
    exercise = played(5)

    async def steps(player: Player) -> None:
        await player.press("plus")
        await player.sees("RUNS 2×")
        await player.press("minus", "minus")
        await player.sees("RUNS 0.5×")
        await player.press("c", "y")
        await player.until(lambda: exercise.count(ev.ClockMet) == 1)
        await player.press("P", "p")
        await player.sees("Phase 2/2 Opschalen")
        await player.press("J")
        await write(player, "0:50")
        await player.sees("2 messages are passed over")
        await player.press("enter")  # no is the default
        assert exercise.count(ev.Jumped) == 0
        await player.press("J")
        await write(player, "0:50")
        await player.press("j")
        await player.until(lambda: exercise.count(ev.Jumped) == 1)
        await player.sees("overdue")

    in_control_room(exercise, steps)


def test_catch_up_list_after_an_outage() -> None:
    exercise = played(5)
    exercise.clock.advance(max(OUTAGE_MS, minutes(36)))
    exercise.session.tick()

    async def steps(player: Player) -> None:
        await player.sees("2 messages wait on the catch-up list")
        await player.press("C", "1", "s")
        await player.until(lambda: exercise.last(ev.InjectDelivered).inject == "C02")
        await player.press("0", "w")
        await player.until(lambda: exercise.last(ev.InjectSkipped).inject == "C03")
        await player.press("C")
        await player.sees("The catch-up list is empty.")

    in_control_room(exercise, steps)


def test_no_play_freezes_at_once_and_takes_two_keys_to_lift() -> None:
    exercise = played(5)

    async def steps(player: Player) -> None:
        await player.press("exclamation_mark")
        assert not exercise.session.state.is_running  # before the reason is written
        await write(player, "brand")
        await player.sees("NO PLAY: brand")
        await player.press("space", "enter")  # no is the default
        assert exercise.session.state.no_play == "brand"
        await player.press("space", "l", "enter")
        assert exercise.session.state.no_play == "brand"
        await player.press("space", "l", "r")
        await player.until(lambda: exercise.session.state.is_running)

    in_control_room(exercise, steps)


def test_no_play_that_is_given_up_is_a_plain_pause() -> None:
    exercise = played(5)

    async def steps(player: Player) -> None:
        await player.press("exclamation_mark", "escape")
        await player.sees("PAUSED")
        assert exercise.last(ev.Paused).reason == "no-play"
        assert exercise.session.state.no_play is None
        await player.press("space")
        await player.until(lambda: exercise.session.state.is_running)

    in_control_room(exercise, steps)


def test_a_refusal_goes_away_with_the_answer_that_is_taken() -> None:
    exercise = played(5)

    async def steps(player: Player) -> None:
        await player.press("t")
        await write(player, "VPN dicht")
        await write(player, "")
        await player.sees("An action needs an owner.")
        await write(player, "CISO")
        await player.sees("until")
        assert "needs an owner" not in player.text

    in_control_room(exercise, steps)


def test_what_presses_stands_above_the_list_whatever_is_filtered() -> None:
    exercise = played(12)

    async def steps(player: Player) -> None:
        def pinned() -> list[list[str]]:
            return [line.split()[:4] for line in player.text.splitlines() if line[:1] == "›"]

        before = pinned()
        assert before[0] == ["›", "!", "late", "C01"]
        await player.press("slash", *"zzz", "enter")
        await player.sees("no line has these words")
        assert pinned() == before

    in_control_room(exercise, steps)


def test_end_is_asked_twice_and_no_is_the_default() -> None:
    exercise = played(5)

    async def steps(player: Player) -> None:
        await player.press("D")
        await player.sees("after the end")
        await player.press("E", "enter")
        assert exercise.is_live
        await player.press("E", "e", "enter")
        assert exercise.is_live
        await player.press("E", "e", "y")
        await player.until(lambda: not exercise.is_live)
        await player.sees("D opens the debrief")

    in_control_room(exercise, steps)


def test_it_follows_what_is_sent_until_somebody_looks_elsewhere() -> None:
    exercise = played(9)

    async def steps(player: Player) -> None:
        await player.sees("Niemand kan")
        exercise.play(10)
        await player.sees("Niet betalen")
        await player.press("g")
        await player.sees("Sinds half acht")
        exercise.play(40)
        await player.sees("0:40:00")
        assert "Sinds half acht" in player.text
        await player.press("f")
        await player.sees("C03  Bent u gehackt?")

    in_control_room(exercise, steps)


def test_trouble_takes_the_status_line() -> None:
    exercise = played(5)
    exercise.session.trouble = "The disk is full"

    async def look(player: Player) -> None:
        await player.sees("The disk is full")

    in_control_room(exercise, look)


def test_leaving_and_hanging_up_close_the_exercise() -> None:
    exercise = played(5)

    async def steps(player: Player) -> None:
        await player.press("q")
        await player.sees("Leave the exercise Proef?")
        await player.press("y")

    in_control_room(exercise, steps)
    assert exercise.closed[0] == "quit"

    other = played(5)

    async def hang_up(player: Player) -> None:
        player.app.hang_up(129)

    in_control_room(other, hang_up)
    assert other.closed[0] == "hangup"


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_hostile_text_is_shown_not_obeyed(payload: str) -> None:
    exercise = LiveExercise(exercise_script(payload))
    exercise.play(11)
    exercise.do(PauseExercise(payload))

    async def look(player: Player) -> None:
        shown = [player.text]
        for keys in (["enter"], ["escape", "d"], ["1"], ["escape", "g", "x"], ["escape", "C"]):
            await player.press(*keys)
            shown.append(player.text)
        exercise.do(StopPlay(payload))
        await player.sees("NO PLAY")
        shown.append(player.text)
        assert all(first_unsafe(screen.replace("\n", "")) is None for screen in shown)

    in_control_room(exercise, look, LARGE)


def test_the_card_tells_what_the_simulation_cell_played() -> None:
    exercise = played(1)

    async def look(player: Player) -> None:
        await player.sees("Niemand kan inloggen")
        assert "not played yet" not in player.text
        exercise.do(PlayInject("C01", "voicemail"))
        await player.sees("✓ played at 0:01 – voicemail")
        exercise.do(AddInject("Bel terug", "", ("GS",), channel="telefoon"))
        await player.sees("not played yet")

    in_control_room(exercise, look)
