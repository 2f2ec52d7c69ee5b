"""What travels between a terminal and the gate arrives as it left, or is refused."""

# ruff: noqa: ANN401 - what travels has any type

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.basis.text import Text, Texts, clean_text
from crisis_tui.exercise import commands
from crisis_tui.exercise.commands import Command
from crisis_tui.exercise.seats.delta import changed, changes
from crisis_tui.exercise.seats.hints import fields_of
from crisis_tui.exercise.seats.port import SeatView
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.exercise.seats.views import VIEWS, seat_view
from crisis_tui.exercise.seats.wire import from_wire, reader_of, to_wire
from crisis_tui.exercise.seats.wire_texts import WireError
from tests.exercise.machine import Machine

KINDS = [
    kind
    for kind in vars(commands).values()
    if isinstance(kind, type) and issubclass(kind, Command) and kind is not Command
]


def over_the_wire(hint: Any, value: object) -> Any:
    return from_wire(hint, json.loads(json.dumps(to_wire(value))))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_every_command_arrives_as_it_left(kind: type[Command], data: st.DataObject) -> None:
    values = {field.name: data.draw(values_of(field.hint)) for field in fields_of(kind)}
    command = kind(**values)
    assert over_the_wire(Command, command) == command


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    texts = st.text(max_size=20).map(clean_text)
    whole = st.integers(-(2**62), 2**62)
    if str(hint).startswith("collections.abc.Mapping"):
        return st.dictionaries(texts, texts, max_size=3)
    if str(hint).startswith("tuple"):
        return st.lists(texts, max_size=3).map(tuple)
    if str(hint).endswith("| None") or "Optional" in str(hint):
        return st.none() | values_of(next(each for each in hint.__args__ if each is not type(None)))
    if hint is str:
        return texts
    if hint is int:
        return whole
    if hint is bool:
        return st.booleans()
    if hint is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    return st.builds(hint, at_ms=whole, play_ms=whole)


@pytest.mark.parametrize("kind", list(SeatKind))
def test_every_view_arrives_as_it_left(kind: SeatKind) -> None:
    machine = Machine().start()
    machine.wait_in_seconds(61_000)
    machine.act(commands.RecordEntry("picture", "beeld", "CISO"))
    view = seat_view(machine.session.state, Seat(kind, "knardijk", "pts/1", ("CISO",)))
    assert over_the_wire(SeatView, view) == view


@pytest.mark.parametrize("kind", list(VIEWS))
def test_the_parts_of_every_view_can_travel(kind: SeatKind) -> None:
    view = type(seat_view(Machine().session.state, Seat(kind, "x", "t", ("CISO",))))
    for field in fields_of(view):
        reader_of(field.hint)


NOT_VALUES = [
    (int, True),
    (int, 1 << 63),
    (int, 1.0),
    (int, "1"),
    (float, "1"),
    (str, 1),
    (str, None),
    (bool, 1),
    (tuple[int, ...], {"0": 1}),
    (tuple[int, str], [1]),
    (SeatKind, "god"),
    (Seat, {"kind": "screen", "person": "x"}),
    (Seat, {"kind": "screen", "person": "x", "terminal": "t", "more": 1}),
    (Command, {"is": "Seat", "kind": "screen", "person": "x", "terminal": "t"}),
    (Command, {"inject": "C1"}),
    (Command, {"is": ["DeliverInject"], "inject": "C1"}),
]


@pytest.mark.parametrize(("hint", "data"), NOT_VALUES)
def test_what_is_not_of_its_type_is_refused(hint: Any, data: object) -> None:
    with pytest.raises(WireError):
        from_wire(hint, data)


def test_unsafe_characters_do_not_pass() -> None:
    assert from_wire(str, "a\x1b]52;c;x\x07\u202e") == clean_text("a\x1b]52;c;x\x07\u202e")
    assert from_wire(str, "\ud800") == "\N{REPLACEMENT CHARACTER}"


TEXTS = [
    Text("It is over."),
    Text("{a} of {b:02}: {c}", a="x {b}", b=3, c=Text("{why}", why="{")),
    Texts("{n} line of {a}", "{n} lines of {a}", 2, a=Texts("{n} day", "{n} days", 1)),
]


@pytest.mark.parametrize("text", TEXTS, ids=str)
def test_texts_stay_to_be_translated(text: Text | Texts) -> None:
    assert over_the_wire(Text | Texts, text) == text


HOSTILE = [
    "{a.__class__}",
    "{a[0]}",
    "{a!r}",
    "{a:{a}}",
    "{a:>999999999}",
    "{b}",
    "{}",
    "{0}",
    "{a",
    "}",
    "{a:d}",
]


@pytest.mark.parametrize("message", HOSTILE)
def test_a_message_that_does_more_than_fill_in_is_refused(message: str) -> None:
    with pytest.raises(WireError):
        from_wire(Text, {"text": message, "values": {"a": "x"}})


def test_texts_in_texts_without_end_are_refused() -> None:
    data: dict[str, Any] = {"text": "x", "values": {}}
    for _ in range(500):
        data = {"text": "{a}", "values": {"a": data}}
    with pytest.raises(WireError):
        from_wire(Text, data)


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    state: int


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    part: Part
    rows: tuple[Row, ...]
    pair: tuple[int, int]
    note: str | None


ROWS = st.lists(st.builds(Row, st.sampled_from("abcdef"), st.integers(0, 2)), max_size=60).map(
    tuple
)
WHOLES = st.builds(
    Whole,
    st.builds(Part, st.sampled_from("xy"), ROWS),
    ROWS,
    st.tuples(st.integers(0, 1), st.integers(0, 1)),
    st.none() | st.just("note"),
)


@given(WHOLES, WHOLES)
def test_the_new_is_the_old_with_what_changed(old: Any, new: Any) -> None:
    assert changed(old, json.loads(json.dumps(changes(old, new)))) == new


def test_of_a_list_that_moves_on_only_what_is_new_travels() -> None:
    rows = tuple(Row(str(number), 0) for number in range(200))
    old: Any = Whole(Part("x", ()), rows, (0, 0), None)
    new: Any = Whole(
        Part("x", ()), (Row("new", 0), *rows[:90], Row("90", 1), *rows[91:199]), (0, 0), None
    )
    told = json.dumps(changes(old, new))
    assert len(told) < 200
    assert changed(old, json.loads(told)) == new


NO_CHANGES = [
    [],
    {"other": {"new": 1}},
    {"rows": {"runs": [[0, 99]]}},
    {"rows": {"runs": [[-1, 1]]}},
    {"rows": {"runs": [[0]]}},
    {"rows": {"runs": [{"new": [1]}]}},
    {"note": {"in": {}}},
    {"pair": {"runs": []}},
    {"note": {}},
]


@pytest.mark.parametrize("data", NO_CHANGES, ids=str)
def test_what_is_no_change_is_refused(data: Any) -> None:
    old: Any = Whole(Part("x", ()), (Row("a", 0),), (0, 0), "n")
    with pytest.raises(WireError):
        changed(old, data)
