"""What an event is, who causes it, and its place in the journal."""

from __future__ import annotations

from dataclasses import dataclass

FORMAT = 2
"""The version of the events: one more whenever a program without them can no longer tell how an
exercise stands, because events or fields were added. Programs of a lower one only read then."""


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events."""


@dataclass(frozen=True, slots=True)
class Unknown(Event):
    """An event that a newer version of the program wrote; it changes nothing here."""

    type: str
    data: dict[str, object]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who caused an event: a person, in an exercise role, at a terminal."""

    person: str
    role: str
    terminal: str


@dataclass(frozen=True, slots=True)
class Record:
    """An event in its place in the journal."""

    seq: int
    at_ms: int
    play_ms: int
    actor: Actor
    event: Event
    request: str | None = None
    """Which request of a terminal behind the gate caused it: `terminal's token:number`."""
