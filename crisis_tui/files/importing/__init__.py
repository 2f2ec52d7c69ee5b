"""Tables of people, shifts and training records, row by row against what the files hold.

Nothing is written here: a plan says of every row whether it is new, known, another version of
something known, or refused and why. `importing.edit` turns a plan into the text of a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.files.importing.columns import find_columns
from crisis_tui.files.importing.people import PeoplePlanner
from crisis_tui.files.importing.plan import ImportPlan, Planner
from crisis_tui.files.importing.row_reader import RowReader
from crisis_tui.files.importing.shifts import ShiftPlanner
from crisis_tui.files.importing.training import TrainingPlanner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.files.tables import Table

__all__ = ["KINDS", "ImportPlan", "plan_import"]

KINDS: dict[str, type[Planner]] = {
    "people": PeoplePlanner,
    "shifts": ShiftPlanner,
    "training": TrainingPlanner,
}
"""What can be taken in from a table, by its name on the command line."""


def plan_import(
    kind: str,
    table: Table,
    loaded: LoadedRoster,
    renamed: Mapping[str, str] | None = None,
    *,
    overnight: bool = False,
) -> ImportPlan:
    """Plan to take the rows of a table into a roster's files.

    Args:
        kind: one of `KINDS`.
        table: as read, its head among the rows.
        loaded: the roster with its training; its `roster` is not None.
        renamed: columns of the table by name, with the field that each one holds.
        overnight: a time of day that is not after the one it ends is on the next day.

    Raises:
        AskedWrongError: `renamed` names a column or field that is not there.
    """
    planner = KINDS[kind](loaded, overnight=overnight)
    plan = ImportPlan(kind, table, planner.target)
    columns = find_columns(table, planner.fields, planner.required, renamed or {})
    plan.findings += columns.findings
    plan.notes += columns.notes
    for row in columns.rows:
        plan.rows.append(planner.plan(RowReader(table, row, columns)))
    plan.additions += planner.additions
    plan.replacements += planner.replacements
    return plan
