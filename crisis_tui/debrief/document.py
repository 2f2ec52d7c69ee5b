"""A report as a tree of blocks, before it is text, Markdown or HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.facts import Outcome


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `quiet` ones matter less."""

    text: AnyText
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[AnyText, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with their values."""

    rows: tuple[tuple[AnyText, AnyText], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; numbers and times stand right."""

    title: AnyText
    right: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as there are columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[AnyText, ...], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A delivered inject in a role's lane of the chart."""

    play_ms: int
    until_play_ms: int
    outcome: Outcome
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One role's lane."""

    role: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The timeline as a picture: phases as bands, roles as lanes."""

    play_ms: int
    phases: tuple[tuple[int, str], ...]
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it."""

    title: AnyText
    blocks: tuple[Block, ...]


Block = Paragraph | Bullets | Pairs | Table | Chart


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report; `marking` is the word that every page carries."""

    marking: AnyText
    title: AnyText
    subtitle: AnyText
    sections: tuple[Section, ...]
    foot: AnyText
