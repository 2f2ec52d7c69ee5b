"""Findings for people: a row, and the whole with the lines of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Severity
from crisis_tui.basis.text import Text
from crisis_tui.tui import present
from crisis_tui.tui.present import State
from crisis_tui.tui.widgets.table import Row

if TYPE_CHECKING:
    from textual.content import Content

    from crisis_tui.tui.views import FoundFault

SEVERITIES = {
    Severity.ERROR: (State.BAD, Text("error")),
    Severity.WARNING: (State.WARNING, Text("warning")),
    Severity.HINT: (State.IDLE, Text("hint")),
}


def fault_row(index: int, fault: FoundFault) -> Row:
    """Return the fault as a row whose id is its index."""
    finding = fault.finding
    place = f"{finding.where.file.rpartition('/')[2]}:{finding.where.line}"
    return Row(
        str(index),
        (
            present.state(*SEVERITIES[finding.severity]),
            present.line((finding.code, present.STRONG)),
            present.line((place, present.QUIET)),
            present.line(finding.message),
        ),
    )


def fault_in_full(fault: FoundFault) -> Content:
    """Return the fault with its place, excerpt and cure, as `check` prints it."""
    finding, where = fault.finding, fault.finding.where
    sign, word = SEVERITIES[finding.severity]
    parts = [
        present.line(
            present.state(sign, word), " ", (finding.code, present.STRONG), "  ", finding.message
        ),
        present.line((f"{where.file}:{where.line}:{where.column}", present.QUIET)),
    ]
    if fault.excerpt:
        parts.append(present.block(fault.excerpt))
    if finding.help is not None:
        parts.append(present.block(finding.help, present.GOOD))
    return present.lines(*parts)
