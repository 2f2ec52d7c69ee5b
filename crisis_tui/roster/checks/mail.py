"""P416: one mail address for two people, to whom a calendar cannot be matched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.roster.checks.case import Case


def check(case: Case) -> Iterator[Finding]:
    """Report every second use of a mail address, in whatever case it is written."""
    first: dict[str, tuple[str, Source]] = {}
    for index, person in enumerate(case.roster.people):
        if not person.reach.mail:
            continue
        source = case.source("people", index, "reach", "mail")
        other, earlier = first.setdefault(person.reach.mail.strip().casefold(), (person.id, source))
        if other != person.id:
            yield case.report.warning(
                "P416",
                Text(
                    '"{person}" and "{other}" have the same mail address',
                    person=person.id,
                    other=other,
                ),
                source,
                Text("calendars are matched by it: everybody needs their own"),
                case.report.related(earlier, Text("the same mail address")),
            )
