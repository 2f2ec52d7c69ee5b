"""The debrief as text for people: 80 columns, no colour needed."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, assert_never

from crisis_tui.basis.text import clean_text
from crisis_tui.debrief.compose import compose
from crisis_tui.debrief.document import Bullets, Chart, Pairs, Paragraph, Table
from crisis_tui.i18n import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.document import Block, Column
    from crisis_tui.debrief.facts import Debrief

WIDTH = 80
_GAP = 2
_NARROWEST = 6


def write(debrief: Debrief) -> str:
    """Return the report, lines of at most 80 columns."""
    document = compose(debrief)
    lines = [f"{_line(document.marking)}  {_line(document.title)}", _line(document.subtitle)]
    for section in document.sections:
        lines += ["", _line(section.title).upper(), ""]
        for number, block in enumerate(section.blocks):
            lines += ["", *_block(block)] if number else _block(block)
    lines += ["", *_wrap(_line(document.foot))]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _line(text: AnyText) -> str:
    return " ".join(clean_text(render(text)).split())


def _wrap(text: str, width: int = WIDTH, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest) or [first]


def _block(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return _wrap(_line(block.text))
    if isinstance(block, Bullets):
        return _bullets(block)
    if isinstance(block, Pairs):
        return _pairs(block)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Chart):
        return _chart(block)
    assert_never(block)


def _bullets(block: Bullets) -> list[str]:
    lines = []
    for number, item in enumerate(block.items, start=1):
        sign = f"{number}. " if block.numbered else "- "
        lines += _wrap(_line(item), first=sign, rest=" " * len(sign))
    return lines


def _pairs(block: Pairs) -> list[str]:
    rows = [(_line(label), _line(value)) for label, value in block.rows]
    width = max(len(label) for label, _ in rows) + _GAP
    return [
        line
        for label, value in rows
        for line in _wrap(value, first=label.ljust(width), rest=" " * width)
    ]


def _table(block: Table) -> list[str]:
    titles = [_line(column.title) for column in block.columns]
    rows = [[_line(cell) for cell in row] for row in block.rows]
    widths = _widths(block.columns, [titles, *rows])
    ruler = "  ".join("-" * width for width in widths)
    lines = [*_row(block.columns, widths, titles), ruler]
    for row in rows:
        lines += _row(block.columns, widths, row)
    return lines


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return column widths that fit the page; the widest give way first, no title's word breaks."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(columns))]
    least = [max(map(len, [*title.split(), " " * _NARROWEST])) for title in rows[0]]
    room = WIDTH - _GAP * (len(columns) - 1)
    while sum(widths) > room:
        spare = [index for index in range(len(widths)) if widths[index] > least[index]]
        if not spare:
            break
        widest = max(spare, key=lambda index: (widths[index], columns[index].wide))
        widths[widest] -= 1
    return widths


def _row(columns: Sequence[Column], widths: Sequence[int], cells: Sequence[str]) -> list[str]:
    wrapped = [_wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(len(lines) for lines in wrapped)
    padded = [lines + [""] * (height - len(lines)) for lines in wrapped]
    return [
        "  ".join(
            part.rjust(width) if column.right else part.ljust(width)
            for part, width, column in zip(parts, widths, columns, strict=True)
        )
        for parts in zip(*padded, strict=True)
    ]


_SIGNS = {"in-time": "o", "late": "!", "missed": "x", "open": "."}


def _chart(block: Chart) -> list[str]:
    """Return a lane of signs for each role: o in time, ! late, x missed, . open."""
    name_width = max([len(lane.role) for lane in block.lanes], default=0) + _GAP
    cells = WIDTH - name_width
    lines = []
    for lane in block.lanes:
        signs = ["-"] * cells
        for mark in lane.marks:
            signs[min(mark.play_ms * cells // block.play_ms, cells - 1)] = _SIGNS[mark.outcome]
        lines.append(lane.role.ljust(name_width) + "".join(signs))
    return lines
