"""What still stands, a line each: the newest, oldest first, nothing that was taken back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.exercise.commands import RecordEntry, RetractDecision, RetractEntry, TakeDecision
from crisis_tui.exercise.state import ENTRY_KINDS
from crisis_tui.exercise.views.standing import MOST_LINES, decision_lines, standing_entries
from tests.exercise.playing import Play, minutes, script

OPTIONS = [{"id": "wel", "title": "Ja"}, {"id": "niet", "title": "Nee"}]
written = st.tuples(st.sampled_from(sorted(ENTRY_KINDS)), st.booleans())
"""A line: its kind, and whether it is taken back."""


@given(st.lists(written, max_size=20), st.sets(st.sampled_from(sorted(ENTRY_KINDS))))
def test_lines_that_stand_come_newest_first(lines: list[tuple[str, bool]], kinds: set[str]) -> None:
    play = Play(script()).start()
    for number, (kind, _) in enumerate(lines, 1):
        play.do(RecordEntry(kind, str(number)))
    for number, (_, is_retracted) in enumerate(lines, 1):
        if is_retracted:
            play.do(RetractEntry(f"E{number}"))
    shown = [entry.text for entry in standing_entries(play.state, kinds)]
    wanted = [str(n) for n, (kind, gone) in enumerate(lines, 1) if kind in kinds and not gone]
    assert shown == wanted[::-1]


def test_decisions_of_scenario_and_log_stand_in_order_of_time() -> None:
    asked = {"id": "D", "question": "Sluiten?", "options": OPTIONS}
    play = Play(script({"id": "C1", "at": "0m", "decision": asked})).start()
    play.do(RecordEntry("decision", "Eerst"))
    play.wait(minutes(1))
    play.do(TakeDecision("D", "wel"))
    play.wait(minutes(1))
    play.do(RecordEntry("decision", "Later"))
    assert decision_lines(play.state) == ("Eerst", "Sluiten? Ja", "Later")
    play.do(RetractDecision("D"))
    assert decision_lines(play.state) == ("Eerst", "Later")
    for number in range(MOST_LINES):
        play.do(RecordEntry("decision", str(number)))
    assert decision_lines(play.state) == tuple(map(str, range(MOST_LINES)))
