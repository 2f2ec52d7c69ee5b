"""Report formats by name; each is one module with `write(debrief) -> str`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.debrief.facts import Debrief

FORMATS = {
    "text": "crisis_tui.reports.plain_text",
    "markdown": "crisis_tui.reports.markdown",
    "html": "crisis_tui.reports.html",
    "json": "crisis_tui.reports.json_document",
}


def write_report(debrief: Debrief, format_name: str) -> str:
    """Return the report in the active language.

    Raises:
        KeyError: there is no such format.
    """
    write = cast("Callable[[Debrief], str]", import_module(FORMATS[format_name]).write)
    return write(debrief)
