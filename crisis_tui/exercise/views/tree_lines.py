"""The lines of the tree of what can still happen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TreeKind(StrEnum):
    """What a line of the tree is."""

    FORK = "fork"
    OUTCOME = "outcome"
    INJECT = "inject"
    PHASE = "phase"
    MILESTONE = "milestone"
    AGAIN = "again"
    """What a fork elsewhere on the page tells in full."""


@dataclass(frozen=True, slots=True)
class TreeLine:
    """A line, `depth` levels in. `id` names a thing, or what a fork is about.

    `subject` is the kind of a fork; `outcome` an option's id, "met", "missed", "reached", None for
    not decided. `play_ms` is when it can come at the earliest, of a fork its limit. `also` says
    that it takes something else too.
    """

    depth: int
    kind: TreeKind
    id: str
    title: str = ""
    play_ms: int | None = None
    roles: tuple[str, ...] = ()
    subject: str = ""
    outcome: str | None = None
    also: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """Lines in the order in which forks can come; `closed` are forks that were settled.

    `planned` are the injects that come whatever people do. `is_whole` says that all ways were
    looked at.
    """

    lines: tuple[TreeLine, ...]
    closed: tuple[TreeLine, ...]
    planned: tuple[str, ...]
    is_whole: bool
