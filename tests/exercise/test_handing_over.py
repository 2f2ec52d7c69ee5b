"""Hand-overs: two signatures, what the form can say by itself, what a newcomer reads first."""

from __future__ import annotations

import pytest

from crisis_tui.basis.durations import HOUR_MS
from crisis_tui.exercise import commands as do
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.codec import decode_event
from crisis_tui.exercise.decide import Refusal
from crisis_tui.exercise.events import Record
from crisis_tui.exercise.fold import fold
from crisis_tui.exercise.views.briefing import briefing
from crisis_tui.exercise.views.handovers import handover_draft, handover_rows
from tests.exercise.playing import DIRECTOR, Play, minutes, script

POINTS = ("rustig", "hal open", "bedden", "pers belt", "meldkamer")
OTHER = ("druk", "hal dicht", "eten", "niets", "politie")


def signed(play: Play, by: str = "ketelmeer", to: str = "knardijk") -> str:
    (event,) = play.do(do.SignHandover(by, to, *POINTS))
    assert isinstance(event, ev.HandoverSigned)
    assert event.entry is not None
    return event.entry


def refused(play: Play, command: do.Command) -> str:
    outcome = play.ask(command)
    assert isinstance(outcome, Refusal)
    return str(outcome.reason)


def test_a_handover_is_complete_when_both_have_signed() -> None:
    play = Play(script()).start()
    entry = signed(play)
    assert not play.state.handovers[entry].is_complete
    play.wait(minutes(2))
    play.do(do.AcceptHandover(entry, "knardijk"))
    handover = play.state.handovers[entry]
    assert (handover.is_complete, handover.accepted_play_ms) == (True, minutes(2))


def test_who_relieves_may_name_who_handed_over() -> None:
    play = Play(script()).start()
    first, second = signed(play), signed(play)
    play.do(do.AcceptHandover("Ketelmeer", "knardijk"))
    assert [row.entry for row in handover_rows(play.state)] == [second, first]
    assert [row.handover.is_complete for row in handover_rows(play.state)] == [True, False]


@pytest.mark.parametrize(
    ("entry", "by", "said"),
    [
        ("H1", "ketelmeer", "does not sign"),
        ("H1", "vossemeer", "H1 is for knardijk"),
        ("ketelmeer", "ketelmeer", "does not sign"),
        ("ketelmeer", "vossemeer", "H1 is for knardijk"),
        ("H9", "knardijk", "There is no"),
        ("vossemeer", "knardijk", "There is no"),
    ],
)
def test_nobody_signs_for_somebody_else(entry: str, by: str, said: str) -> None:
    play = Play(script()).start()
    signed(play)
    assert said in refused(play, do.AcceptHandover(entry, by))


def test_nobody_signs_twice_or_hands_over_to_themselves() -> None:
    play = Play(script()).start()
    entry = signed(play)
    play.do(do.AcceptHandover(entry, "knardijk"))
    assert "already" in refused(play, do.AcceptHandover(entry, "knardijk"))
    alone = do.SignHandover("ketelmeer", " Ketelmeer ", *POINTS)
    assert "themselves" in refused(play, alone)


def test_a_handover_of_an_older_journal_has_an_id_too() -> None:
    play = Play(script()).start()
    data = dict(
        zip(("situation", "decisions", "actions", "expectation", "contacts"), OTHER, strict=True)
    )
    event = decode_event("HandoverSigned", {"by": "a", "to": "b", **data})
    record = Record(play.state.seq + 1, play.at_ms, 0, DIRECTOR, event)
    state = fold(play.state, record)
    assert list(state.handovers) == ["H1"]


def test_the_form_says_what_is_known_and_nothing_that_is_to_come() -> None:
    play = Play(
        script(
            {
                "id": "C1",
                "at": "1m",
                "expects": [{"id": "A", "by": "CISO", "action": "Belt", "within": "2h"}],
            },
            {"id": "C2", "at": "3h", "title": "Verrassing"},
            phases=[{"id": "warm", "at": "0m", "title": "Volhouden"}],
            clocks=[{"id": "AP72", "title": "Melding", "starts": "C1", "due": "72h"}],
        )
    ).start()
    play.run_to(minutes(30))
    play.do(do.RecordEntry("picture", "oud beeld"))
    play.do(do.RecordEntry("picture", "nieuw beeld"))
    play.do(do.RecordEntry("bottleneck", "te weinig bedden"))
    play.do(do.RecordEntry("decision", "hal openen"))
    play.do(do.RecordAction("bedden bestellen", "GS", HOUR_MS))
    play.do(do.RecordAction("gedaan werk", "GS"))
    play.do(do.CloseAction("E6"))
    draft = handover_draft(play.state, play.moment.play_ms)
    assert [str(line) for line in draft.situation] == [
        "phase: Volhouden",
        "picture: nieuw beeld",
        "bottleneck: te weinig bedden",
    ]
    assert [str(line) for line in draft.decisions] == ["hal openen"]
    assert [str(line) for line in draft.actions] == ["E5 GS: bedden bestellen (before 1:00:00)"]
    assert [str(line) for line in draft.expectation] == [
        "Melding (–): 71:31:00 left",
        "CISO: Belt (before 2:01:00)",
    ]
    whole = " ".join(str(line) for point in (draft.situation, draft.expectation) for line in point)
    assert "Verrassing" not in whole


def test_the_newcomer_reads_who_left_and_what_is_open() -> None:
    play = Play(script()).start()
    assert briefing(play.state, 0).left_by is None
    play.do(do.RecordAction("bedden bestellen", "GS"))
    entry = signed(play)
    play.do(do.PauseExercise("quit"))
    play.do(do.ReleaseDirection("quit"))
    told = briefing(play.state, play.moment.play_ms)
    assert told.left_by == DIRECTOR
    assert told.handover is not None
    assert told.handover.entry == entry
    assert [row.entry for row in told.to_accept] == [entry]
    assert [row.text for row in told.actions] == ["bedden bestellen"]
