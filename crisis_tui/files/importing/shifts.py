"""Shifts from a table: who is on which role from when until when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.findings import Source
from crisis_tui.basis.text import Text
from crisis_tui.basis.times import LocalTime, resolve_local
from crisis_tui.basis.zones import zone_or_default
from crisis_tui.files.importing.cells import read_word
from crisis_tui.files.importing.lookup import people_of, roles_of
from crisis_tui.files.importing.plan import Entry, FieldChange, Replacement, Target
from crisis_tui.files.importing.times import read_span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.findings import Where
    from crisis_tui.files.importing.plan import RowPlan
    from crisis_tui.files.importing.row_reader import RowReader
    from crisis_tui.files.loaded import LoadedRoster

_WORDS = {
    "work": "work",
    "werk": "work",
    "dienst": "work",
    "standby": "standby",
    "piket": "standby",
    "consignatie": "standby",
    "bereikbaar": "standby",
}


@dataclass(frozen=True, slots=True)
class _Known:
    """A shift that is in the file (`index` in its duties) or in a row above."""

    from_ms: int
    until: LocalTime
    until_ms: int
    assignment: str
    where: Where
    index: int | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A shift as a row gives it; `assignment` is None if it does not say."""

    role: str
    person: str
    from_: LocalTime
    until: LocalTime
    assignment: str | None

    @property
    def says(self) -> str:
        """The shift in short: the date once if it ends on the day on which it begins."""
        is_plain = self.until.offset_minutes is None
        on_one_day = is_plain and self.from_.wall.date() == self.until.wall.date()
        until = str(self.until).partition(" ")[2] if on_one_day else str(self.until)
        return f"{self.role} {self.person} {self.from_} – {until}"


class ShiftPlanner:
    """A shift is known by role, person and beginning."""

    fields: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "role": ("functie", "rol", "post", "crisisfunctie", "taak"),
        "person": ("persoon", "naam", "name", "medewerker", "wie", "e-mail", "mail", "email"),
        "from": ("van", "vanaf", "begin", "start", "aanvang", "begintijd", "starttijd"),
        "until": ("tot", "einde", "eind", "end", "eindtijd", "to"),
        "date": ("datum", "dag", "day", "begindatum", "startdatum", "start date"),
        "until_date": ("einddatum", "datum einde", "datum tot", "end date"),
        "as": ("als", "soort", "type", "soort dienst"),
    }
    required: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("role",),
        ("person",),
        ("from",),
        ("until",),
    )

    def __init__(self, loaded: LoadedRoster, *, overnight: bool = False) -> None:
        """Look at the shifts of a roster.

        Raises:
            AskedWrongError: there is no roster.
        """
        if loaded.roster is None:
            raise AskedWrongError(Text("the roster cannot be read; mend it first"))
        self.target = Target(loaded.file, "duties")
        self.additions: list[Entry] = []
        self.replacements: list[Replacement] = []
        self._overnight = overnight
        self._zone = zone_or_default(loaded.roster.timezone)
        self._people = people_of(loaded.roster)
        self._roles = roles_of(loaded.roster)
        self._known = _known_shifts(loaded, self._zone)

    def plan(self, row: RowReader) -> RowPlan:
        """Return what becomes of a row."""
        asked = self._asked(row)
        if asked is None:
            says = " ".join(
                filter(None, map(row.text, ("role", "person", "date", "from", "until")))
            )
            return row.refused_row(says)
        known = self._known[asked.role, asked.person]
        from_ms, until_ms = (resolve_local(each, self._zone) for each in (asked.from_, asked.until))
        same = next((each for each in known if each.from_ms == from_ms), None)
        if same is not None and same.index is None:
            return self._repeated(row, asked, same, until_ms)
        if self._overlaps(row, asked, [each for each in known if each is not same], until_ms):
            return row.refused_row(asked.says)
        index = None if same is None else same.index
        assignment = asked.assignment or ("work" if same is None else same.assignment)
        known[:] = [each for each in known if each is not same]
        known.append(_Known(from_ms, asked.until, until_ms, assignment, row.where, None))
        if same is None or index is None:
            self.additions.append(_entry(asked))
            return row.new_row(asked.says)
        return row.known_row(asked.says, same.where, self._changes(asked, same, until_ms))

    def _asked(self, row: RowReader) -> _Asked | None:
        """Return the shift of a row; everything wrong with it is told at once."""
        role = self._roles.find(row, "role", text) if (text := row.required("role")) else None
        person = (
            self._people.find(row, "person", text) if (text := row.required("person")) else None
        )
        span = read_span(row, self._zone, overnight=self._overnight)
        assignment = read_word(row, "as", _WORDS)
        if span is not None and self._is_reversed(span):
            row.refuse(
                "until",
                "T205",
                Text("this ends at {until}, not after it begins", until=str(span[1])),
                Text("nothing is swapped: write a time after {from_}", from_=str(span[0])),
            )
        if row.refused or role is None or person is None or span is None:
            return None
        return _Asked(role, person, *span, assignment)

    def _is_reversed(self, span: tuple[LocalTime, LocalTime]) -> bool:
        from_ms, until_ms = (resolve_local(each, self._zone) for each in span)
        return until_ms <= from_ms

    def _repeated(self, row: RowReader, asked: _Asked, same: _Known, until_ms: int) -> RowPlan:
        """Return the plan of a row whose shift stands in a row above."""
        if same.until_ms == until_ms and asked.assignment in {None, same.assignment}:
            return row.known_row(asked.says, same.where)
        row.refuse(
            "until",
            "S122",
            Text("the row at {place} says otherwise of this shift", place=same.where.place),
            Text("keep the right one of the two"),
        )
        return row.refused_row(asked.says)

    def _overlaps(self, row: RowReader, asked: _Asked, others: list[_Known], until_ms: int) -> bool:
        """Refuse a shift during another one of the same person on the same role."""
        from_ms = resolve_local(asked.from_, self._zone)
        for other in others:
            if from_ms < other.until_ms and other.from_ms < until_ms:
                row.refuse(
                    "from",
                    "P412",
                    Text(
                        '"{person}" is on {role} then already, until {until} ({place})',
                        person=asked.person,
                        role=asked.role,
                        until=str(other.until),
                        place=f"{other.where.file}:{other.where.place}",
                    ),
                    Text("let one shift end where the other begins, or take one out"),
                )
                return True
        return False

    def _changes(self, asked: _Asked, same: _Known, until_ms: int) -> list[FieldChange]:
        changes = []
        if until_ms != same.until_ms:
            changes.append(FieldChange("until", str(same.until), str(asked.until)))
        if asked.assignment not in {None, same.assignment}:
            changes.append(FieldChange("as", same.assignment, str(asked.assignment)))
        if same.index is not None:
            self.replacements += [
                Replacement(self.target.file, ("duties", same.index, "shift", each.field), each.new)
                for each in changes
            ]
        return changes


def _known_shifts(loaded: LoadedRoster, zone: ZoneInfo) -> dict[tuple[str, str], list[_Known]]:
    known: dict[tuple[str, str], list[_Known]] = defaultdict(list)
    for index, duty in enumerate(loaded.roster.duties if loaded.roster else ()):
        shift = duty.shift
        if shift is not None:
            source = Source(loaded.file, ("duties", index))
            known[shift.role, shift.person].append(
                _Known(
                    resolve_local(shift.from_, zone),
                    shift.until,
                    resolve_local(shift.until, zone),
                    shift.assignment,
                    loaded.locate(source),
                    index,
                )
            )
    return known


def _entry(asked: _Asked) -> Entry:
    entry = {
        "role": asked.role,
        "person": asked.person,
        "from": str(asked.from_),
        "until": str(asked.until),
    }
    if asked.assignment == "standby":
        entry["as"] = asked.assignment
    return {"shift": entry}
