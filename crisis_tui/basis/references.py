"""References between files: which ids are known, and what an unknown one was meant to be."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from crisis_tui.basis.findings import nearest
from crisis_tui.basis.text import Text

Muted = Mapping[str, Collection[str]]
"""Ids by kind that exist in the files but could not be read; what names them is not reported.

Kinds: inject, phase, objective, expectation, decision, option, variable, variant, clock, role,
person, team, qualification, norm. `ANY_ID` stands for entries whose id itself could not be read.
"""

ANY_ID = "*"
NOTHING_MUTED: Muted = {}

_MOST_NAMES = 8


def is_muted(muted: Muted, kind: str, identifier: str) -> bool:
    """Tell whether an unknown id is the consequence of a fault that is reported already."""
    ids = muted.get(kind, ())
    return identifier in ids or ANY_ID in ids


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
