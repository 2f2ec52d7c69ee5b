"""Numbers, durations and words as people fill them in, in Dutch and in English."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS, parse_duration
from crisis_tui.basis.text import Text
from crisis_tui.files.explain_times import explain_duration
from crisis_tui.files.problems import Problem, nearest_known, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.files.importing.row_reader import RowReader

_MINUTES = re.compile(r"(\d{1,4}) ?(?:min|mins|minuut|minuten|minutes?)\.?", re.IGNORECASE)
_CLOCK = re.compile(r"00?:([0-5]\d)(?::00)?")
_NUMBER = re.compile(r"(\d{1,4})(?:[.,]0+)?")


def read_duration(row: RowReader, field: str) -> int | None:
    """Return a duration in ms: `25m`, `25 min`, `0:25`; `25` where the column's name says minutes.

    `1:25` is refused: it can be hours and minutes as well as minutes and seconds.
    """
    text = row.text(field)
    if not text:
        return None
    minutes = _MINUTES.fullmatch(text) or _CLOCK.fullmatch(text)
    if row.counts_minutes(field) and minutes is None:
        minutes = _NUMBER.fullmatch(text)
    duration_ms = parse_duration(text) if minutes is None else int(minutes[1]) * MINUTE_MS
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
    near = nearest_known(folded, [each for each in words if _can_be_meant(folded, each)])
    row.refuse(
        field,
        "S105",
        Text('"{key}" cannot be "{value}"', key=row.called(field), value=shown(text)),
        Text("known are: {names}", names=", ".join(words))
        if near is None
        else Text('did you mean "{name}"?', name=near),
    )
    return None


def _can_be_meant(written: str, known: str) -> bool:
    """Tell whether every word can be misspelt for the known one, so that no opposite is proposed.

    `in dienst` is not `uit dienst`, and `niet inzetbaar` is not `inzetbaar`.
    """
    pairs = list(zip_longest(written.split(), known.split(), fillvalue=""))
    return all(one[:1] == other[:1] and nearest_known(one, [other]) for one, other in pairs)
