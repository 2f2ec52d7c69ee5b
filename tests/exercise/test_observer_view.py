"""What an observer sees: what was sent and what should follow, nothing that is to come."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from crisis_tui.exercise import commands as do
from crisis_tui.exercise.decide import Refusal, decide
from crisis_tui.exercise.events import Record
from crisis_tui.exercise.fold import fold_all, stamped
from crisis_tui.exercise.seats.observer import ObserverView
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.exercise.seats.views import seat_view
from crisis_tui.exercise.state import Outcome
from tests.exercise.playing import Play, minutes, script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.commands import Command

ME = Seat(SeatKind.OBSERVER, "ketelmeer", "t1")
OTHER = Seat(SeatKind.OBSERVER, "urkerveld", "t9")
HIDDEN = "geheim"
SCRIPT = script(
    {
        "id": "C1",
        "at": "0m",
        "title": "Melding",
        "text": "Er is rook.",
        "channel": "telefoon",
        "guidance": f"{HIDDEN} 1",
        "truth": "rumour",
        "expects": [
            {"id": "C1-laat", "by": "CISO", "action": "Belt", "within": "9m", "objective": "O1"},
            {"id": "C1-vroeg", "by": "CISO", "action": "Ruimt", "within": "2m"},
            {"id": "C1-ooit", "by": "CISO", "action": "Schrijft"},
        ],
        "decision": {
            "id": "D",
            "question": "Dicht?",
            "options": [{"id": "ja", "title": "Ja"}, {"id": "nee", "title": "Nee"}],
            "within": "5m",
        },
    },
    {"id": "C2", "at": "30m", "title": f"{HIDDEN} 2", "guidance": f"{HIDDEN} 3"},
    {"id": "B1", "bank": True, "title": f"{HIDDEN} 4"},
    phases=[{"id": "F1", "at": "0m"}, {"id": "F2", "at": "60m", "title": f"{HIDDEN} 5"}],
)


def started() -> Play:
    objective = SCRIPT.scenario.objectives[0].model_copy(update={"tasks": ("Meldt", "Besluit")})
    scenario = SCRIPT.scenario.model_copy(update={"objectives": (objective,)})
    return Play(replace(SCRIPT, scenario=scenario)).start()


def as_(play: Play, seat: Seat, command: Command) -> None:
    """Do a command as somebody else than the director."""
    decided = decide(play.state, command, play.moment)
    assert not isinstance(decided, Refusal), str(decided.reason)
    for entry in stamped(decided, play.moment, seat.actor()):
        record = Record(next(play.numbers), entry.at_ms, entry.play_ms, entry.actor, entry.event)
        play.journal.append(record)
        play.state = fold_all(play.state, (record,))


def seen(play: Play, seat: Seat = ME) -> ObserverView:
    view = seat_view(play.state, seat)
    assert isinstance(view, ObserverView)
    return view


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a view
    """Everything in a view, as text."""
    if is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    else:
        yield repr(value)


def test_what_was_not_seen_stands_first_by_its_limit() -> None:
    assert [row.id for row in seen(started()).expected] == ["C1-vroeg", "C1-laat", "C1-ooit"]
    assert seen(started()).expected[0].limit_play_ms == minutes(2)


def test_what_was_seen_moves_below_what_was_not() -> None:
    play = started()
    as_(play, ME, do.MeetExpectation("C1-vroeg", "CISO"))
    rows = seen(play).expected
    assert [row.id for row in rows] == ["C1-laat", "C1-ooit", "C1-vroeg"]
    assert (rows[-1].outcome, rows[-1].met_play_ms) == (Outcome.MET, 0)


def test_a_missed_action_stays_on_the_list_until_it_is_seen() -> None:
    play = started()
    play.run_to(minutes(3))
    first = seen(play).expected[0]
    assert (first.id, first.outcome) == ("C1-vroeg", Outcome.MISSED)


def test_what_a_later_phase_overtook_stands_below_what_counts_now() -> None:
    play = started()
    play.run_to(minutes(61))
    rows = seen(play).expected
    assert [(row.id, row.overtaken) for row in rows] == [
        ("C1-ooit", False),
        ("C1-vroeg", True),
        ("C1-laat", True),
    ]
    assert seen(play).decisions[0].overtaken


def test_an_observer_hears_nothing_of_what_is_to_come_or_how_it_is_played() -> None:
    play = started()
    play.run_to(minutes(3))
    found = list(texts(seen(play)))
    assert any("Er is rook." in text for text in found)
    assert not [text for text in found if HIDDEN in text or "rumour" in text]


def test_decisions_show_what_was_asked_and_what_was_chosen() -> None:
    play = started()
    (asked,) = seen(play).decisions
    assert (asked.option, asked.options, asked.limit_play_ms) == (None, ("Ja", "Nee"), minutes(5))
    play.do(do.TakeDecision("D", "ja", "BGM", "rook"))
    (taken,) = seen(play).decisions
    assert (taken.option, taken.role, taken.reason) == ("Ja", "BGM", "rook")


def test_the_last_rating_of_ones_own_counts_until_it_is_taken_back() -> None:
    play = started()
    as_(play, ME, do.RateTask("O1", 2, "S"))
    as_(play, ME, do.RateTask("O1", 2, "M", "traag"))
    as_(play, OTHER, do.RateTask("O1", 2, "U"))
    assert [task.rating for task in seen(play).objectives[0].tasks] == [None, "M"]
    own = seen(play).own
    assert own is not None
    as_(play, ME, own.undo)
    assert [task.rating for task in seen(play).objectives[0].tasks] == [None, "S"]
    assert [task.rating for task in seen(play, OTHER).objectives[0].tasks] == [None, "U"]


def test_observers_do_not_see_what_others_observed() -> None:
    play = started()
    as_(play, OTHER, do.RecordObservation("geen voorzitter", "O1"))
    as_(play, OTHER, do.RateTask("O1", 1, "U", "geen voorzitter"))
    as_(play, ME, do.RecordObservation("rustig"))
    assert not [text for text in texts(seen(play)) if "geen voorzitter" in text]
    assert [row.text for row in seen(play).mine] == ["rustig"]


def test_a_void_message_says_so() -> None:
    play = started()
    play.do(do.VoidInject("C1", "fout"))
    view = seen(play)
    assert view.messages[0].is_void
    assert not [row for row in view.expected if row.outcome is Outcome.OPEN]


def test_the_view_follows_from_the_state_alone() -> None:
    play = started()
    before = seen(play)
    play.at_ms += minutes(1)
    assert seen(play) == before
