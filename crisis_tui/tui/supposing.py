"""What the what-if screen asks and is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.readiness.what_if import WhatIf


class SupposedEdit(NamedTuple):
    """An edit as the command `what-if` writes it: the option's name and its text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Supposition:
    """What comes of those edits that could be read; `problem` is about the first that could not."""

    supposed: WhatIf
    edits: tuple[SupposedEdit, ...]
    problem: AnyText | None = None
