"""Numbers, durations and words as people fill them in, in Dutch and in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS, parse_duration
from crisis_tui.basis.text import Text
from crisis_tui.files.explain_times import explain_duration
from crisis_tui.files.problems import Problem, nearest_known, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.files.importing.row_reader import RowReader


def read_duration(row: RowReader, field: str) -> int | None:
    """Return a duration in ms: `25m`, or `25` where the column's name says minutes."""
    text = row.text(field)
    if not text:
        return None
    if row.counts_minutes(field) and re.fullmatch(r"\d{1,4}([.,]0+)?", text):
        return int(re.split(r"[.,]", text)[0]) * MINUTE_MS
    duration_ms = parse_duration(text)
    if duration_ms is None:
        explained = explain_duration(Problem("duration", (row.called(field),), text))
        row.refuse(field, explained.code, explained.message, explained.help)
    return duration_ms


def read_hours(row: RowReader, field: str) -> float | None:
    """Return a number of hours: `3.5`, `3,5`, or `3:30` as Excel shows a duration."""
    text = row.text(field)
    clock = re.fullmatch(r"(\d{1,4}):([0-5]\d)", text)
    if clock:
        return int(clock.group(1)) + int(clock.group(2)) / 60
    if re.fullmatch(r"\d{1,5}([.,]\d{1,6})?", text):
        return float(text.replace(",", "."))
    if text:
        row.refuse(
            field,
            "S113",
            Text(
                '"{key}" must be a number, not "{value}"', key=row.called(field), value=shown(text)
            ),
            Text("write digits only"),
        )
    return None


def read_word(row: RowReader, field: str, words: Mapping[str, str]) -> str | None:
    """Return what a word means, None if there is none or it is refused."""
    text = row.text(field)
    if not text:
        return None
    folded = re.sub(r"[\s_-]+", " ", text.casefold())
    if folded in words:
        return words[folded]
    near = nearest_known(folded, words)
    row.refuse(
        field,
        "S105",
        Text('"{key}" cannot be "{value}"', key=row.called(field), value=shown(text)),
        Text("known are: {names}", names=", ".join(words))
        if near is None
        else Text('did you mean "{name}"?', name=near),
    )
    return None
