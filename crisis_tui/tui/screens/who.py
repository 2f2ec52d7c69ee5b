"""Is everybody in: who is at which terminal now, as a page that goes on by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from crisis_tui.basis.text import Text, Texts
from crisis_tui.tui import present
from crisis_tui.tui.present import State
from crisis_tui.tui.screens.dialog import ReadingPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.exercise.views.presence import PresenceView, PresentRow
    from crisis_tui.tui.services import Exercise

BEAT_SECONDS = 1.0
_MARGIN, _NARROWEST = 10, 40
_ANSWER_CELLS, _CAPACITY_CELLS, _SINCE_CELLS, _TERMINAL_CELLS = 2, 15, 11, 9
_LEAST_PERSON_CELLS = 12


class WhoScreen(ReadingPage):
    """Everybody at a terminal, and the roles that nobody plays at one."""

    NAME = Text("Who is there")
    SHOWS_EXERCISE = True

    def __init__(self, exercise: Exercise) -> None:
        """Follow this exercise."""
        super().__init__()
        self._exercise = exercise

    def parts(self) -> Iterable[Widget]:
        """Return the page."""
        yield Static(id="who")

    def on_mount(self) -> None:
        """Look now, and again every second: nothing tells that somebody is gone."""
        self.set_interval(BEAT_SECONDS, self._look)
        self._look()

    def on_resize(self) -> None:
        """Use the width there is."""
        self._look()

    def _look(self) -> None:
        view = self._exercise.presence
        width = max(self.size.width - _MARGIN, _NARROWEST)
        shown = present.lines(*_lines(view, width))
        page = self.query_one("#who", Static)
        if page.content != shown:
            page.update(shown)


def _lines(view: PresenceView, width: int) -> Iterator[Content]:
    silent = sum(not row.answers for row in view.rows)
    yield present.line((Texts("{n} terminal", "{n} terminals", len(view.rows)), present.STRONG))
    for row in view.rows:
        yield _line(row, width)
    yield present.line()
    if silent:
        yield present.line(present.state(State.BAD, Text("does not answer for some seconds")))
    if view.untold:
        yield present.line(
            present.state(State.WARNING, Text("more are there; the disk had no room to say who"))
        )
    if view.unplayed:
        roles = ", ".join(view.unplayed)
        yield present.block(Text("At no terminal of their own: {roles}", roles=roles))


def _line(row: PresentRow, width: int) -> Content:
    fixed = _ANSWER_CELLS + _CAPACITY_CELLS + _SINCE_CELLS + _TERMINAL_CELLS + 3
    room = max(width - fixed, _LEAST_PERSON_CELLS)
    person = f"{', '.join(row.roles)}: {row.person}" if row.roles else row.person
    return present.line(
        present.fit(present.state(State.GOOD if row.answers else State.BAD), _ANSWER_CELLS),
        present.fit(present.line(row.capacity), _CAPACITY_CELLS),
        " ",
        present.fit(present.line(person), room),
        " ",
        present.fit(present.line(row.terminal), _TERMINAL_CELLS),
        " ",
        present.fit(present.line(row.since or "–"), _SINCE_CELLS, right=True),
    )
