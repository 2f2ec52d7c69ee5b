"""Letters and digits of five lines, to be read across a room, in any character set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.tui import present
from crisis_tui.tui.widgets.no_play import NO_PLAY

if TYPE_CHECKING:
    from textual.content import Content

FONT = {
    "N": ("#...#", "##..#", "#.#.#", "#..##", "#...#"),
    "O": (".###.", "#...#", "#...#", "#...#", ".###."),
    "P": ("####.", "#...#", "####.", "#....", "#...."),
    "L": ("#....", "#....", "#....", "#....", "#####"),
    "A": (".###.", "#...#", "#####", "#...#", "#...#"),
    "Y": ("#...#", ".#.#.", "..#..", "..#..", "..#.."),
    "0": ("###", "#.#", "#.#", "#.#", "###"),
    "1": (".#.", "##.", ".#.", ".#.", "###"),
    "2": ("###", "..#", "###", "#..", "###"),
    "3": ("###", "..#", "###", "..#", "###"),
    "4": ("#.#", "#.#", "###", "..#", "..#"),
    "5": ("###", "#..", "###", "..#", "###"),
    "6": ("###", "#..", "###", "#.#", "###"),
    "7": ("###", "..#", "..#", "..#", "..#"),
    "8": ("###", "#.#", "###", "#.#", "###"),
    "9": ("###", "#.#", "###", "..#", "###"),
    ":": (".", "#", ".", "#", "."),
    "-": ("...", "...", "###", "...", "..."),
    " ": ("..",) * 5,
}
ROWS = 5


def huge(text: str, cells: int = 1) -> Content:
    """Return a text in five lines; a dot of the font is `cells` wide, two make it square."""
    ink = "#" if present.is_ascii() else "█"
    gap = " " * (max(1, cells))
    rows = (gap.join(_dots(sign, row, cells) for sign in text) for row in range(ROWS))
    return present.block("\n".join(rows).replace("#", ink).replace(".", " "))


def huge_within(text: str, width: int) -> Content:
    """Return a text as large as it fits into so many cells."""
    wide = huge(text, 2)
    fits = max(len(line) for line in wide.plain.split("\n")) <= width
    return wide if fits else huge(text)


def huge_stop(reason: str) -> Content:
    """Return NO PLAY, huge, with its reason if one was given."""
    stop = Text("Stop playing: this is real.")
    lines = [huge(NO_PLAY), present.line(), present.line((stop, "bold"))]
    if reason != NO_PLAY:
        lines += [present.line(), present.block(reason, "bold")]
    return present.lines(*lines)


def _dots(sign: str, row: int, cells: int) -> str:
    return "".join(dot * cells for dot in FONT.get(sign, FONT[" "])[row])
