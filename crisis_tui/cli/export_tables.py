"""Which tables an export holds, and whether people may be in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, get_args

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text
from crisis_tui.readiness.sheets import (
    Sheet,
    SheetName,
    duties_sheet,
    gaps_sheet,
    people_sheet,
    training_sheet,
)
from crisis_tui.reports.exports import SEVERAL_TABLES, write_tables
from crisis_tui.roster.coverage import coverage
from crisis_tui.roster.duty_list import duty_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.basis.times import Interval
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.roster.duty_list import DutyTable
    from crisis_tui.roster.workforce import Workforce

WHAT: tuple[SheetName, ...] = get_args(SheetName)
_OF_PEOPLE: frozenset[SheetName] = frozenset({"people", "training"})


class Question(NamedTuple):
    """What is asked of which roster: a time, worked out when it is needed, one role, one person."""

    loaded: LoadedRoster
    workforce: Workforce
    window: Callable[[], Interval]
    role: str | None
    person: str | None

    def duties(self) -> DutyTable:
        """Return the duties of the question."""
        name, window = self.loaded.name, self.window()
        return duty_table(name, self.workforce, window, role=self.role, person=self.person)


def tables_content(
    format_name: str, what: SheetName | None, question: Question, *, names: bool
) -> bytes:
    """Return the tables that are asked for, in a format.

    Raises:
        AskedWrongError: they hold names that were not asked for, or the format is not installed.
    """
    names = names or question.person is not None
    if what in _OF_PEOPLE and not names:
        raise AskedWrongError(
            Text("this table is of people, and names were not asked for"), Text("say: --names")
        )
    sheets = [
        _sheet(each, question, names=names) for each in _asked(format_name, what, names=names)
    ]
    try:
        return write_tables(sheets, format_name)
    except ImportError as error:
        raise AskedWrongError(
            Text("{format} cannot be written here", format=format_name),
            Text('install crisis-tui with its extra "{extra}", or export csv', extra=format_name),
        ) from error


def _asked(format_name: str, what: SheetName | None, *, names: bool) -> tuple[SheetName, ...]:
    if what is not None:
        return (what,)
    if format_name not in SEVERAL_TABLES:
        return ("duties",)
    return tuple(each for each in WHAT if names or each not in _OF_PEOPLE)


def _sheet(what: SheetName, question: Question, *, names: bool) -> Sheet:
    loaded, workforce = question.loaded, question.workforce
    if what == "people":
        return people_sheet(workforce.roster, question.person)
    if what == "training":
        return training_sheet(loaded.training, question.person)
    if what == "duties":
        return duties_sheet(question.duties(), names=names)
    found = coverage(workforce, question.window())
    return gaps_sheet(found, workforce.zone, names=names, role=question.role)
