"""Training records from a table: who did what on which day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.fields import IDENTIFIER_PATTERN
from crisis_tui.basis.text import Text
from crisis_tui.basis.zones import zone_or_default
from crisis_tui.files.importing.cells import read_hours, read_word
from crisis_tui.files.importing.lookup import people_of, qualifications_of
from crisis_tui.files.importing.plan import Entry, FieldChange, Replacement, Target
from crisis_tui.files.importing.times import read_time
from crisis_tui.roster.person_fields import date_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.findings import Source, Where
    from crisis_tui.files.importing.plan import RowPlan
    from crisis_tui.files.importing.row_reader import RowReader
    from crisis_tui.files.loaded import LoadedRoster

_KINDS = {
    "course": "course",
    "cursus": "course",
    "opleiding": "course",
    "training": "course",
    "exercise": "exercise",
    "oefening": "exercise",
    "deployment": "deployment",
    "inzet": "deployment",
    "mandate": "mandate",
    "mandaat": "mandate",
    "aanwijzing": "mandate",
}
_YAML = (".yaml", ".yml")


class _Key(NamedTuple):
    """What makes two records the same one."""

    person: str
    qualification: str
    kind: str
    on: date

    @property
    def says(self) -> str:
        return f"{self.person} {self.qualification} {self.kind} {self.on}"


class _Known(NamedTuple):
    """A record of a file or of a row above; `source` is None if it is not to be edited there."""

    where: Where
    until: str | None
    hours: float | None
    evidence: str | None
    source: Source | None
    is_row: bool = False


class _Told(NamedTuple):
    """What a row tells besides; None or an empty text for what it does not."""

    until: str | None
    hours: float | None
    evidence: str


class TrainingPlanner:
    """A record is known by person, qualification, kind and date."""

    fields: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "person": ("persoon", "naam", "name", "medewerker", "wie", "e-mail", "mail", "email"),
        "qualification": ("kwalificatie", "opleiding", "cursus", "training", "course"),
        "kind": ("soort", "type"),
        "on": ("datum", "date", "op", "behaald", "behaald op", "datum behaald", "gevolgd op"),
        "until": ("tot", "geldig tot", "einddatum", "vervalt", "expires"),
        "hours": ("uren", "aantal uren", "duur"),
        "evidence": ("bewijs", "certificaat", "certificaatnummer", "certificate"),
    }
    required: ClassVar[tuple[tuple[str, ...], ...]] = (("person",), ("qualification",), ("on",))

    def __init__(self, loaded: LoadedRoster, *, overnight: bool = False) -> None:  # noqa: ARG002
        """Look at the records of a roster's training.

        Raises:
            AskedWrongError: there is no roster, or no training file.
        """
        files = [part.file for part in loaded.training_parts if part.file.endswith(_YAML)]
        if loaded.roster is None or not files:
            raise AskedWrongError(
                Text("the roster has no training file to take records in"),
                Text('make training.yaml beside it, with "training: 1" and `qualifications`'),
            )
        self.target = Target(files[0], "records")
        self.additions: list[Entry] = []
        self.replacements: list[Replacement] = []
        self._zone = zone_or_default(loaded.roster.timezone)
        self._people = people_of(loaded.roster)
        self._qualifications = qualifications_of(loaded.training)
        self._known = dict(_known_records(loaded, files[0]))

    def plan(self, row: RowReader) -> RowPlan:
        """Return what becomes of a row."""
        key = self._key(row)
        told = _Told(_read_until(row, self._zone), read_hours(row, "hours"), row.text("evidence"))
        if key is None or row.refused:
            return row.refused_row(" ".join(filter(None, map(row.text, self.required_names()))))
        known = self._known.get(key)
        if known is None:
            self._known[key] = _Known(row.where, *told, None, is_row=True)
            self.additions.append(_entry(key, told))
            return row.new_row(key.says)
        changes = list(_changes(known, told))
        if not changes:
            return row.known_row(key.says, known.where)
        if known.source is None:
            return self._refuse_change(row, key, known, changes[0])
        self.replacements += [
            Replacement(known.source.file, (*known.source.path, each.field), each.new)
            for each in changes
        ]
        self._known[key] = _Known(row.where, *told, None, is_row=True)
        return row.known_row(key.says, known.where, changes)

    @classmethod
    def required_names(cls) -> tuple[str, ...]:
        """Return the fields that every row needs."""
        return tuple(each[0] for each in cls.required)

    def _key(self, row: RowReader) -> _Key | None:
        person = (
            self._people.find(row, "person", text) if (text := row.required("person")) else None
        )
        name = row.required("qualification")
        qualification = self._qualifications.find(row, "qualification", name) if name else None
        on = read_time(row, "on", self._zone)
        kind = _read_kind(row)
        if person is None or qualification is None or on is None:
            return None
        return _Key(person, qualification, kind, on.wall.date())

    def _refuse_change(
        self, row: RowReader, key: _Key, known: _Known, change: FieldChange
    ) -> RowPlan:
        """Refuse another version of a record that stands in a row above or in a table."""
        if known.is_row:
            message = Text("the row at {place} says otherwise of this", place=known.where.place)
            row.refuse(change.field, "S122", message, Text("keep the right one of the two"))
        else:
            row.refuse(
                change.field,
                "S122",
                Text('"{field}" is "{old}" in the files', field=change.field, old=change.old),
                Text("change it there: {place}", place=f"{known.where.file}:{known.where.place}"),
            )
        return row.refused_row(key.says)


def _read_kind(row: RowReader) -> str:
    """Return the kind of a record: a known word, or whatever can be an id."""
    text = row.text("kind")
    if text.casefold() not in _KINDS and re.fullmatch(IDENTIFIER_PATTERN, text):
        return text
    return read_word(row, "kind", _KINDS) or "course"


def _known_records(loaded: LoadedRoster, target: str) -> Iterator[tuple[_Key, _Known]]:
    for part in loaded.training_parts:
        for index, record in enumerate(part.model.records):
            source = part.source("records", index)
            yield (
                _Key(record.person, record.qualification, record.kind, record.on.wall.date()),
                _Known(
                    loaded.locate(source),
                    None if record.until is None else date_text(record.until),
                    record.hours,
                    record.evidence,
                    source if part.file == target else None,
                ),
            )


def _read_until(row: RowReader, zone: ZoneInfo) -> str | None:
    """Return the first date that no longer counts, None for an empty cell."""
    if not row.text("until"):
        return None
    time = read_time(row, "until", zone)
    return None if time is None else date_text(time)


def _changes(known: _Known, told: _Told) -> Iterator[FieldChange]:
    """Yield what a row says otherwise; an empty cell says nothing."""
    if told.until is not None and told.until != known.until:
        yield FieldChange("until", known.until or "", told.until)
    if told.hours is not None and told.hours != known.hours:
        yield FieldChange("hours", _number(known.hours), _number(told.hours))
    if told.evidence and told.evidence != known.evidence:
        yield FieldChange("evidence", known.evidence or "", told.evidence)


def _number(hours: float | None) -> str:
    return "" if hours is None else str(int(hours) if hours.is_integer() else hours)


def _entry(key: _Key, told: _Told) -> Entry:
    entry: Entry = {
        "person": key.person,
        "qualification": key.qualification,
        "kind": key.kind,
        "on": str(key.on),
    }
    if told.until is not None:
        entry["until"] = told.until
    if told.hours is not None:
        entry["hours"] = _number(told.hours)
    if told.evidence:
        entry["evidence"] = told.evidence
    return entry
