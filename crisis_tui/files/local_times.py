"""Local times of the two nights when the clock changes: no instant, or two."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel

from crisis_tui.basis.findings import Finding, Severity
from crisis_tui.basis.text import Text
from crisis_tui.basis.times import LocalTime, possible_instants, spellings_with_offset
from crisis_tui.files.shape import alternatives, child_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Locator, Source


def check_local_times(
    model: BaseModel, timezone: str, source: Source, locate: Locator
) -> Iterator[Finding]:
    """Yield a finding for each local time in `model` that is not one instant in its zone.

    An unknown zone is reported where the zone is read; here it yields nothing.
    """
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return
    for place, time in _times(model, source):
        fault = time_fault(time, zone)
        if fault is not None:
            code, message, cure = fault
            yield Finding(code, Severity.ERROR, message, locate(place), cure)


def time_fault(time: LocalTime, zone: ZoneInfo) -> tuple[str, Text, Text] | None:
    """Return code, message and cure of a local time that is not one instant; None if it is one."""
    possible = possible_instants(time, zone)
    if len(possible) == 1:
        return None
    first, second = spellings_with_offset(time, zone)
    cure = Text("write {first} or {second}", first=str(first), second=str(second))
    if possible:
        return "T204", Text("{time} comes twice: the clock is set back", time=str(time)), cure
    return "T203", Text("{time} does not exist: the clock is set forward", time=str(time)), cure


def _times(model: BaseModel, source: Source) -> Iterator[tuple[Source, LocalTime]]:
    for name, key in _timed_fields(type(model)):
        yield from _times_of(getattr(model, name), source.child(key))


def _times_of(value: Any, source: Source) -> Iterator[tuple[Source, LocalTime]]:
    if isinstance(value, LocalTime):
        yield source, value
    elif isinstance(value, BaseModel):
        yield from _times(value, source)
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _times_of(entry, source.child(index))


@cache
def _timed_fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return the fields below which there are local times, so that no others are walked."""
    return tuple(
        (name, info.alias or name)
        for name, info in model.model_fields.items()
        if LocalTime in alternatives(info.annotation)
        or (
            (below := child_model(info)) is not None and below is not model and _timed_fields(below)
        )
    )


def check_zone(timezone: str, source: Source, locate: Locator) -> Iterator[Finding]:
    """Yield a finding if there is no such time zone."""
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield Finding(
            "T217",
            Severity.ERROR,
            Text('there is no time zone "{zone}"', zone=timezone),
            locate(source.child("timezone")),
            Text("write a name such as {default}", default="Europe/Amsterdam"),
        )
