"""Values of a workbook's cells as the text that a person sees."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

_ZEROS = re.compile(r"0{2,20}")
_HALF_SECOND = timedelta(milliseconds=500)


def as_text(cell: Any) -> str | None:
    """Return a cell's value as text, dates in ISO spelling; None if it holds an error."""
    value = cell.value
    if cell.data_type == "e":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return _time(value)
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}"
    return str(value)


def _number(value: float, number_format: str) -> str:
    """Return a number; a format of zeros alone keeps those at the front, as of a personnel number."""
    if value % 1:
        return repr(value)
    text = str(int(value))
    return text.zfill(len(number_format)) if _ZEROS.fullmatch(number_format) else text


def _moment(value: datetime) -> str:
    """Return a date, and its time if it has one; Excel's fractions of a second are rounding."""
    moment = (value + _HALF_SECOND).replace(microsecond=0)
    if moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat(" ", "seconds" if moment.second else "minutes")


def _time(value: time) -> str:
    moment = datetime.combine(date(2000, 1, 1), value) + _HALF_SECOND
    return moment.time().isoformat("seconds" if moment.second else "minutes")
