"""Duties after the changes, whole and one by one: what calendars and tables are made of."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.times import Interval, resolve_local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.fields import Bilingual
    from crisis_tui.roster.model import Change
    from crisis_tui.roster.on_duty import DutySpan, OnDuty
    from crisis_tui.roster.seats import Assignment
    from crisis_tui.roster.workforce import Workforce


class ListedDuty(NamedTuple):
    """One person on one role without a break, half-open.

    `revision` counts the changes that touch the duty: it grows as changes are added to the roster.
    """

    role: str
    person: str
    assignment: Assignment
    from_ms: int
    until_ms: int
    revision: int


def list_duties(workforce: Workforce, role: str, window: Interval) -> tuple[ListedDuty, ...]:
    """Return the duties on a role that touch the window, whole, in order of time and person.

    A duty is a person's time on the role between two handovers: where a turn, shift or change
    begins, another duty begins, whoever had the one before. So a duty is the same in every window,
    and stays the same when others change.
    """
    changes = workforce.changes_of(role)
    whole = window
    for _, times in _sources(workforce, role, changes, window):
        whole = Interval(min(whole.from_ms, times.from_ms), max(whole.until_ms, times.until_ms))
    borders: dict[str, set[int]] = {}
    for person, times in _sources(workforce, role, changes, whole):
        borders.setdefault(person, set()).add(times.from_ms)
    changed = [_times(change, workforce) for change in changes]
    duties = [
        ListedDuty(role, *on_duty, *piece, revision=_touching(piece, changed))
        for on_duty, times in _presence(workforce.on_duty(role, whole))
        for piece in _cut(times, sorted(borders.get(on_duty.person, ())))
        if piece.overlap(window) is not None
    ]
    return tuple(sorted(duties, key=lambda duty: (duty.from_ms, duty.until_ms, duty.person)))


def _sources(
    workforce: Workforce, role: str, changes: Sequence[Change], window: Interval
) -> Iterator[tuple[str, Interval]]:
    """Yield who may come on duty when, for all that touches the window."""
    for duty in workforce.planned(role, window):
        yield duty.person, Interval(duty.from_ms, duty.until_ms)
    for change in changes:
        person, times = change.add or change.by, _times(change, workforce)
        if person is not None and times.overlap(window) is not None:
            yield person, times


def _times(change: Change, workforce: Workforce) -> Interval:
    return Interval(
        resolve_local(change.from_, workforce.zone), resolve_local(change.until, workforce.zone)
    )


def _presence(spans: Iterable[DutySpan]) -> Iterator[tuple[OnDuty, Interval]]:
    """Yield each person's unbroken times."""
    since: dict[OnDuty, int] = {}
    until_ms = 0
    for span in spans:
        for gone in since.keys() - set(span.people):
            yield gone, Interval(since.pop(gone), span.from_ms)
        for each in span.people:
            since.setdefault(each, span.from_ms)
        until_ms = span.until_ms
    for each, from_ms in since.items():
        yield each, Interval(from_ms, until_ms)


def _cut(times: Interval, borders: Sequence[int]) -> Iterator[Interval]:
    from_ms = times.from_ms
    for border in borders[bisect_right(borders, from_ms) :]:
        if border >= times.until_ms:
            break
        yield Interval(from_ms, border)
        from_ms = border
    yield Interval(from_ms, times.until_ms)


def _touching(piece: Interval, changed: Iterable[Interval]) -> int:
    """Count the changes in or next to a duty: one that cuts its end off begins where it ends."""
    return sum(
        times.from_ms <= piece.until_ms and times.until_ms >= piece.from_ms for times in changed
    )


class DutyTable(NamedTuple):
    """Duties to be written for others: who is called what, and no more of anybody than the name."""

    roster: str
    organisation: str
    zone: ZoneInfo
    roles: Mapping[str, Bilingual]
    names: Mapping[str, str]
    duties: tuple[ListedDuty, ...]


def duty_table(
    name: str, workforce: Workforce, window: Interval, role: str | None, person: str | None
) -> DutyTable:
    """Return the duties that touch the window, of one role or person or of all, by time."""
    roles = [each.id for each in workforce.roster.roles if role in (None, each.id)]
    duties = [
        duty
        for each in roles
        for duty in list_duties(workforce, each, window)
        if person in (None, duty.person)
    ]
    return DutyTable(
        roster=name,
        organisation=workforce.roster.organisation,
        zone=workforce.zone,
        roles={each.id: each.title for each in workforce.roster.roles},
        names={each.id: each.name for each in workforce.roster.people},
        duties=tuple(sorted(duties, key=lambda duty: (duty.from_ms, duty.role, duty.person))),
    )
