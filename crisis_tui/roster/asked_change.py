"""A change as somebody asks for it, and the entry of the roster file that says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import SECOND_MS
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.basis.times import LocalTime, local_time_at
from crisis_tui.roster.asked_names import known_person, known_role

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from crisis_tui.roster.model import Roster
    from crisis_tui.roster.seats import Assignment

LONGEST_NOTE = 500
_FIRST_YEAR, _LAST_YEAR = 1900, 5000


class AskedChange(NamedTuple):
    """What somebody asks for: one of `add`, `remove`, or `replace` with `by`; people by id or name.

    `assignment` is for `add` alone. Times are UTC milliseconds; parts of a second are dropped.
    """

    role: str
    from_ms: int
    until_ms: int
    add: str | None = None
    remove: str | None = None
    replace: str | None = None
    by: str | None = None
    assignment: Assignment = "standby"
    note: str | None = None


def entry_of(asked: AskedChange, roster: Roster, zone: ZoneInfo) -> dict[str, str]:
    """Return the keys and texts of the entry, in the order in which people write them.

    Raises:
        AskedWrongError: the role or a person is not in the roster, or the change makes no sense.
    """
    _check_form(asked)
    role = known_role(asked.role, [role.id for role in roster.roles])
    people = {
        key: known_person(name, roster)
        for key, name in (
            ("add", asked.add),
            ("remove", asked.remove),
            ("replace", asked.replace),
            ("by", asked.by),
        )
        if name is not None
    }
    if asked.replace is not None and people["replace"] == people["by"]:
        raise AskedWrongError(
            Text('"{person}" cannot stand in for themselves', person=people["by"])
        )
    entry = {
        "role": role,
        "from": str(written_time(asked.from_ms, zone)),
        "until": str(written_time(asked.until_ms, zone)),
        **people,
    }
    if asked.assignment == "work":
        entry["as"] = "work"
    note = clean_text(asked.note or "").strip()
    return {**entry, "note": note} if note else entry


def written_time(at_ms: int, zone: ZoneInfo) -> LocalTime:
    """Return an instant as people write it: local time, with the offset if the clock shows it twice.

    Raises:
        AskedWrongError: it is further away than any roster.
    """
    written = local_time_at(at_ms, zone)
    if not _FIRST_YEAR <= written.wall.year <= _LAST_YEAR:
        raise AskedWrongError(Text("no roster reaches that time"))
    return written


def _check_form(asked: AskedChange) -> None:
    forms = (asked.add, asked.remove, asked.replace)
    if sum(form is not None for form in forms) != 1:
        raise AskedWrongError(
            Text("a change adds, removes or replaces one person"),
            Text("write --add P, --remove P, or --replace P --by Q"),
        )
    if (asked.replace is None) != (asked.by is None):
        raise AskedWrongError(Text("--replace P and --by Q go together"))
    if asked.assignment == "work" and asked.add is None:
        raise AskedWrongError(
            Text("--as goes with --add only"),
            Text("whoever stands in takes over the duty as it was"),
        )
    if asked.until_ms // SECOND_MS <= asked.from_ms // SECOND_MS:
        raise AskedWrongError(
            Text("the change ends before it begins, or at once"),
            Text("--until is the first instant that no longer counts"),
        )
    if len(asked.note or "") > LONGEST_NOTE:
        raise AskedWrongError(Text("a note has {limit} characters at most", limit=LONGEST_NOTE))
