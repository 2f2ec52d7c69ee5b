"""A large roster, made up: 500 people on 60 roles for 366 days, or any other size.

Two kinds: `weekly` standby, one person a role, and 12-hour `shifts` with two people a role. Both
have office hours, arrival limits, weekday cover, soft duty, absences, stand-ins, a qualification
that some do not renew, and people on two posts at once. The same size gives the same roster.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from crisis_tui.basis.instants import Interval
from crisis_tui.basis.norms import Norms
from crisis_tui.basis.times import parse_local_time, resolve_local
from crisis_tui.roster.model import Roster
from crisis_tui.roster.workforce import Workforce
from crisis_tui.training.currency import standings
from crisis_tui.training.model import Training

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Kind = Literal["weekly", "shifts"]
Data = dict[str, Any]

ZONE = ZoneInfo("Europe/Amsterdam")
FIRST_DAY = date(2026, 1, 5)
_DEPTH = {"weekly": 1, "shifts": 2}


class Size(NamedTuple):
    """How large a roster is; the defaults are the promised ones."""

    people: int = 500
    roles: int = 60
    days: int = 366


PROMISED = Size()


def window(size: Size = PROMISED) -> Interval:
    """Return the days that the roster plans."""
    return Interval(*(_midnight(FIRST_DAY + timedelta(days=days)) for days in (0, size.days)))


def big_workforce(kind: Kind, size: Size = PROMISED) -> Workforce:
    """Return the roster with its training records, ready for questions."""
    training = Training.model_validate(training_data(size))
    return Workforce(big_roster(kind, size), standings(training, ZONE), Norms(norms="1"))


def big_roster(kind: Kind, size: Size = PROMISED) -> Roster:
    """Return the roster alone."""
    return Roster.model_validate(roster_data(kind, size))


def write_workspace(folder: Path, kind: Kind, size: Size = PROMISED) -> Path:
    """Write the same roster as files, an entry a line; return the roster's path."""
    (folder / "scenarios").mkdir(parents=True, exist_ok=True)
    rosters = folder / "rosters"
    rosters.mkdir(exist_ok=True)
    _write(rosters / "training.yaml", training_data(size))
    path = rosters / f"groot-{kind}.yaml"
    _write(path, {**roster_data(kind, size), "training": ["training.yaml"]})
    return path


def roster_data(kind: Kind, size: Size = PROMISED) -> Data:
    """Return the roster as the file would hold it."""
    pools = [_pool(role, size) for role in range(size.roles)]
    return {
        "roster": "1",
        "organisation": "Gemeente Groot (fictief)",
        "timezone": ZONE.key,
        "planned_until": str(FIRST_DAY + timedelta(days=size.days)),
        "office_hours": {"weekdays": "Mon-Fri", "from": "08:30", "until": "17:00"},
        "roles": [_role(role, kind) for role in range(size.roles)],
        "people": [_person(number, pools, size) for number in range(size.people)],
        "duties": [
            rotation for role, pool in enumerate(pools) for rotation in _duties(role, pool, kind)
        ],
        "changes": [
            change for role, pool in enumerate(pools) for change in _changes(role, pool, size)
        ],
    }


def training_data(size: Size = PROMISED) -> Data:
    """Return training records: everybody's runs out within the year, one in ten does not renew."""
    return {
        "training": "1",
        "qualifications": [
            {
                "id": "BOB",
                "title": "Besluitvorming",
                "current": {"any": [{"months": 24}]},
                "grace": "30d",
            }
        ],
        "records": [
            {"person": f"p{number}", "qualification": "BOB", "on": f"{year}-{month:02}-15"}
            for number in range(size.people)
            for month in [number % 12 + 1]
            for year in ((2024,) if number % 10 == 7 else (2024, 2025))
        ],
    }


def _pool(role: int, size: Size) -> list[str]:
    """Return who takes turns in a role. Some roles share a person, whose turns then coincide."""
    count = size.people // size.roles
    pool = [f"p{role * count + n}" for n in range(count)]
    if role % 6 == 1:
        pool[1] = f"p{(role - 1) * count + 1}"
    return pool


def _role(role: int, kind: Kind) -> Data:
    weekdays = {"weekdays": "Mon-Fri", "from": "08:00", "until": "18:00"}
    return {
        "id": f"R{role}",
        "title": f"Post {role}",
        "duty": "soft" if role % 12 == 11 else "hard",
        "cover": weekdays if role % 6 == 5 else "always",
        "minimum": _DEPTH[kind],
        "arrive": "30m",
        "requires": ["BOB"],
    }


def _person(number: int, pools: list[list[str]], size: Size) -> Data:
    name = f"p{number}"
    summer = FIRST_DAY + timedelta(days=150 + number * 7 % 90)
    winter = FIRST_DAY + timedelta(days=number * 11 % 120)
    held = [f"R{role}" for role, pool in enumerate(pools) if name in pool]
    return {
        "id": name,
        "name": f"Persoon {number}",
        "roles": held or [f"R{number % size.roles}"],
        "travel": {"home": "35m" if number % 20 == 3 else "25m", "office": "10m", "prepare": "5m"},
        "away": [
            {"from": str(first), "until": str(first + timedelta(days=days))}
            for first, days in ((winter, 5), (summer, 14))
        ],
    }


def _duties(role: int, pool: list[str], kind: Kind) -> Iterator[Data]:
    if kind == "weekly":
        yield _rotation(role, pool, turn="1w", handover="Mon 12:00")
        return
    half = len(pool) // 2
    for crew in (pool[:half], pool[half:]):
        yield _rotation(role, crew, turn="12h", handover="07:00")


def _rotation(role: int, people: list[str], **turns: str) -> Data:
    start = str(FIRST_DAY - timedelta(days=7))
    return {"rotation": {"role": f"R{role}", "people": people, "start": start, **turns}}


def _changes(role: int, pool: list[str], size: Size) -> Iterator[Data]:
    """Yield a stand-in every ninety days, who comes for two days."""
    for day in range(role % 30, size.days, 90):
        first = FIRST_DAY + timedelta(days=day)
        out, by = pool[day % len(pool)], pool[(day + 1) % len(pool)]
        until = str(first + timedelta(days=2))
        yield {"role": f"R{role}", "from": str(first), "until": until, "replace": out, "by": by}


def _write(path: Path, data: Data) -> None:
    """Write data as YAML: a top-level key a line, an entry of a list a line."""
    lines = []
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines += [f"{key}:", *(f"  - {json.dumps(entry)}" for entry in value)]
        else:
            lines.append(f"{key}: {json.dumps(value)}".replace('"1"', "1"))
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _midnight(day: date) -> int:
    time = parse_local_time(str(day))
    assert time is not None
    return resolve_local(time, ZONE)
