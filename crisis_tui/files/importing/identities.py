"""Whose row it is: somebody of the roster, or somebody new who is given an id."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from crisis_tui.basis.fields import IDENTIFIER_PATTERN
from crisis_tui.basis.text import Text
from crisis_tui.files.explain_values import explain_identifier
from crisis_tui.files.importing.lookup import people_of
from crisis_tui.files.problems import Problem, shown

if TYPE_CHECKING:
    from crisis_tui.files.importing.row_reader import RowReader
    from crisis_tui.roster.model import Roster


class Identities:
    """Finds people by id, else by mail address, else by name if nobody shares it."""

    def __init__(self, roster: Roster) -> None:
        self._people = people_of(roster)
        self._ids = {each.id.casefold(): each.id for each in roster.people}
        self._mails = {
            each.reach.mail.casefold(): each.id for each in roster.people if each.reach.mail
        }

    def find(self, row: RowReader, name: str) -> str | None:
        """Return an id of the roster, or one for somebody new; None, refused, if it is unclear."""
        if row.text("id"):
            return self._said(row, row.text("id"), name)
        by_mail = self._mails.get(row.text("mail").casefold())
        found = self._people.all(name) if name else []
        if by_mail is not None:
            return self._by_mail(row, by_mail, found)
        if len(found) > 1:
            self._people.find(row, "name" if row.has("name") else "last", name)
            return None
        if found:
            return found[0]
        return self._made(row, name)

    def _by_mail(self, row: RowReader, id_: str, by_name: list[str]) -> str | None:
        """Return who has the mail address, unless the name is somebody else's."""
        if not by_name or id_ in by_name:
            return id_
        row.refuse(
            "mail",
            "P409",
            Text(
                'the mail address is of "{person}", the name of "{other}"',
                person=id_,
                other=", ".join(by_name),
            ),
            Text("write the id of the one that is meant"),
        )
        return None

    def _said(self, row: RowReader, id_: str, name: str) -> str | None:
        if not re.fullmatch(IDENTIFIER_PATTERN, id_):
            explained = explain_identifier(Problem("identifier", ("id",), id_))
            row.refuse("id", explained.code, explained.message, explained.help)
            return None
        id_ = self._ids.setdefault(id_.casefold(), id_)
        if not name and id_ not in self._people:
            row.required("name")
            return None
        return id_

    def _made(self, row: RowReader, name: str) -> str | None:
        """Make an id from the name of somebody new, unless somebody else has it."""
        if not name:
            row.required("name" if row.has("name") else "last")
            return None
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        id_ = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
        if not id_ or id_ in self._ids:
            row.refuse(
                "name",
                "R105",
                Text('there is no free id for "{name}"', name=shown(name)),
                Text("add a column `id` and write one"),
            )
            return None
        return id_

    def claim_mail(self, row: RowReader, id_: str) -> None:
        """Refuse a mail address that is somebody else's, whatever its case."""
        mail = row.text("mail").casefold()
        owner = self._mails.setdefault(mail, id_) if mail else id_
        if owner != id_:
            row.refuse(
                "mail",
                "P416",
                Text('"{person}" has this mail address already', person=owner),
                Text("calendars are matched by it: everybody needs their own"),
            )
