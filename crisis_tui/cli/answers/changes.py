"""Changes to a roster, planned from what was typed into the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import HOUR_MS, MINUTE_MS, WEEK_MS
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.instants import Interval
from crisis_tui.basis.text import Text
from crisis_tui.bootstrap_change import apply_change, open_roster, plan_change
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.refused_change import RefusedChange
from crisis_tui.roster.asked_change import AskedChange, written_time
from crisis_tui.roster.gaps import gaps
from crisis_tui.tui.changing import ChangeDone, ChangeOffer, ChangePlan, ChangeRefused, TypedChange

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from crisis_tui.bootstrap_change import PlannedChange
    from crisis_tui.exercise.events import Actor
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.roster.model import Role
    from crisis_tui.roster.workforce import Workforce


AROUND_MS = 4 * WEEK_MS
"""How far a duty or a gap is followed to fill the form in."""


def offered(workforce: Workforce, role: str | None, at_ms: int) -> ChangeOffer:
    """Return a form filled in: the gap of the role at the instant, or else who is on duty then."""
    roster = workforce.roster
    roles = tuple(each.id for each in roster.roles)
    people = tuple(each.id for each in roster.people)
    known = workforce.roles.get(role or "")
    typed = TypedChange(since=_typed(at_ms, workforce.zone))
    return ChangeOffer(typed if known is None else _filled(workforce, known, at_ms), roles, people)


def _filled(workforce: Workforce, role: Role, at_ms: int) -> TypedChange:
    window = Interval(at_ms - AROUND_MS, at_ms + AROUND_MS)
    posts = {post.role: post for post in workforce.posts(window)}
    gap = next((gap for gap in gaps(posts[role.id]) if gap.from_ms <= at_ms < gap.until_ms), None)
    seats = posts[role.id].at(at_ms).seats if gap is None else gap.seats
    if gap is not None:
        from_ms, until_ms = gap.from_ms, gap.until_ms
    else:
        spans = workforce.on_duty(role.id, window)
        span = next(each for each in spans if each.from_ms <= at_ms < each.until_ms)
        from_ms, until_ms = at_ms - at_ms % HOUR_MS, span.until_ms
    return TypedChange(
        role=role.id,
        form="replace" if seats else "add",
        person=seats[0].person if seats else "",
        since=_typed(max(from_ms, window.from_ms), workforce.zone),
        until=_typed(until_ms, workforce.zone),
    )


def _typed(at_ms: int, zone: ZoneInfo) -> str:
    return str(written_time(at_ms - at_ms % MINUTE_MS, zone))


def planned(
    workspace: Workspace, roster: str, typed: TypedChange, now_ms: int, actor: Actor
) -> ChangePlan | ChangeRefused:
    """Work a typed change out; nothing is written before the plan's own `write`."""
    try:
        opened = open_roster(workspace, roster)
        if opened.loaded.roster is None:
            return ChangeRefused(Text("There is no roster that can be read."))
        found = plan_change(opened, _asked(typed, opened.workforce.zone, now_ms), now_ms)
    except AskedWrongError as error:
        return ChangeRefused(error.message, error.help)
    if isinstance(found, RefusedChange):
        reasons = [found.reason, *(each.message for each in found.findings[:1])]
        return ChangeRefused(reasons[-1], found.help)
    return ChangePlan(
        found.diff,
        found.effect.gaps,
        tuple(each.text for each in found.cautions),
        found.zone,
        opened.workforce.name_of,
        lambda: _written(found, actor),
    )


def _asked(typed: TypedChange, zone: ZoneInfo, now_ms: int) -> AskedChange:
    return AskedChange(
        role=typed.role.strip(),
        from_ms=asked_instant(typed.since.strip(), zone, now_ms),
        until_ms=asked_instant(typed.until.strip(), zone, now_ms),
        add=typed.person.strip() if typed.form == "add" else None,
        remove=typed.person.strip() if typed.form == "remove" else None,
        replace=typed.person.strip() if typed.form == "replace" else None,
        by=typed.by.strip() if typed.form == "replace" else None,
        note=typed.note.strip() or None,
    )


def _written(found: PlannedChange, actor: Actor) -> ChangeDone:
    applied = apply_change(found, actor.person, actor.terminal)
    if isinstance(applied, RefusedChange):
        return ChangeDone(written=False, text=applied.reason)
    text = Text(
        "Written to {file}, line {line}; recorded in {record}.",
        file=found.file,
        line=applied.line,
        record=applied.record.name,
    )
    return ChangeDone(written=True, text=text)
