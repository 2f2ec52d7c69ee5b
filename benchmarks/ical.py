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
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.figures import Figure, as_installed

if TYPE_CHECKING:
    from collections.abc import Iterator

EVENTS = 5_000
PEOPLE = 500
ROUNDS = 5
COLD_MS, WARM_MS = 5_000, 200
GROWTH = 2.5
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
        one, two = Path(folder, "one"), Path(folder, "two")
        _write(one, EVENTS)
        _write(two, 2 * EVENTS)
        rounds = [_round(one, two) for _ in range(ROUNDS)]
    floor_ms = median(each.floor_ms for each in rounds)
    yield Figure("floor: icalendar parses the bytes", f"{floor_ms:.0f} ms")
    cold_ms = median(each.cold_ms for each in rounds)
    warm_ms = median(each.warm_ms for each in rounds)
    for name, taken_ms, most_ms in (
        ("cold", cold_ms, COLD_MS),
        ("from the cache", warm_ms, WARM_MS),
    ):
        yield Figure(
            f"{EVENTS} events, {name}",
            f"{taken_ms:.0f} ms, {taken_ms / floor_ms:.2f} x",
            f"<= {most_ms / 1000:g} s",
            taken_ms <= most_ms,
        )
    colder = median(each.twice_cold_ms / each.cold_ms for each in rounds)
    yield Figure("twice the events, cold", f"{colder:.2f} x", f"<= {GROWTH} x", colder <= GROWTH)
    warmer = median(each.twice_warm_ms / each.warm_ms for each in rounds)
    yield Figure("twice, from the cache", f"{warmer:.2f} x", f"<= {GROWTH} x", warmer <= GROWTH)


class _Round(NamedTuple):
    """What was measured one right after the other, so that a busy machine is busy for all."""

    floor_ms: float
    cold_ms: float
    warm_ms: float
    twice_cold_ms: float
    twice_warm_ms: float


def _round(one: Path, two: Path) -> _Round:
    return _Round(_timed(FLOOR, one, "0"), *_loads(one, EVENTS), *_loads(two, 2 * EVENTS))


def _loads(workspace: Path, at_least: int) -> tuple[float, float]:
    """Return a cold and a warm load, each in a process of its own."""
    with tempfile.TemporaryDirectory() as cache:
        cold_ms = _timed(LOAD, workspace, str(at_least), cache)
        return cold_ms, _timed(LOAD, workspace, str(at_least), cache)


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
