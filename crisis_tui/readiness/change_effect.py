"""What a change to a roster would do, told before it is made: gaps, and what gives pause."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Literal, NamedTuple

from crisis_tui.basis.durations import SECOND_MS
from crisis_tui.basis.instants import Interval, local_datetime
from crisis_tui.basis.interval_sets import IntervalSet, difference, interval_set
from crisis_tui.basis.text import AnyText, Text
from crisis_tui.basis.times import resolve_local
from crisis_tui.readiness.rest_difference import worse_breaches
from crisis_tui.readiness.what_if import AddChange, what_if
from crisis_tui.readiness.wording import seat_cause
from crisis_tui.roster.rest.wording import breach_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from crisis_tui.readiness.what_if import WhatIf
    from crisis_tui.roster.gap_difference import GapDifference
    from crisis_tui.roster.model import Change
    from crisis_tui.roster.on_duty import DutySpan
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.training.model import Training

CautionCode = Literal[
    "past", "beyond-horizon", "not-on-duty", "already-on-duty", "role-not-held", "does-not-count",
    "on-other-post", "rest-rule", "earlier-change", "new-warning", "files-with-errors",
]  # fmt: skip


class Caution(NamedTuple):
    """Something about a change that is allowed, and that somebody should know first."""

    code: CautionCode
    text: AnyText


class ChangeEffect(NamedTuple):
    """What a change does in its own time, which is all that it touches.

    `on_duty` are those on the role at some time of it as things stand. `overlapping` are the
    numbers of earlier changes of that role that last in it too.
    """

    idle: bool
    on_duty: tuple[str, ...]
    gaps: GapDifference
    cautions: tuple[Caution, ...]
    overlapping: tuple[int, ...]


def change_effect(
    workforce: Workforce, training: Training, change: Change, now_ms: int
) -> ChangeEffect:
    """Work out a change that comes after all those of the roster; it names people and a role of it."""
    span = span_of(change, workforce.zone)
    supposed = what_if(workforce, training, span).edited(AddChange(change))
    before = workforce.on_duty(change.role, span)
    return ChangeEffect(
        idle=before == supposed.after.workforce.on_duty(change.role, span),
        on_duty=tuple(dict.fromkeys(each.person for part in before for each in part.people)),
        gaps=supposed.gaps,
        cautions=tuple(_cautions(supposed, change, before, now_ms)),
        overlapping=tuple(
            number
            for number, each in enumerate(workforce.roster.changes)
            if each.role == change.role and span_of(each, workforce.zone).overlap(span)
        ),
    )


def span_of(change: Change, zone: ZoneInfo) -> Interval:
    """Return the time of a change."""
    return Interval(resolve_local(change.from_, zone), resolve_local(change.until, zone))


def _cautions(
    supposed: WhatIf, change: Change, before: Iterable[DutySpan], now_ms: int
) -> Iterator[Caution]:
    workforce, span = supposed.before.workforce, supposed.before.window
    yield from _when(workforce, span, now_ms)
    leaving, coming = change.remove or change.replace, change.add or change.by
    if leaving is not None:
        missing = difference((span,), _times_on(before, leaving))
        if missing:
            yield Caution(
                "not-on-duty",
                Text(
                    "{person} is not on {role} {times}; nothing changes then",
                    person=workforce.name_of(leaving),
                    role=change.role,
                    times=_times(missing, workforce.zone),
                ),
            )
    if coming is not None:
        yield from _about(supposed, change, before, coming)


def _when(workforce: Workforce, span: Interval, now_ms: int) -> Iterator[Caution]:
    now_ms -= now_ms % SECOND_MS  # as the times of changes
    if span.until_ms <= now_ms:
        yield Caution("past", Text("all of it lies in the past; it changes what is on record"))
    elif span.from_ms < now_ms:
        yield Caution("past", Text("it begins in the past; that part changes what is on record"))
    if span.until_ms > workforce.horizon_ms:
        until = _moment(workforce.horizon_ms, workforce.zone)
        yield Caution(
            "beyond-horizon",
            Text("the roster is planned until {until}; beyond that nothing counts", until=until),
        )


def _about(
    supposed: WhatIf, change: Change, before: Iterable[DutySpan], person: str
) -> Iterator[Caution]:
    """Yield what there is to know about whoever comes on duty."""
    workforce, span = supposed.before.workforce, supposed.before.window
    zone, role = workforce.zone, change.role
    known, name = workforce.people.get(person), workforce.name_of(person)
    if known is not None and role not in known.roles:
        yield Caution(
            "role-not-held",
            Text("{person} does not have the role {role}", person=name, role=role),
        )
    already = _times_on(before, person)
    if already:
        yield Caution(
            "already-on-duty",
            Text(
                "{person} is on {role} already {times}",
                person=name,
                role=role,
                times=_times(already, zone),
            ),
        )
    for reasons, times in _does_not_count(supposed, role, person).items():
        yield Caution(
            "does-not-count",
            Text(
                "{person} does not count {times}: {reason}",
                person=name,
                times=_times(times, zone),
                reason=reduce(_joined, reasons),
            ),
        )
    for breach in worse_breaches(workforce, supposed.after.workforce, [person], span):
        yield Caution("rest-rule", breach_text(breach, name, zone))
    for other in sorted(supposed.before.roles_of.get(person, frozenset()) - {role}):
        times = _times_on(workforce.on_duty(other, span), person)
        yield Caution(
            "on-other-post",
            Text(
                "{person} is on {role} too {times}",
                person=name,
                role=other,
                times=_times(times, zone),
            ),
        )


def _joined(first: AnyText, second: AnyText) -> AnyText:
    return Text("{first}; {second}", first=first, second=second)


def _does_not_count(
    supposed: WhatIf, role: str, person: str
) -> dict[tuple[AnyText, ...], IntervalSet]:
    """Return when somebody would be on the role without counting, by the reasons."""
    workforce = supposed.after.workforce
    limit_ms = workforce.limit_ms(workforce.roles[role])
    found: dict[tuple[AnyText, ...], IntervalSet] = {}
    for segment in supposed.after.alone[role].segments:
        for seat in segment.seats:
            if seat.person == person and seat.cause is not None:
                reasons = seat_cause(seat, limit_ms, workforce.zone)
                time = Interval(segment.from_ms, segment.until_ms)
                found[reasons] = interval_set((*found.get(reasons, ()), time))
    return found


def _times_on(spans: Iterable[DutySpan], person: str) -> IntervalSet:
    return interval_set(
        Interval(span.from_ms, span.until_ms)
        for span in spans
        if any(each.person == person for each in span.people)
    )


def _times(times: IntervalSet, zone: ZoneInfo) -> Text:
    """Return when something holds: from the first to the last, and in how many pieces."""
    first, last = _moment(times[0].from_ms, zone), _moment(times[-1].until_ms, zone)
    if len(times) == 1:
        return Text("from {first} until {last}", first=first, last=last)
    return Text(
        "in {count} parts from {first} until {last}", count=len(times), first=first, last=last
    )


def _moment(at_ms: int, zone: ZoneInfo) -> str:
    return f"{local_datetime(at_ms, zone):%Y-%m-%d %H:%M}"
