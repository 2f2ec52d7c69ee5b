"""What a debrief tells of an exercise whose time was steered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.debrief.build import build_debrief
from crisis_tui.debrief.facts import Outcome
from crisis_tui.exercise import commands as do
from tests.exercise.playing import START_MS, Play, minutes, script

if TYPE_CHECKING:
    from crisis_tui.debrief.facts import Debrief

SCRIPT = script(
    {
        "id": "A",
        "at": "1m",
        "expects": [{"id": "A-x", "by": "GS", "action": "doet", "within": "5m"}],
    },
    {"id": "B", "at": "30m"},
)


def told(play: Play) -> Debrief:
    play.do(do.EndExercise())
    return build_debrief(play.script, play.journal, journal_head="0")


def test_a_limit_that_counted_again_after_a_jump_back_is_met_in_time() -> None:
    play = Play(SCRIPT).start()
    play.run_to(minutes(8))
    play.do(do.JumpTo(minutes(3)))
    play.do(do.MeetExpectation("A-x"))
    facts = {one.id: one.outcome for inject in told(play).injects for one in inject.expects}
    assert facts == {"A-x": Outcome.IN_TIME}


def test_a_shift_and_a_postponement_stand_in_the_timeline() -> None:
    play = Play(SCRIPT).start()
    play.do(do.ShiftSchedule(minutes(10)))
    play.do(do.PostponeExercise(START_MS + minutes(60), "nacht"))
    play.wait(minutes(60))
    lines = [str(one.subject) for one in told(play).timeline]
    assert "all that is still to come moved 0:10:00 later" in lines
    assert any(line.startswith("postponed until 2027-01-15") for line in lines)


def test_the_timeline_tells_that_somebody_took_over_and_not_who() -> None:
    play = Play(SCRIPT).start()
    play.do(do.TakeDirection("start"))
    play.do(do.TakeDirection("takeover"))
    lines = [str(one.subject) for one in told(play).timeline]
    assert lines.count("taken over: the director was gone") == 1
    assert not any("ketelmeer" in line for line in lines)
