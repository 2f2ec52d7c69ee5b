"""A section of a report on the screen: paragraphs, lists, pairs and tables, wrapped to its width."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

from crisis_tui.debrief.document import Bullets, Chart, Pairs, Paragraph, Table
from crisis_tui.tui import present
from crisis_tui.tui.widgets.columns import GAP, Column, column_widths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.content import Content
    from textual.events import Resize

    from crisis_tui.debrief.document import Block, Section

NARROWEST = 6
SIGNS = {"in-time": "✓", "late": "!", "missed": "✗", "open": "·"}
_STYLES = {"✓": present.GOOD, "!": present.WARNING, "✗": present.BAD, "~": present.SOFT}


class ReportPage(VerticalScroll):
    """One section at a time."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        """Make an empty page."""
        super().__init__(id=id)
        self._section: Section | None = None

    def compose(self) -> ComposeResult:
        """The page's text."""
        yield Static()

    def on_resize(self, event: Resize) -> None:
        """Wrap to the new width."""
        del event
        self._draw()

    def show(self, section: Section) -> None:
        """Show a section from its top."""
        self._section = section
        self._draw()
        self.scroll_home(animate=False)

    def _draw(self) -> None:
        if self._section is None:
            return
        width = max(self.scrollable_content_region.width, NARROWEST)
        found = [
            present.line((self._section.title, present.STRONG)),
            *(
                line
                for block in self._section.blocks
                for line in (present.line(), *block_lines(block, width))
            ),
        ]
        self.query_one(Static).update(present.lines(*found))


def block_lines(block: Block, width: int) -> Iterator[Content]:
    """Yield the lines of a block in a width of cells."""
    if isinstance(block, Paragraph):
        yield from _wrapped(present.one_line(block.text), width, present.QUIET * block.quiet)
    elif isinstance(block, Bullets):
        for number, item in enumerate(block.items, start=1):
            sign = f"{number}. " if block.numbered else "- "
            yield from _hanging(sign, present.one_line(item), width)
    elif isinstance(block, Pairs):
        yield from _pairs(block, width)
    elif isinstance(block, Table):
        yield from _table(block, width)
    elif isinstance(block, Chart):
        yield from _chart(block, width)


def _wrapped(text: str, width: int, style: str = "") -> list[Content]:
    return [
        present.line((part, style)) for part in textwrap.wrap(text, max(width, NARROWEST)) or [""]
    ]


def _hanging(sign: str, text: str, width: int) -> Iterator[Content]:
    for number, line in enumerate(_wrapped(text, width - len(sign))):
        yield present.line((sign if number == 0 else " " * len(sign), present.QUIET), line)


def _pairs(block: Pairs, width: int) -> Iterator[Content]:
    rows = [(present.one_line(label), present.one_line(value)) for label, value in block.rows]
    label_width = min(max(len(label) for label, _ in rows) + GAP, width // 2)
    for label, value in rows:
        label_cell = present.fit(present.line((label, present.QUIET)), label_width)
        blank = present.line(" " * label_width)
        style = _STYLES.get(value[:1], "")
        for number, line in enumerate(_wrapped(value, width - label_width, style)):
            yield present.line(blank if number else label_cell, line)


def _table(block: Table, width: int) -> Iterator[Content]:
    titles = [present.one_line(column.title) for column in block.columns]
    rows = [[present.one_line(cell) for cell in row] for row in block.rows]
    columns = [
        Column(least=18 if column.wide else None, grows=column.wide, right=column.right, keep=rank)
        for column, rank in zip(block.columns, _ranks(block), strict=True)
    ]
    natural = [max(len(row[index]) for row in (titles, *rows)) for index in range(len(columns))]
    for index, cells in enumerate(zip(*rows, strict=True)):
        if not any(cells):
            natural[index] = 0
    widths = column_widths(columns, natural, width)
    yield _row(columns, widths, titles, present.QUIET)
    for row in rows:
        yield from _wrapped_row(columns, widths, row)


def _ranks(block: Table) -> Iterator[int]:
    """Yield how long a column stays when there is no room: wide ones, then the first ones."""
    for index, column in enumerate(block.columns):
        yield 99 if column.wide else 50 - index


def _wrapped_row(
    columns: Sequence[Column], widths: Sequence[int], cells: Sequence[str]
) -> Iterator[Content]:
    parts = [textwrap.wrap(cell, max(w, 1)) or [""] for cell, w in zip(cells, widths, strict=True)]
    height = max(len(part) for part, cell_width in zip(parts, widths, strict=True) if cell_width)
    for number in range(height):
        yield _row(
            columns, widths, [part[number] if number < len(part) else "" for part in parts], ""
        )


def _row(
    columns: Sequence[Column], widths: Sequence[int], cells: Sequence[str], style: str
) -> Content:
    shown = [
        present.fit(
            present.line((cell, style or _STYLES.get(cell[:1], ""))), cell_width, right=column.right
        )
        for cell, cell_width, column in zip(cells, widths, columns, strict=True)
        if cell_width
    ]
    gap = " " * GAP
    return present.line(*(part for cell in shown for part in (cell, gap)))


def _chart(block: Chart, width: int) -> Iterator[Content]:
    """Yield a lane of signs for each role."""
    name_width = max((len(lane.role) for lane in block.lanes), default=0) + GAP
    cells = max(width - name_width, NARROWEST)
    for lane in block.lanes:
        signs = [("·", present.QUIET)] * cells
        for mark in lane.marks:
            sign = SIGNS[mark.outcome]
            place = min(mark.play_ms * cells // max(block.play_ms, 1), cells - 1)
            signs[place] = (sign if sign != "·" else "○", _STYLES.get(sign, ""))
        yield present.line((lane.role.ljust(name_width), present.STRONG), *signs)
