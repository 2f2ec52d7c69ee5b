"""Workbooks for tests, made in memory."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

openpyxl = pytest.importorskip("openpyxl", reason="workbooks need the extra xlsx")


def workbook(
    rows: Sequence[Sequence[object]], change: Callable[[Any], object] | None = None
) -> bytes:
    """Return a workbook with one sheet, `Rooster`, changed by `change`."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Rooster"
    for row in rows:
        sheet.append(row)
    if change is not None:
        change(sheet)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return a workbook of which the text of one part is changed."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content.decode()) if part == name else content)
    return stream.getvalue()


def with_sheet(data: bytes, pattern: str, replacement: str) -> bytes:
    """Return a workbook of which the first sheet's XML is changed."""
    return with_part(
        data, "xl/worksheets/sheet1.xml", lambda text: re.sub(pattern, replacement, text)
    )
