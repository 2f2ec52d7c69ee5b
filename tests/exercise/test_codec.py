from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.exercise import events
from crisis_tui.exercise.codec import EVENT_TYPES, EventDataError, decode_event, encode_event
from crisis_tui.exercise.events import Event, InjectDelivered, Unknown

_VALUES: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(),
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    tuple[str, ...]: st.lists(st.text()).map(tuple),
    dict[str, str]: st.dictionaries(st.text(), st.text()),
}


def _value(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type hint is any object
    plain = _VALUES.get(hint)
    if plain is not None:
        return plain
    inner = next(kind for kind in hint.__args__ if kind is not type(None))
    return st.none() | _VALUES[inner]


def _event(kind: type[Event]) -> st.SearchStrategy[Event]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: _value(hints[field.name]) for field in fields(kind)})


@given(st.sampled_from(sorted(EVENT_TYPES.values(), key=str)).flatmap(_event))
def test_every_event_survives_the_journal(event: Event) -> None:
    kind, data = encode_event(event)
    assert decode_event(kind, json.loads(json.dumps(data))) == event
    assert None not in data.values()


def test_the_events_of_the_contract_are_known_by_their_names() -> None:
    assert len(EVENT_TYPES) > 33
    assert EVENT_TYPES["InjectDelivered"] is InjectDelivered
    assert "Unknown" not in EVENT_TYPES


def test_an_event_from_a_newer_version_is_kept_as_it_is() -> None:
    event = decode_event("MoonRisen", {"phase": ["full"]})
    assert event == Unknown("MoonRisen", {"phase": ["full"]})
    assert encode_event(event) == ("MoonRisen", {"phase": ["full"]})


def test_a_field_from_a_newer_version_is_passed_over() -> None:
    data = {"inject": "C01", "role": "CISO", "colour": "green"}
    assert decode_event("InjectAcknowledged", data) == events.InjectAcknowledged("C01", "CISO")


def test_fields_left_out_are_none_or_their_default() -> None:
    data = {"inject": "C01", "late_ms": 0, "to": ["CISO"]}
    assert decode_event("InjectDelivered", data) == InjectDelivered("C01", None, 0, ("CISO",))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("InjectAcknowledged", {"inject": "C01"}),
        ("InjectAcknowledged", {"inject": "C01", "role": 5}),
        ("InjectAcknowledged", {"inject": "C01", "role": None}),
        ("InjectRetimed", {"inject": "C01", "due_play_ms": "5"}),
        ("InjectRetimed", {"inject": "C01", "due_play_ms": True}),
        ("InjectRetimed", {"inject": "C01", "due_play_ms": 5.5}),
        ("InjectDelivered", {"inject": "C01", "late_ms": 0, "to": "CISO"}),
        ("InjectDelivered", {"inject": "C01", "late_ms": 0, "to": ["CISO", 3]}),
        ("SpeedChanged", {"speed": "fast"}),
    ],
)
def test_damaged_data_is_refused(kind: str, data: dict[str, Any]) -> None:
    with pytest.raises(EventDataError):
        decode_event(kind, data)


def test_a_whole_number_is_a_speed() -> None:
    assert decode_event("SpeedChanged", {"speed": 10}) == events.SpeedChanged(10.0)
