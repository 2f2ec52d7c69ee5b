"""Field types: weekdays, handovers, paces, and scalars that stay what they look like."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from crisis_tui.basis.fields import (
    Count,
    Flag,
    Handover,
    Model,
    parse_handover,
    parse_time_of_day,
    parse_weekdays,
)
from crisis_tui.basis.pace import Pace, parse_pace


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon-Fri", (0, 1, 2, 3, 4)),
        ("Sat,Sun", (5, 6)),
        ("Fri-Mon", (0, 4, 5, 6)),
        ("Wed", (2,)),
        ("Mon, Wed-Thu", (0, 2, 3)),
    ],
)
def test_weekdays(text: str, days: tuple[int, ...]) -> None:
    assert parse_weekdays(text) == days


@pytest.mark.parametrize("text", ["", "ma-vr", "Mon-", "mon", "Mon-Fri-Sun"])
def test_other_weekdays_are_refused(text: str) -> None:
    assert parse_weekdays(text) is None


def test_handover_and_time_of_day() -> None:
    assert parse_handover("Mon 12:00") == Handover(0, 43_200)
    assert parse_handover("07:00") == Handover(None, 25_200)
    assert parse_handover("24:00") is None
    assert parse_time_of_day("24:00") == 86_400
    assert parse_time_of_day("24:01") is None
    assert parse_time_of_day("8:30") is None


def test_pace() -> None:
    assert parse_pace("1m = 1d") == Pace(60_000, 86_400_000)
    assert parse_pace("0m = 1d") is None
    assert parse_pace("1m") is None


@pytest.mark.parametrize("written", ["yes", "on", "ja", "True", "1", "no"])
def test_only_true_and_false_are_truth(written: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Flag).validate_python(written)


@pytest.mark.parametrize("written", ["1_000", "3.0", "0x10", "1e3", "-1", ""])
def test_only_digits_are_counts(written: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Count).validate_python(written)


class _Stop(Model):
    name: str
    minutes: int = 5


class _Line(Model):
    stops: tuple[_Stop, ...] = ()


def test_many_models_do_not_each_remember_which_keys_were_written() -> None:
    line = _Line.model_validate({"stops": [{"name": "a"}, {"name": "b", "minutes": 5}]})
    copied = line.stops[0].model_copy(update={"name": "b"})
    kept = {id(each.model_fields_set) for each in (line, *line.stops)}
    assert kept == {id(line.model_fields_set)}
    assert not line.model_fields_set
    assert copied == line.stops[1]
    assert line.model_dump() == {
        "stops": ({"name": "a", "minutes": 5}, {"name": "b", "minutes": 5})
    }
