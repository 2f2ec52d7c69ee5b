"""What is said and written down when the journal takes nothing for now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.ports import JournalFailingError, JournalFullError, JournalReadOnlyError

if TYPE_CHECKING:
    from crisis_tui.exercise.ports import JournalStoppedError

DISK_FULL = Text("The disk is full: the exercise stands still until there is room.")
DISK_READ_ONLY = Text("The disk is read-only: the exercise stands still until it is not.")
DISK_FAILS = Text("The disk cannot write: the exercise stands still until it can.")
DIRECTOR_STUCK = Text("The director's disk takes nothing: the exercise stands still.")

_BY_KIND: dict[type[JournalStoppedError], tuple[Text, str]] = {
    JournalFullError: (DISK_FULL, "disk-full"),
    JournalReadOnlyError: (DISK_READ_ONLY, "disk-read-only"),
    JournalFailingError: (DISK_FAILS, "disk-failed"),
}


def trouble_of(error: JournalStoppedError) -> Text:
    """Return what people are told."""
    return _BY_KIND.get(type(error), (DISK_FAILS, ""))[0]


def pause_reason_of(error: JournalStoppedError) -> str:
    """Return the reason of the pause that is journalled when the disk takes something again."""
    return _BY_KIND.get(type(error), (DISK_FAILS, "disk-failed"))[1]
