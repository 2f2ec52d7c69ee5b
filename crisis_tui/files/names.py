"""A file's name and the id in it must be the same, because people ask for it by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Finding, Severity
from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from crisis_tui.basis.findings import Source
    from crisis_tui.files.document import Document


def check_name(
    name: str, path: Path, source: Source, document: Document, others: Sequence[Finding]
) -> Iterator[Finding]:
    """Yield a finding if the id `name` is not the file's name without its ending."""
    if name == path.stem:
        return
    where = document.locate(source.child("id"))
    if any(other.where == where for other in others):
        return
    yield Finding(
        "S118",
        Severity.ERROR,
        Text('the id is "{name}", but the file is called "{file}"', name=name, file=path.name),
        where,
        Text("write {example}, or rename the file", example=f"id: {path.stem}"),
    )
