"""What an unknown name was probably meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.findings import nearest
from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection

_MOST_NAMES = 8


def suggestion(word: str, known: Collection[str]) -> Text:
    """Return what to write instead of an unknown id: the nearest known one, or all of a few."""
    near = nearest(word, known)
    if near is not None:
        return Text('did you mean "{name}"?', name=near)
    if not known:
        return Text("there are none yet; add it, or take this reference out")
    if len(known) <= _MOST_NAMES:
        return Text("known are: {names}", names=", ".join(known))
    return Text("check the spelling, or add it")
