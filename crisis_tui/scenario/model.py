"""The scenario file, version 1 (`docs/formats`): frozen, defined once for file, schema and core."""

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
    Identifier,
    Model,
    Name,
    PaceField,
    Story,
    TimeOfDay,
    Wall,
    Weekdays,
)

KNOWN_CRISES = (
    "cyber",
    "aircraft-recovery",
    "protracted",
    "event",
    "disorder",
    "infrastructure",
    "flood",
)
Form = Literal["tabletop", "drill", "functional", "executive", "system-test", "full-scale"]
Stage = Literal["cold", "warm", "aftermath"]
Truth = Literal["fact", "rumour", "false"]
ClockName = Literal["story", "play"]
Channel = Literal[
    "telefoon",
    "pager",
    "app",
    "mail",
    "portofoon",
    "lcms",
    "social",
    "pers",
    "brief",
    "fysiek",
    "overleg",
]


def _read_end(value: Any) -> Any:  # noqa: ANN401 - a validator takes whatever the file holds
    if value == "open":
        return None
    if isinstance(value, str):
        end_ms = parse_duration(value)
        if end_ms is None:
            raise PydanticCustomError("end", "not a duration or open: {value}", {"value": value})
        return end_ms
    if value is None:
        raise PydanticCustomError("end", "not a duration or open: {value}", {"value": "null"})
    return value


End = Annotated[
    int | None,
    BeforeValidator(_read_end),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^(open|(?=.)(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?)$",
            "examples": ["165m", "open"],
        }
    ),
]
GRIP_LEVELS = ("0", "1", "2", "3", "4", "5", "Rijk")


def _read_grip(value: Any) -> Any:  # noqa: ANN401 - a validator takes whatever the file holds
    if value is not None and str(value) not in GRIP_LEVELS:
        raise PydanticCustomError("grip", "not one of: {known}", {"known": ", ".join(GRIP_LEVELS)})
    return value if value is None else str(value)


Grip = Annotated[
    str | None,
    BeforeValidator(_read_grip),
    WithJsonSchema({"enum": [None, 0, 1, 2, 3, 4, 5, "Rijk"]}),
]


class Objective(Model):
    """What is exercised, with the tasks that observers look at."""

    id: Identifier
    title: Name
    tasks: tuple[Name, ...] = ()


class Need(Model):
    """What the organisation must be able to fill during a phase, on the story clock."""

    role: Identifier
    count: Annotated[Count, Field(ge=1)] = 1
    within_ms: DurationMs | None = Field(
        None, alias="within", description="Arrival limit; default: the role's own norm."
    )
    qualified: tuple[Identifier, ...] = Field(
        (), description="Qualifications asked for beside those that the role requires."
    )
    shift_ms: DurationMs | None = Field(
        None, alias="shift", description="Staff the post without a break in shifts of this length."
    )
    from_ms: DurationMs = Field(0, alias="from", description="After the phase's start.")
    until_ms: DurationMs | None = Field(
        None, alias="until", description="After the phase's start; default: the phase's end."
    )


class Phase(Model):
    """A part of the crisis; the story clock is anchored where a phase starts."""

    id: Identifier
    title: Name
    stage: Stage = "warm"
    at_ms: DurationMs | None = Field(
        None, alias="at", description="Play time at which the phase starts; with `when` not before."
    )
    when: Condition | None = Field(
        None, description="Starts as soon as this holds; without `at` it has no planned time."
    )
    by_hand: Flag = Field(False, description="No time: entered by hand.")
    story: Story | None = Field(None, description="Story time at the start, such as D1 07:42.")
    pace: PaceField | None = Field(
        None, description='Story time that passes per play time, such as "1m = 1d"; default 1:1.'
    )
    lasts_ms: DurationMs | None = Field(
        None, alias="lasts", description="Story length of the last phase of an open scenario."
    )
    grip: Grip = None
    needs: tuple[Need, ...] = ()


class After(Model):
    """A time after the delivery of another inject."""

    inject: Identifier
    by_ms: DurationMs = Field(0, alias="by")


class Option(Model):
    """One possible outcome of a decision."""

    id: Identifier
    title: Name


class Decision(Model):
    """A question that the players must settle; branches follow its options."""

    id: Identifier
    question: Name
    authority: Identifier | None = Field(None, description="The role that may decide.")
    options: Annotated[tuple[Option, ...], Field(min_length=1)]
    within_ms: DurationMs | None = Field(None, alias="within")


class ExpectedAction(Model):
    """What an observer expects to see, by whom, within what time after delivery."""

    id: Identifier
    by: Identifier
    action: Name
    within_ms: DurationMs | None = Field(None, alias="within")
    objective: Identifier | None = None


class Condition(Model):
    """Exactly one of: decision (with is), met, missed, reached, unless, all, any, not."""

    decision: Identifier | None = None
    outcome: Identifier | None = Field(None, alias="is")
    met: Identifier | None = None
    missed: Identifier | None = None
    reached: Identifier | None = Field(None, description="A milestone.")
    unless: Identifier | None = Field(
        None,
        description="Holds as long as this action was not seen, this decision not taken or this "
        "milestone not reached; settled at the time itself, it never waits.",
    )
    all: tuple[Condition, ...] | None = None
    any: tuple[Condition, ...] | None = None
    negated: Condition | None = Field(None, alias="not")

    @model_validator(mode="after")
    def _has_one_form(self) -> Condition:
        forms = (
            self.decision,
            self.met,
            self.missed,
            self.reached,
            self.unless,
            self.all,
            self.any,
            self.negated,
        )
        if sum(form is not None for form in forms) != 1:
            raise PydanticCustomError("condition_form", "not exactly one form")
        if (self.decision is None) != (self.outcome is None):
            raise PydanticCustomError("condition_outcome", "decision and is go together")
        return self


class Inject(Model):
    """A message or event that reaches roles at a play time, after another inject, or by hand."""

    id: Identifier
    at_ms: DurationMs | None = Field(None, alias="at", description="Play time.")
    after: After | None = None
    bank: Flag = Field(False, description="No time: fired by hand.")
    key: Annotated[Count, Field(ge=1, le=9)] | None = Field(
        None, description="The key, 1 to 9, that fires this inject of the bank."
    )
    every_ms: DurationMs | None = Field(
        None, alias="every", description="Repeats at this interval."
    )
    from_phase: Identifier | None = Field(None, description="Repeats from this phase's start.")
    until_phase: Identifier | None = Field(
        None, description="Repeats until this phase, or a later one, begins; default: to the end."
    )
    clock: ClockName = Field("play", description="The clock on which `every` counts.")
    story: Story | None = Field(None, description="Where phase and pace do not already give it.")
    storyline: Name | None = None
    sender: Name | None = Field(None, alias="from")
    to: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    channel: Channel | None = None
    title: Name
    text: str = ""
    gloss: str | None = Field(None, description="The message in one English sentence.")
    truth: Truth = Field("fact", description="Controllers only.")
    guidance: str | None = Field(None, description="Controllers only.")
    acknowledge_ms: DurationMs | None = Field(
        None, alias="acknowledge", description="Acknowledged within."
    )
    expects: tuple[ExpectedAction, ...] = ()
    decision: Decision | None = None
    when: Condition | None = None
    unless: Identifier | None = Field(
        None,
        description="Short for `when: {unless: ID}`: comes at its time unless the players did it.",
    )
    media: tuple[Name, ...] = ()

    @property
    def condition(self) -> Condition | None:
        """What has to hold for it to come: its `when` and its `unless`."""
        if self.unless is None:
            return self.when
        unless = Condition.model_construct(unless=self.unless)
        if self.when is None:
            return unless
        return Condition.model_construct(all=(self.when, unless))


class Milestone(Model):
    """Something that the crisis comes to, noted by hand or as soon as its condition holds."""

    id: Identifier
    title: Name
    when: Condition | None = Field(None, description="Reached by itself once this holds.")


class QuietHours(Model):
    """Hours in which nothing comes by itself, on the wall clock of the exercise's time zone.

    What falls due then waits until they end; it can be sent by hand.
    """

    from_second: TimeOfDay = Field(alias="from", description="Wall clock, such as 22:00.")
    until_second: TimeOfDay = Field(
        alias="until", description="Wall clock; before `from` it is on the next day."
    )
    days: Weekdays = Field(
        (0, 1, 2, 3, 4, 5, 6), description="The days on which they begin; default: every day."
    )

    @property
    def last_second(self) -> int:
        """The end, in seconds after the midnight before the beginning."""
        next_day = 0 if self.until_second > self.from_second else 86_400
        return self.until_second + next_day


class StatutoryClock(Model):
    """A statutory or agreed deadline that starts with an inject."""

    id: Identifier
    title: Name
    starts: Identifier = Field(description="The inject whose delivery starts it.")
    known: Identifier | None = Field(
        None,
        description="The inject from whose delivery on players see it, if they have to think of it "
        "themselves; default: the one that starts it.",
    )
    due_ms: DurationMs = Field(alias="due", description="Length of the term.")
    clock: ClockName = "story"
    owner: Identifier | None = None
    source: str | None = None


class Variant(Model):
    """A version of the exercise: other values of variables, without some injects."""

    id: Identifier
    title: Name
    set: dict[Identifier, str] = Field(default_factory=dict)
    without: tuple[Identifier, ...] = ()


class Scenario(Model):
    """A crisis scenario for exercises and readiness checks."""

    scenario: FormatVersion = Field(description="Version of the format.")
    id: Identifier
    title: Name
    language: Literal["nl", "en"] = "nl"
    crisis: Name = Field(description="Kind of crisis; known: " + ", ".join(KNOWN_CRISES))
    themes: tuple[Name, ...] = ()
    summary: str = ""
    form: Form = "functional"
    timezone: Name = "Europe/Amsterdam"
    story_start: Wall
    quiet: QuietHours | None = None
    end_ms: End = Field(alias="end", description="Play time, or `open`.")
    variables: dict[Identifier, str] = Field(default_factory=dict)
    include: tuple[Name, ...] = ()
    objectives: tuple[Objective, ...] = ()
    phases: tuple[Phase, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    injects: tuple[Inject, ...] = ()
    clocks: tuple[StatutoryClock, ...] = ()
    variants: tuple[Variant, ...] = ()
    fictional: Flag = False
    owner: str | None = None
    source: str | None = None
    licence: str | None = None


class Fragment(Model):
    """An included file: injects and further includes, no header."""

    include: tuple[Name, ...] = ()
    injects: tuple[Inject, ...] = ()
    fictional: Flag = False
    owner: str | None = None
    source: str | None = None
    licence: str | None = None
