"""R125, G312, G313: keys of the bank, and conditions of what waits for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.parts import InjectEntry


def check(case: Case) -> Iterator[Finding]:
    """Report keys that fire nothing or two things, and conditions that nobody looks at."""
    first: dict[int, InjectEntry] = {}
    for entry in case.draft.entry_by_id.values():
        yield from _conditions(case, entry)
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


def _conditions(case: Case, entry: InjectEntry) -> Iterator[Finding]:
    """Report conditions of an inject of the bank: it comes when somebody sends it, and only then."""
    inject = entry.inject
    has_time = inject.at_ms is not None or inject.after is not None or inject.from_phase is not None
    if not inject.bank or has_time:
        return  # that it has two times is told elsewhere
    for key, given in (("when", inject.when), ("unless", inject.unless)):
        if given is not None:
            yield case.report.warning(
                "G313",
                Text(
                    'inject "{name}" is sent by hand only; its `{key}` does nothing',
                    name=inject.id,
                    key=key,
                ),
                entry.source.child(key).key(),
                Text("write a time instead of bank: true, or put it in words in its `guidance`"),
            )
