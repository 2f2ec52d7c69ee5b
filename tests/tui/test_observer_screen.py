"""The observer's screen: what should I see now, and did I see it?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crisis_tui.basis.text import first_unsafe
from crisis_tui.exercise import commands as do
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.seats.seat import SeatKind
from crisis_tui.i18n import activate
from crisis_tui.tui.commands import OBSERVER, commands_of
from crisis_tui.tui.seats.observing import FLOWS
from crisis_tui.tui.widgets.table import Table
from tests.tui.live import LiveExercise, exercise_script
from tests.tui.screen import LARGE, NARROW, SMALL
from tests.tui.seated import Sitter, sit
from tests.tui.test_hostile_text import PAYLOADS
from tests.tui.test_screens import agreed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


def played(until_minutes: float, hostile: str = "") -> LiveExercise:
    """Play the small exercise, with an objective that has tasks to rate."""
    found = exercise_script(hostile)
    objective = found.scenario.objectives[0].model_copy(
        update={"tasks": (f"Meldt{hostile}", "Besluit")}
    )
    scenario = found.scenario.model_copy(update={"objectives": (objective,)})
    exercise = LiveExercise(replace(found, scenario=scenario))
    exercise.play(until_minutes)
    return exercise


def watching(
    exercise: LiveExercise,
    steps: Callable[[Sitter], Awaitable[None]],
    size: tuple[int, int] = SMALL,
) -> None:
    sit(exercise, SeatKind.OBSERVER, steps, size)


def test_every_asking_command_has_a_flow() -> None:
    assert {command.id for command in commands_of(OBSERVER) if command.asks} == FLOWS.keys()


def test_what_should_be_seen_now_stands_first_with_its_limit() -> None:
    async def look(observer: Sitter) -> None:
        await observer.sees("4 min late")
        text = observer.text
        assert "21 min left" in text
        assert "CISO: Isoleert: 4 min late" in text
        assert "Sinds half acht kan niemand" in text
        assert "U weet verder niets." not in text
        assert "De eis" not in text
        assert "1 O1 ··  Doel" in text

    watching(played(9), look)


def test_x_ticks_the_chosen_action_and_u_takes_it_back() -> None:
    exercise = played(2)

    async def go(observer: Sitter) -> None:
        await observer.press("x")
        await observer.until(lambda: exercise.count(ev.ExpectationMet) == 1)
        met = exercise.last(ev.ExpectationMet)
        assert (met.expectation, met.role) == ("C01-a", "CISO")
        actor = exercise.session.state.deeds["knardijk"].newest_first()
        assert next(iter(actor)).actor.role == "observer"
        await observer.sees("✓ seen 0:02")
        table = observer.app.screen.query_one("#listing", Table)
        await observer.until(lambda: table.chosen == "C01-b")
        await observer.press("u", "enter")
        await observer.until(lambda: exercise.count(ev.ExpectationRetracted) == 1)
        await observer.press("u")
        await observer.sees("There is nothing of yours to take back.")

    watching(exercise, go)


def test_what_was_seen_already_is_not_ticked_twice() -> None:
    exercise = played(2)
    exercise.do(do.MeetExpectation("C01-a"))
    exercise.do(do.MeetExpectation("C01-b"))

    async def go(observer: Sitter) -> None:
        await observer.press("x")
        await observer.sees("That was seen already")

    watching(exercise, go)


def test_o_writes_an_observation_and_a_digit_chooses_its_objective() -> None:
    exercise = played(2)

    async def go(observer: Sitter) -> None:
        await observer.press("o")
        await observer.write("o1 team zit bij elkaar")
        await observer.until(lambda: exercise.count(ev.ObservationRecorded) == 1)
        first = exercise.last(ev.ObservationRecorded)
        assert (first.objective, first.text) == ("O1", "team zit bij elkaar")
        await observer.press("1")
        await observer.write("rustig")
        await observer.until(lambda: exercise.count(ev.ObservationRecorded) == 2)
        second = exercise.last(ev.ObservationRecorded)
        assert (second.objective, second.text) == ("O1", "rustig")
        await observer.sees("Your observations")
        await observer.press("9")
        await observer.sees("There is no objective 9.")

    watching(exercise, go)


def test_p_rates_a_task_with_what_each_letter_means() -> None:
    exercise = played(2)

    async def go(observer: Sitter) -> None:
        await observer.press("p")
        await observer.sees("O1.2 Besluit")
        await observer.press("2")
        await observer.sees("S: performed with some challenges")
        await observer.press("m")
        await observer.until(lambda: observer.is_asked)
        await observer.write("te laat")
        await observer.until(lambda: exercise.count(ev.TaskRated) == 1)
        rated = exercise.last(ev.TaskRated)
        assert (rated.objective, rated.task, rated.rating, rated.note) == ("O1", 2, "M", "te laat")
        await observer.sees("1 O1 ·M  Doel")
        await observer.press("p")
        await observer.sees("O1.2 Besluit  [M]")

    watching(exercise, go)


def test_p_without_tasks_says_so() -> None:
    exercise = LiveExercise()
    exercise.play(2)

    async def go(observer: Sitter) -> None:
        await observer.press("p")
        await observer.sees("no tasks to rate")

    watching(exercise, go)


def test_m_shows_all_messages_and_decisions_with_them() -> None:
    exercise = played(12)

    async def go(observer: Sitter) -> None:
        await observer.press("m")
        await observer.sees("Messages")
        await observer.sees("De eis")
        await observer.sees("Wordt er betaald?")
        exercise.do(do.TakeDecision("losgeld", "niet", "BGM", "principe"))
        await observer.sees("✓ Niet betalen (BGM)")
        await observer.press("m")
        await observer.sees("Expected")

    watching(exercise, go, LARGE)


def test_a_decision_that_is_asked_is_expected_too_but_not_ticked() -> None:
    exercise = played(12)
    exercise.do(do.MeetExpectation("C01-a"))

    async def go(observer: Sitter) -> None:
        await observer.sees("BGM: Wordt er betaald?: within 13 min")
        observer.app.screen.query_one("#listing", Table).choose("losgeld")
        await observer.press("x")
        await observer.sees("Who decides settles this")
        exercise.do(do.TakeDecision("losgeld", "niet"))
        await observer.until(lambda: "13 min left" not in observer.text)

    watching(exercise, go)


def test_x_on_a_message_asks_which_action_was_seen() -> None:
    exercise = played(2)

    async def go(observer: Sitter) -> None:
        await observer.press("m", "x")
        await observer.sees("What did you see?")
        await observer.press("2")
        await observer.until(lambda: exercise.count(ev.ExpectationMet) == 1)
        assert exercise.last(ev.ExpectationMet).expectation == "C01-b"

    watching(exercise, go)


def test_a_limit_that_passes_is_shown_without_an_event() -> None:
    exercise = played(4.5)

    async def go(observer: Sitter) -> None:
        await observer.sees("● 0 min left")
        exercise.clock.advance(40_000)
        await observer.sees("0 min late")

    watching(exercise, go)


def test_c_notes_that_a_term_was_met() -> None:
    exercise = played(2)

    async def go(observer: Sitter) -> None:
        await observer.press("c")
        await observer.sees("Melding: was it done?")
        await observer.press("y")
        await observer.until(lambda: exercise.count(ev.ClockMet) == 1)
        await observer.press("c")
        await observer.sees("No statutory clock runs.")

    watching(exercise, go)


def test_many_objectives_stand_in_two_columns() -> None:
    found = exercise_script()
    first = found.scenario.objectives[0]
    many = tuple(first.model_copy(update={"id": f"O{n}"}) for n in range(1, 11))
    scenario = found.scenario.model_copy(update={"objectives": many})
    exercise = LiveExercise(replace(found, scenario=scenario))
    exercise.play(2)

    async def go(observer: Sitter) -> None:
        await observer.sees("1 O1 Doel")
        await observer.until(lambda: any("5 O5" in one and "O10" in one for one in observer.lines))

    watching(exercise, go)


def test_what_was_overtaken_is_missed_and_no_longer_pressing() -> None:
    async def go(observer: Sitter) -> None:
        await observer.sees("✗ missed")
        assert "CISO: Isoleert" not in observer.text

    watching(played(31), go)


def test_notes_and_no_play() -> None:
    exercise = played(2)

    async def go(observer: Sitter) -> None:
        await observer.press("n")
        await observer.write("koffie op")
        await observer.until(lambda: exercise.count(ev.EntryRecorded) == 1)
        await observer.press("exclamation_mark")
        await observer.write("echte brand")
        await observer.sees("Stop playing, this is real: echte brand")

    watching(exercise, go)


def test_enter_gives_the_message_the_screen_and_escape_the_list() -> None:
    async def go(observer: Sitter) -> None:
        await observer.press("enter")
        await observer.until(lambda: "min left" not in observer.text)
        await observer.sees("[ ] CISO Isoleert")
        await observer.press("escape")
        await observer.sees("min left")

    watching(played(2), go)


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_size_and_language_shows_what_to_watch(size: tuple[int, int], language: str) -> None:
    activate(language)

    async def look(observer: Sitter) -> None:
        await observer.sees("Isoleert")
        assert all(len(line) <= size[0] for line in observer.lines)

    watching(played(2), look, size)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_stays_text(payload: str) -> None:
    exercise = played(12, payload)

    async def go(observer: Sitter) -> None:
        await observer.sees("Isoleert")
        table = observer.app.screen.query_one("#listing", Table)
        await observer.press("m", "p", "escape", "o", "escape", "x")
        await observer.until(lambda: table.chosen)
        assert first_unsafe(observer.text.replace("\n", "")) is None
        assert observer.app.is_running

    watching(exercise, go)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_whole_screen(size: tuple[int, int], language: str) -> None:
    activate(language)
    exercise = played(12)
    sitting = Actor("knardijk", "observer", "t7")
    exercise.session.act(do.MeetExpectation("C01-a", "CISO", "vlot"), sitting)
    exercise.session.act(do.RateTask("O1", 2, "S"), sitting)
    exercise.session.act(do.RecordObservation("Team zit bij elkaar", "O1"), sitting)

    async def look(sitter: Sitter) -> None:
        await sitter.sees("De eis")
        shown = sitter.text + "\n"
        agreed(f"observer-{language}-{size[0]}x{size[1]}", shown, size)

    watching(exercise, look, size)
