"""A calendar of 5,000 events against its floor: the library parsing the same bytes, nothing asked.

Cold is a roster loaded for the first time, with the import of the libraries that read calendars.
Warm is the same load with what the calendar said in the cache. Neither counts the program's start.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, as_installed

if TYPE_CHECKING:
    from collections.abc import Iterator

EVENTS = 5_000
PEOPLE = 500
ROUNDS = 5
COLD_MS, WARM_MS = 5_000, 200
REPEATED = 20
"""Every twentieth event repeats weekly to the end of the year."""

FLOOR = """
import sys, time
from pathlib import Path
data = Path(sys.argv[1], "rosters", "groot.ics").read_bytes()
started = time.perf_counter()
from icalendar import Calendar
assert Calendar.from_ical(data).subcomponents
print((time.perf_counter() - started) * 1000)
"""
LOAD = """
import sys, time
from crisis_tui import bootstrap
from crisis_tui.files import rosters
workspace = bootstrap.open_workspace(sys.argv[1])
started = time.perf_counter()
loaded = bootstrap.load_roster(workspace, "groot")
print((time.perf_counter() - started) * 1000)
assert len(loaded.calendars[0]) > int(sys.argv[2]), len(loaded.calendars[0])
assert not loaded.findings, loaded.findings[:3]
"""


def measure() -> Iterator[Figure]:
    """Yield what a load takes cold and from the cache, and how it grows."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        _write(here / "one", EVENTS)
        _write(here / "two", 2 * EVENTS)
        floor_ms = median(_timed(FLOOR, here / "one", "0") for _ in range(ROUNDS))
        yield Figure("floor: icalendar parses the bytes", f"{floor_ms:.0f} ms")
        cold_ms, warm_ms = _loads(here / "one", EVENTS)
        yield Figure(
            f"{EVENTS} events, cold",
            f"{cold_ms:.0f} ms, {cold_ms / floor_ms:.1f} x",
            f"<= {COLD_MS / 1000:g} s",
            cold_ms <= COLD_MS,
        )
        yield Figure(
            f"{EVENTS} events, from the cache",
            f"{warm_ms:.0f} ms, {warm_ms / floor_ms:.2f} x",
            f"<= {WARM_MS / 1000:g} s",
            warm_ms <= WARM_MS,
        )
        twice_cold_ms, twice_warm_ms = _loads(here / "two", 2 * EVENTS)
        growth = twice_cold_ms / cold_ms
        yield Figure("twice the events, cold", f"{growth:.2f} x", "<= 2.5 x", growth <= 2.5)
        growth = twice_warm_ms / warm_ms
        yield Figure(
            "twice the events, from the cache", f"{growth:.2f} x", "<= 2.5 x", growth <= 2.5
        )


def _loads(workspace: Path, at_least: int) -> tuple[float, float]:
    """Return the medians of cold and warm loads, each in a process of its own."""
    cold, warm = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as cache:
            cold.append(_timed(LOAD, workspace, str(at_least), cache))
            warm.append(_timed(LOAD, workspace, str(at_least), cache))
    return median(cold), median(warm)


def _timed(code: str, workspace: Path, argument: str, cache: str = os.devnull) -> float:
    """Return the milliseconds that a fresh interpreter says something took."""
    time.sleep(0.1)  # what was before it has ended
    done = subprocess.run(
        [sys.executable, "-c", code, str(workspace), argument],
        env=as_installed(XDG_CACHE_HOME=cache),
        stdout=subprocess.PIPE,
        check=True,
    )
    return float(done.stdout)


def _write(workspace: Path, events: int) -> None:
    for folder in ("scenarios", "rosters"):
        (workspace / folder).mkdir(parents=True)
    people = "\n".join(
        f"  - {{id: p{n}, name: Voor{n} Achter{n}, roles: [OVD], "
        f"reach: {{mail: p{n}@example.invalid}}}}"
        for n in range(PEOPLE)
    )
    (workspace / "rosters" / "groot.yaml").write_text(
        "roster: 1\norganisation: Groot (fictief)\nplanned_until: 2027-01-01\n"
        f"roles:\n  - {{id: OVD, title: Officier}}\npeople:\n{people}\n"
        "duties:\n  - calendar: {role: OVD, file: groot.ics, match: mail}\n"
    )
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//groot//groot//NL"]
    for n in range(events):
        lines += _event(n)
    (workspace / "rosters" / "groot.ics").write_bytes(
        "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()
    )


def _event(number: int) -> list[str]:
    day = f"2026{1 + number % 12:02}{1 + number % 27:02}"
    rule = ["RRULE:FREQ=WEEKLY;UNTIL=20270101T000000Z"] if number % REPEATED == 0 else []
    return [
        "BEGIN:VEVENT",
        f"UID:{number}@example.invalid",
        "DTSTAMP:20260101T000000Z",
        f"DTSTART;TZID=Europe/Amsterdam:{day}T120000",
        f"DTEND;TZID=Europe/Amsterdam:{day}T190000",
        *rule,
        f"SUMMARY:Piket OVD: Voor{number % PEOPLE} Achter{number % PEOPLE}",
        f"ATTENDEE;CN=Voor{number % PEOPLE};PARTSTAT=ACCEPTED:mailto:p{number % PEOPLE}@example.invalid",
        "DESCRIPTION:Overdracht om 12:00 uur op het gemeentehuis.",
        "STATUS:CONFIRMED",
        "END:VEVENT",
    ]
