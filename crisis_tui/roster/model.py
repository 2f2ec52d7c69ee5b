"""The roster file, version 1: roles, people, duties, changes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from crisis_tui.basis.durations import parse_duration
from crisis_tui.basis.fields import (
    Count,
    DurationMs,
    Flag,
    FormatVersion,
    HandoverTime,
    Identifier,
    Model,
    Name,
    NormIdentifier,
    TimeOfDay,
    Title,
    Wall,
    Weekdays,
)
from crisis_tui.basis.norms import PersonKind
from crisis_tui.roster.seats import Assignment, DutyKind

Status = Literal["kandidaat", "in_opleiding", "inzetbaar", "verlopen", "uit_dienst"]
Column = Literal["BZ", "BRW", "GZ", "POL", "CCOM", "MULTI", "DEF", "PARTNER"]


class OfficeHours(Model):
    """When people are taken to travel from the office."""

    weekdays: Weekdays
    from_second: TimeOfDay = Field(alias="from")
    until_second: TimeOfDay = Field(alias="until")


class Cover(Model):
    """When a role must be filled."""

    kind: Literal["always", "none", "hours"] = "hours"
    weekdays: Weekdays = (0, 1, 2, 3, 4, 5, 6)
    from_second: TimeOfDay = Field(0, alias="from")
    until_second: TimeOfDay = Field(86_400, alias="until")


def _read_cover(value: Any) -> Any:  # noqa: ANN401 - a validator takes whatever the file holds
    if isinstance(value, str):
        if value not in {"always", "none"}:
            raise PydanticCustomError("cover", "not always, none or hours", {"value": value})
        return {"kind": value}
    if isinstance(value, dict) and "kind" in value:
        raise PydanticCustomError("cover", "not always, none or hours", {"value": "kind"})
    return value


def _read_arrival(value: Any) -> Any:  # noqa: ANN401 - a validator takes whatever the file holds
    if isinstance(value, str):
        if parse_duration(value) is None:
            raise PydanticCustomError(
                "duration", "not a duration: {value}", {"kind": "duration", "value": value}
            )
        return {"within_ms": value}
    if isinstance(value, dict) and "within_ms" in value:
        raise PydanticCustomError("arrival", "not a duration or a norm", {"value": "within_ms"})
    return value


class Arrival(Model):
    """How soon after the alarm somebody must be there: a duration or a norm's id."""

    within_ms: DurationMs | None = None
    norm: NormIdentifier | None = None


_HOURS_SCHEMA = {
    "type": "object",
    "properties": {
        "weekdays": {"type": "string", "examples": ["Mon-Fri"]},
        "from": {"type": "string", "examples": ["08:00"]},
        "until": {"type": "string", "examples": ["17:00"]},
    },
    "additionalProperties": False,
}
CoverField = Annotated[
    Cover,
    BeforeValidator(_read_cover),
    WithJsonSchema({"anyOf": [{"enum": ["always", "none"]}, _HOURS_SCHEMA]}),
]
ArrivalField = Annotated[
    Arrival,
    BeforeValidator(_read_arrival),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "examples": ["30m"]},
                {
                    "type": "object",
                    "properties": {"norm": {"type": "string"}},
                    "required": ["norm"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


class Team(Model):
    """A team of the crisis organisation."""

    id: Identifier
    title: Title


class Role(Model):
    """A post: when it must be filled, by how many, qualified how, there how soon."""

    id: Identifier
    title: Title
    team: Identifier | None = None
    column: Column | None = None
    duty: DutyKind = Field("hard", description="hard = must come; soft never counts as certain.")
    cover: CoverField = Cover(kind="always")
    minimum: Count = 1
    desired: Count | None = None
    arrive: ArrivalField | None = Field(None, description="Absent: no limit.")
    requires: tuple[Identifier, ...] = ()
    deputies: tuple[Identifier, ...] = Field(
        (),
        description="Roles whose people may be put on this one too. They count if they have what"
        " it requires; they come on duty only where the roster puts them.",
    )


class Employment(Model):
    """From and until when somebody belongs to the organisation."""

    from_: Wall | None = Field(None, alias="from")
    until: Wall | None = None


class Travel(Model):
    """Minutes from the alarm to arrival: prepare, then travel."""

    home_ms: DurationMs | None = Field(None, alias="home")
    office_ms: DurationMs | None = Field(None, alias="office")
    other_ms: DurationMs | None = Field(None, alias="other")
    prepare_ms: DurationMs = Field(0, alias="prepare")


class Reach(Model):
    """How somebody is called; never exported unless asked for."""

    phone: str | None = None
    mail: str | None = None


class Absence(Model):
    """A time away, without a reason."""

    from_: Wall = Field(alias="from")
    until: Wall


class Person(Model):
    """Somebody who can be on duty."""

    id: Identifier
    name: Name
    kind: PersonKind = "employee"
    status: Status = "inzetbaar"
    employed: Employment = Employment()
    roles: tuple[Identifier, ...] = ()
    travel: Travel = Travel()
    reach: Reach = Reach()
    mentors: tuple[Identifier, ...] = Field(
        (),
        description="With status in_opleiding: counts on a post only while one of them is on the"
        " same post and counts there. Absent: does not count.",
    )
    away: tuple[Absence, ...] = ()


class Rotation(Model):
    """People who take turns; standby duty with a wall-clock handover."""

    role: Identifier
    people: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    turn_ms: DurationMs = Field(alias="turn")
    handover: HandoverTime
    start: Wall = Field(description="A date on the handover's weekday.")


class Shift(Model):
    """One person on one role for one time."""

    role: Identifier
    person: Identifier
    from_: Wall = Field(alias="from")
    until: Wall
    assignment: Assignment = Field("work", alias="as")


class Calendar(Model):
    """Standby duties from an iCalendar file: each event puts the people that it names on the role.

    Cancelled events are dropped, tentative ones do not count; that and all that cannot be read is
    told, and the rest counts. Times without a zone are the calendar's (X-WR-TIMEZONE), else the
    roster's. Rules without an end count until `planned_until`; if that is `open`, until five years
    after the newest time in the file.
    """

    role: Identifier
    file: Name = Field(description="Beside this file, at most 10 MiB.")
    match: Literal["mail", "name"] = Field(
        description="`mail` = by the addresses of the attendees, whatever their case; `name` = by a"
        " person's name, or id exactly as written, in the title, else in the categories."
    )


class Duty(Model):
    """Exactly one of a rotation, a shift or a calendar."""

    rotation: Rotation | None = None
    shift: Shift | None = None
    calendar: Calendar | None = None

    @model_validator(mode="after")
    def _has_one_form(self) -> Duty:
        if sum(form is not None for form in (self.rotation, self.shift, self.calendar)) != 1:
            raise PydanticCustomError("duty_form", "not exactly one form")
        return self


class Change(Model):
    """Exactly one of add, remove, or replace … by …; applied in the file's order."""

    role: Identifier
    from_: Wall = Field(alias="from")
    until: Wall
    add: Identifier | None = None
    remove: Identifier | None = None
    replace: Identifier | None = None
    by: Identifier | None = None
    assignment: Assignment = Field("standby", alias="as")
    note: str | None = None

    @model_validator(mode="after")
    def _has_one_form(self) -> Change:
        if sum(form is not None for form in (self.add, self.remove, self.replace)) != 1:
            raise PydanticCustomError("change_form", "not exactly one form")
        if (self.replace is None) != (self.by is None):
            raise PydanticCustomError("change_by", "replace and by go together")
        return self


def _read_horizon(value: Any) -> Any:  # noqa: ANN401 - a validator takes whatever the file holds
    return None if value == "open" else value


Horizon = Annotated[
    Wall | None,
    BeforeValidator(_read_horizon),
    WithJsonSchema({"type": "string", "examples": ["open", "2026-12-31"]}),
]


class Roster(Model):
    """Who is on duty for what, and who may be."""

    roster: FormatVersion = Field(description="Version of the format.")
    id: Identifier | None = None
    organisation: Name
    timezone: Name = "Europe/Amsterdam"
    training: tuple[Name, ...] | None = Field(
        None, description="Beside this file; default: training.yaml if it is there."
    )
    office_hours: OfficeHours | None = Field(None, description="Absent: all come from home.")
    planned_until: Horizon = Field(
        description="First instant that is not planned, or `open`; beyond it nothing is fine."
    )
    teams: tuple[Team, ...] = ()
    roles: tuple[Role, ...] = ()
    people: tuple[Person, ...] = ()
    duties: tuple[Duty, ...] = ()
    changes: tuple[Change, ...] = ()
    fictional: Flag = False
    owner: str | None = None
    source: str | None = None
    licence: str | None = None
