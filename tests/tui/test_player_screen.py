"""The player's screen and the screen for the room: what stands there, and what every key does."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from crisis_tui import i18n
from crisis_tui.basis.text import Text, first_unsafe
from crisis_tui.exercise import commands as do
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.seats.local import LocalSeat
from crisis_tui.exercise.seats.seat import SeatKind
from crisis_tui.tui.commands import PLAYER, commands_of
from crisis_tui.tui.seats.playing import FLOWS
from tests.exercise.playing import START_MS, minutes
from tests.tui.live import LiveExercise, exercise_script
from tests.tui.screen import LARGE, NARROW, SMALL
from tests.tui.seated import Sitter, sit
from tests.tui.test_hostile_text import PAYLOADS
from tests.tui.test_screens import agreed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from crisis_tui.exercise.commands import Command

SIZES = {"80x24": SMALL, "140x40": LARGE, "60x20": NARROW}
CISO = Actor("swifterbant", "CISO", "t3")


def played(until_minutes: float = 11) -> LiveExercise:
    exercise = LiveExercise()
    exercise.play(until_minutes)
    return exercise


def with_team(exercise: LiveExercise) -> LiveExercise:
    """Let the team and a controller write what stands in a log."""
    for command in (
        do.RecordEntry("picture", "Het hele netwerk ligt plat", "CISO"),
        do.RecordEntry("judgement", "Ernstig, duurt dagen", "CISO"),
        do.RecordEntry("decision", "Crisisteam komt om 09:15", "CISO"),
        do.RecordEntry("bottleneck", "Geen papieren bellijst", "CISO"),
        do.RecordAction("VPN van leveranciers dicht", "CISO", minutes(10)),
        do.AskQuestion("Ziet u dit vaker?", "leverancier", "CISO"),
    ):
        assert not isinstance(exercise.session.act(command, CISO), Refusal)
    exercise.do(do.RecordEntry("note", "ze missen de kern"))
    return exercise


def play(
    exercise: LiveExercise,
    steps: Callable[[Sitter], Awaitable[None]],
    roles: tuple[str, ...] = ("CISO", "BGM"),
    size: tuple[int, int] = SMALL,
) -> None:
    sit(exercise, SeatKind.PLAYER, steps, size, "swifterbant", roles)


def shown(
    exercise: LiveExercise,
    size: tuple[int, int],
    *keys: str,
    kind: SeatKind = SeatKind.PLAYER,
) -> str:
    """Return what stands on a seat's screen after these keys."""
    texts: list[str] = []

    async def look(sitter: Sitter) -> None:
        await sitter.press(*keys)
        texts.append(sitter.text)

    roles = ("CISO", "BGM") if kind is SeatKind.PLAYER else ()
    sit(exercise, kind, look, size, "swifterbant", roles)
    return f"{texts[0]}\n"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_player_screen_looks_as_agreed(size: str, language: str) -> None:
    i18n.activate(language)
    exercise = with_team(played())
    agreed(f"player-{language}-{size}", shown(exercise, SIZES[size]), SIZES[size])


@pytest.mark.parametrize("size", ["80x24", "140x40"])
def test_the_team_log_looks_as_agreed(size: str) -> None:
    i18n.activate("nl")
    exercise = with_team(played())
    agreed(f"player-team-nl-{size}", shown(exercise, SIZES[size], "tab"), SIZES[size])


@pytest.mark.parametrize("size", ["80x24", "140x40"])
@pytest.mark.parametrize("stop", [False, True])
def test_the_screen_for_the_room_looks_as_agreed(size: str, stop: bool) -> None:  # noqa: FBT001
    i18n.activate("nl")
    exercise = with_team(played())
    if stop:
        exercise.do(do.StopPlay("brandalarm in het huis"))
    name = f"big-screen{'-stopped' if stop else ''}-nl-{size}"
    agreed(name, shown(exercise, SIZES[size], kind=SeatKind.SCREEN), SIZES[size])


def test_every_asking_command_has_a_flow() -> None:
    assert {command.id for command in commands_of(PLAYER) if command.asks} == set(FLOWS)


def test_what_came_in_and_what_is_urgent_is_in_sight() -> None:
    async def look(sitter: Sitter) -> None:
        await sitter.sees("Niemand kan inloggen")
        assert "You have not said that you have it: Niemand kan inloggen" in sitter.text
        assert "f go there" in sitter.text
        await sitter.press("f")
        await sitter.sees("Sinds half acht")
        assert "a have it" in sitter.lines[-2]
        assert "Bent u gehackt" not in sitter.text
        assert "U weet verder niets" not in sitter.text
        assert "Isoleert" not in sitter.text

    play(played(), look)


def test_a_says_that_the_message_is_there() -> None:
    exercise = played()

    async def confirm(sitter: Sitter) -> None:
        await sitter.press("down", "a")
        await sitter.sees("CISO has it")
        await sitter.press("a")
        await sitter.sees("You said already that you have it.")

    play(exercise, confirm)
    assert exercise.last(ev.InjectAcknowledged) == ev.InjectAcknowledged("C01", "CISO")


def test_r_answers_in_the_role_that_has_it_whatever_role_is_acted_in() -> None:
    exercise = played()

    async def answer(sitter: Sitter) -> None:
        await sitter.press("r")
        await sitter.sees("BGM answers 0:11:00")
        exercise.play(12)
        await sitter.write("Nee, nooit.")
        await sitter.sees("answered: De eis")

    play(exercise, answer)
    given = exercise.last(ev.AnswerGiven)
    assert (given.inject, given.role, given.text) == ("C02", "BGM", "Nee, nooit.")
    assert given.opened_play_ms == minutes(11)


def test_d_takes_the_decision_that_is_asked() -> None:
    exercise = played()

    async def decide(sitter: Sitter) -> None:
        await sitter.press("d", "1")
        await sitter.write("principe")
        await sitter.sees("(x) Niet betalen")
        await sitter.press("d")
        await sitter.sees("No decision is asked of you now.")

    play(exercise, decide)
    taken = exercise.last(ev.DecisionTaken)
    assert (taken.option, taken.role, taken.reason) == ("niet", "BGM", "principe")


def test_v_asks_somebody_outside_and_the_reply_comes_in() -> None:
    exercise = played()

    async def ask(sitter: Sitter) -> None:
        await sitter.press("v")
        await sitter.write("waterschap")
        await sitter.write("Staat de dijk?")
        await sitter.sees("asked; a reply comes in")
        asked = exercise.last(ev.QuestionAsked)
        exercise.do(do.AddInject("Die staat", "Ja.", ("CISO",), in_reply_to=asked.entry))
        await sitter.sees("↳ Die staat")
        await sitter.press("home")
        await sitter.sees("You asked Staat de dijk?")

        await sitter.press("r")
        await sitter.write("Dank u")
        await sitter.until(lambda: exercise.count(ev.AnswerGiven) == 1)
        answered = exercise.last(ev.AnswerGiven)
        exercise.do(do.AddInject("Graag gedaan", "Ja.", ("CISO",), in_reply_to=answered.entry))
        await sitter.press("home")
        await sitter.sees("You answered Dank u")

    play(exercise, ask)
    asked = exercise.last(ev.QuestionAsked)
    assert (asked.to, asked.text, asked.role) == ("waterschap", "Staat de dijk?", "CISO")


def test_keys_pressed_fast_take_effect_in_their_order() -> None:
    exercise = played()

    async def write(sitter: Sitter) -> None:
        await sitter.press("n")
        await sitter.press_at_once(*"om", "backspace", "p", "home", "k", "end", *"en", "enter")
        await sitter.sees("note written")

    play(exercise, write)
    assert exercise.last(ev.EntryRecorded).text == "kopen"


def test_nothing_of_a_pasted_text_gets_lost() -> None:
    exercise = played()

    async def paste(sitter: Sitter) -> None:
        await sitter.press("n", "a", "b", "left")
        await sitter.paste("Persbericht\r\n\r\n  Blijf binnen.\nMeer volgt om tien uur.\n")
        await sitter.press("enter")
        await sitter.sees("note written")

    play(exercise, paste)
    assert exercise.last(ev.EntryRecorded).text == (
        "aPersbericht Blijf binnen. Meer volgt om tien uur.b"
    )


def test_b_n_t_and_x_write_for_the_team() -> None:
    exercise = played()

    async def write(sitter: Sitter) -> None:
        await sitter.press("b", "o")
        await sitter.write("ernstig")
        await sitter.sees("judgement written")
        await sitter.press("n")
        await sitter.write("koffie")
        await sitter.sees("note written")
        await sitter.press("t")
        await sitter.write("bellen")
        await sitter.write("CISO")
        await sitter.write("+5")
        await sitter.sees("CISO: bellen until 0:16")
        await sitter.press("x", "1")
        await sitter.sees("done: bellen")
        await sitter.press("tab")
        await sitter.sees("ernstig")
        assert "koffie" in sitter.text

    play(exercise, write)
    lines = [event for event in exercise.events if isinstance(event, ev.EntryRecorded)]
    assert [(line.kind, line.role) for line in lines] == [("judgement", "CISO"), ("note", "CISO")]
    assert exercise.last(ev.ActionClosed).entry == exercise.last(ev.ActionRecorded).entry


def test_u_takes_the_last_own_entry_back() -> None:
    exercise = played()

    async def undo(sitter: Sitter) -> None:
        await sitter.press("n")
        await sitter.write("fout")
        await sitter.sees("note written")
        await sitter.press("u", "enter")
        await sitter.sees("taken back")

    play(exercise, undo)
    assert exercise.count(ev.EntryRetracted) == 1


def test_w_switches_the_role_that_is_acted_in() -> None:
    exercise = played()

    async def switch(sitter: Sitter) -> None:
        await sitter.press("w")
        await sitter.sees("You act as BGM now.")
        await sitter.press("n")
        await sitter.write("als burgemeester")
        await sitter.sees("note written")
        await sitter.press("w", "w")
        await sitter.sees("You act as BGM now.")

    play(exercise, switch)
    assert exercise.last(ev.EntryRecorded).role == "BGM"


def test_a_new_message_rings_and_leaves_the_cursor_where_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    exercise = played(9)
    rung: list[int] = []

    async def go_on(sitter: Sitter) -> None:
        monkeypatch.setattr(sitter.app, "bell", lambda: rung.append(1))
        await sitter.press("n", "x", "y")
        exercise.play(10)
        await sitter.sees("De eis")
        assert rung == [1]
        assert sitter.is_asked
        await sitter.write("z")
        await sitter.sees("note written")
        assert "Sinds half acht" in sitter.text

    play(exercise, go_on)
    assert exercise.last(ev.EntryRecorded).text == "xyz"


def test_no_play_is_called_with_one_key_and_a_reason_and_covers_everything() -> None:
    exercise = played()

    async def stop(sitter: Sitter) -> None:
        await sitter.press("exclamation_mark")
        await sitter.write("brand")
        await sitter.sees("Stop playing, this is real: brand")
        await sitter.press("a")
        await sitter.sees("NO PLAY is in force (brand)")

    play(exercise, stop)
    assert exercise.session.state.no_play == "brand"


def test_what_is_withdrawn_says_so() -> None:
    exercise = played()
    exercise.do(do.VoidInject("C02", "te vroeg"))

    async def look(sitter: Sitter) -> None:
        await sitter.sees("Withdrawn: this message")
        assert "te vroeg" not in sitter.text
        await sitter.press("a")
        await sitter.sees("This message was withdrawn.")

    play(exercise, look)


class BrokenSeat(LocalSeat):
    """A seat whose connection is gone for the first command."""

    trouble_left = 1

    async def act(self, command: Command, role: str | None = None) -> Refusal | None:
        await asyncio.sleep(0.01)
        if self.trouble_left:
            self.trouble_left -= 1
            return Refusal(Text("The connection with the exercise is gone."))
        return await super().act(command, role)


def test_what_was_typed_is_kept_when_the_connection_drops() -> None:
    exercise = played()

    async def write(sitter: Sitter) -> None:
        await sitter.press("n")
        await sitter.write("belangrijk")
        await sitter.sees("The connection with the exercise is gone.")
        assert "belangrijk" in sitter.text
        await sitter.press("enter")
        await sitter.sees("note written")

    sit(exercise, SeatKind.PLAYER, write, SMALL, "swifterbant", ("CISO",), BrokenSeat)
    assert exercise.last(ev.EntryRecorded).text == "belangrijk"


def test_q_asks_nothing_and_the_exercise_goes_on() -> None:
    exercise = played()

    async def leave(sitter: Sitter) -> None:
        await sitter.press("q")
        await sitter.until(lambda: sitter.app.return_code == 0)

    play(exercise, leave)
    assert exercise.session.state.is_running


def test_help_tells_the_keys_of_a_player_and_no_others() -> None:
    async def look(sitter: Sitter) -> None:
        await sitter.press("question_mark")
        await sitter.sees("You have the chosen message")
        assert "EXERCISE" in sitter.lines[0]
        assert "Leave; asks if an exercise is live" not in sitter.text
        await sitter.press("escape")
        await sitter.sees("Niemand kan inloggen")

    play(played(), look, size=(80, 60))


def test_the_screen_for_the_room_has_no_keys_but_to_leave() -> None:
    exercise = with_team(played())

    async def press(sitter: Sitter) -> None:
        await sitter.sees("Het hele netwerk ligt plat")
        assert "ze missen de kern" not in sitter.text
        before = exercise.session.state.seq
        await sitter.press("exclamation_mark", "a", "n", "enter", "space")
        assert exercise.session.state.seq == before
        assert not sitter.is_asked
        await sitter.press("q")
        await sitter.until(lambda: sitter.app.return_code == 0)

    sit(exercise, SeatKind.SCREEN, press)


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("size", ["80x24", "60x20"])
def test_hostile_text_is_shown_and_never_obeyed(payload: str, size: str) -> None:
    exercise = LiveExercise(exercise_script(PAYLOADS[payload]))
    exercise.play(11)
    hostile = PAYLOADS[payload]
    for command in (
        do.RecordEntry("picture", hostile, "CISO"),
        do.RecordAction(hostile, "CISO"),
        do.AskQuestion(hostile, hostile, "CISO"),
        do.GiveAnswer("C01", hostile, "CISO"),
    ):
        assert not isinstance(exercise.session.act(command, CISO), Refusal)
    for keys in ((), ("tab",), ("enter",)):
        text = shown(exercise, SIZES[size], *keys)
        assert first_unsafe(text.replace("\n", "")) is None
    wall = shown(exercise, SIZES[size], kind=SeatKind.SCREEN)
    assert first_unsafe(wall.replace("\n", "")) is None


@pytest.mark.parametrize("kind", [SeatKind.PLAYER, SeatKind.SCREEN])
def test_until_when_it_stands_still_is_said(kind: SeatKind) -> None:
    exercise = played()
    exercise.do(do.PostponeExercise(START_MS + minutes(71), "lunch"))
    assert "until fri 15 jan 10:11" in shown(exercise, SMALL, kind=kind)
    exercise.do(do.ResumeExercise())
    assert "until" not in shown(exercise, SMALL, kind=kind).splitlines()[0]
