"""Time zones as iCalendar files name them: IANA, Windows, or brought along as VTIMEZONE."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from crisis_tui.files.ical.components import RawCalendar
    from crisis_tui.files.ical.lines import Line

MAX_OWN_ZONES = 20
_MAX_ZONE_LINES = 2_000
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_+/-]{0,63}")


class UnknownZoneError(Exception):
    """A time zone that neither the database nor the file knows."""

    def __init__(self, name: str, line: Line) -> None:
        super().__init__(name)
        self.name = name
        self.line = line


class Zones:
    """Finds time zones by TZID.

    A known name means what the time zone database says, whatever the file says of it: what
    programs write as VTIMEZONE is often cut down to one year. Other names mean their VTIMEZONE.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._found: dict[tuple[int, str], tzinfo | None] = {}
        self._own = 0

    def find(self, name: str, calendar: RawCalendar, line: Line) -> tzinfo:
        """Return the zone of a name in a calendar; `line` asks for it.

        Raises:
            UnknownZoneError: nobody knows it.
        """
        key = (calendar.begin.number, name)
        if key not in self._found:
            self._found[key] = _known(name) or self._brought(calendar.zones.get(name))
        zone = self._found[key]
        if zone is None:
            raise UnknownZoneError(name, line)
        return zone

    def _brought(self, lines: Sequence[Line] | None) -> tzinfo | None:
        if lines is None or len(lines) > _MAX_ZONE_LINES or self._own >= MAX_OWN_ZONES:
            return None
        if any(line.name == "RRULE" and "FREQ=YEARLY" not in line.text.upper() for line in lines):
            return None
        self._own += 1
        try:
            component: Any = Timezone.from_ical("\r\n".join(line.text for line in lines))
            zone: tzinfo = component.to_tz(lookup_tzid=False)
        except Exception:  # noqa: BLE001 - two libraries read it, and fail in many ways
            return None
        return zone


def _known(name: str) -> tzinfo | None:
    """Return the zone of a name, also with the maker's prefix: `/example.org/20260101/Europe/…`."""
    name = name.strip()
    names = [WINDOWS_TO_OLSON.get(name, name)]
    if name.startswith("/"):
        parts = name.strip("/").split("/")
        names += ["/".join(parts[start:]) for start in range(min(len(parts), 5))]
    return next((zone for each in names if (zone := _zone(each)) is not None), None)


def _zone(key: str) -> tzinfo | None:
    if not _KEY.fullmatch(key):
        return None
    try:
        return ZoneInfo(key)
    except (KeyError, OSError, ValueError):  # unknown, a folder of zones, no name
        return None
