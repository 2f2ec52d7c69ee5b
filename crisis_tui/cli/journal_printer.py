"""Prints a journal as it grows: for people line by line, for programs as it is."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import clean_text
from crisis_tui.basis.times import utc_datetime
from crisis_tui.exercise.additions import whole_script
from crisis_tui.exercise.events import ScenarioAdded, is_newer
from crisis_tui.exercise.plan import Plan
from crisis_tui.exercise.runner import SYSTEM_ROLE
from crisis_tui.exercise.wording import sentence
from crisis_tui.frozen_inputs import added_script
from crisis_tui.i18n import _, render
from crisis_tui.storage.journal import read_journal
from crisis_tui.storage.summary import JOURNAL_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crisis_tui.exercise.events import Record
    from crisis_tui.scenario.script import Script

_COLUMNS = 80
_MARGIN = " " * 20


class JournalPrinter:
    """Writes what is new in an exercise's journal to stdout, each event once.

    Args:
        folder: the exercise.
        script: gives titles and the time zone; without it ids and this machine's zone stand.
        as_json: the journal's own lines instead of text.
    """

    def __init__(self, folder: Path, script: Script | None, *, as_json: bool) -> None:
        self._added = added_script(folder)
        self._journal = read_journal(folder / JOURNAL_FILE)
        self._plan = Plan(script)
        self._zone = script.zone if script is not None else None
        self._as_json = as_json
        self._newer = False

    def print_new(self) -> None:
        """Write what was appended since the last call.

        Raises:
            JournalDamagedError: a line is damaged; what is whole before it was written.
        """
        for line in self._new_raw() if self._as_json else self._new_text():
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    @property
    def has_newer(self) -> bool:
        """Whether a newer version of the program wrote something that was printed as text."""
        return self._newer

    @property
    def has_torn_line(self) -> bool:
        """Whether the last line is not whole (yet)."""
        return self._journal.unread_bytes > 0

    def _new_raw(self) -> Iterator[str]:
        return (str(raw, "utf-8") for raw in self._journal.read_new_lines())

    def _new_text(self) -> Iterator[str]:
        return (self._text(record) for record in self._journal.read_new())

    def _text(self, record: Record) -> str:
        script = self._plan.script
        if script is not None and isinstance(record.event, ScenarioAdded):
            self._plan = Plan(whole_script(script, (record.event,), self._added))
        self._newer = self._newer or is_newer(record.event)
        wall = utc_datetime(record.at_ms).astimezone(self._zone)
        head = f"{format_clock(record.play_ms):>8}  {wall:%H:%M:%S}  "
        role, said = record.actor.role, render(sentence(record.event, self._plan))
        is_said = role == SYSTEM_ROLE or said.startswith(f"{role} ")
        text = clean_text(said if is_said else f"{role}: {said}")
        return textwrap.fill(text, _COLUMNS, initial_indent=head, subsequent_indent=_MARGIN)


def print_heading(title: str) -> None:
    """Write the line that stands above every text about an exercise."""
    sys.stdout.write(f"{_('EXERCISE')}  {clean_text(title)}\n")
