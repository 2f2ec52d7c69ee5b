"""T234: quiet hours that begin and end at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS, SECOND_MS
from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.scenario.checks.case import Case

_DAY_SECONDS = DAY_MS // SECOND_MS


def check(case: Case) -> Iterator[Finding]:
    """Report quiet hours of which nobody can tell whether they last no time or all day."""
    quiet = case.draft.scenario.quiet
    if quiet is not None and (quiet.last_second - quiet.from_second) % _DAY_SECONDS == 0:
        yield case.report.error(
            "T234",
            Text("the quiet hours begin and end at the same time"),
            case.draft.source.child("quiet"),
            Text('write when the night begins and ends, such as from: "22:00", until: "07:00"'),
        )
