"""Whatever happens in an exercise: a player's view holds no string that the player may not know."""

# ruff: noqa: ANN401 - JSON and files hold anything
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.exercise import commands
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.fold import fold_all
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.exercise.seats.views import seat_view
from crisis_tui.exercise.seats.wire import to_wire
from crisis_tui.exercise.state import initial_state
from tests.exercise.machine import Machine
from tests.exercise.playing import DIRECTOR, script
from tests.memory_journal import MemoryJournal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.state import ExerciseState

ROLES = ("CISO", "AOV", "GS")
INJECTS = [f"M{number}" for number in range(8)]
HIDDEN = "geheim"
"""Every text that no player may see holds this word and says what it is."""


def exercise_of(receivers: list[tuple[str, ...]], authorities: list[str | None]) -> Any:
    """Make a script in which every text names its inject and its field."""
    injects = []
    for number, (to, authority) in enumerate(zip(receivers, authorities, strict=True)):
        name = f"M{number}"
        inject: dict[str, Any] = {
            "id": name,
            "bank": True,
            "to": list(to),
            "title": f"<{name} titel>",
            "text": f"<{name} tekst>",
            "from": f"<{name} afzender>",
            "gloss": f"{HIDDEN} gloss",
            "guidance": f"{HIDDEN} aanwijzing",
            "truth": "rumour",
            "expects": [
                {"id": f"{name}-a", "by": "CISO", "action": f"{HIDDEN} actie", "within": "5m"}
            ],
        }
        if number % 2:
            inject["decision"] = {
                "id": f"D{number}",
                "question": f"<{name} vraag>",
                "options": [
                    {"id": "a", "title": f"<{name} a>"},
                    {"id": "b", "title": f"<{name} b>"},
                ],
                **({"authority": authority} if authority else {}),
            }
        injects.append(inject)
    later = {"id": "later", "at": "600m", "title": f"{HIDDEN} later", "to": list(ROLES)}
    return script(*injects, later)


def deeds() -> st.SearchStrategy[tuple[Command, Actor]]:
    inject, role = st.sampled_from(INJECTS), st.sampled_from(ROLES)
    by_controller = st.one_of(
        st.builds(commands.DeliverInject, inject),
        st.builds(commands.VoidInject, inject, st.just(f"{HIDDEN} reden")),
        st.builds(commands.HoldInject, inject),
        st.builds(commands.MeetExpectation, inject.map("{}-a".format), note=st.just(HIDDEN)),
        st.builds(
            commands.RecordObservation, st.just(f"{HIDDEN} gezien"), inject=st.none() | inject
        ),
        st.builds(commands.RecordEntry, st.just("note"), st.just(f"{HIDDEN} regie")),
        st.builds(commands.PlayInject, inject, st.just(f"{HIDDEN} gespeeld")),
    )
    by_player = st.one_of(
        st.builds(commands.AcknowledgeInject, inject, role),
        st.builds(commands.GiveAnswer, inject, st.just("<antwoord>"), role),
        st.builds(commands.TakeDecision, st.sampled_from(["D1", "D3", "D5"]), st.just("a"), role),
        st.builds(commands.RecordEntry, st.just("fact"), st.just("<team>"), role),
    )
    player = role.map(lambda each: Actor(f"wie-{each}", each, "t"))
    return st.tuples(by_controller, st.just(DIRECTOR)) | st.tuples(by_player, player)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(ROLES), min_size=1, max_size=2, unique=True).map(tuple),
        min_size=8,
        max_size=8,
    ),
    st.lists(st.sampled_from((*ROLES, None, "burgemeester")), min_size=8, max_size=8),
    st.lists(deeds(), max_size=30),
)
def test_a_view_holds_nothing_but_what_came_to_its_roles(
    receivers: list[tuple[str, ...]],
    authorities: list[str | None],
    happens: list[tuple[Command, Actor]],
) -> None:
    machine = Machine(script=exercise_of(receivers, authorities)).start()
    for command, actor in happens:
        machine.session.act(command, actor)
        require_secrecy(machine.session.state)
    again = fold_all(initial_state(machine.script), MemoryJournal(machine.lines).read_new())
    for role in ROLES:
        seat = Seat(SeatKind.PLAYER, f"wie-{role}", "t", (role,))
        assert seat_view(machine.session.state, seat) == seat_view(again, seat)


def require_secrecy(state: ExerciseState) -> None:
    for role in ROLES:
        seat = Seat(SeatKind.PLAYER, f"wie-{role}", "t", (role,))
        seen = " ".join(strings(to_wire(seat_view(state, seat))))
        assert HIDDEN not in seen
        for name in INJECTS:
            inject = state.inject(name)
            if inject.is_unsent or role not in inject.to:
                assert name not in seen
                assert f"<{name}" not in seen
    wall = " ".join(strings(to_wire(seat_view(state, Seat(SeatKind.SCREEN, "zaal", "t")))))
    assert HIDDEN not in wall
    assert "<" not in wall


def strings(value: Any) -> Iterator[str]:
    """Yield every string of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
