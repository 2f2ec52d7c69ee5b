"""What rota tools elsewhere would say of a roster, and what coverage says here: a yardstick.

No peer's program is run. Their published way of reckoning is written down here once more, as
simply as it goes, to show where it misleads:

- coverage is a percentage: hours on duty by hours asked, so that two people at once make up for
  hours without anybody;
- a gap is the time between one shift and the next, so that nothing is missing before the first and
  after the last;
- each post is looked at alone, so that one person fills two of them;
- a qualification is looked up today, not on the day of the duty;
- neither absence nor travel plays a part.

Both read the same duties, changes included.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.big_roster import ZONE
from benchmarks.figures import Figure
from crisis_tui import bootstrap
from crisis_tui.basis.durations import HOUR_MS
from crisis_tui.basis.norms import Norms
from crisis_tui.basis.times import Interval, parse_local_time, resolve_local
from crisis_tui.readiness.compiling import workforce_of
from crisis_tui.roster.coverage import coverage
from crisis_tui.roster.model import Roster
from crisis_tui.roster.workforce import Workforce
from crisis_tui.training.currency import standings
from crisis_tui.training.model import Training

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.roster.model import Role

SAMPLES = Path(__file__).parent.parent


class PeerAnswer(NamedTuple):
    """What the published way says of one role."""

    percent: float
    gap_hours: float


def peer_answer(force: Workforce, role: Role, window: Interval) -> PeerAnswer:
    """Reckon as described above; "today" is the first instant of the window."""
    demand = force.demand(role, window)
    shifts = [
        (span.from_ms, span.until_ms)
        for span in force.on_duty(role.id, window)
        for each in span.people
        if not force.fitness(each.person, demand).seat(window.from_ms, each.assignment).lacking
    ]
    asked_ms = sum(each.length_ms for each in demand.times) * role.minimum
    manned_ms = sum(until_ms - from_ms for from_ms, until_ms in shifts)
    gap_ms, end_ms = 0, min((from_ms for from_ms, _ in shifts), default=window.until_ms)
    for from_ms, until_ms in sorted(shifts):
        gap_ms += max(0, from_ms - end_ms)
        end_ms = max(end_ms, until_ms)
    return PeerAnswer(100 * min(1, manned_ms / asked_ms) if asked_ms else 100, gap_ms / HOUR_MS)


def measure() -> Iterator[Figure]:
    """Yield for each required role where both differ what either says of it."""
    yield from _compared("made up", *made_up())
    year = _days("2026-03-01", "2027-03-01")
    yield from _compared("dronten-met-gaten, a year", sample("dronten-met-gaten"), year)
    longer = _days("2026-03-01", "2027-07-15")
    yield from _compared("dronten-met-gaten, past its end", sample("dronten-met-gaten"), longer)


def _compared(name: str, force: Workforce, window: Interval) -> Iterator[Figure]:
    found = {each.role: each for each in coverage(force, window).roles}
    for role in force.roster.roles:
        ours = found[role.id]
        if not ours.required_ms:
            continue
        peer = peer_answer(force, role, window)
        share = 100 * (1 - ours.gap_ms / ours.required_ms)
        yield Figure(
            f"{name}: {role.id}",
            f"{peer.percent:.1f} %, {peer.gap_hours:.0f} h short",
            f"here {share:.1f} %, {ours.gap_ms / HOUR_MS:.0f} h short",
        )


def sample(name: str) -> Workforce:
    """Return a roster that comes with the program."""
    loaded = bootstrap.load_roster(bootstrap.open_workspace(str(SAMPLES)), name)
    assert loaded.roster is not None
    return workforce_of(loaded.roster, loaded.training, loaded.norms, loaded.calendars)


def made_up() -> tuple[Workforce, Interval]:
    """Return a week in which each post hides one thing from the published way."""
    training = Training.model_validate(
        {
            "training": "1",
            "qualifications": [{"id": "BOB", "title": "BOB", "current": {"any": [{"months": 12}]}}],
            "records": [
                {"person": "dora", "qualification": "BOB", "on": "2025-03-03"},
            ],
        }
    )
    roster = Roster.model_validate(
        {
            "roster": "1",
            "organisation": "Gemeente Proef (fictief)",
            "planned_until": "open",
            "roles": [
                {"id": "HOLE", "title": "43 hours without anybody, two at once on other days"},
                {"id": "LAST", "title": "Nobody before the first duty and after the last"},
                {"id": "TWO-A", "title": "One person"},
                {"id": "TWO-B", "title": "The same person at the same time"},
                {"id": "EXPIRY", "title": "Expires after the second day", "requires": ["BOB"]},
                {"id": "AWAY", "title": "On holiday for three days"},
            ],
            "people": [
                {"id": "anna", "name": "Anna"},
                {"id": "bram", "name": "Bram"},
                {"id": "cato", "name": "Cato"},
                {"id": "dora", "name": "Dora"},
                {
                    "id": "eva",
                    "name": "Eva",
                    "away": [{"from": "2026-03-04", "until": "2026-03-07"}],
                },
            ],
            "duties": [
                {"shift": {"role": role, "person": person, "from": from_, "until": until}}
                for role, person, from_, until in (
                    ("HOLE", "anna", "2026-03-02", "2026-03-05 08:00"),
                    ("HOLE", "bram", "2026-03-02", "2026-03-03 19:00"),
                    ("HOLE", "anna", "2026-03-07 03:00", "2026-03-09"),
                    ("LAST", "bram", "2026-03-03 19:00", "2026-03-08"),
                    ("TWO-A", "cato", "2026-03-02", "2026-03-09"),
                    ("TWO-B", "cato", "2026-03-02", "2026-03-09"),
                    ("EXPIRY", "dora", "2026-03-02", "2026-03-09"),
                    ("AWAY", "eva", "2026-03-02", "2026-03-09"),
                )
            ],
        }
    )
    force = Workforce(roster, standings(training, ZONE), Norms(norms="1"))
    return force, _days("2026-03-02", "2026-03-09")


def _days(from_: str, until: str) -> Interval:
    times = [parse_local_time(text) for text in (from_, until)]
    return Interval(*(resolve_local(time, ZONE) for time in times if time is not None))


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure.name:<42} elsewhere {figure.value:<24} {figure.promise}\n")
