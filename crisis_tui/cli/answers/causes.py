"""Why somebody on duty does not count, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from crisis_tui.roster.seats import Cause, Seat

CAUSES: dict[Cause, Text] = {
    "nobody-planned": Text("nobody planned"),
    "away": Text("away"),
    "left": Text("no longer employed"),
    "not-deployable": Text("not deployable"),
    "unqualified": Text("not qualified"),
    "too-far": Text("too far away"),
    "on-other-post": Text("on another post"),
    "beyond-horizon": Text("not planned yet"),
    "below-minimum": Text("too few people"),
}


def why_not(seat: Seat, limit_ms: int | None) -> Text | str:
    """Return why the person does not count, with the figures; empty if the person counts."""
    if seat.cause is None:
        return ""
    if seat.cause == "too-far" and seat.arrive_ms is not None and limit_ms is not None:
        late_ms = seat.arrive_ms - limit_ms
        return Text(
            "norm {limit}: {late} late", limit=limit_ms // MINUTE_MS, late=late_ms // MINUTE_MS
        )
    if seat.cause == "unqualified" and seat.lacking:
        names = ", ".join(lack.qualification for lack in seat.lacking)
        return Text("without {names}", names=names)
    if seat.cause == "on-other-post" and seat.other_role:
        return Text("is on {role}", role=seat.other_role)
    return CAUSES[seat.cause]
