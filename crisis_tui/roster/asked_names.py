"""Roles and people of a roster as somebody names them: by id, people by name too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text, clean_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from crisis_tui.roster.model import Roster

_MOST_NAMES = 12


def known_role(asked: str, roles: Collection[str]) -> str:
    """Return the role asked for, which is one of `roles`.

    Raises:
        AskedWrongError: it is not.
    """
    if asked not in roles:
        raise AskedWrongError(
            Text('the roster has no role "{role}"', role=clean_text(asked)),
            _meant(_nearest(asked, roles), roles),
        )
    return asked


def known_people(asked: str, roster: Roster) -> tuple[str, ...]:
    """Return the ids of the people of this id or name; two people may bear one name.

    Raises:
        AskedWrongError: nobody has it.
    """
    if any(person.id == asked for person in roster.people):
        return (asked,)
    found = [each.id for each in roster.people if each.name.casefold() == asked.casefold()]
    if not found:
        raise AskedWrongError(
            Text('the roster has no person "{person}"', person=clean_text(asked)),
            _meant(_nearest_person(asked, roster), [each.id for each in roster.people]),
        )
    return tuple(found)


def known_person(asked: str, roster: Roster) -> str:
    """Return the id of a person given by id, or by a name that only one of them bears.

    Raises:
        AskedWrongError: nobody has it, or several people do.
    """
    first, *others = known_people(asked, roster)
    if others:
        raise AskedWrongError(
            Text('more than one person is called "{name}"', name=clean_text(asked)),
            Text("say which: {ids}", ids=", ".join((first, *others))),
        )
    return first


def _nearest_person(asked: str, roster: Roster) -> str | None:
    """Return the id of whoever is probably meant: by part of a name, else by the spelling."""
    part = asked.casefold().strip()
    found = [each.id for each in roster.people if part and part in each.name.casefold()]
    if len(found) == 1:
        return found[0]
    ids = {each.name: each.id for each in roster.people} | {
        each.id: each.id for each in roster.people
    }
    from crisis_tui.basis.findings import nearest_person  # most names are right

    near = nearest_person(asked, ids)
    return None if near is None else ids[near]


def _nearest(asked: str, known: Iterable[str]) -> str | None:
    from crisis_tui.basis.findings import nearest  # most names are right

    return nearest(asked, known)


def _meant(near: str | None, known: Collection[str]) -> Text:
    if near is not None:
        return Text('did you mean "{name}"?', name=near)
    if len(known) > _MOST_NAMES:
        return Text("check the spelling")
    return Text("known are: {names}", names=", ".join(known) or "-")
