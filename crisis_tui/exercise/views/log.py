"""The log for people: what was written down and what happened to the exercise, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

from crisis_tui.basis.text import Text
from crisis_tui.exercise import events
from crisis_tui.exercise.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.events import Event, Record
    from crisis_tui.exercise.state import ActionState, ExerciseState


class LogKind(StrEnum):
    """What a line is, for a word and a colour; entries of the log have their own kind in `entry`."""

    ENTRY = "entry"
    OBSERVATION = "observation"
    RATING = "rating"
    DECISION = "decision"
    ANSWER = "answer"
    QUESTION = "question"
    ACTION = "action"
    MESSAGE = "message"
    PHASE = "phase"
    CLOCK = "clock"
    EXERCISE = "exercise"
    HANDOVER = "handover"


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line. `play_ms` is when an entry was opened, else when it happened.

    `entry` is the id of an entry, `entry_kind` its kind of the log (`state.ENTRY_KINDS`); `who` is
    a role, or the person at the keyboard.
    """

    seq: int
    play_ms: int
    at_ms: int
    kind: LogKind
    who: str
    text: AnyText
    entry: str | None = None
    entry_kind: str | None = None
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action that is not done; `overdue_ms` is 0 while it is in time or has no due time."""

    entry: str
    text: str
    owner: str
    opened_play_ms: int
    due_play_ms: int | None
    overdue_ms: int


def log_rows(state: ExerciseState, limit: int | None = None) -> tuple[LogRow, ...]:
    """Return the newest lines, newest first."""
    records = islice(state.log.newest_first(), limit)
    return tuple(log_row(state, record) for record in records)


def open_actions(state: ExerciseState, play_ms: int) -> tuple[ActionRow, ...]:
    """Return the actions not done, those due first at the top, those without a time last."""
    rows = [_action_row(entry, action, play_ms) for entry, action in _open(state)]
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                row.due_play_ms is None,
                row.due_play_ms or 0,
                row.opened_play_ms,
                state.entries[row.entry],
            ),
        )
    )


def _open(state: ExerciseState) -> Iterator[tuple[str, ActionState]]:
    for entry, action in state.actions.items():
        if action.closed_play_ms is None and entry not in state.retracted:
            yield entry, action


def _action_row(entry: str, action: ActionState, play_ms: int) -> ActionRow:
    due_ms = action.due_play_ms
    overdue_ms = 0 if due_ms is None else max(0, play_ms - due_ms)
    return ActionRow(entry, action.text, action.owner, action.opened_play_ms, due_ms, overdue_ms)


def log_row(state: ExerciseState, record: Record) -> LogRow:
    """Return the line of one record."""
    event: Any = record.event
    kind = _KINDS.get(type(event), LogKind.EXERCISE)
    entry: str | None = getattr(event, "entry", None)
    return LogRow(
        seq=record.seq,
        play_ms=getattr(event, "opened_play_ms", record.play_ms),
        at_ms=getattr(event, "opened_at_ms", record.at_ms),
        kind=kind,
        who=_who(state, event) or record.actor.person,
        text=_text(state, event),
        entry=entry,
        entry_kind=event.kind if isinstance(event, events.EntryRecorded) else None,
        retracted=entry is not None
        and entry in state.retracted
        and state.entries.get(entry) == record.seq,
    )


def _who(state: ExerciseState, event: Any) -> str | None:  # noqa: ANN401 - any kind of event
    if isinstance(event, events.ActionClosed) and event.entry in state.actions:
        return state.actions[event.entry].owner
    return getattr(event, "role", None) or getattr(event, "owner", None)


def _text(state: ExerciseState, event: Any) -> AnyText:  # noqa: ANN401 - any kind of event
    if isinstance(event, events.ObservationRecorded) and event.objective is not None:
        return f"{event.objective} {event.text}"
    if isinstance(event, events.TaskRated):
        rated = f"{event.objective}.{event.task} {event.rating}"
        return f"{rated} – {event.note}" if event.note else rated
    if isinstance(event, _WRITTEN):
        return event.text
    if isinstance(event, events.ActionClosed) and event.entry in state.actions:
        return Text("done: {text}", text=state.actions[event.entry].text)
    return sentence(event, state.plan)


_WRITTEN = (events.EntryRecorded, events.ObservationRecorded, events.ActionRecorded)
_KINDS: Mapping[type[Event], LogKind] = {
    events.EntryRecorded: LogKind.ENTRY,
    events.ObservationRecorded: LogKind.OBSERVATION,
    events.TaskRated: LogKind.RATING,
    events.AnswerGiven: LogKind.ANSWER,
    events.QuestionAsked: LogKind.QUESTION,
    events.DecisionTaken: LogKind.DECISION,
    events.DecisionRetracted: LogKind.DECISION,
    events.ActionRecorded: LogKind.ACTION,
    events.ActionClosed: LogKind.ACTION,
    events.InjectVoided: LogKind.MESSAGE,
    events.PhaseEntered: LogKind.PHASE,
    events.StoryJumped: LogKind.PHASE,
    events.ScenarioAdded: LogKind.PHASE,
    events.MilestoneReached: LogKind.PHASE,
    events.MilestoneRetracted: LogKind.PHASE,
    events.ClockStarted: LogKind.CLOCK,
    events.ClockMet: LogKind.CLOCK,
    events.ClockMissed: LogKind.CLOCK,
    events.HandoverSigned: LogKind.HANDOVER,
    events.HandoverAccepted: LogKind.HANDOVER,
}
