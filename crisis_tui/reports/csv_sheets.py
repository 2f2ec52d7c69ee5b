"""A table as CSV: UTF-8, commas, quotes where needed.

A text that a spreadsheet would take for a formula gets an apostrophe before it, which `import`
takes off again.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from typing import TYPE_CHECKING

from crisis_tui.basis.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.readiness.sheets import Cell, Sheet

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write(sheets: Sequence[Sheet]) -> bytes:
    """Return the only one of the tables."""
    (sheet,) = sheets
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows([_text(cell) for cell in row] for row in sheet.rows)
    return stream.getvalue().encode()


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds" if cell.second else "minutes")
    if isinstance(cell, float | int):
        return str(int(cell) if cell == int(cell) else cell)
    text = clean_text(cell)
    return f"'{text}" if _FORMULA.match(text) else text
