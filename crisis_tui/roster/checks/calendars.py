"""P415: calendars, whose duties are not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.roster.checks.case import Case


def check(case: Case) -> Iterator[Finding]:
    """Report every calendar of a known role: without its duties, posts look emptier than they are."""
    roles = {role.id for role in case.roster.roles}
    for index, duty in enumerate(case.roster.duties):
        if duty.calendar is None or duty.calendar.role not in roles:
            continue
        yield case.report.warning(
            "P415",
            Text(
                'the duties as {role} in the calendar "{file}" do not count yet',
                role=duty.calendar.role,
                file=duty.calendar.file,
            ),
            case.source("duties", index, "calendar", "file"),
            Text("write these duties as `rotation` or `shift` as long as calendars are not read"),
        )
