"""Whom and what a cell means: by id, by mail address, by name; never by guessing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal

from crisis_tui.basis.findings import nearest_person
from crisis_tui.basis.text import Text
from crisis_tui.files.problems import nearest_known, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crisis_tui.files.importing.row_reader import RowReader
    from crisis_tui.roster.model import Roster
    from crisis_tui.training.model import Training

Kind = Literal["person", "role", "qualification"]
_MOST = 8
_CODES = {"person": "R120", "role": "R101", "qualification": "R116"}


class Lookup:
    """Finds ids by what people write: exactly, else whatever the case and blanks."""

    def __init__(self, kind: Kind, named: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Take ids, each with the other names that it goes by."""
        self.kind = kind
        self._ids: set[str] = set()
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._spellings: dict[str, str] = {}
        for id_, names in named:
            self._ids.add(id_)
            for name in dict.fromkeys(folded_name(each) for each in (id_, *names) if each):
                self._by_name[name].append(id_)
            self._spellings.update({folded_name(each): each for each in (id_, *names) if each})

    def __contains__(self, id_: str) -> bool:
        """Tell whether there is such an id."""
        return id_ in self._ids

    def all(self, text: str) -> list[str]:
        """Return every id that a text can mean."""
        return [text] if text in self._ids else self._by_name.get(folded_name(text), [])

    def find(self, row: RowReader, field: str, text: str) -> str | None:
        """Return the one id that a cell means; None, refused, if there is none or more."""
        found = self.all(text)
        if len(found) == 1:
            return found[0]
        if found:
            row.refuse(field, "P409", *self._ambiguous(text, found))
        else:
            row.refuse(field, _CODES[self.kind], *self._unknown(text))
        return None

    def _ambiguous(self, text: str, found: list[str]) -> tuple[Text, Text]:
        return (
            Text('"{name}" can be {ids}', name=shown(text), ids=", ".join(found)),
            Text("write the id of the one that is meant"),
        )

    def _unknown(self, text: str) -> tuple[Text, Text]:
        near_to = nearest_person if self.kind == "person" else nearest_known
        near = near_to(folded_name(text), self._by_name)
        cure = Text("check the spelling, or add it")
        if len(self._ids) <= _MOST:
            cure = Text("known are: {names}", names=", ".join(sorted(self._ids)) or "-")
        if near is not None:
            ids = self._by_name[near]
            cure = Text(
                'did you mean "{name}"?',
                name=self._spellings[near] if len(ids) == 1 else ", ".join(ids),
            )
        return _SAID[self.kind](shown(text)), cure


_SAID: dict[str, Callable[[str], Text]] = {
    "person": lambda name: Text('the roster has no person "{person}"', person=name),
    "role": lambda name: Text('the roster has no role "{role}"', role=name),
    "qualification": lambda name: Text('the training has no qualification "{name}"', name=name),
}


def folded_name(text: str) -> str:
    """Return a name for comparing: small letters, single blanks."""
    return " ".join(text.casefold().split())


def people_of(roster: Roster) -> Lookup:
    """Return the people of a roster, by id, mail address and name."""
    return Lookup(
        "person",
        ((each.id, (each.name, each.reach.mail or "")) for each in roster.people),
    )


def roles_of(roster: Roster) -> Lookup:
    """Return the roles of a roster, by id and title."""
    return Lookup("role", ((each.id, (each.title.nl, each.title.en)) for each in roster.roles))


def qualifications_of(training: Training) -> Lookup:
    """Return the qualifications of a training file, by id and title."""
    return Lookup(
        "qualification",
        ((each.id, (each.title.nl, each.title.en)) for each in training.qualifications),
    )
