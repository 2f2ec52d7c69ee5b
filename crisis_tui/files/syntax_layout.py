"""Lines that do not fit those above: wrong columns, stray text, a second document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.files.faults import Fault, LineIndex, Span

if TYPE_CHECKING:
    from crisis_tui.files.trouble import Trouble


def lone_text(trouble: Trouble) -> Fault | None:
    """Recognise a line that is neither a key nor an entry."""
    if "expected ':'" not in trouble.problem or trouble.context_at is None:
        return None
    number = trouble.lines.position(trouble.context_at)[0]
    end = trouble.lines.offset(number) + len(trouble.lines.line(number))
    return Fault(
        "Y021",
        Text("this line is neither a key with a value nor an entry of a list"),
        Span(trouble.context_at, max(end, trouble.context_at + 1)),
        Text('write "key: value"; a text of several lines goes below "key: |", indented'),
    )


def documents(trouble: Trouble) -> Fault | None:
    """Recognise text after the end of the document."""
    if "document start" not in trouble.problem:
        return None
    above = trouble.lines.line(1)
    if not above.startswith(" "):
        return Fault(
            "Y005",
            Text("the file has ended before this line; a file holds one document"),
            trouble.span(),
            Text("delete the line with ... or ---, or put the rest in a file of its own"),
        )
    return indentation(trouble)


def indentation(trouble: Trouble) -> Fault | None:
    """Recognise a line that begins in a column of its own, or mixes keys with a list."""
    if not re.search("expected key|'-' indicator|block end|document start", trouble.problem):
        return None
    line, column = trouble.lines.position(trouble.at)
    columns = _columns_above(trouble.lines, line)
    end = trouble.lines.offset(line) + len(trouble.lines.line(line))
    message = Text(
        "this line begins in column {column}, where nothing above it does", column=column
    )
    if column in columns:
        message = Text("keys and entries of a list (-) stand mixed in one column here")
    return Fault(
        "Y014",
        message,
        Span(trouble.at, max(end, trouble.at + 1)),
        Text(
            "let the keys of one entry begin in the same column; above: {columns}",
            columns=", ".join(map(str, columns)),
        ),
    )


def _columns_above(lines: LineIndex, number: int) -> list[int]:
    """Return the columns of the blocks that are open above a line, the outermost first."""
    columns: list[int] = []
    limit = 10_000
    for above in range(number - 1, max(0, number - 500), -1):
        line = lines.line(above)
        content = line.lstrip(" ")
        if not content or content.startswith("#"):
            continue
        indent = len(line) - len(content)
        if indent < limit:
            inner = len(content) - len(content.lstrip("- ")) if content.startswith("- ") else 0
            columns += [indent + inner + 1, indent + 1] if inner else [indent + 1]
            limit = indent
    return sorted(set(columns))
