"""R112: attachments that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.findings import nearest
from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.scenario.checks.case import Case


def check(case: Case) -> Iterator[Finding]:
    """Report media that do not lie beside the file that names them."""
    if case.media is None:
        return
    for entry in case.draft.entries:
        for index, name in enumerate(entry.inject.media):
            if (entry.source.file, name) not in case.media:
                beside = [known for file, known in case.media if file == entry.source.file]
                near = nearest(name, beside)
                yield case.report.error(
                    "R112",
                    Text('the file "{name}" is not there', name=name),
                    entry.source.child("media", index),
                    Text("put it beside the scenario, or take it out")
                    if near is None
                    else Text('did you mean "{name}"?', name=near),
                )
