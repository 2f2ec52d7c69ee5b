"""People from a table: who they are, which roles they have, how soon they are there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from crisis_tui.basis.durations import format_duration
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.findings import Source
from crisis_tui.basis.text import Text
from crisis_tui.basis.times import LocalTime, parse_local_time, resolve_local
from crisis_tui.basis.zones import zone_or_default
from crisis_tui.files.importing.cells import (
    read_duration,
    read_word,
)
from crisis_tui.files.importing.identities import Identities
from crisis_tui.files.importing.lookup import roles_of
from crisis_tui.files.importing.plan import Entry, FieldChange, Replacement, Target
from crisis_tui.files.importing.times import read_optional_time
from crisis_tui.roster.person_fields import date_text, person_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.basis.findings import Where
    from crisis_tui.files.importing.plan import RowPlan
    from crisis_tui.files.importing.row_reader import RowReader
    from crisis_tui.files.loaded import LoadedRoster

_KINDS = {
    "employee": "employee",
    "medewerker": "employee",
    "administrator": "administrator",
    "bestuurder": "administrator",
    "volunteer": "volunteer",
    "vrijwilliger": "volunteer",
    "partner": "partner",
}
_STATUSES = {
    "kandidaat": "kandidaat",
    "candidate": "kandidaat",
    "in opleiding": "in_opleiding",
    "in training": "in_opleiding",
    "inzetbaar": "inzetbaar",
    "deployable": "inzetbaar",
    "verlopen": "verlopen",
    "expired": "verlopen",
    "uit dienst": "uit_dienst",
    "left": "uit_dienst",
}
_BETWEEN_ROLES = re.compile(r"[,;/|\n]")
_TRAVEL = ("home", "office", "other", "prepare")
_PATHS: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in ("name", "kind", "status", "roles")},
    "from": ("employed", "from"),
    "until": ("employed", "until"),
    **{name: ("travel", name) for name in _TRAVEL},
    "phone": ("reach", "phone"),
    "mail": ("reach", "mail"),
}
"""Where a field stands in an entry of `people`."""
Values = dict[str, Any]
"""What a row says: a text or a list of texts by field, as a file writes it."""


class PeoplePlanner:
    """A person is known by id, else by mail address, else by name if nobody shares it."""

    fields: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "id": ("code", "personeelsnummer", "medewerkernummer", "employee number"),
        "name": ("naam", "volledige naam", "full name", "medewerker", "persoon", "person"),
        "first": ("voornaam", "roepnaam", "first name"),
        "infix": ("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels"),
        "last": ("achternaam", "last name", "surname"),
        "kind": ("soort", "type", "soort medewerker"),
        "status": ("toestand", "inzetstatus", "state"),
        "roles": (
            "functies",
            "rollen",
            "functie",
            "rol",
            "role",
            "crisisfunctie",
            "crisisfuncties",
            "functie(s)",
            "crisisrol",
            "crisisrollen",
        ),
        "from": (
            "employed from",
            "in dienst",
            "in dienst sinds",
            "in dienst vanaf",
            "datum in dienst",
            "van",
            "vanaf",
            "sinds",
            "begin",
            "begindatum",
            "startdatum",
            "ingangsdatum",
            "start date",
        ),
        "until": (
            "employed until",
            "uit dienst",
            "uit dienst per",
            "in dienst tot",
            "datum uit dienst",
            "tot",
            "einde",
            "einddatum",
            "end date",
        ),
        "home": (
            "reistijd thuis",
            "reistijd",
            "thuis",
            "reistijd vanaf huis",
            "reistijd vanaf thuis",
            "reistijd van huis",
            "aanrijtijd",
            "travel home",
            "travel",
            "travel time",
        ),
        "office": (
            "reistijd kantoor",
            "kantoor",
            "reistijd vanaf kantoor",
            "reistijd werk",
            "werk",
            "travel office",
        ),
        "other": ("reistijd anders", "anders", "reistijd elders", "elders", "travel other"),
        "prepare": ("voorbereiding", "voorbereidingstijd", "klaar", "preparation"),
        "phone": (
            "telefoon",
            "telefoonnummer",
            "telefoonnr",
            "mobiel",
            "mobiel nummer",
            "mobiele nummer",
            "tel",
            "gsm",
            "mobile",
            "telephone",
        ),
        "mail": ("e-mail", "email", "mailadres", "e-mailadres", "emailadres", "e-mail adres"),
    }
    required: ClassVar[tuple[tuple[str, ...], ...]] = (("name", "last", "id"),)

    def __init__(self, loaded: LoadedRoster, *, overnight: bool = False) -> None:  # noqa: ARG002
        """Look at the people of a roster.

        Raises:
            AskedWrongError: there is no roster.
        """
        if loaded.roster is None:
            raise AskedWrongError(Text("the roster cannot be read; mend it first"))
        self.target = Target(loaded.file, "people")
        self.additions: list[Entry] = []
        self.replacements: list[Replacement] = []
        self._zone = zone_or_default(loaded.roster.timezone)
        self._roles = roles_of(loaded.roster)
        self._identities = Identities(loaded.roster)
        self._known = {
            each.id: (index, each, loaded.locate(Source(loaded.file, ("people", index))))
            for index, each in enumerate(loaded.roster.people)
        }
        self._rows: dict[str, tuple[Values, Where]] = {}

    def plan(self, row: RowReader) -> RowPlan:
        """Return what becomes of a row."""
        values = self._values(row)
        id_ = self._identities.find(row, values.get("name", ""))
        says = " ".join(filter(None, (id_ or row.text("id"), values.get("name", ""))))
        if id_ is not None:
            self._identities.claim_mail(row, id_)
        if id_ is None or row.refused:
            return row.refused_row(says)
        if id_ in self._rows:
            return self._repeated(row, id_, values, says)
        self._rows[id_] = (values, row.where)
        if id_ not in self._known:
            return self._new(row, id_, values, says)
        return self._known_person(row, id_, values, says)

    def _values(self, row: RowReader) -> Values:
        """Return what a row says; everything wrong with it is told."""
        parts = (row.text("first"), row.text("infix"), row.text("last"))
        values: Values = {"name": row.text("name") or " ".join(filter(None, parts))}
        values["kind"] = read_word(row, "kind", _KINDS)
        values["status"] = read_word(row, "status", _STATUSES)
        values["roles"] = self._read_roles(row)
        for name in ("from", "until"):
            time = read_optional_time(row, name, self._zone)
            values[name] = None if time is None else date_text(time)
        for name in _TRAVEL:
            duration_ms = read_duration(row, name)
            values[name] = None if duration_ms is None else format_duration(duration_ms)
        values |= {name: row.text(name) for name in ("phone", "mail")}
        return {name: value for name, value in values.items() if value}

    def _read_roles(self, row: RowReader) -> list[str]:
        text = row.text("roles")
        names = [text]
        if not self._roles.all(text):  # a title may hold a comma
            names = [part.strip() for part in _BETWEEN_ROLES.split(text)]
        names = [name for name in names if name]
        found = (self._roles.find(row, "roles", name) for name in names)
        return list(dict.fromkeys(role for role in found if role is not None))

    def _repeated(self, row: RowReader, id_: str, values: Values, says: str) -> RowPlan:
        """Return the plan of a row about somebody who is in a row above."""
        earlier, where = self._rows[id_]
        if all(earlier.get(name) == value for name, value in values.items()):
            return row.known_row(says, where)
        row.refuse(
            "name" if row.has("name") else "id",
            "P409",
            Text("the row at {place} says otherwise of this person", place=where.place),
            Text("keep the right one; for two people of one name, write their ids"),
        )
        return row.refused_row(says)

    def _new(self, row: RowReader, id_: str, values: Values, says: str) -> RowPlan:
        if not self._lasts(row, values.get("from"), values.get("until")):
            return row.refused_row(says)
        self.additions.append(_entry(id_, values))
        return row.new_row(says)

    def _lasts(self, row: RowReader, from_: str | None, until: str | None) -> bool:
        """Refuse an employment that ends before it begins."""
        times = [_time(each) for each in (from_, until)]
        if None in times:
            return True
        from_ms, until_ms = (resolve_local(time, self._zone) for time in times if time is not None)
        if until_ms <= from_ms:
            row.refuse(
                "until",
                "T205",
                Text("this ends at {until}, not after it begins", until=str(until)),
                Text("nothing is swapped: write a time after {from_}", from_=str(from_)),
            )
        return until_ms > from_ms

    def _known_person(self, row: RowReader, id_: str, values: Values, says: str) -> RowPlan:
        """Return the plan of a row about somebody on the roster; an empty cell says nothing."""
        index, person, where = self._known[id_]
        now = person_fields(person)
        other = {
            name: value
            for name, value in values.items()
            if _comparable(now.get(name)) != _comparable(value)
        }
        merged = now | other
        if not self._lasts(row, merged.get("from"), merged.get("until")):
            return row.refused_row(says)
        self.replacements += [
            Replacement(self.target.file, ("people", index, *_PATHS[name]), value)
            for name, value in other.items()
        ]
        changes = [
            FieldChange(name, _shown(now.get(name)), _shown(value)) for name, value in other.items()
        ]
        return row.known_row(says, where, changes)


def _entry(id_: str, values: Values) -> Entry:
    """Return an entry of `people`, its keys in the order of the format."""
    entry: Entry = {"id": id_}
    for name, path in _PATHS.items():
        if name in values:
            inner = entry
            for key in path[:-1]:
                inner = inner.setdefault(key, {})
            inner[path[-1]] = values[name]
    return entry


def _time(text: str | None) -> LocalTime | None:
    return None if text is None else parse_local_time(text)


def _comparable(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def _shown(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")
