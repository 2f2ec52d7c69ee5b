"""Entries for the tests of storage."""

from __future__ import annotations

from crisis_tui.exercise.events import Actor, EntryRecorded, InjectDelivered
from crisis_tui.exercise.ports import Entry

DIRECTOR = Actor(person="k.meer", role="controller", terminal="tty1")
OBSERVER = Actor(person="w.urk", role="observer", terminal="tty2")
AT_MS = 1_795_000_000_123


def entry(number: int, actor: Actor = DIRECTOR) -> Entry:
    """Return the `number`-th of many entries that differ."""
    event = (
        InjectDelivered(f"C{number}", number * 1_000, 3, ("CISO", "GS"))
        if number % 2
        else EntryRecorded(f"e{number}", "note", "Wiebe zegt: “ïedereen” is er\n", number, AT_MS)
    )
    return Entry(event, actor, AT_MS + number, number * 1_000)
