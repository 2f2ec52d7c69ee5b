"""Tables taken into the files of a workspace: planned row by row, shown, and only then written.

Importing this module costs nothing much; the heavy parts are imported where they are used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.bootstrap_change import new_findings, replace_file
from crisis_tui.refused_change import RefusedChange, obstacle_to_change

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.findings import Finding
    from crisis_tui.files.importing import ImportPlan
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.files.tables import Table
    from crisis_tui.files.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AskedImport:
    """What somebody asks for.

    `renamed` gives columns of the table the field that each holds; `overnight` puts an end time
    that is not after its beginning on the next day.
    """

    kind: str
    renamed: Mapping[str, str]
    overnight: bool = False


@dataclass(frozen=True, slots=True)
class PlannedImport:
    """A table against a roster: `rows` says what becomes of each row.

    `before` and `after` are the file's bytes, `diff` their difference. `warnings` are findings that
    the file would have then and does not have now; `refused` why nothing can be written.
    """

    rows: ImportPlan
    path: Path
    file: str
    before: bytes
    after: bytes
    diff: str
    zone: ZoneInfo
    warnings: tuple[Finding, ...] = ()
    refused: RefusedChange | None = None


def plan_import(
    workspace: Workspace, loaded: LoadedRoster, table: Table, asked: AskedImport
) -> PlannedImport:
    """Work out what a table would change in a roster or its training; write nothing.

    Raises:
        AskedWrongError: a column or field is not there, or there is no file to take the rows in.
    """
    from crisis_tui.basis.zones import zone_or_default
    from crisis_tui.files.importing import plan_import as plan_rows

    rows = plan_rows(asked.kind, table, loaded, asked.renamed, overnight=asked.overnight)
    file = rows.target.file
    path = loaded.files[file]
    zone = zone_or_default(loaded.roster.timezone if loaded.roster else "")
    planned = PlannedImport(rows, path, file, b"", b"", "", zone)
    if not rows.changes_anything:
        return planned
    edited = _edited(workspace, planned, loaded)
    obstacle = obstacle_to_change(workspace, path, replace(loaded, file=file))
    return edited if obstacle is None else replace(edited, refused=obstacle)


def _edited(workspace: Workspace, planned: PlannedImport, loaded: LoadedRoster) -> PlannedImport:
    """Return the plan with the file's new text, and what the checks say of it."""
    from crisis_tui.files.importing.edit import edited_bytes, hunks
    from crisis_tui.files.reading import CannotReadError, read_file
    from crisis_tui.files.roster_edit import CannotEditError

    try:
        before = read_file(planned.path)
        after = edited_bytes(before, planned.rows)
    except CannotReadError as error:
        return replace(planned, refused=RefusedChange("unreadable", error.reason))
    except CannotEditError as error:
        return replace(planned, refused=RefusedChange("cannot-edit", error.reason))
    new = _new_findings(workspace, planned, loaded, after)
    errors = tuple(each for each in new if each.severity == "error")
    refused = None
    if errors:
        message = Text("the file would have errors that it does not have now")
        refused = RefusedChange("new-errors", message, None, errors)
    return replace(
        planned,
        before=before,
        after=after,
        diff=hunks(before, after, planned.file),
        warnings=tuple(each for each in new if each.severity != "error"),
        refused=refused,
    )


def _new_findings(
    workspace: Workspace, planned: PlannedImport, loaded: LoadedRoster, after: bytes
) -> Sequence[Finding]:
    from crisis_tui.bootstrap import load_roster_at
    from crisis_tui.files.rosters import load_training_file

    if planned.file == loaded.file:
        return new_findings(loaded, load_roster_at(workspace, planned.path, after))
    alone = load_training_file(workspace, planned.path)
    return new_findings(alone, load_training_file(workspace, planned.path, after))


def apply_import(planned: PlannedImport, who: str, terminal: str) -> RefusedChange | None:
    """Write a planned import and record who made it; or say why nothing is written."""
    entry: dict[str, str | int] = {
        "import": planned.rows.kind,
        "table": planned.rows.table.file,
        "new": planned.rows.count("new"),
        "changed": planned.rows.count("changed"),
    }
    texts = (planned.before, planned.after)
    return replace_file(planned.path, planned.file, texts, entry, who, terminal, zone=planned.zone)
