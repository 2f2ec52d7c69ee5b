"""What is wrong with a damaged journal, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.ports import Damage

if TYPE_CHECKING:
    from collections.abc import Mapping

DAMAGE_WORDS: Mapping[Damage, Text] = {
    Damage.TORN: Text("the line has no end; `resume` sets it aside"),
    Damage.CHECKSUM: Text("its bytes changed after they were written"),
    Damage.SEQUENCE: Text("its number does not follow the line before"),
    Damage.CHAIN: Text("it was not written after the line before"),
    Damage.FORMAT: Text("it is not a line of a journal"),
    Damage.EVENT: Text("its data is not that of its event"),
    Damage.TRUNCATED: Text("lines that were there are gone"),
    Damage.REPLACED: Text("the file was moved, replaced or deleted meanwhile"),
}
