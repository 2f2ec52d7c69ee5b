"""What the edge cases of rosters ask: sums, spans of gaps, and faults of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.basis.instants import local_datetime
from crisis_tui.roster.coverage import coverage
from tests.files.making import workspace

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.basis.findings import Finding
    from crisis_tui.basis.times import Interval
    from crisis_tui.roster.coverage import RoleCoverage
    from crisis_tui.roster.workforce import Workforce

HOUR_MS = 3_600_000

FILE = """\
roster: 1
organisation: Gemeente Proef (fictief)
planned_until: open
roles:
  - {id: OVDBZ, title: Officier}
people:
  - {id: anna, name: Anna Oever, roles: [OVDBZ]}
  - {id: bram, name: Bram Dijk, roles: [OVDBZ]}
"""


def faults(folder: Path, more: str, **files: str) -> list[Finding]:
    """Return all faults of a small roster with these lines added, and files beside it."""
    beside = {f"rosters/{name}": text for name, text in files.items()}
    where = workspace(folder, {"rosters/r.yaml": FILE + more, **beside})
    return list(bootstrap.roster_faults(bootstrap.load_roster(where, "r")))


def shift_fault(folder: Path, from_: str, until: str) -> list[Finding]:
    """Return the faults of one shift."""
    line = f'  - shift: {{role: OVDBZ, person: anna, from: "{from_}", until: "{until}"}}\n'
    return faults(folder, "duties:\n" + line)


def covered(force: Workforce, window: Interval, role: str = "OVDBZ") -> RoleCoverage:
    """Return how a role is covered."""
    return next(each for each in coverage(force, window).roles if each.role == role)


def gap_spans(force: Workforce, window: Interval, role: str = "OVDBZ") -> list[str]:
    """Return a role's gaps as `03-03 22:00 – 03-04 00:00 nobody-planned`."""

    def moment(at_ms: int) -> str:
        return f"{local_datetime(at_ms, force.zone):%m-%d %H:%M}"

    return [
        f"{moment(gap.from_ms)} – {moment(gap.until_ms)} {gap.cause}"
        for gap in covered(force, window, role).gaps
    ]
