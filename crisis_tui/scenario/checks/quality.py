"""Q601, Q603: expected actions without a limit, injects without a sender."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.scenario.checks.case import Case


def check(case: Case) -> Iterator[Finding]:
    """Report what makes an exercise harder to run or to judge."""
    for entry in case.draft.entries:
        if entry.inject.sender is None:
            yield case.report.hint(
                "Q603",
                Text('inject "{name}" comes from nobody', name=entry.inject.id),
                entry.source.child("id"),
                Text("say who sends it, such as from: meldkamer"),
            )
        for index, action in enumerate(entry.inject.expects):
            if action.within_ms is None:
                yield case.report.hint(
                    "Q601",
                    Text('the expected action "{name}" has no time limit', name=action.id),
                    entry.source.child("expects", index, "id"),
                    Text("write within: 10m, so that in time and late can be told apart"),
                )
