"""The codes whose pages show no wrong and right, and why an example cannot be written."""

from __future__ import annotations

WITHOUT_EXAMPLE = {
    "R117": "what is wrong was asked on the command line, no file holds it",
    "R126": "what is wrong is in a script of steps, which `check` does not read",
    "S123": "it takes more faults than anybody wants to read",
    "S124": "a table that cannot be read is no text",
    "S125": "a workbook of Excel is no text",
    "Y001": "bytes that are no UTF-8 cannot be shown as UTF-8",
    "Y017": "a non-breaking space looks like a blank, so wrong and right look alike",
    "Y023": "there is no file to show",
}
