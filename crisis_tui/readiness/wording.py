"""Causes in words for people, and in a fixed notation for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS, format_duration
from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.text import AnyText, Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from crisis_tui.roster.gaps import Gap
    from crisis_tui.roster.model import Status
    from crisis_tui.roster.seats import Cause, Lack, PostStatus, Seat

CAUSE_TEXTS: dict[Cause, Text] = {
    "nobody-planned": Text("nobody planned"),
    "away": Text("away"),
    "left": Text("left the organisation"),
    "not-deployable": Text("not deployable"),
    "unqualified": Text("not qualified"),
    "too-far": Text("too far away"),
    "on-other-post": Text("needed on another post"),
    "beyond-horizon": Text("beyond what is planned"),
    "below-minimum": Text("fewer than needed"),
    "resting": Text("must rest"),
    "unsupervised": Text("in training, no mentor here"),
}

POST_TEXTS: dict[PostStatus, Text] = {
    "filled": Text("filled"),
    "probable": Text("probable"),
    "short": Text("short"),
    "late": Text("late"),
    "unqualified": Text("unqualified"),
    "empty": Text("empty"),
    "not-required": Text("not required"),
}

STATUS_TEXTS: dict[Status, Text] = {
    "kandidaat": Text("candidate"),
    "in_opleiding": Text("in training"),
    "inzetbaar": Text("deployable"),
    "verlopen": Text("no longer deployable"),
    "uit_dienst": Text("left the organisation"),
}


def gap_cause(gap: Gap, name: Callable[[str], str]) -> Text:
    """Return why there is a gap, and whom it is about; `name` tells somebody's name by the id."""
    if not gap.seats:
        return CAUSE_TEXTS[gap.cause]
    return Text("{names}: {cause}", names=gap_names(gap, name), cause=CAUSE_TEXTS[gap.cause])


def gap_names(gap: Gap, name: Callable[[str], str]) -> str:
    """Return whom a gap is about."""
    return ", ".join(name(seat.person) for seat in gap.seats)


def whole_minutes(duration_ms: int) -> int:
    """Return the minutes begun: thirty minutes and a second are 31."""
    return -(-duration_ms // MINUTE_MS)


def seat_cause(seat: Seat, limit_ms: int | None, zone: ZoneInfo) -> tuple[AnyText, ...]:
    """Return why somebody does not count, one text a reason; empty for somebody who does."""
    if seat.cause is None:
        return ()
    if seat.cause == "unqualified":
        return tuple(lack_text(lack, zone) for lack in seat.lacking)
    if seat.cause == "too-far" and limit_ms is not None:
        return (_too_far(seat.arrive_ms, limit_ms),)
    if seat.cause == "on-other-post":
        return (Text("needed on {role} at the same time", role=seat.other_role or "?"),)
    if seat.cause == "resting" and seat.rule is not None:
        return (Text("must rest ({rule})", rule=seat.rule),)
    return (CAUSE_TEXTS[seat.cause],)


def _too_far(arrive_ms: int | None, limit_ms: int) -> Text:
    limit = whole_minutes(limit_ms)
    if arrive_ms is None:
        return Text("travel time unknown, norm {limit} min", limit=limit)
    return Text(
        "{minutes} min, norm {limit}: {late} min late",
        minutes=whole_minutes(arrive_ms),
        limit=limit,
        late=whole_minutes(arrive_ms - limit_ms),
    )


def lack_text(lack: Lack, zone: ZoneInfo) -> Text:
    """Return what is wrong with a qualification, and since when."""
    if lack.since_ms is None:
        return Text("{qualification} never earned", qualification=lack.qualification)
    since = local_datetime(lack.since_ms, zone).date().isoformat()
    if lack.state == "grace":
        return Text(
            "{qualification} expired {since}, in grace, does not count",
            qualification=lack.qualification,
            since=since,
        )
    return Text("{qualification} expired {since}", qualification=lack.qualification, since=since)


def seat_detail(seat: Seat, limit_ms: int | None, zone: ZoneInfo) -> str | None:
    """Return the cause's particulars in any language: `BOB expired 2026-03-01…`, `41m > 30m`."""
    if seat.cause == "unqualified":
        return "; ".join(_lack_detail(lack, zone) for lack in seat.lacking)
    if seat.cause == "too-far" and limit_ms is not None:
        arrive = "?" if seat.arrive_ms is None else format_duration(seat.arrive_ms)
        return f"{arrive} > {format_duration(limit_ms)}"
    return seat.other_role or seat.rule


def _lack_detail(lack: Lack, zone: ZoneInfo) -> str:
    since = "" if lack.since_ms is None else f" {local_datetime(lack.since_ms, zone).isoformat()}"
    return f"{lack.qualification} {lack.state}{since}"
