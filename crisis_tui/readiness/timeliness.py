"""P424-P426: sources that are no longer kept up, and planning that ends soon, at an instant.

What is wrong with files whatever the day is for `check`; this asks how old they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS, WEEK_MS
from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.reporting import Reporter
from crisis_tui.basis.text import Text, Texts
from crisis_tui.basis.times import resolve_local

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.findings import Finding, Locator
    from crisis_tui.basis.norms import Norms
    from crisis_tui.basis.parts import Part
    from crisis_tui.roster.duties import CalendarDuties
    from crisis_tui.roster.model import Roster
    from crisis_tui.training.model import Training

CALENDAR_NORM = "agenda-bijgewerkt"
RECORDS_NORM = "bewijzen-bijgewerkt"
AHEAD_NORM = "vooruit-gepland"


def stale_calendars(
    part: Part[Roster],
    calendars: CalendarDuties,
    norms: Norms,
    at_ms: int,
    zone: ZoneInfo,
    locate: Locator,
) -> Iterator[Finding]:
    """Yield calendars whose last duty ended longer before `at_ms` than the norm allows.

    One without any duty is as old as can be; one that could not be read is not judged.
    """
    limit_ms = norms.planning_ms(CALENDAR_NORM)
    for index, duty in enumerate(part.model.duties):
        if duty.calendar is None or index not in calendars or limit_ms is None:
            continue
        last_ms = max((each.until_ms for each in calendars[index]), default=None)
        if last_ms is not None and at_ms - last_ms <= limit_ms:
            continue
        names = {"file": duty.calendar.file, "role": duty.calendar.role}
        yield Reporter(locate).warning(
            "P424",
            Text('the calendar "{file}" holds no duty as {role} at all', **names)
            if last_ms is None
            else Text(
                'the last duty as {role} in the calendar "{file}" ended on {date}, {ago}',
                date=_date(last_ms, zone),
                ago=_ago(at_ms - last_ms),
                **names,
            ),
            part.source("duties", index, "calendar", "file"),
            Text("save the calendar anew beside the roster, or take this duty out"),
        )


def stale_records(
    parts: Sequence[Part[Training]], norms: Norms, at_ms: int, zone: ZoneInfo, locate: Locator
) -> Iterator[Finding]:
    """Yield the latest record if it is older than the norm allows, where records can expire.

    What is asked only once says nothing about how well records are kept.
    """
    limit_ms = norms.planning_ms(RECORDS_NORM)
    expiring = {
        each.id
        for part in parts
        for each in part.model.qualifications
        if any(not rule.once for rule in (each.current.any or ()) + (each.current.all or ()))
    }
    records = [
        (resolve_local(record.on, zone), part.source("records", index, "on"))
        for part in parts
        for index, record in enumerate(part.model.records)
        if record.qualification in expiring
    ]
    if limit_ms is None or not records:
        return
    last_ms, source = max(records, key=lambda each: each[0])
    if at_ms - last_ms > limit_ms:
        yield Reporter(locate).warning(
            "P425",
            Text(
                "the latest training record is of {date}, {ago}",
                date=_date(last_ms, zone),
                ago=_ago(at_ms - last_ms),
            ),
            source,
            Text("add what was done since then; without it, people look unqualified"),
        )


def near_horizon(
    part: Part[Roster], norms: Norms, at_ms: int, zone: ZoneInfo, locate: Locator
) -> Iterator[Finding]:
    """Yield a planning that ends sooner after `at_ms` than the norm asks."""
    limit_ms = norms.planning_ms(AHEAD_NORM)
    until = part.model.planned_until
    if until is None or limit_ms is None:
        return
    ahead_ms = resolve_local(until, zone) - at_ms
    if ahead_ms >= limit_ms:
        return
    date = _date(resolve_local(until, zone), zone)
    yield Reporter(locate).warning(
        "P426",
        Text("planned until {date}: {ahead} ahead", date=date, ahead=_span(ahead_ms))
        if ahead_ms > 0
        else Text("planned until {date}, and that is past", date=date),
        part.source("planned_until"),
        Text("plan further: the norm asks {limit}", limit=_span(limit_ms)),
    )


def _date(at_ms: int, zone: ZoneInfo) -> str:
    return f"{local_datetime(at_ms, zone):%Y-%m-%d}"


def _ago(duration_ms: int) -> Text:
    return Text("{span} ago", span=_span(duration_ms))


def _span(duration_ms: int) -> Texts:
    """Return a stretch of time as people say it: in weeks, a short one in days."""
    if duration_ms < 2 * WEEK_MS:
        return Texts("{n} day", "{n} days", duration_ms // DAY_MS)
    return Texts("{n} week", "{n} weeks", duration_ms // WEEK_MS)
