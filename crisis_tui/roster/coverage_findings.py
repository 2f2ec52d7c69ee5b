"""P420-P423: what coverage finds beyond the gaps, with the place in the roster where to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.interval_sets import total_ms
from crisis_tui.basis.reporting import Reporter
from crisis_tui.basis.text import AnyText, Text, Texts
from crisis_tui.roster.checks.case import assigned_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.findings import Finding, Locator, Source
    from crisis_tui.basis.interval_sets import IntervalSet
    from crisis_tui.basis.norms import Norm, Norms
    from crisis_tui.basis.parts import Part
    from crisis_tui.basis.rest_measures import Measure
    from crisis_tui.roster.conflicts import Conflict
    from crisis_tui.roster.coverage import Coverage
    from crisis_tui.roster.model import Roster
    from crisis_tui.roster.pool import PoolSpan
    from crisis_tui.roster.workforce import Workforce

_TWO = 2


def coverage_findings(
    coverage: Coverage,
    pools: Mapping[str, PoolSpan],
    workforce: Workforce,
    part: Part[Roster],
    locate: Locator,
) -> Iterator[Finding]:
    """Yield posts that hang on too few people at once, pools that are too small, and the horizon.

    `pools` has the smallest pool of each role that is looked at; others are passed over.
    """
    report = Reporter(locate)
    placed: dict[tuple[str, str], Source] = {}
    for name, person, place in assigned_in(part):
        placed.setdefault((name, person), place)
    for conflict in coverage.conflicts:
        if not pools.keys().isdisjoint(conflict.short):
            yield _conflict(conflict, workforce, placed, part, report)
    for index, role in enumerate(part.model.roles):
        asked = any(each.role == role.id and each.required_ms for each in coverage.roles)
        if asked and role.id in pools:
            source = part.source("roles", index, "id")
            yield from _pool(role.id, role.minimum, pools[role.id], workforce.norms, source, report)
    if coverage.horizon_ms < coverage.window.until_ms:
        yield report.warning(
            "P423",
            Text(
                "nothing is planned from {horizon} on, and the question goes on until {until}",
                horizon=_moment(coverage.horizon_ms, workforce.zone),
                until=_moment(coverage.window.until_ms, workforce.zone),
            ),
            part.source("planned_until"),
            Text("plan further and move `planned_until`, or ask with an earlier --until"),
        )


def _conflict(
    conflict: Conflict,
    workforce: Workforce,
    placed: Mapping[tuple[str, str], Source],
    part: Part[Roster],
    report: Reporter,
) -> Finding:
    roles, people = conflict.dependence
    short = conflict.short[0]
    place = next((placed[short, name] for name in people if (short, name) in placed), part.source())
    others = [
        placed[role, name]
        for role in roles
        for name in people
        if role != short and (role, name) in placed
    ]
    times = _times(conflict.times, workforce.zone)
    return report.warning(
        "P420",
        _dependence(roles, [workforce.name_of(name) for name in people], times),
        place,
        Text("put somebody else on one of these posts for that time"),
        *(report.related(source, Text("the same time on another post")) for source in others[:1]),
    )


def _dependence(roles: Sequence[str], people: Sequence[str], times: AnyText) -> Text:
    if len(people) > 1:
        return Text(
            "{roles} together depend on {people} alone, {times}",
            roles=listed(roles),
            people=listed(people),
            times=times,
        )
    if len(roles) == _TWO:
        return Text(
            "{roles} both depend on {person}, {times}",
            roles=listed(roles),
            person=people[0],
            times=times,
        )
    return Text(
        "{roles} all depend on {person}, {times}",
        roles=listed(roles),
        person=people[0],
        times=times,
    )


def listed(names: Sequence[str]) -> AnyText:
    """Return `A`, `A and B`, `A, B and C`."""
    if len(names) < _TWO:
        return "".join(names)
    return Text("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])


def _times(times: IntervalSet, zone: ZoneInfo) -> AnyText:
    first = times[0]
    from_, until = _moment(first.from_ms, zone), _moment(first.until_ms, zone)
    if until.split()[0] == from_.split()[0]:
        until = until.split()[1]
    if len(times) == 1:
        return f"{from_} – {until}"
    return Texts(
        "{from_} – {until} and {n} time more ({hours} h together)",
        "{from_} – {until} and {n} times more ({hours} h together)",
        len(times) - 1,
        from_=from_,
        until=until,
        hours=round(total_ms(times) / 3_600_000),
    )


def _pool(
    role: str, minimum: int, pool: PoolSpan, norms: Norms, source: Source, report: Reporter
) -> Iterator[Finding]:
    """Yield a pool that is smaller than the norms want, for each person who must be on duty."""
    least, desired = _norm(norms, "smallest-pool"), _norm(norms, "desired-pool")
    count = len(pool.people)
    if least is not None and count < minimum * (least.counted or 0):
        yield report.warning(
            "P421", _too_small(role, count, minimum, least), source,
            Text("train somebody for this role, or let somebody of another pool bear it"),
        )  # fmt: skip
    elif desired is not None and count < minimum * (desired.counted or 0):
        yield report.hint(
            "P422", _too_small(role, count, minimum, desired), source,
            Text("train somebody for this role: who leaves or falls ill is missed at once"),
        )  # fmt: skip


def _too_small(role: str, count: int, minimum: int, norm: Norm) -> Texts:
    return Texts(
        "{n} person can fill {role}, {wanted} are wanted ({norm})",
        "{n} people can fill {role}, {wanted} are wanted ({norm})",
        count,
        role=role,
        wanted=minimum * (norm.counted or 0),
        norm=norm.id,
    )


def _norm(norms: Norms, measure: Measure) -> Norm | None:
    return next((norm for norm in norms.items if norm.counts == measure), None)


def _moment(at_ms: int, zone: ZoneInfo) -> str:
    return f"{local_datetime(at_ms, zone):%Y-%m-%d %H:%M}"
