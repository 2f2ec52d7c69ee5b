"""P418: changes that take somebody off a duty whom nothing puts on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.basis.times import Interval, resolve_local
from crisis_tui.basis.zones import zone_or_default
from crisis_tui.roster.checks.rotations import is_sound
from crisis_tui.roster.duties import planned_duties
from crisis_tui.roster.on_duty import duty_spans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.findings import Finding
    from crisis_tui.roster.checks.case import Case
    from crisis_tui.roster.duties import PlannedDuty
    from crisis_tui.roster.model import Change


def check(case: Case) -> Iterator[Finding]:
    """Report removals and replacements of somebody who is not on the role then.

    Roles with a duty that could not be read are passed over: it may be what puts them there.
    """
    zone = zone_or_default(case.roster.timezone)
    people = {person.id for person in case.roster.people}
    spans = [
        Interval(resolve_local(change.from_, zone), resolve_local(change.until, zone))
        for change in case.roster.changes
    ]
    for index, (change, span) in enumerate(zip(case.roster.changes, spans, strict=True)):
        gone = change.remove or change.replace
        if gone is None or not {gone, change.by or gone} <= people:
            continue
        if span.length_ms <= 0 or _is_uncertain(case, change.role):
            continue
        earlier = [
            each
            for each, other in zip(case.roster.changes[:index], spans, strict=False)
            if each.role == change.role and span.overlap(other)
        ]
        if gone not in _on_duty(case, change.role, earlier, span, zone):
            key = "remove" if change.remove else "replace"
            yield case.report.warning(
                "P418",
                Text(
                    '"{person}" is not on {role} then, so this changes nothing',
                    person=gone,
                    role=change.role,
                ),
                case.source("changes", index, key),
                Text("mend the times or the person, or take the change out"),
            )


def _is_uncertain(case: Case, role: str) -> bool:
    if case.muted.has("role", role) or {"duty", "change"} & case.muted.kinds:
        return True
    for index, duty in enumerate(case.roster.duties):
        if duty.rotation is not None and duty.rotation.role == role and not is_sound(duty.rotation):
            return True
        if duty.calendar is not None and duty.calendar.role == role and index not in case.calendars:
            return True
    return False


def _on_duty(
    case: Case, role: str, earlier: list[Change], span: Interval, zone: ZoneInfo
) -> set[str]:
    """Return everybody who is on the role at some instant of the time, before this change."""
    planned = list(_planned(case, role, span, zone))
    spans = duty_spans(planned, earlier, zone, span)
    return {each.person for duty in spans for each in duty.people}


def _planned(case: Case, role: str, span: Interval, zone: ZoneInfo) -> Iterator[PlannedDuty]:
    for index, duty in enumerate(case.roster.duties):
        form = duty.rotation or duty.shift
        if form is not None and form.role == role:
            yield from planned_duties(duty, zone, span)
        elif duty.calendar is not None and duty.calendar.role == role:
            yield from case.calendars[index]
