"""NO PLAY in letters of five lines: nobody in the room can miss it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.tui import present
from crisis_tui.tui.widgets.no_play import NO_PLAY

if TYPE_CHECKING:
    from textual.content import Content

LETTERS = {
    "N": ("#...#", "##..#", "#.#.#", "#..##", "#...#"),
    "O": (".###.", "#...#", "#...#", "#...#", ".###."),
    "P": ("####.", "#...#", "####.", "#....", "#...."),
    "L": ("#....", "#....", "#....", "#....", "#####"),
    "A": (".###.", "#...#", "#####", "#...#", "#...#"),
    "Y": ("#...#", ".#.#.", "..#..", "..#..", "..#.."),
    " ": ("..",) * 5,
}
ROWS = 5


def huge_stop(reason: str) -> Content:
    """Return NO PLAY, huge, with its reason if one was given."""
    ink = "#" if present.is_ascii() else "█"
    rows = [
        "  ".join(LETTERS[letter][row] for letter in NO_PLAY).replace("#", ink).replace(".", " ")
        for row in range(ROWS)
    ]
    stop = Text("Stop playing: this is real.")
    lines = [present.block("\n".join(rows)), present.line(), present.line((stop, "bold"))]
    if reason != NO_PLAY:
        lines += [present.line(), present.block(reason, "bold")]
    return present.lines(*lines)
