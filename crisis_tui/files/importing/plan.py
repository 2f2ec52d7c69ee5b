"""What an import would do, row by row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, Protocol

from crisis_tui.basis.findings import has_errors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.basis.findings import Finding, PathPart, Where
    from crisis_tui.basis.text import AnyText
    from crisis_tui.files.importing.row_reader import RowReader
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.files.tables import Table

Outcome = Literal["new", "unchanged", "changed", "refused"]
Entry = dict[str, Any]
"""An entry of a list in a YAML file: texts, and lists and mappings of texts."""


class Target(NamedTuple):
    """Where new entries go: a file's key and the list in it."""

    file: str
    key: str


class Replacement(NamedTuple):
    """A value of an existing entry that becomes another one; the path leads to its key."""

    file: str
    path: tuple[PathPart, ...]
    value: Any


class FieldChange(NamedTuple):
    """A field whose value is another one than the file has."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What becomes of one row: `says` in short what stands in it, `known` where that is already."""

    where: Where
    outcome: Outcome
    says: str
    findings: tuple[Finding, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    known: Where | None = None


@dataclass
class ImportPlan:
    """The plan of a whole table; `findings` and `notes` are about the table, not about a row."""

    kind: str
    table: Table
    target: Target
    rows: list[RowPlan] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[AnyText] = field(default_factory=list)
    additions: list[Entry] = field(default_factory=list)
    replacements: list[Replacement] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with what reading the table brought up."""
        self.findings += self.table.findings
        self.notes += self.table.notes

    def count(self, outcome: Outcome) -> int:
        """Return how many rows have this outcome."""
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def refused_anything(self) -> bool:
        """Tell whether a row is refused, or the table itself is faulty."""
        return self.count("refused") > 0 or has_errors(self.findings)

    @property
    def changes_anything(self) -> bool:
        """Tell whether there is something to write."""
        return bool(self.additions or self.replacements)


class Planner(Protocol):
    """Plans the rows of one kind, one after another."""

    fields: ClassVar[Mapping[str, tuple[str, ...]]]
    """The fields that a row can have, each with the names that its column may have."""
    required: ClassVar[tuple[tuple[str, ...], ...]]
    """Fields that a table must have; of several together, one."""
    target: Target
    additions: list[Entry]
    replacements: list[Replacement]

    def __init__(self, loaded: LoadedRoster, *, overnight: bool = False) -> None:
        """Look at what the files hold."""

    def plan(self, row: RowReader) -> RowPlan:
        """Return what becomes of a row, and keep what is to be written."""
