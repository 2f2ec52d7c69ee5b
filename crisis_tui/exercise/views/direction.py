"""Who directs, in one line for every terminal: as it stands, and when it changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.direction import GONE
from crisis_tui.exercise.events import DirectorReleased, DirectorTaken

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.events import Actor, Record

SILENT_MS = 5_000
"""So long without a sign of life is worth a word; a busy director gives two a second."""
_SECOND_MS = 1_000


class Standing(StrEnum):
    """Who directs, seen from this terminal.

    Silent: another process holds the direction but shows no sign of life, as one does that was
    stopped by Ctrl-Z. Vacant: left on purpose, the exercise waits. Lost: gone, somebody steps in.
    """

    HERE = "here"
    ELSEWHERE = "elsewhere"
    SILENT = "silent"
    VACANT = "vacant"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class DirectionView:
    """Who directs: `person` at `terminal` (who directed last, if nobody does) in process `pid`.

    `silent_ms` is how long there was no sign of life, if that is too long.
    """

    standing: Standing
    person: str = ""
    terminal: str = ""
    pid: int = 0
    silent_ms: int = 0


def direction_notice(view: DirectionView) -> AnyText | None:
    """Return what people have to know about who directs, None if all is well."""
    if view.standing is Standing.SILENT:
        return Text(
            "No sign of life for {n} s: {person} at {terminal}; fg there, or kill {pid}.",
            n=view.silent_ms // _SECOND_MS,
            person=view.person,
            terminal=view.terminal,
            pid=view.pid,
        )
    if view.standing is Standing.VACANT:
        return Text("Nobody directs; paused by {person}.", person=view.person)
    if view.standing is Standing.LOST:
        return Text("The director is gone: {person} at {terminal}.", **_place(view))
    return None


def change_of_direction(record: Record, here: Actor) -> AnyText | None:
    """Return what a record says about who directs, to somebody `here`; None if nothing."""
    event = record.event
    if isinstance(event, DirectorTaken):
        return _taken(event, record.actor, here)
    if isinstance(event, DirectorReleased):
        why = _WHY.get(event.reason, event.reason)
        return Text("{person} no longer directs: {why}", person=record.actor.person, why=why)
    return None


def _taken(event: DirectorTaken, by: Actor, here: Actor) -> AnyText:
    is_here = (by.person, by.terminal) == (here.person, here.terminal)
    now = (
        Text("You direct now")
        if is_here
        else Text("{person} at {terminal} directs now", person=by.person, terminal=by.terminal)
    )
    if event.previous_person is None:
        return Text("{now}.", now=now)
    return Text(
        "{now}; {person} at {terminal}: {why}",
        now=now,
        person=event.previous_person,
        terminal=event.previous_terminal or "-",
        why=_WHY.get(event.why or "", event.why or ""),
    )


def _place(view: DirectionView) -> dict[str, str]:
    return {"person": view.person, "terminal": view.terminal}


_WHY: dict[str, AnyText] = {
    GONE: Text("gone without a word"),
    "quit": Text("has left"),
    "until": Text("as agreed"),
    "hangup": Text("the terminal was closed"),
    "terminated": Text("the program was told to stop"),
}
