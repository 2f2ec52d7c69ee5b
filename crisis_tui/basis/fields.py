"""Field types of the file formats: how a scalar's text becomes a value, and its JSON Schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from crisis_tui.basis.durations import parse_duration
from crisis_tui.basis.pace import Pace, parse_pace
from crisis_tui.basis.times import LocalTime, StoryTime, parse_local_time, parse_story_time

if TYPE_CHECKING:
    from collections.abc import Callable


T = TypeVar("T")
_NO_KEYS: set[str] = set()


class Model(BaseModel):
    """Base of everything that a file holds: frozen, no unknown keys, YAML keys as aliases."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        populate_by_name=True,
        allow_inf_nan=False,
        arbitrary_types_allowed=True,
        serialize_by_alias=True,
    )

    def model_post_init(self, _: Any, /) -> None:  # noqa: ANN401 - as pydantic has it
        """Forget which keys were written, which nobody asks: of many models that is a third.

        `model_fields_set` is always empty, so nothing is to be dumped with `exclude_unset`.
        """
        object.__setattr__(self, "__pydantic_fields_set__", _NO_KEYS)


def _reader(parse: Callable[[str], T | None], kind: str) -> Callable[[Any], Any]:
    """Make a validator that reads text with `parse` and fails with the error type `kind`."""

    def read(value: Any) -> Any:  # noqa: ANN401 - a validator takes whatever the file holds
        if isinstance(value, dict | list):  # never taken for the parsed value's own fields
            raise PydanticCustomError(kind, "not a {kind}: {value}", {"kind": kind, "value": ""})
        if not isinstance(value, str):
            return value
        result = parse(value)
        if result is None:
            raise PydanticCustomError(kind, "not a {kind}: {value}", {"kind": kind, "value": value})
        return result

    return read


DurationMs = Annotated[
    int,
    BeforeValidator(_reader(parse_duration, "duration")),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^(?=.)(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?$",
            "examples": ["90s", "5m", "1h30m", "2d"],
        }
    ),
]
"""A duration in milliseconds, written `90s`, `5m`, `1h30m`, `2d`, `26w`."""

Wall = Annotated[
    LocalTime,
    BeforeValidator(_reader(parse_local_time, "local_time")),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?)?(Z|[+-]\d{2}:\d{2})?$",
            "examples": ["2026-03-12 09:00", "2026-10-25 02:30+02:00"],
        }
    ),
]
"""A local time in the file's zone, as written."""

Story = Annotated[
    StoryTime,
    BeforeValidator(_reader(parse_story_time, "story_time")),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^D[1-9]\d* \d{2}:\d{2}(:\d{2})?$",
            "examples": ["D1 07:42", "D3 06:40"],
        }
    ),
]
"""A time on the story clock: `D3 06:40` is the third day of the crisis."""

IDENTIFIER_PATTERN = r"^[A-Za-z0-9_-]+$"
_IDENTIFIER = re.compile(IDENTIFIER_PATTERN)


def _check_identifier(value: Any) -> Any:  # noqa: ANN401 - a validator takes whatever the file holds
    if isinstance(value, str) and not _IDENTIFIER.fullmatch(value):
        raise PydanticCustomError("identifier", "not an identifier: {value}", {"value": value})
    return value


Identifier = Annotated[
    str,
    BeforeValidator(_check_identifier),
    Field(json_schema_extra={"pattern": IDENTIFIER_PATTERN}),
]
"""Letters, digits, `-` and `_`; unique per kind; never renumbered."""

NORM_IDENTIFIER_PATTERN = r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"
_NORM_IDENTIFIER = re.compile(NORM_IDENTIFIER_PATTERN)


def _check_norm_identifier(value: Any) -> Any:  # noqa: ANN401 - a validator takes whatever the file holds
    if isinstance(value, str) and not _NORM_IDENTIFIER.fullmatch(value):
        raise PydanticCustomError("identifier", "not an identifier: {value}", {"value": value})
    return value


NormIdentifier = Annotated[
    str,
    BeforeValidator(_check_norm_identifier),
    Field(json_schema_extra={"pattern": NORM_IDENTIFIER_PATTERN}),
]
"""An identifier that may name an article of a law: `bvr-2.3.1-copi`."""

Name = Annotated[str, Field(min_length=1)]


def _read_bool(value: Any) -> Any:  # noqa: ANN401 - a validator takes whatever the file holds
    if isinstance(value, str):
        if value not in {"true", "false"}:
            raise PydanticCustomError("boolean", "not true or false: {value}", {"value": value})
        return value == "true"
    return value


def _read_int(value: Any) -> Any:  # noqa: ANN401 - a validator takes whatever the file holds
    if isinstance(value, str):
        if not _INTEGER.fullmatch(value):
            raise PydanticCustomError("integer", "not a whole number: {value}", {"value": value})
        return int(value)
    return value


_INTEGER = re.compile(r"[-+]?\d{1,15}")

FormatVersion = Annotated[Literal["1"], WithJsonSchema({"const": 1})]
"""The first key of every file; scalars arrive as text, editors see the number 1."""

Flag = Annotated[bool, BeforeValidator(_read_bool)]
"""`true` or `false`; `yes`, `on`, `ja` are text, not truth."""

Count = Annotated[int, BeforeValidator(_read_int), Field(ge=0)]
"""A whole number from zero up."""


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def parse_weekdays(text: str) -> tuple[int, ...] | None:
    """Read `Mon-Fri`, `Sat,Sun`, `Wed` as days from 0 (Monday); None if it is not that."""
    days: set[int] = set()
    for part in text.replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        if first not in _WEEKDAYS or (dash and last not in _WEEKDAYS):
            return None
        start, stop = _WEEKDAYS.index(first), _WEEKDAYS.index(last if dash else first)
        days.update(day % 7 for day in range(start, stop + 1 + (7 if stop < start else 0)))
    return tuple(sorted(days))


def parse_time_of_day(text: str) -> int | None:
    """Read `08:30` or `08:30:15` as seconds after midnight; `24:00` is the day's end."""
    match = re.fullmatch(r"(\d{2}):(\d{2})(?::(\d{2}))?", text)
    if match is None:
        return None
    hour, minute, second = (int(number or 0) for number in match.groups())
    seconds = hour * 3600 + minute * 60 + second
    return seconds if minute < 60 and second < 60 and seconds <= 86_400 else None  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Handover:
    """When turns change: a second of the day, on one weekday or (None) on every day."""

    weekday: int | None
    second_of_day: int


def parse_handover(text: str) -> Handover | None:
    """Read `Mon 12:00` or `07:00`; None if it is not that."""
    day, _, time = text.rpartition(" ")
    second = parse_time_of_day(time)
    if second is None or second == 86_400 or (day and day not in _WEEKDAYS):  # noqa: PLR2004
        return None
    return Handover(_WEEKDAYS.index(day) if day else None, second)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that a rule counts in: so many hours, or days on the wall clock.

    A wall-clock day is 23 or 25 hours long in the two nights when the clocks change.
    """

    length_ms: int
    on_wall: bool


def parse_period(text: str) -> Period | None:
    """Read `24h` as elapsed time, `28d` and `16w` as days on the wall clock; None if neither."""
    length_ms = parse_duration(text)
    if not length_ms:
        return None
    return Period(length_ms, on_wall=not text.strip("0123456789wd"))


def _text_schema(pattern: str, *examples: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": list(examples)})


Weekdays = Annotated[
    tuple[int, ...],
    BeforeValidator(_reader(parse_weekdays, "weekdays")),
    _text_schema(r"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)([-,](Mon|Tue|Wed|Thu|Fri|Sat|Sun))*$", "Mon-Fri"),
]
"""Days of the week from 0 (Monday), written `Mon-Fri` or `Sat,Sun`."""

TimeOfDay = Annotated[
    int,
    BeforeValidator(_reader(parse_time_of_day, "time_of_day")),
    _text_schema(r"^\d{2}:\d{2}(:\d{2})?$", "08:30"),
]
"""Seconds after local midnight, written `08:30`."""

HandoverTime = Annotated[
    Handover,
    BeforeValidator(_reader(parse_handover, "handover")),
    _text_schema(r"^((Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\d{2}:\d{2}(:\d{2})?$", "Mon 12:00", "07:00"),
]

PeriodField = Annotated[
    Period,
    BeforeValidator(_reader(parse_period, "duration")),
    _text_schema(r"^(?=.)(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?$", "24h", "28d", "16w"),
]

PaceField = Annotated[
    Pace,
    BeforeValidator(_reader(parse_pace, "pace")),
    _text_schema(r"^\S+ *= *\S+$", "1m = 1d"),
]


class Bilingual(Model):
    """A name in two languages; a file may also write one text for both."""

    nl: Name
    en: Name

    def in_language(self, language: str) -> str:
        """Return the name in "nl" or "en"."""
        return self.en if language == "en" else self.nl


def _both_languages(value: Any) -> Any:  # noqa: ANN401 - a validator takes whatever the file holds
    return {"nl": value, "en": value} if isinstance(value, str) else value


Title = Annotated[
    Bilingual,
    BeforeValidator(_both_languages),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "properties": {"nl": {"type": "string"}, "en": {"type": "string"}},
                    "required": ["nl", "en"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
"""A title: one text, or `{nl: …, en: …}`."""
