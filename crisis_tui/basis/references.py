"""What an unknown name was probably meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.findings import nearest, nearest_person
from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection

_MOST_NAMES = 8
_MOST_COMPARISONS = 20_000


class Suggestions:
    """Says what to write instead of unknown ids.

    The nearest known id is looked for as long as that stays fast: a file with thousands of unknown
    ids is not a file with thousands of misspellings.
    """

    def __init__(self) -> None:
        """Start with all the comparisons still to spend."""
        self._left = _MOST_COMPARISONS
        self._found: dict[tuple[str, str], str | None] = {}

    def suggest(self, kind: str, word: str, known: Collection[str]) -> Text:
        """Return help on an unknown `word`; `known` are the ids of its kind, always the same."""
        near = self._nearest(kind, word, known)
        if near is not None:
            return Text('did you mean "{name}"?', name=near)
        if not known:
            return Text("there are none yet; add it, or take this reference out")
        if len(known) <= _MOST_NAMES:
            return Text("known are: {names}", names=", ".join(sorted(known)))
        return Text("check the spelling, or add it")

    def _nearest(self, kind: str, word: str, known: Collection[str]) -> str | None:
        if (kind, word) not in self._found:
            if len(known) > self._left:
                return None
            self._left -= len(known)
            near_to = nearest_person if kind == "person" else nearest
            self._found[kind, word] = near_to(word, known)
        return self._found[kind, word]
