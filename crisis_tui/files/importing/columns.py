"""Which column holds what: by the names that people give columns, in Dutch and in English."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.findings import nearest
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.files.problems import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from crisis_tui.basis.findings import Finding
    from crisis_tui.basis.text import AnyText
    from crisis_tui.files.tables import Row, Table

_HEAD_WITHIN = 10
"""Above the head there may be a title and the like, in so many rows."""
_NO_WORD = re.compile(r"[\W_]+")
_MINUTES = re.compile(r"(?: in)? (min|mins|minuten|minutes)$")


@dataclass
class Columns:
    """The columns from 1 by field, those that count minutes, the head, and the rows below it."""

    head: tuple[str, ...] = ()
    by_field: dict[str, int] = field(default_factory=dict)
    in_minutes: set[str] = field(default_factory=set)
    rows: Sequence[Row] = ()
    findings: list[Finding] = field(default_factory=list)
    notes: list[AnyText] = field(default_factory=list)


def find_columns(
    table: Table,
    fields: Mapping[str, tuple[str, ...]],
    required: Sequence[tuple[str, ...]],
    renamed: Mapping[str, str],
) -> Columns:
    """Find the head of a table and what its columns hold; without one, no rows.

    Raises:
        AskedWrongError: `renamed` names a column or field that is not there.
    """
    if not table.rows:
        columns = Columns()
        if not table.findings:
            columns.findings.append(table.error("S121", Text("the table is empty"), 1, 1))
        return columns
    named = _by_name(fields, renamed)
    index = _head(table, named, required)
    head = table.rows[index]
    _refuse_unknown(renamed, head, fields)
    columns = _columns(table, head, named)
    columns.rows = table.rows[index + 1 :]
    if index:
        columns.notes.append(Text("rows above the head are not read: {n}", n=index))
    missing = [each for each in required if not any(name in columns.by_field for name in each)]
    if missing:
        columns.rows = ()
        columns.findings.append(_missing(table, head, missing, fields))
    return columns


def _folded(name: str) -> str:
    return _NO_WORD.sub(" ", name.casefold()).strip()


def _by_name(fields: Mapping[str, tuple[str, ...]], renamed: Mapping[str, str]) -> dict[str, str]:
    named = {_folded(name): key for key, names in fields.items() for name in (key, *names)}
    return named | {_folded(column): key for column, key in renamed.items()}


def _field_of(name: str, named: Mapping[str, str]) -> tuple[str | None, bool]:
    """Return the field of a column, and whether its name says that it counts minutes."""
    folded = _folded(name)
    if folded in named:
        return named[folded], False
    without = _MINUTES.sub("", folded)
    return (named.get(without), True) if without != folded else (None, False)


def _head(table: Table, named: Mapping[str, str], required: Sequence[tuple[str, ...]]) -> int:
    """Return which row has the names that are needed; if none has, the first one."""
    for index, row in enumerate(table.rows[:_HEAD_WITHIN]):
        found = {_field_of(cell, named)[0] for cell in row.cells}
        if all(found & {*each} for each in required):
            return index
    return 0


def _columns(table: Table, head: Row, named: Mapping[str, str]) -> Columns:
    columns = Columns(head.cells)
    left_out = []
    for number, cell in enumerate(head.cells, start=1):
        key, in_minutes = _field_of(cell, named)
        if key is None:
            left_out += [shown(cell)] if cell else []
        elif key in columns.by_field:
            columns.findings.append(_doubled(table, head, number, columns.by_field[key]))
        else:
            columns.by_field[key] = number
            columns.in_minutes |= {key} if in_minutes else set()
    if left_out:
        columns.notes.append(Text("columns that are not read: {names}", names=", ".join(left_out)))
    columns.findings += table.faults(head, columns.by_field.values())
    return columns


def _doubled(table: Table, head: Row, number: int, earlier: int) -> Finding:
    return table.error(
        "S121",
        Text(
            'columns "{first}" and "{second}" mean the same; only the first one is read',
            first=shown(head.cells[earlier - 1]),
            second=shown(head.cells[number - 1]),
        ),
        head.number,
        number,
        Text("take one out, or say with --map what it holds"),
    )


def _missing(
    table: Table,
    head: Row,
    missing: Sequence[tuple[str, ...]],
    fields: Mapping[str, tuple[str, ...]],
) -> Finding:
    names = [" / ".join(dict.fromkeys((each[0], *fields[each[0]][:2]))) for each in missing]
    return table.error(
        "S121",
        Text("columns are missing: {names}", names="; ".join(names)),
        head.number,
        1,
        Text('give the column that name, or say: --map "column={field}"', field=missing[0][0]),
    )


def _refuse_unknown(
    renamed: Mapping[str, str], head: Row, fields: Mapping[str, tuple[str, ...]]
) -> None:
    there = {_folded(cell): cell for cell in head.cells if cell}
    for column, key in renamed.items():
        if _folded(column) not in there:
            raise AskedWrongError(
                Text('the table has no column "{name}"', name=clean_text(column)),
                _near(column, there.values()),
            )
        if key not in fields:
            raise AskedWrongError(
                Text('no field is called "{name}"', name=clean_text(key)), _near(key, fields)
            )


def _near(word: str, known: Collection[str]) -> Text:
    near = nearest(word, known)
    if near is not None:
        return Text('did you mean "{name}"?', name=near)
    return Text("known are: {names}", names=", ".join(known))
