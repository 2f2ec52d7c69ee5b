"""What the screens show: frozen answers of `services`, times already in the right zone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from crisis_tui.basis.text import AnyText

PostState = Literal["filled", "probable", "short", "late", "unqualified", "empty", "not-required"]
ExerciseState = Literal["live", "stopped", "ended", "damaged"]


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """A scenario as the home screen lists it; `end_play_ms` is None for an open one."""

    name: str
    title: str
    errors: int
    warnings: int
    end_play_ms: int | None
    injects: int
    last_run: datetime | None = None


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """An exercise that was begun; `held_by` is who directs it now."""

    id: str
    title: str
    state: ExerciseState
    started: datetime
    play_ms: int
    held_by: str | None = None


@dataclass(frozen=True, slots=True)
class PersonOnPost:
    """Somebody on duty: from the alarm to arrival, and until when the duty lasts.

    `note` says why the person does not count, such as "41 min, norm 30".
    """

    id: str
    name: str
    arrive_ms: int | None
    until: datetime | None
    usable: bool
    note: AnyText = ""


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post at one instant; `cause` says what is wrong if it is not filled."""

    role: str
    title: str
    state: PostState
    people: tuple[PersonOnPost, ...]
    required: int
    cause: AnyText = ""


@dataclass(frozen=True, slots=True)
class ExpiringTraining:
    """A qualification that somebody loses soon or lost; `until` is the first instant without it."""

    person: str
    qualification: str
    until: datetime
    expired: bool


@dataclass(frozen=True, slots=True)
class Attention:
    """What needs attention today, for one roster; no roster: nothing on call to show."""

    roster: str | None
    organisation: str
    at: datetime
    posts: tuple[PostLine, ...]
    expiring: tuple[ExpiringTraining, ...]
    exercises: tuple[ExerciseLine, ...]
