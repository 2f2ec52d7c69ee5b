"""What a power cut leaves of the last append: is it that, or is a journal damaged?

Nothing is appended before what stands is durable, so only the last append can be half there. A
line without an end is its remnant; so is a line with bytes that never reached the disk, which read
as NUL and stand in no line ever written, unless a later append follows: that was made on top of
it, so it had been whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.storage.lines import append_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEVER_WRITTEN = b"\0"


def is_torn(bad: bytes, after: Iterable[bytes], seq: int) -> bool:
    """Tell whether line `seq`, found bad, is what is left of an append that never was durable.

    Args:
        bad: the line's bytes.
        after: the lines that follow, without their newlines.
        seq: the number that the line should have had.
    """
    if _NEVER_WRITTEN not in bad:
        return False
    return all((first := append_of(line)) is None or first <= seq for line in after)
