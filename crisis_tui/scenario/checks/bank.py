"""R125, G312: keys of the bank that are given twice, or to what is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.parts import InjectEntry


def check(case: Case) -> Iterator[Finding]:
    """Report keys that fire nothing, or that would fire two things."""
    first: dict[int, InjectEntry] = {}
    for entry in case.draft.entry_by_id.values():
        key = entry.inject.key
        if key is None:
            continue
        source = entry.source.child("key")
        if not entry.inject.bank:
            yield case.report.warning(
                "G312",
                Text(
                    'inject "{name}" is not in the bank; its key does nothing', name=entry.inject.id
                ),
                source,
                Text("write bank: true instead of its time, or take `key` out"),
            )
            continue
        other = first.setdefault(key, entry)
        if other is not entry:
            yield case.report.error(
                "R125",
                Text('key {key} fires "{name}" already', key=key, name=other.inject.id),
                source,
                Text("give it another key, 1 to 9"),
                case.report.related(other.source.child("key"), Text("it is given here")),
            )
