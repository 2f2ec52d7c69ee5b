"""Edits as they are written on the command line of `what-if`, in the order in which they stand."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from crisis_tui.basis.durations import parse_duration
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.fields import parse_handover
from crisis_tui.basis.findings import nearest
from crisis_tui.basis.instants import Interval, local_datetime
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.readiness.what_if import (
    AddChange,
    AddPerson,
    Award,
    Edit,
    Expire,
    MoveHandover,
    TakeAway,
)
from crisis_tui.roster.asked_change import AskedChange, entry_of
from crisis_tui.roster.asked_names import known_person, known_role
from crisis_tui.roster.model import Change, Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from crisis_tui.roster.model import Roster
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.training.model import Training

SHAPES = {
    "without": "P[@T/T]",
    "expire": "P:QUAL[@T]",
    "award": "P:QUAL[@DATE]",
    "trainee": "ID:ROLE,…[:TRAVEL][@DATE]",
    "handover": "ROLE=WHEN",
    "change": "ROLE T/T add P",
}
"""How each kind of edit is written, by its option."""

_CHANGE = re.compile(r"(\S+) (.+)/(.+?) (?:(add|remove) (.+)|replace (.+) by (.+))")
_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]+")


class AskedEdit(NamedTuple):
    """An edit as written: which option, and its text."""

    kind: str
    text: str


class KeepEdit(argparse.Action):
    """Keeps edits of all kinds in one list, because their order matters."""

    def __call__(
        self,
        _parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,  # noqa: ANN401 - what argparse hands over
        option_string: str | None = None,
    ) -> None:
        """Add the edit to those before it."""
        kind = (option_string or "").lstrip("-")
        namespace.edits = [*(namespace.edits or ()), AskedEdit(kind, values)]


class Asking:
    """Reads edits one by one; who is added by one is known to those after it."""

    def __init__(self, training: Training, window: Interval, now_ms: int) -> None:
        self._training = training
        self._window = window
        self._now_ms = now_ms

    def edits(self, asked: AskedEdit, workforce: Workforce) -> Sequence[Edit]:
        """Return what an edit means for a workforce as the edits before it left it.

        Raises:
            AskedWrongError: it is not written as its option says, or names what is not there.
        """
        read = {
            "without": self._without,
            "expire": self._expire,
            "award": self._award,
            "trainee": self._trainee,
            "handover": self._handover,
            "change": self._change,
        }
        return list(read[asked.kind](asked.text, workforce))

    def _without(self, text: str, workforce: Workforce) -> Iterator[Edit]:
        who, at, times = text.partition("@")
        span = self._window
        if at:
            from_, slash, until = times.partition("/")
            if not slash:
                raise _shapeless("without", text)
            span = Interval(self._instant(from_, workforce), self._instant(until, workforce))
        if span.length_ms <= 0:
            raise AskedWrongError(Text("--without: the time ends before it begins, or at once"))
        yield TakeAway(known_person(who, workforce.roster), *span)

    def _expire(self, text: str, workforce: Workforce) -> Iterator[Edit]:
        person, qualification, when = self._held("expire", text, workforce)
        at_ms = self._instant(when, workforce) if when else self._window.from_ms
        yield Expire(person, qualification, at_ms)

    def _award(self, text: str, workforce: Workforce) -> Iterator[Edit]:
        person, qualification, when = self._held("award", text, workforce)
        yield Award(person, qualification, self._local(when, workforce).date())

    def _trainee(self, text: str, workforce: Workforce) -> Iterator[Edit]:
        what, _, when = text.partition("@")
        parts = what.split(":")
        if len(parts) not in {2, 3} or not _IDENTIFIER.fullmatch(parts[0]):
            raise _shapeless("trainee", text)
        travel = parts[2] if len(parts) > 2 else "0m"  # noqa: PLR2004 - the third is the travel
        if parse_duration(travel) is None:
            raise _shapeless("trainee", text)
        if parts[0] in workforce.people:
            raise AskedWrongError(Text('there is a person "{person}" already', person=parts[0]))
        roles = [known_role(name, workforce.roles) for name in parts[1].split(",")]
        start = self._local(when, workforce)
        person = {
            "id": parts[0],
            "name": parts[0],
            "roles": roles,
            "travel": {"home": travel},
            "employed": {"from": f"{start:%Y-%m-%d}"},
        }
        yield AddPerson(Person.model_validate(person))
        asked = [name for role in roles for name in workforce.roles[role].requires]
        for qualification in dict.fromkeys(asked):
            yield Award(parts[0], qualification, start.date())

    def _handover(self, text: str, workforce: Workforce) -> Iterator[Edit]:
        role, equals, when = text.partition("=")
        handover = parse_handover(when.strip())
        if not equals:
            raise _shapeless("handover", text)
        if handover is None:
            name = clean_text(role.strip())
            cure = Text(
                "write {role}=Tue 09:00 (Mon Tue Wed Thu Fri Sat Sun), or {role}=07:00", role=name
            )
            raise _shapeless("handover", text, cure)
        role = known_role(role.strip(), workforce.roles)
        found = [
            (number, duty.rotation)
            for number, duty in enumerate(workforce.roster.duties)
            if duty.rotation is not None and duty.rotation.role == role
        ]
        if not found:
            raise AskedWrongError(Text("{role} has no rotation, so no handover", role=role))
        for number, rotation in found:
            if (rotation.handover.weekday is None) != (handover.weekday is None):
                raise AskedWrongError(
                    Text("{role} changes hands in another rhythm", role=role),
                    Text("turns of days or weeks: Mon 12:00; turns of hours: 07:00"),
                )
            yield MoveHandover(number, handover)

    def _change(self, text: str, workforce: Workforce) -> Iterator[Edit]:
        match = _CHANGE.fullmatch(text.strip())
        if match is None:
            raise _shapeless("change", text)
        role, from_, until, form, person, replaced, by = match.groups()
        asked = AskedChange(
            role,
            self._instant(from_, workforce),
            self._instant(until, workforce),
            add=person if form == "add" else None,
            remove=person if form == "remove" else None,
            replace=replaced,
            by=by,
        )
        entry = entry_of(asked, workforce.roster, workforce.zone)
        yield AddChange(Change.model_validate(entry))

    def _held(self, kind: str, text: str, workforce: Workforce) -> tuple[str, str, str]:
        """Return person, qualification and time of `P:QUAL@T`; no time is empty."""
        what, _, when = text.partition("@")
        who, colon, qualification = what.partition(":")
        if not colon:
            raise _shapeless(kind, text)
        known = _qualifications(workforce.roster, self._training)
        if qualification not in known:
            near = nearest(qualification, known)
            raise AskedWrongError(
                Text('there is no qualification "{name}"', name=clean_text(qualification)),
                Text("known are: {names}", names=", ".join(known) or "-")
                if near is None
                else Text('did you mean "{name}"?', name=near),
            )
        return known_person(who, workforce.roster), qualification, when

    def _instant(self, text: str, workforce: Workforce) -> int:
        return asked_instant(text.strip(), workforce.zone, self._now_ms)

    def _local(self, when: str, workforce: Workforce) -> datetime:
        at_ms = self._instant(when, workforce) if when else self._window.from_ms
        return local_datetime(at_ms, workforce.zone)


def _qualifications(roster: Roster, training: Training) -> list[str]:
    asked = [name for role in roster.roles for name in role.requires]
    return list(dict.fromkeys([*(each.id for each in training.qualifications), *asked]))


def _shapeless(kind: str, text: str, cure: Text | None = None) -> AskedWrongError:
    return AskedWrongError(
        Text('--{kind}: "{text}" cannot be read', kind=kind, text=clean_text(text)),
        cure or Text("write --{kind} {shape}", kind=kind, shape=f'"{SHAPES[kind]}"'),
    )
