"""People given on the command line, by id or by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text, clean_text

if TYPE_CHECKING:
    from crisis_tui.roster.workforce import Workforce


def asked_people(workforce: Workforce, asked: str) -> tuple[str, ...]:
    """Return the ids of the people of this id or name; two people may bear one name.

    Raises:
        AskedWrongError: the roster knows nobody of that name.
    """
    people = workforce.people
    if asked in people:
        return (asked,)
    found = tuple(each.id for each in people.values() if each.name.casefold() == asked.casefold())
    if not found:
        from crisis_tui.basis.findings import nearest  # most names are right

        near = nearest(asked, [name for each in people.values() for name in (each.id, each.name)])
        raise AskedWrongError(
            Text('the roster has no person "{person}"', person=clean_text(asked)),
            None if near is None else Text('did you mean "{name}"?', name=near),
        )
    return found
