"""What the simulation cell sees: whom to call now and what to say, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise import commands as do
from crisis_tui.exercise.seats.cards import CardState
from crisis_tui.exercise.seats.coming import coming_injects
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.exercise.seats.simcell import MOST_COMING, MOST_SPOKEN, SimcellView
from crisis_tui.exercise.seats.views import seat_view
from tests.exercise.playing import Play, minutes, script

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.exercise.seats.cards import PlayCard

ME = Seat(SeatKind.SIMCELL, "ketelmeer", "t1")
SCRIPT = script(
    {
        "id": "BEL",
        "at": "2m",
        "from": "omroep",
        "channel": "telefoon",
        "text": "Bent u gehackt?",
        "guidance": "Dring aan.",
        "gloss": "Were you hacked?",
        "truth": "rumour",
        "expects": [{"id": "BEL-a", "by": "CISO", "action": "Neemt op"}],
    },
    {"id": "MAIL", "at": "1m", "channel": "mail", "from": "griffie"},
    {"id": "RADIO", "at": "0m", "channel": "portofoon"},
    {"id": "LATER", "at": "9m"},
    {"id": "TAK", "at": "4m", "when": {"missed": "BEL-a"}},
    {"id": "SITRAP", "at": "3m", "every": "30m", "clock": "story"},
    {"id": "BANK1", "bank": True, "to": ["PVL"], "title": "Op zak"},
)


def started(until: float = 0) -> Play:
    play = Play(SCRIPT).start()
    play.run_to(minutes(until))
    return play


def seen(play: Play) -> SimcellView:
    view = seat_view(play.state, ME)
    assert isinstance(view, SimcellView)
    return view


def ids(cards: Sequence[PlayCard]) -> list[str]:
    return [card.id for card in cards]


def test_what_comes_is_listed_soonest_first() -> None:
    coming = seen(started()).coming
    assert ids(coming) == ["MAIL", "BEL", "SITRAP", "TAK", "LATER"]
    assert [card.due_play_ms for card in coming] == [minutes(n) for n in (1, 2, 3, 4, 9)]


def test_a_recurring_message_on_the_story_clock_comes_at_its_play_time() -> None:
    play = started(3)
    (again,) = [card for card in seen(play).coming if card.id == "SITRAP.2"]
    assert again.due_play_ms == minutes(33)


def test_what_was_held_skipped_or_retimed_is_where_it_belongs() -> None:
    play = started()
    play.do(do.HoldInject("MAIL"))
    play.do(do.SkipInject("LATER"))
    play.do(do.RetimeInject("BEL", minutes(20)))
    assert ids(seen(play).coming) == ["SITRAP", "TAK", "BEL"]


def test_no_more_comes_than_fits_and_nothing_after_the_end() -> None:
    many = script(*({"id": f"M{n}", "at": f"{n}m"} for n in range(1, 3 * MOST_COMING)))
    play = Play(many).start()
    assert len(coming_injects(play.state, MOST_COMING)) == MOST_COMING
    play.do(do.EndExercise())
    assert not seen(play).coming


def test_whom_must_i_call_now_oldest_first() -> None:
    play = started(2)
    view = seen(play)
    assert ids(view.speak) == ["RADIO", "BEL"]
    call = view.speak[1]
    assert (call.state, call.sender, call.channel) == (CardState.SPEAK, "omroep", "telefoon")
    assert (call.text, call.guidance, call.truth) == ("Bent u gehackt?", "Dring aan.", "rumour")
    assert call.expects == ("CISO: Neemt op",)
    assert ids(view.recent) == ["MAIL"]


def test_what_was_played_is_with_what_players_have() -> None:
    play = started(2)
    play.do(do.PlayInject("BEL", "voicemail"))
    view = seen(play)
    assert ids(view.speak) == ["RADIO"]
    assert ids(view.recent) == ["BEL", "MAIL"]
    played = view.recent[0]
    assert (played.state, played.note, played.played_by) == (
        CardState.PLAYED,
        "voicemail",
        "ketelmeer",
    )


def test_a_message_that_waits_for_its_condition_says_which() -> None:
    play = started(4)
    (kept,) = seen(play).kept
    assert (kept.id, kept.state) == ("TAK", CardState.WAITS)
    assert str(kept.condition) == "BEL-a missed"


def test_what_a_condition_leaves_out_does_not_come() -> None:
    play = started()
    assert "TAK" in ids(seen(play).coming)
    play.run_to(minutes(2))
    play.do(do.MeetExpectation("BEL-a"))
    assert "TAK" not in ids(seen(play).coming)


def test_the_bank_is_at_hand_until_it_is_sent() -> None:
    play = started()
    assert ids(seen(play).bank) == ["BANK1"]
    play.do(do.DeliverInject("BANK1"))
    assert not seen(play).bank
    assert seen(play).roles == ("CISO", "PVL")


def test_questions_come_before_answers_oldest_first() -> None:
    play = started(2)
    play.do(do.GiveAnswer("MAIL", "Wij zoeken het uit.", "CISO"))
    play.do(do.AskQuestion("Hoe lang nog?", "netbeheerder", "CISO"))
    play.do(do.AskQuestion("Hoeveel bedden?", None, "GS"))
    lines = seen(play).lines
    assert [line.entry for line in lines] == ["E2", "E3", "E1"]
    assert (lines[0].to, lines[0].role, lines[0].play_ms) == ("netbeheerder", "CISO", minutes(2))
    assert (lines[2].inject, lines[2].inject_title) == ("MAIL", "Bericht")
    assert [line.reply_as for line in lines] == ["netbeheerder", None, "griffie"]


def test_what_was_replied_to_or_dealt_with_waits_no_more() -> None:
    play = started(2)
    play.do(do.AskQuestion("Hoe lang nog?", "netbeheerder", "CISO"))
    play.do(do.AskQuestion("Hoeveel bedden?", None, "GS"))
    play.do(do.AskQuestion("Wie belt?", None, "GS"))
    play.do(do.AddInject("Twee uur", "Twee uur.", ("CISO",), in_reply_to="E1"))
    play.do(do.HandleEntry("E2", "gebeld"))
    play.do(do.RetractEntry("E3"))
    assert not seen(play).lines
    play.do(do.VoidInject("adhoc-1", "verkeerd"))
    assert [line.entry for line in seen(play).lines] == ["E1"]


def test_the_last_thing_noted_can_be_taken_back() -> None:
    play = started(2)
    assert seen(play).own is None
    play.do(do.PlayInject("RADIO"))
    own = seen(play).own
    assert own is not None
    assert own.undo == do.RetractInjectPlay("RADIO")


def test_however_much_piles_up_the_oldest_is_shown_and_all_is_counted() -> None:
    many = script(
        *({"id": f"M{n:03}", "at": f"{n}s", "channel": "telefoon"} for n in range(2 * MOST_SPOKEN))
    )
    play = Play(many).start()
    play.run_to(minutes(5))
    view = seen(play)
    assert (len(view.speak), view.speak[0].id) == (MOST_SPOKEN, "M000")
    assert view.unspoken == 2 * MOST_SPOKEN
