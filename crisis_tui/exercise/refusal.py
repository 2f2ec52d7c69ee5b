"""Why a command cannot be done now, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.basis.findings import nearest
from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.basis.text import AnyText


@dataclass(frozen=True, slots=True)
class Refusal:
    """A command that cannot be done now; `reason` is one sentence for people."""

    reason: AnyText


def unknown(name: str, known: Iterable[str]) -> Refusal:
    """Refuse an id that nobody knows, with the one that was probably meant."""
    meant = nearest(name, known)
    if meant is None:
        return Refusal(Text('There is no "{name}" in this exercise.', name=name))
    return Refusal(
        Text(
            'There is no "{name}" in this exercise; did you mean "{meant}"?', name=name, meant=meant
        )
    )
