"""Small rosters for tests, written as the file would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from crisis_tui.basis.norms import Norms
from crisis_tui.basis.times import Interval, parse_local_time, resolve_local
from crisis_tui.roster.model import Roster
from crisis_tui.roster.workforce import Workforce
from crisis_tui.training.currency import standings
from crisis_tui.training.model import Training

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisis_tui.roster.seats import Post

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(text: str) -> int:
    """Return the instant of a local time in Amsterdam."""
    time = parse_local_time(text)
    assert time is not None, text
    return resolve_local(time, AMSTERDAM)


def window(from_: str, until: str) -> Interval:
    return Interval(at(from_), at(until))


def role(name: str = "OVDBZ", **more: object) -> dict[str, object]:
    return {"id": name, "title": f"Post {name}", **more}


def person(name: str, **more: object) -> dict[str, object]:
    return {"id": name, "name": name.title(), **more}


def shift(who: str, from_: str, until: str, on: str = "OVDBZ", **more: object) -> dict[str, Any]:
    return {"shift": {"role": on, "person": who, "from": from_, "until": until, **more}}


def rotation(who: Sequence[str], on: str = "OVDBZ", **more: object) -> dict[str, Any]:
    weekly = {"turn": "1w", "handover": "Mon 12:00", "start": "2026-01-05"}
    return {"rotation": {"role": on, "people": list(who), **weekly, **more}}


def change(from_: str, until: str, on: str = "OVDBZ", **form: object) -> dict[str, object]:
    return {"role": on, "from": from_, "until": until, **form}


def workforce(
    roles: Sequence[dict[str, object]] = (),
    people: Sequence[str | dict[str, object]] = (),
    duties: Sequence[dict[str, Any]] = (),
    training: dict[str, Any] | None = None,
    norms: Sequence[Mapping[str, object]] = (),
    **more: object,
) -> Workforce:
    """Return a workforce; a person given by name has nothing but the name."""
    roster = Roster.model_validate(
        {
            "roster": "1",
            "organisation": "Gemeente Proef (fictief)",
            "planned_until": "open",
            "roles": [role(), *roles] if not roles else list(roles),
            "people": [person(each) if isinstance(each, str) else each for each in people],
            "duties": list(duties),
            **more,
        }
    )
    records = Training.model_validate({"training": "1", **(training or {})})
    return Workforce(
        roster,
        standings(records, ZoneInfo(roster.timezone)),
        Norms.model_validate({"norms": "1", "items": list(norms)}),
    )


def post(force: Workforce, span: Interval, name: str = "OVDBZ") -> Post:
    return next(each for each in force.posts(span) if each.role == name)


def names(found: Post, when: str) -> list[str]:
    """Return who is on duty, usable or not."""
    return [seat.person for seat in found.at(at(when)).seats]


def causes(found: Post, when: str) -> list[str | None]:
    return [seat.cause for seat in found.at(at(when)).seats]
