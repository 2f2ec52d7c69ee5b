"""Findings: what is wrong in somebody's data, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.basis.text import AnyText


class Severity(StrEnum):
    """How bad it is: an error if the data has no single meaning, else a warning or a hint."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


PathPart = str | int


@dataclass(frozen=True, slots=True)
class Source:
    """A value in a file before it is located: the file's key and the path down to the value.

    `at_key` points at the key instead of the value. `offset` is a place inside a text scalar, in
    characters of the value, and `length` how many of them are meant.
    """

    file: str
    path: tuple[PathPart, ...] = ()
    at_key: bool = False
    offset: int | None = None
    length: int = 1

    def child(self, *parts: PathPart) -> Source:
        """Return the source of a value below this one."""
        return Source(self.file, (*self.path, *parts))

    def key(self) -> Source:
        """Return the same place, pointing at the key that holds the value."""
        return replace(self, at_key=True)

    def inside(self, offset: int, length: int) -> Source:
        """Return a place inside this text value."""
        return replace(self, offset=offset, length=length)


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A located range: lines and columns count from 1, the end column is the first one after.

    In a workbook lines are rows, and `cell` says the place as people know it: `Blad1!C3`.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    cell: str = ""

    @property
    def place(self) -> str:
        """How people name the place within its file: `3:5`, or a workbook's cell."""
        return self.cell or f"{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a finding, such as the first use of a doubled key."""

    where: Where
    message: AnyText


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or remark. `code` is stable and has a page; the wording is free."""

    code: str
    severity: Severity
    message: AnyText
    where: Where
    help: AnyText | None = None
    related: tuple[Related, ...] = field(default=())

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order for people: by file, line, column, then code."""
        return (self.where.file, self.where.line, self.where.column, self.code, str(self.message))


Locator = Callable[[Source], Where]
"""Finds a source in its file; gives the nearest enclosing value if it is not there."""


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings sorted for people, without repeats."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def nearest(word: str, known: Iterable[str], at_least: float = 0.6) -> str | None:
    """Return the known word that `word` was probably meant to be, or None.

    `at_least` is how alike they must be, from 0 to 1.
    """
    from difflib import get_close_matches  # 5 ms, needed only when something is wrong

    folded = {candidate.casefold(): candidate for candidate in known}
    matches = get_close_matches(word.casefold(), folded, n=1, cutoff=at_least)
    return folded[matches[0]] if matches else None


def nearest_person(word: str, known: Iterable[str]) -> str | None:
    """Return the id, name or mail address of the person who was probably meant, or None.

    It takes more likeness than elsewhere, and of addresses only the part before the @ counts: all
    of one organisation are alike behind it.
    """
    local = {candidate.partition("@")[0]: candidate for candidate in known}
    near = nearest(word.partition("@")[0], local, at_least=0.75)
    return None if near is None else local[near]
