"""Python, the libraries, the C parser of YAML, the time zone data and the clock."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from importlib import metadata
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crisis_tui.cli.fitness.check import Check, fit, unfit, warning
from crisis_tui.files.libyaml import libyaml_version
from crisis_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.system_clock import SystemClock

OLDEST_PYTHON = (3, 11)
LIBRARIES = (
    "textual",
    "rich",
    "pydantic",
    "PyYAML",
    "APScheduler",
    "tinydb",
    "immutables",
    "tzdata",
)
HOME_ZONE = "Europe/Amsterdam"
RELEASED = datetime(2026, 11, 1, tzinfo=UTC)
"""No machine clock can truly stand before this program was made."""


def check_software(clock: SystemClock) -> Iterator[Check]:
    """Check what an exercise stands on besides the machine itself."""
    yield check_python(sys.version_info[:3])
    yield check_libraries(LIBRARIES)
    yield check_yaml_parser(libyaml_version())
    yield check_time_zones(HOME_ZONE)
    yield check_clock(clock)


def check_python(version: tuple[int, int, int]) -> Check:
    """Check the interpreter's version."""
    title, shown = "Python", ".".join(map(str, version))
    if version[:2] < OLDEST_PYTHON:
        return unfit("python", title, shown, _("install Python 3.11 or newer"))
    return fit("python", title, shown)


def check_libraries(names: tuple[str, ...]) -> Check:
    """Check that every library is installed, and tell the versions."""
    title = _("libraries")
    versions = {name: _version(name) for name in names}
    missing = [name for name, version in versions.items() if version is None]
    if missing:
        detail = _("missing: {names}").format(names=", ".join(missing))
        return unfit("libraries", title, detail, _("install crisis-tui again"))
    return fit("libraries", title, ", ".join(f"{name} {versions[name]}" for name in names))


def check_yaml_parser(libyaml_version: str | None) -> Check:
    """Check that scenarios are read by libyaml: without it large ones take seconds."""
    title = _("YAML parser")
    if libyaml_version is None:
        return warning(
            "yaml-parser",
            title,
            _("PyYAML was built without libyaml: files load slowly"),
            _("install PyYAML from a wheel, or build it with libyaml"),
        )
    return fit("yaml-parser", title, f"libyaml {libyaml_version}")


def check_time_zones(zone: str) -> Check:
    """Check that local time can be computed: summer time in `zone` is an hour ahead of winter."""
    title = _("time zones")
    try:
        info = ZoneInfo(zone)
    except ZoneInfoNotFoundError:
        return unfit(
            "time-zones",
            title,
            _("{zone} is unknown").format(zone=zone),
            _("install the Python package tzdata"),
        )
    winter, summer = (datetime(2026, month, 1, tzinfo=info).utcoffset() for month in (1, 7))
    if winter is None or summer is None or summer - winter != timedelta(hours=1):
        return unfit(
            "time-zones",
            title,
            _("{zone} has no summer time").format(zone=zone),
            _("install the Python package tzdata"),
        )
    return fit("time-zones", title, f"{zone}, tzdata {_version('tzdata')}")


def check_clock(clock: SystemClock) -> Check:
    """Check that the wall clock can be right: the journal's stamps come from it."""
    title = _("clock")
    now = datetime.fromtimestamp(clock.wall_ms() / 1000, UTC)
    shown = now.strftime("%Y-%m-%d %H:%M UTC")
    if now < RELEASED:
        return warning("clock", title, shown, _("set the clock: this program is younger"))
    return fit("clock", title, shown)


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None
