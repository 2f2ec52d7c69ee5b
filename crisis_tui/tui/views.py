"""What the screens show: frozen answers of `services`, times already in the right zone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from crisis_tui.basis.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.findings import Finding
    from crisis_tui.basis.text import AnyText
    from crisis_tui.readiness.person_card import PersonCard
    from crisis_tui.readiness.trained import TrainedPerson
    from crisis_tui.scenario.script import Script

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
    """A post at one instant; `cause` says what is wrong if it is not filled, and until when."""

    role: str
    title: str
    state: PostState
    people: tuple[PersonOnPost, ...]
    required: int
    cause: AnyText = ""
    cause_until: datetime | None = None


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
    problem: AnyText = ""


@dataclass(frozen=True, slots=True)
class FoundFault:
    """A finding with the lines of the file around it; the caret line is among them."""

    finding: Finding
    excerpt: str


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A scenario worked out for one variant; `script` is None if its faults are too bad."""

    name: str
    title: str
    variants: tuple[tuple[str, str], ...]
    story_start: str
    script: Script | None
    faults: tuple[FoundFault, ...]

    @property
    def errors(self) -> int:
        """How many faults are errors: with any, no exercise can start."""
        return sum(fault.finding.severity is Severity.ERROR for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a need is not filled for a while: by person, or nobody at all."""

    person: str | None
    cause: AnyText
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class NeedCell:
    """How one role stands in one phase: the worst over its span, and why."""

    role: str
    phase: str
    state: PostState
    count: int
    certain: int
    since: datetime
    until: datetime
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ReadinessView:
    """Roles by phases for one start of the story. `problem` says why there is no answer."""

    scenario: str
    title: str
    roster: str
    start: datetime | None
    verdict: Literal["ready", "at-risk", "not-ready"] | None
    phases: tuple[tuple[str, str], ...]
    roles: tuple[tuple[str, str], ...]
    cells: tuple[NeedCell, ...]
    problem: AnyText = ""


@dataclass(frozen=True, slots=True)
class GapLine:
    """A time in which a post is not filled."""

    role: str
    since: datetime
    until: datetime
    cause: AnyText


@dataclass(frozen=True, slots=True)
class OnCallView:
    """The board at one instant, and the gaps of the next seven days.

    `gap_count` and `gap_ms` count only what lies within those days, a gap of several causes once.
    `single` are the posts that one person's leaving would close. `next_gap` and `next_handover`
    come after the instant; a handover is the time and the posts.
    """

    roster: str
    organisation: str
    at: datetime
    posts: tuple[PostLine, ...]
    gaps: tuple[GapLine, ...]
    gap_count: int
    gap_ms: int
    single: tuple[str, ...] = ()
    problem: AnyText = ""
    next_gap: GapLine | None = None
    next_handover: tuple[datetime, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class TrainingView:
    """How everybody stands at an instant; `titles` are those of the qualifications, by id."""

    organisation: str
    zone: ZoneInfo
    at_ms: int
    people: tuple[TrainedPerson, ...]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody's card; `titles` are those of the qualifications, by id."""

    card: PersonCard
    titles: Mapping[str, str]
