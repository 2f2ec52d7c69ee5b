"""What happens, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.commands import EndExercise, ResumeExercise, StopPlay
from crisis_tui.exercise.views.direction import DirectionView, Standing
from crisis_tui.i18n import render
from crisis_tui.plain.happening import STOP_RULE, direction_lines, event_lines
from tests.tui.live import LiveExercise

if TYPE_CHECKING:
    from crisis_tui.exercise.events import Record


def heard(exercise: LiveExercise) -> list[Record]:
    records: list[Record] = []
    exercise.session.subscribe(records.extend)
    return records


def lines(exercise: LiveExercise, record: Record) -> list[str]:
    return [render(line) for line in event_lines(record, exercise)]


def test_no_play_stands_between_rules_and_says_how_it_is_lifted() -> None:
    exercise = LiveExercise()
    records = heard(exercise)
    exercise.do(StopPlay("brand"))
    said = lines(exercise, records[-1])
    assert (said[0], said[-1]) == (STOP_RULE, STOP_RULE)
    assert said[1] == "0:00:00 NO PLAY: brand"
    assert "lift NO PLAY" in said[3]
    assert max(map(len, said)) <= 80
    exercise.do(ResumeExercise(after_stop=True))
    assert lines(exercise, records[-1]) == ["0:00:00 resumed"]


def test_the_end_offers_the_debrief() -> None:
    exercise = LiveExercise()
    records = heard(exercise)
    exercise.do(EndExercise())
    assert lines(exercise, records[-1])[-1] == "The debrief: crisis-tui debrief proef-1"


def test_who_directs_is_said_unless_it_is_here() -> None:
    said = {
        standing: [
            render(line) for line in direction_lines(DirectionView(standing, "anna", "pts/1"))
        ]
        for standing in Standing
    }
    assert said[Standing.HERE] == []
    assert said[Standing.ELSEWHERE] == ["anna at pts/1 directs"]
    assert said[Standing.LOST] == ["The director is gone: anna at pts/1."]
    assert said[Standing.VACANT][0] == "Nobody directs; paused by anna."
    assert "takeover" in said[Standing.VACANT][1]
    assert "No sign of life" in said[Standing.SILENT][0]
