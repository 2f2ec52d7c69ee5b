"""Time zones by name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.basis.reporting import Reporter

DEFAULT_ZONE = "Europe/Amsterdam"


def zone_or_default(name: str) -> ZoneInfo:
    """Return the zone of that name, or the default one if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(DEFAULT_ZONE)


def check_zone(name: str, source: Source, report: Reporter) -> tuple[Finding, ...]:
    """Return what is wrong with the name of a zone, which stands at `source`."""
    if zone_or_default(name).key == name:
        return ()
    return (
        report.error(
            "T217",
            Text('there is no time zone "{zone}"', zone=name),
            source,
            Text("write a name such as {default}", default=DEFAULT_ZONE),
        ),
    )
