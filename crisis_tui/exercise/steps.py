"""The script file of a run without people: what is done at which play time, and as whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from crisis_tui.basis.fields import DurationMs, Flag, Identifier, Model, Name
from crisis_tui.exercise import commands
from crisis_tui.exercise.clock import FASTEST, SLOWEST, is_speed
from crisis_tui.exercise.typed import named_roles, shift_of, title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from crisis_tui.exercise.commands import Command

DEEDS = (
    "acknowledge",
    "done",
    "decide",
    "answer",
    "ask",
    "observe",
    "rate",
    "played",
    "handled",
    "reply",
    "action",
    "close",
    "handover",
    "accept",
    "clock",
    "send",
    "hold",
    "skip",
    "retime",
    "void",
    "pause",
    "resume",
    "speed",
    "jump",
    "shift",
    "postpone",
    "phase",
    "milestone",
    "stop",
    "end",
)
"""What a step can do, by its key; a step with only a `note` writes that in the log."""


def _read_speed(value: Any) -> Any:  # noqa: ANN401 - a validator takes whatever the file holds
    try:
        speed = float(value)
    except (TypeError, ValueError):
        speed = 0.0
    if not is_speed(speed):
        raise PydanticCustomError("speed", "not a speed: {value}", {"value": str(value)})
    return speed


Speed = Annotated[
    float,
    BeforeValidator(_read_speed),
    WithJsonSchema({"type": "number", "minimum": SLOWEST, "maximum": FASTEST}),
]
"""How many times as fast as wall time: 0.1 to 600, at most three decimals."""


def _read_shift(value: Any) -> Any:  # noqa: ANN401 - a validator takes whatever the file holds
    shift_ms = shift_of(value) if isinstance(value, str) else None
    if shift_ms is None:
        raise PydanticCustomError("duration", "not a duration: {value}", {"value": str(value)})
    return shift_ms


Shift = Annotated[
    int,
    BeforeValidator(_read_shift),
    WithJsonSchema({"type": "string", "examples": ["15m", "+15m", "-5m"]}),
]
"""How much later; with a minus sign before it, sooner."""


class HandoverPoints(Model):
    """A hand-over in five points."""

    situation: Name
    decisions: Name
    actions: Name
    expectation: Name
    contacts: Name


class ScriptStep(Model):
    """One step: `at` a play time, `as` a role or person, one deed and what belongs to it."""

    at_ms: DurationMs = Field(alias="at", description="Play time.")
    role: Identifier | None = Field(None, alias="as", description="Who does it.")
    acknowledge: str | None = Field(None, description="A message; `as` says which role has it.")
    done: str | None = Field(None, description="An expected action.")
    decide: str | None = Field(None, description="A decision; `option` says how.")
    answer: str | None = Field(None, description="A message that `as` answers with `text`.")
    ask: Name | None = Field(None, description="What `as` asks somebody outside; `to` says whom.")
    observe: Name | None = Field(None, description="What an observer saw.")
    rate: Identifier | None = Field(
        None, description="An objective of which `task` is rated with `rating`."
    )
    played: str | None = Field(None, description="A message sent that was really spoken.")
    handled: str | None = Field(
        None, description="A question or answer dealt with, by its entry's id."
    )
    reply: str | None = Field(
        None, description="A question or answer replied to, by its entry's id; `text`, `to`."
    )
    action: Name | None = Field(None, description="An action; `owner` (default: `as`), `due`.")
    close: str | None = Field(None, description="An action that is done, by its entry's id.")
    handover: HandoverPoints | None = Field(None, description="From `as` to `to`.")
    accept: Name | None = Field(
        None, description="A hand-over to `as`: by its id, or by who handed over."
    )
    clock: Name | None = Field(None, description="A statutory clock that is met.")
    send: str | None = Field(None, description="A message, now.")
    hold: str | None = Field(None, description="A message, kept back.")
    skip: str | None = Field(None, description="A message, left out.")
    retime: str | None = Field(None, description="A message, moved to the play time `due`.")
    void: str | None = Field(None, description="A message sent, declared void; `reason`.")
    pause_ms: DurationMs | None = Field(None, alias="pause", description="Wall time.")
    resume: Flag | None = Field(None, description="Go on, also after NO PLAY.")
    speed: Speed | None = None
    jump_ms: DurationMs | None = Field(None, alias="jump", description="To this play time.")
    shift_ms: Shift | None = Field(
        None, alias="shift", description="All that is still to come, later or (-5m) sooner."
    )
    postpone_ms: DurationMs | None = Field(
        None, alias="postpone", description="Wall time; `reason`. It goes on by itself."
    )
    phase: Name | None = Field(None, description="Go to this phase now.")
    milestone: Name | None = Field(None, description="A milestone that is reached.")
    stop: Name | None = Field(None, description="NO PLAY, for this reason.")
    end: Flag | None = Field(None, description="End the exercise.")
    note: Name | None = Field(None, description="Beside a deed, or by itself in the log.")
    option: Identifier | None = None
    reason: Name | None = None
    objective: Name | None = None
    inject: str | None = Field(None, description="The message that an entry is about.")
    task: Annotated[int, Field(ge=1)] | None = Field(None, description="Its number, from 1.")
    rating: Literal["P", "S", "M", "U"] | None = Field(
        None, description="Performed without challenges, with some, with major ones, unable."
    )
    text: Name | None = Field(None, description="What a reply or an answer says.")
    owner: Name | None = None
    to: Name | None = Field(None, description="Who takes over, is asked, or gets a reply.")
    due_ms: DurationMs | None = Field(None, alias="due", description="Play time.")

    @model_validator(mode="after")
    def _does_one_thing(self) -> ScriptStep:
        if len(self.deeds) > 1 or not (self.deeds or self.note):
            raise PydanticCustomError(
                "step_deed", "not exactly one of: {known}", {"known": ", ".join(DEEDS)}
            )
        deed = self.deeds[0] if self.deeds else "note"
        for field, key in _NEEDS.get(deed, ()):
            if getattr(self, field) is None:
                raise PydanticCustomError(
                    "step_companion", "{deed} needs {key}", {"deed": deed, "key": key}
                )
        return self

    @property
    def deeds(self) -> tuple[str, ...]:
        """The keys of what this step does, without a note."""
        values = {deed: getattr(self, _FIELDS.get(deed, deed)) for deed in DEEDS}
        return tuple(
            deed for deed, value in values.items() if value is not None and value is not False
        )


_FIELDS = {
    "pause": "pause_ms",
    "jump": "jump_ms",
    "shift": "shift_ms",
    "postpone": "postpone_ms",
}
_NEEDS = {
    "decide": (("option", "option"),),
    "retime": (("due_ms", "due"),),
    "handover": (("role", "as"), ("to", "to")),
    "accept": (("role", "as"),),
    "void": (("reason", "reason"),),
    "postpone": (("reason", "reason"),),
    "rate": (("task", "task"), ("rating", "rating")),
    "reply": (("text", "text"), ("to", "to")),
    "answer": (("text", "text"),),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A command at a play time, in a role; `pause_ms` is how long a pause lasts on the wall.

    A postponement's time counts from when the step is done.
    """

    at_ms: int
    role: str | None
    command: Command
    pause_ms: int | None = None

    def command_at(self, at_ms: int) -> Command:
        """Return what is asked when the step is done at an instant."""
        if isinstance(self.command, commands.PostponeExercise):
            return replace(self.command, until_at_ms=at_ms + self.command.until_at_ms)
        return self.command


def steps_of(entries: Iterable[ScriptStep]) -> tuple[Step, ...]:
    """Return the steps in the order in which they are done: by time, then as in the file."""
    steps = (Step(entry.at_ms, entry.role, command_of(entry), entry.pause_ms) for entry in entries)
    return tuple(sorted(steps, key=lambda step: step.at_ms))


def command_of(entry: ScriptStep) -> Command:
    """Return what a step asks of the exercise."""
    return _COMMANDS[entry.deeds[0] if entry.deeds else "note"](entry)


def _handover(entry: ScriptStep) -> Command:
    points = entry.handover.model_dump() if entry.handover else {}
    return commands.SignHandover(entry.role or "", entry.to or "", **points)


def _action(entry: ScriptStep) -> Command:
    owner = entry.owner or entry.role or ""
    return commands.RecordAction(entry.action or "", owner, entry.due_ms)


def _reply(entry: ScriptStep) -> Command:
    text = entry.text or ""
    return commands.AddInject(
        title_of(text), text, named_roles(entry.to or ""), in_reply_to=entry.reply
    )


_COMMANDS: Mapping[str, Callable[[ScriptStep], Command]] = {
    "acknowledge": lambda step: commands.AcknowledgeInject(step.acknowledge or "", step.role),
    "done": lambda step: commands.MeetExpectation(step.done or "", step.role, step.note),
    "decide": lambda step: commands.TakeDecision(
        step.decide or "", step.option or "", step.role, step.reason or step.note
    ),
    "answer": lambda step: commands.GiveAnswer(step.answer or "", step.text or "", step.role),
    "ask": lambda step: commands.AskQuestion(step.ask or "", step.to, step.role),
    "observe": lambda step: commands.RecordObservation(
        step.observe or "", step.objective, step.inject, step.role
    ),
    "rate": lambda step: commands.RateTask(
        step.rate or "", step.task or 0, step.rating or "", step.note
    ),
    "played": lambda step: commands.PlayInject(step.played or "", step.note),
    "handled": lambda step: commands.HandleEntry(step.handled or "", step.note),
    "reply": _reply,
    "note": lambda step: commands.RecordEntry("note", step.note or "", step.role, step.inject),
    "action": _action,
    "close": lambda step: commands.CloseAction(step.close or "", step.note),
    "handover": _handover,
    "accept": lambda step: commands.AcceptHandover(step.accept or "", step.role or ""),
    "clock": lambda step: commands.MeetClock(step.clock or "", step.role, step.note),
    "send": lambda step: commands.DeliverInject(step.send or ""),
    "hold": lambda step: commands.HoldInject(step.hold or ""),
    "skip": lambda step: commands.SkipInject(step.skip or ""),
    "retime": lambda step: commands.RetimeInject(step.retime or "", step.due_ms or 0),
    "void": lambda step: commands.VoidInject(step.void or "", step.reason or ""),
    "pause": lambda step: commands.PauseExercise(step.reason or step.note),
    "resume": lambda _: commands.ResumeExercise(after_stop=True),
    "speed": lambda step: commands.ChangeSpeed(step.speed or 0.0),
    "jump": lambda step: commands.JumpTo(step.jump_ms or 0),
    "shift": lambda step: commands.ShiftSchedule(step.shift_ms or 0),
    "postpone": lambda step: commands.PostponeExercise(step.postpone_ms or 0, step.reason or ""),
    "phase": lambda step: commands.EnterPhase(step.phase or ""),
    "milestone": lambda step: commands.ReachMilestone(step.milestone or ""),
    "stop": lambda step: commands.StopPlay(step.stop or ""),
    "end": lambda _: commands.EndExercise(),
}
