"""Checks of training files beyond their form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Finding, Locator, in_order
from crisis_tui.basis.parts import NOTHING_MUTED, Muted, Part
from crisis_tui.basis.reporting import Reporter
from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from crisis_tui.basis.findings import Source
    from crisis_tui.basis.reporting import Named
    from crisis_tui.training.model import Training, TrainingRecord


def check_training(
    parts: Sequence[Part[Training]],
    locate: Locator,
    *,
    muted: Muted = NOTHING_MUTED,
    people: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong or odd in a roster's training files together, in their order.

    Args:
        parts: the files as read, those with records only too.
        locate: finds a source's place in its file.
        muted: ids that could not be read, of the training and the roster.
        people: ids of the roster's people; None does not look at whose the records are.
    """
    report = Reporter(locate)
    qualifications: list[Named] = [
        (qualification.id, part.source(), "qualifications", index, "id")
        for part in parts
        for index, qualification in enumerate(part.model.qualifications)
    ]
    known = {name for name, *_ in qualifications}
    return in_order(
        [
            *report.duplicates(qualifications),
            *_unknown_qualifications(parts, known, report, muted),
            *_doubled(parts, people, report),
            *_reversed(parts, report),
            *([] if people is None else _for_nobody(parts, people, report, muted)),
        ]
    )


def _records(parts: Sequence[Part[Training]]) -> Iterator[tuple[TrainingRecord, Source]]:
    for part in parts:
        for index, record in enumerate(part.model.records):
            yield record, part.source("records", index)


def _unknown_qualifications(
    parts: Sequence[Part[Training]], known: Collection[str], report: Reporter, muted: Muted
) -> Iterator[Finding]:
    for record, source in _records(parts):
        name = record.qualification
        if name not in known and not muted.has("qualification", name):
            yield report.error(
                "R116",
                Text('the training has no qualification "{name}"', name=name),
                source.child("qualification"),
                report.suggest("qualification", name, known),
            )


def _doubled(
    parts: Sequence[Part[Training]], people: Collection[str] | None, report: Reporter
) -> Iterator[Finding]:
    """Report records that stand twice: one exercise would count as two."""
    first: dict[tuple[str, str, str, date], Source] = {}
    for record, source in _records(parts):
        key = (record.person, record.qualification, record.kind, record.on.wall.date())
        earlier = first.setdefault(key, source)
        if earlier is not source and (people is None or record.person in people):
            yield report.warning(
                "P417",
                Text(
                    '"{person}" has this record of {qualification} twice',
                    person=record.person,
                    qualification=record.qualification,
                ),
                source,
                Text("take one out: it counts as two"),
                report.related(earlier, Text("the same record")),
            )


def _reversed(parts: Sequence[Part[Training]], report: Reporter) -> Iterator[Finding]:
    """Report records that end before or when they begin; they never count, and are not swapped."""
    for record, source in _records(parts):
        if record.until is not None and record.until.wall.date() <= record.on.wall.date():
            yield report.error(
                "T205",
                Text("this ends at {until}, not after it begins", until=str(record.until)),
                source.child("until"),
                Text(
                    "write an `until` after {from_}; it is the first moment that no longer counts",
                    from_=str(record.on),
                ),
            )


def _for_nobody(
    parts: Sequence[Part[Training]], people: Collection[str], report: Reporter, muted: Muted
) -> Iterator[Finding]:
    """Report, once for each name, records of somebody who is not on the roster."""
    reported: set[str] = set()
    for record, source in _records(parts):
        name = record.person
        if name in people or name in reported or muted.has("person", name):
            continue
        reported.add(name)
        yield report.warning(
            "P413",
            Text('there are records of "{name}", who is not on the roster', name=name),
            source.child("person"),
            report.suggest("person", name, people),
        )
