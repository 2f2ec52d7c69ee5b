"""What a player and the screen for the room see, and that it is nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.exercise import commands as do
from crisis_tui.exercise.decide import Refusal, decide
from crisis_tui.exercise.events import Actor, Record
from crisis_tui.exercise.fold import fold, stamped
from crisis_tui.exercise.seats.player import PlayerView, player_view
from crisis_tui.exercise.seats.screen import ScreenView, screen_view
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.exercise.seats.wire import to_wire
from tests.exercise.playing import Play, minutes, script

if TYPE_CHECKING:
    from collections.abc import Collection

PVL = Seat(SeatKind.PLAYER, "urkerveld", "t2", ("PVL",))
BOTH = Seat(SeatKind.PLAYER, "urkerveld", "t2", ("PVL", "BGM"))
CISO = Seat(SeatKind.PLAYER, "swifterbant", "t3", ("CISO",))
WALL = Seat(SeatKind.SCREEN, "zaal", "t9")
CONTROLLER = Seat(SeatKind.CONTROLLER, "ketelmeer", "t1")


def message(inject_id: str, to: list[str], **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return an inject whose every text names itself, so that it can be found anywhere."""
    return {
        "id": inject_id,
        "to": to,
        "from": f"<{inject_id}:sender>",
        "title": f"<{inject_id}:title>",
        "text": f"<{inject_id}:text>",
        "channel": "mail",
        "guidance": f"<{inject_id}:guidance>",
        "gloss": f"<{inject_id}:gloss>",
        "truth": "rumour",
        "expects": [
            {
                "id": f"{inject_id}-a",
                "by": to[0],
                "action": f"<{inject_id}:expected>",
                "within": "2m",
                "objective": "O1",
            }
        ],
        **more,
    }


SCRIPT = script(
    message("A", ["PVL", "CISO"], at="0m", acknowledge="2m", media=["eis.png"]),
    message(
        "B",
        ["BGM"],
        at="3m",
        decision={
            "id": "losgeld",
            "question": "<B:question>",
            "authority": "BGM",
            "options": [
                {"id": "niet", "title": "<B:niet>"},
                {"id": "wel", "title": "<B:wel>"},
            ],
        },
    ),
    message("C", ["CISO"], at="5m"),
    message("D", ["PVL"], after={"inject": "B", "by": "2m"}, when={"decision": "losgeld", "is": "wel"}),
    message("E", ["PVL", "BGM", "CISO"], at="9m"),
    message("BANK", ["PVL"], bank=True),
    phases=[
        {"id": "een", "at": "0m", "title": "<phase1>"},
        {"id": "twee", "at": "8m", "title": "<phase2>", "grip": 2},
    ],
    clocks=[
        {"id": "AP72", "title": "<AP72>", "starts": "A", "due": "72h", "owner": "FG"},
        {"id": "NIS", "title": "<NIS>", "starts": "C", "due": "24h", "owner": "BGM"},
    ],
)  # fmt: skip


def act(play: Play, seat: Seat, command: do.Command, role: str | None = None) -> bool:
    """Do a command from a seat, then what it made due; tell whether it was done."""
    done = _do(play, command, seat.actor(role))
    _do(play, do.Tick(), Actor("ketelmeer", "system", "t1"))
    return done


def _do(play: Play, command: do.Command, actor: Actor) -> bool:
    decided = decide(play.state, command, play.moment)
    if isinstance(decided, Refusal):
        return False
    for entry in stamped(decided, play.moment, actor):
        number = next(play.numbers)
        record = Record(number, entry.at_ms, entry.play_ms, entry.actor, entry.event)
        play.journal.append(record)
        play.state = fold(play.state, record)
    return True


def started() -> Play:
    return Play(SCRIPT).start()


def view(play: Play, seat: Seat = PVL) -> PlayerView:
    return player_view(play.state, seat)


def wall(play: Play) -> ScreenView:
    return screen_view(play.state, WALL)


def test_the_inbox_has_what_came_to_the_roles_held_newest_first() -> None:
    play = started()
    play.run_to(minutes(9))
    assert [one.id for one in view(play).inbox] == ["E", "A"]
    assert [one.id for one in view(play, BOTH).inbox] == ["E", "B", "A"]
    assert [one.id for one in view(play, CISO).inbox] == ["E", "C", "A"]


def test_a_message_bears_what_its_receiver_got() -> None:
    play = started()
    (got,) = view(play).inbox
    assert (got.sender, got.title, got.text) == ("<A:sender>", "<A:title>", "<A:text>")
    assert (got.channel, got.media, got.roles) == ("mail", ("eis.png",), ("PVL",))
    assert (got.waiting, got.limit_play_ms) == (("PVL",), minutes(2))
    act(play, PVL, do.AcknowledgeInject("A", "PVL"))
    assert view(play).inbox[0].waiting == ()


def test_a_decision_is_asked_of_who_takes_it_and_of_nobody_else() -> None:
    play = started()
    play.run_to(minutes(3))
    asked = view(play, BOTH).inbox[0].decision
    assert asked is not None
    assert [option.id for option in asked.options] == ["niet", "wel"]
    act(play, BOTH, do.TakeDecision("losgeld", "niet", "BGM", "principe"), "BGM")
    taken = view(play, BOTH).inbox[0].decision
    assert taken is not None
    assert (taken.option, taken.role, taken.reason) == ("niet", "BGM", "principe")
    assert all(one.decision is None for one in view(play).inbox)


def test_answers_and_questions_are_seen_by_their_role_with_the_replies_to_them() -> None:
    play = started()
    act(play, PVL, do.GiveAnswer("A", "Wij zoeken het uit.", "PVL"))
    act(play, PVL, do.AskQuestion("Wie spreekt u?", "omroep", "PVL"))
    act(play, CONTROLLER, do.AddInject("Nieuws", "Ik", ("PVL",), in_reply_to="E2"))
    seen = view(play)
    assert [said.text for said in seen.inbox[-1].answers] == ["Wij zoeken het uit."]
    assert seen.questions[0].replies == (seen.inbox[0].id,)
    assert seen.inbox[0].replies_to == "E2"
    other = view(play, CISO)
    assert other.questions == ()
    assert other.inbox[0].answers == ()


def test_the_log_of_the_team_is_what_players_wrote() -> None:
    play = started()
    act(play, CISO, do.RecordEntry("picture", "netwerk plat", "CISO"))
    act(play, CONTROLLER, do.RecordEntry("note", "ze missen het punt"))
    act(play, CONTROLLER, do.RecordObservation("te traag"))
    act(play, PVL, do.RecordEntry("judgement", "ernstig", "PVL"))
    assert [(line.kind, line.who) for line in view(play).log] == [
        ("judgement", "PVL"),
        ("picture", "CISO"),
    ]
    act(play, PVL, do.RetractEntry("E4"))
    assert view(play).log[0].is_retracted
    assert [line.text for line in wall(play).picture] == ["netwerk plat"]


def test_actions_are_the_teams_or_those_of_a_role_held() -> None:
    play = started()
    act(play, CISO, do.RecordAction("VPN dicht", "CISO", minutes(30)))
    act(play, CONTROLLER, do.RecordAction("bel de pers", "PVL"))
    act(play, CONTROLLER, do.RecordAction("bericht klaarzetten", "tegenspel"))
    assert [(one.text, one.is_mine) for one in view(play).actions] == [
        ("VPN dicht", False),
        ("bel de pers", True),
    ]
    act(play, PVL, do.CloseAction("E2"))
    assert view(play).actions[-1].closed_play_ms == 0


def test_clocks_are_those_owned_or_started_by_a_message_received() -> None:
    play = started()
    play.run_to(minutes(5))
    assert [term.id for term in view(play).terms] == ["AP72"]
    assert [term.id for term in view(play, BOTH).terms] == ["AP72", "NIS"]
    assert [term.id for term in wall(play).terms] == ["AP72", "NIS"]


def test_a_clock_that_players_must_think_of_is_hidden_until_a_message_tells_of_it() -> None:
    play = Play(
        script(
            message("A", ["PVL"], at="0m"),
            message("C", ["CISO"], at="5m"),
            clocks=[
                {"id": "AP72", "title": "<AP72>", "starts": "A", "known": "C", "due": "72h"},
                {"id": "GONE", "title": "<GONE>", "starts": "A", "known": "weg", "due": "9h"},
            ],
        )
    ).start()
    for shown in (view(play), wall(play)):
        assert [term.id for term in shown.terms] == ["GONE"]
        assert "AP72" not in json.dumps(to_wire(shown))
    play.run_to(minutes(5))
    for shown in (view(play), wall(play)):
        assert [term.id for term in shown.terms] == ["AP72", "GONE"]


def test_what_was_declared_void_is_withdrawn_without_the_reason() -> None:
    play = started()
    act(play, CONTROLLER, do.VoidInject("A", "hoort bij fase 3"))
    (got,) = view(play).inbox
    assert got.is_withdrawn
    assert got.waiting == ()
    assert "fase 3" not in json.dumps(to_wire(view(play)))


def test_what_the_same_person_did_in_another_seat_is_not_told() -> None:
    play = started()
    act(play, PVL, do.RecordEntry("fact", "x", "PVL"))
    own = view(play).own
    assert own is not None
    assert own.undo == do.RetractEntry("E1")
    controller = Seat(SeatKind.CONTROLLER, "urkerveld", "t7")
    act(play, controller, do.MeetExpectation("A-a", "PVL"))
    assert view(play).own is None


COMMANDS: list[tuple[Seat, do.Command]] = [
    *((CONTROLLER, do.DeliverInject(one)) for one in ("B", "C", "D", "E", "BANK")),
    *((CONTROLLER, do.VoidInject(one, "<void>")) for one in ("A", "B", "E")),
    (CONTROLLER, do.MeetExpectation("A-a", "PVL", "<seen>")),
    (CONTROLLER, do.RecordEntry("picture", "<note-of-controller>")),
    (CONTROLLER, do.RecordObservation("<note-of-controller>", "O1", "A")),
    (CONTROLLER, do.AddInject("<added:title>", "<added:text>", ("CISO",))),
    (CONTROLLER, do.RecordAction("<action-of-controller>", "tegenspel")),
    (CONTROLLER, do.RecordAction("<mine>", "PVL")),
    (CONTROLLER, do.EnterPhase("twee")),
    (CISO, do.AcknowledgeInject("A", "CISO")),
    (CISO, do.GiveAnswer("A", "<answer-of-ciso>", "CISO")),
    (CISO, do.AskQuestion("<question-of-ciso>", None, "CISO")),
    (CISO, do.RecordEntry("picture", "<picture-of-ciso>", "CISO")),
    (BOTH, do.TakeDecision("losgeld", "wel", "BGM", "<reason>")),
    (PVL, do.AcknowledgeInject("A", "PVL")),
    (PVL, do.GiveAnswer("A", "<answer-of-pvl>", "PVL")),
    (PVL, do.AskQuestion("<question-of-pvl>", "<outside>", "PVL")),
]
WRITTEN_FOR_ALL = {"<picture-of-ciso>", "<mine>", "<phase1>", "Proef"}
OWN = {"<answer-of-pvl>", "<question-of-pvl>", "<outside>"}


def texts(value: Any) -> set[str]:  # noqa: ANN401 - any JSON
    """Return every marked text in a view as it travels, wherever it is."""
    if isinstance(value, str):
        return {f"<{part.partition('>')[0]}>" for part in value.split("<")[1:]}
    if isinstance(value, dict):
        return {one for key, item in value.items() for one in texts(key) | texts(item)}
    return {one for item in value for one in texts(item)} if isinstance(value, list) else set()


def allowed(play: Play, roles: Collection[str]) -> set[str]:
    """Return what may be in a player's view, from the records of the journal alone."""
    may = set(WRITTEN_FOR_ALL)
    for inject_id in play.delivered():
        to = set(play.state.inject(inject_id).to) & set(roles)
        if to:
            may |= {f"<{inject_id}:{part}>" for part in ("sender", "title", "text")}
        if to and inject_id == "B" and "BGM" in roles:
            may |= {"<B:question>", "<B:niet>", "<B:wel>", "<reason>"}
        if to and play.state.added.get(inject_id):
            may |= {"<added:title>", "<added:text>"}
    if play.state.phase == "twee":
        may.add("<phase2>")
    started_by = {clock: state.inject for clock, state in play.state.clocks.items()}
    if "A" in started_by.values() and {"PVL", "CISO"} & set(roles):
        may.add("<AP72>")
    if "C" in started_by.values() and {"CISO", "BGM"} & set(roles):
        may.add("<NIS>")
    return may


@given(
    st.lists(
        st.tuples(st.sampled_from(COMMANDS), st.integers(0, minutes(3))), min_size=1, max_size=14
    )
)
@settings(deadline=None, max_examples=150)
def test_nothing_else_reaches_a_player_or_the_wall(
    steps: list[tuple[tuple[Seat, do.Command], int]],
) -> None:
    play = started()
    for (seat, command), wait_ms in steps:
        play.wait(wait_ms)
        act(play, seat, command)
        assert texts(to_wire(view(play))) <= allowed(play, PVL.roles) | OWN
        both = allowed(play, BOTH.roles) | OWN
        assert texts(to_wire(view(play, BOTH))) <= both
        on_the_wall = texts(to_wire(wall(play)))
        assert on_the_wall <= WRITTEN_FOR_ALL | {"<phase2>", "<AP72>", "<NIS>"}


@pytest.mark.parametrize("seat", [PVL, BOTH, CISO])
def test_a_view_depends_on_the_state_alone(seat: Seat) -> None:
    play = started()
    play.run_to(minutes(9))
    before = view(play, seat)
    play.at_ms += minutes(1)
    assert view(play, seat) == before
