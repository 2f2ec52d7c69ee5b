"""What happened at one instant stands in one order at every terminal, whatever its hashes."""

from __future__ import annotations

from crisis_tui.exercise.commands import (
    CloseAction,
    DeliverInject,
    JumpTo,
    RecordAction,
    TakeDecision,
)
from crisis_tui.exercise.deciding.sending import overdue
from crisis_tui.exercise.views.deadlines import actions
from crisis_tui.exercise.views.log import open_actions
from crisis_tui.exercise.views.sitrep import sitrep
from crisis_tui.exercise.views.standing import decision_lines
from crisis_tui.exercise.views.urgent import most_urgent
from tests.exercise.playing import Play, minutes, script

OPTIONS = [{"id": "j", "title": "Ja"}, {"id": "n", "title": "Nee"}]
NUMBERS = range(1, 7)


def test_actions_of_one_instant_stand_in_the_order_in_which_they_were_written() -> None:
    play = Play(script()).start()
    for number in NUMBERS:
        play.do(RecordAction(f"doe {number}", "GS"))
    entries = [f"E{number}" for number in NUMBERS]
    assert [row.entry for row in open_actions(play.state, 0)] == entries
    assert [row.id for row in actions(play.state, 0)] == entries
    for entry in entries:
        play.do(CloseAction(entry))
    (measures,) = (block for block in sitrep(play.state, 0).blocks if block.name == "measures")
    assert [str(line) for line in measures.lines] == [f"Done by GS: doe {n}" for n in NUMBERS]


def test_decisions_of_one_instant_stand_in_the_order_of_their_ids() -> None:
    asked = ({"id": f"D{n}-d", "question": f"Vraag {n}?", "options": OPTIONS} for n in NUMBERS)
    injects = ({"id": f"D{n}", "bank": True, "decision": one} for n, one in enumerate(asked, 1))
    play = Play(script(*injects)).start()
    for number in NUMBERS:
        play.do(DeliverInject(f"D{number}"))
        play.do(TakeDecision(f"D{number}-d", "j"))
    assert [str(line) for line in decision_lines(play.state)] == [f"Vraag {n}? Ja" for n in NUMBERS]


def test_the_first_of_what_was_passed_over_at_one_instant_is_the_first_of_the_file() -> None:
    injects = ({"id": f"C{number}", "at": "5m"} for number in NUMBERS)
    play = Play(script(*injects)).start()
    play.do(JumpTo(minutes(10)))
    assert overdue(play.state) == tuple(f"C{number}" for number in NUMBERS)
    assert most_urgent(play.state, minutes(10)).inject == "C1"
