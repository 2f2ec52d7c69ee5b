"""The one thing that must be known now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.exercise.commands import (
    AcknowledgeInject,
    EndExercise,
    JumpTo,
    PauseExercise,
    StopPlay,
)
from crisis_tui.exercise.typed import play_time_ms, split_objective
from crisis_tui.exercise.views.messages import message_ids, message_rows
from crisis_tui.exercise.views.urgent import (
    Weight,
    coming_phase,
    most_urgent,
    next_change_play_ms,
)
from crisis_tui.exercise.views.waiting import waiting
from tests.exercise.playing import Play, minutes, script

if TYPE_CHECKING:
    from crisis_tui.exercise.views.urgent import Urgent


def play() -> Play:
    return Play(
        script(
            {
                "id": "C01",
                "at": "0m",
                "acknowledge": "2m",
                "expects": [{"id": "C01-a", "by": "CISO", "action": "Belt", "within": "1m"}],
            },
            {"id": "C02", "at": "10m", "acknowledge": "20m"},
            phases=[{"id": "een", "at": "0m"}, {"id": "twee", "at": "30m"}],
            clocks=[{"id": "K", "title": "Klok", "starts": "C02", "due": "30m"}],
            end="60m",
        )
    ).start()


def urgent(played: Play) -> Urgent:
    return most_urgent(played.state, played.moment.play_ms)


def test_nobody_having_a_message_comes_before_what_is_older() -> None:
    played = play()
    played.run_to(minutes(5))
    found = urgent(played)
    assert str(found.text) == "C01 is 3 min late: CISO has not reacted"
    assert (found.weight, found.inject) == (Weight.BAD, "C01")
    played.do(AcknowledgeInject("C01"))
    assert str(urgent(played).text) == "C01 is 4 min late: CISO: Belt"


def test_what_is_late_is_overtaken_by_the_next_phase() -> None:
    played = play()
    played.run_to(minutes(29))
    assert waiting(played.state, minutes(29)).late == {"C01"}
    played.run_to(minutes(31))
    assert waiting(played.state, minutes(31)).late == {"C02"}


def test_the_exercise_itself_comes_first() -> None:
    played = play()
    played.run_to(minutes(5))
    played.do(PauseExercise())
    assert urgent(played).answer == "pause"
    played.do(JumpTo(minutes(12)))
    assert urgent(played).answer == "catch-up"
    played.do(StopPlay("brand"))
    assert (urgent(played).weight, str(urgent(played).text)) == (Weight.STOP, "NO PLAY: brand")
    played.do(EndExercise())
    assert urgent(played).weight is Weight.CALM


def test_it_tells_what_comes() -> None:
    played = play()
    played.do(AcknowledgeInject("C01"))
    assert str(urgent(played).text) == "Next limit: Belt, in 1 min"
    coming = coming_phase(played.state, 0)
    assert coming is not None
    assert (coming.id, coming.wait_play_ms) == ("twee", minutes(30))
    played.run_to(minutes(31))
    coming = coming_phase(played.state, minutes(31))
    assert coming is not None
    assert coming.id == "end"


def test_the_next_change_is_when_a_row_changes_by_time_alone() -> None:
    """Between two events, rows are the same until that time, and other ones at it."""
    played = play()
    rows = message_rows(played.state, 0, message_ids(played.state))
    change_ms = next_change_play_ms(waiting(played.state, 0), 0, rows)
    assert change_ms is not None

    def states(play_ms: int) -> list[str]:
        ids = message_ids(played.state)
        return [row.state for row in message_rows(played.state, play_ms, ids)]

    assert states(change_ms - 1) == states(0)
    assert states(change_ms) != states(0)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1:05", minutes(65)),
        ("65", minutes(65)),
        ("0:00:30", 30_000),
        ("90s", 90_000),
        ("+5", minutes(15)),
        ("+1h30m", minutes(100)),
        (" + 5 ", minutes(15)),
        ("later", None),
        ("1:75", None),
        ("", None),
        ("+", None),
        ("-5", None),
        ("٥", None),
        ("9" * 40, None),
    ],
)
def test_play_times_as_people_type_them(text: str, meant: int | None) -> None:
    assert play_time_ms(text, minutes(10)) == meant


def test_an_objective_stands_before_its_text() -> None:
    known = {"o3": "O3"}
    assert split_objective("o3: team zit", known) == ("O3", "team zit")
    assert split_objective("O33 team", known) == (None, "O33 team")
    assert split_objective("3 mensen", known) == (None, "3 mensen")
