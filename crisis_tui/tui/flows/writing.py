"""Entries of the log, stamped when their line is opened; and taking the last thing back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.exercise.commands import RecordAction, RecordEntry, RecordObservation
from crisis_tui.exercise.typed import TIME_HINT, needs_time, play_time_ms, split_objective
from crisis_tui.exercise.wording import KINDS
from crisis_tui.tui.flows.asking import Choose, Option, Write, write_until_done

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.tui.flows.asking import Desk, Flow, Writer

BOB = (
    ("b", "picture"),
    ("o", "judgement"),
    ("d", "decision"),
    ("f", "fact"),
    ("a", "assumption"),
    ("k", "bottleneck"),
    ("q", "question"),
)
"""The kinds of lines with their keys: the three columns of BOB first."""


def observe(desk: Desk) -> Flow:
    """Write down what was seen; `O3 text` puts it under objective O3."""
    opened = desk.now()
    script = desk.state.plan.script
    objectives = script.scenario.objectives if script else ()
    known = {objective.id.casefold(): objective.id for objective in objectives}

    def command(text: str) -> RecordObservation:
        objective, seen = split_objective(text, known)
        return RecordObservation(seen, objective, opened=opened)

    yield from write_until_done(
        Write(
            _stamped(Text("observation"), opened.play_ms),
            hint=Text("O3 text: under objective O3"),
            notes=tuple(f"{objective.id} {objective.title}" for objective in objectives),
            refuse=lambda text: _needs_text(split_objective(text, known)[1]),
        ),
        command,
        Text("observation written (undo: u)"),
    )


def bob(desk: Writer) -> Flow:
    """Write a line of picture, judgement or decision."""
    opened, role = desk.now(), desk.role
    options = tuple(Option(key, KINDS[kind], kind) for key, kind in BOB)
    kind = yield Choose(Text("What kind of line?"), options)
    yield from write_until_done(
        Write(_stamped(KINDS[kind], opened.play_ms), refuse=_needs_text),
        lambda text: RecordEntry(kind, text.strip(), role, opened=opened),
        Text("{kind} written (undo: u)", kind=KINDS[kind]),
    )


def note(desk: Writer) -> Flow:
    """Write a free line."""
    opened, role = desk.now(), desk.role
    yield from write_until_done(
        Write(_stamped(KINDS["note"], opened.play_ms), refuse=_needs_text),
        lambda text: RecordEntry("note", text.strip(), role, opened=opened),
        Text("note written (undo: u)"),
    )


def action(desk: Writer) -> Flow:
    """Write an action: what, who, until when."""
    opened = desk.now()
    what = yield Write(_stamped(Text("action"), opened.play_ms), refuse=_needs_text)
    owner = yield Write(Text("who"), hint=Text("a role or a name"), refuse=_needs_owner)
    yield from write_until_done(
        Write(
            Text("until"),
            hint=Text("{hint}; empty: no time", hint=TIME_HINT),
            refuse=needs_time(opened.play_ms, may_be_empty=True),
        ),
        lambda until: RecordAction(
            what.strip(), owner.strip(), play_time_ms(until, opened.play_ms), opened
        ),
        Text("action for {owner} written (undo: u)", owner=owner.strip()),
    )


def _stamped(kind: AnyText, play_ms: int) -> AnyText:
    return Text("{kind} {time}", kind=kind, time=format_clock(play_ms))


def _needs_text(text: str) -> AnyText | None:
    return None if text.strip() else Text("An entry needs a text.")


def _needs_owner(text: str) -> AnyText | None:
    return None if text.strip() else Text("An action needs an owner.")
