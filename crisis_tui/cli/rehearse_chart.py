"""The load of roles over time as a chart of 80 columns: a row a role, a digit a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import HOUR_MS, MINUTE_MS
from crisis_tui.cli.words import columns
from crisis_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.rehearsal.rehearsing import Rehearsal

_ROLE = 7
_MOST = 5
_CELLS = 80 - _ROLE - _MOST - 2
_TOP = 10


def play_clock(play_ms: int) -> str:
    """Return a play time as `1:36`."""
    minutes = play_ms // MINUTE_MS
    return f"{minutes // 60}:{minutes % 60:02}"


def load_chart(rehearsal: Rehearsal) -> Iterator[str]:
    """Yield the chart; where there are more windows than room a cell shows the busiest of some."""
    if not rehearsal.loads:
        return
    window_ms = rehearsal.measures.window_ms
    last = max(window.number for window in rehearsal.loads)
    in_cell = last // _CELLS + 1
    wide = max(1, min(3, _CELLS // (last // in_cell + 1)))
    yield _axis(in_cell * window_ms, last // in_cell + 1, wide)
    for role in rehearsal.roles:
        cells = [0] * (last // in_cell + 1)
        for window, load in rehearsal.loads.items():
            if window.role == role:
                cells[window.number // in_cell] = max(cells[window.number // in_cell], load)
        row = "".join(f"{_glyph(load, rehearsal.measures.most_load):>{wide}}" for load in cells)
        most = max(cells)
        mark = " !" if most > rehearsal.measures.most_load else ""
        yield columns([(role, _ROLE), (row, _CELLS), (f"{most}{mark}", _MOST)])


def _axis(cell_ms: int, count: int, wide: int) -> str:
    """Return the line of play times above the cells."""
    line = ""
    for number in range(count):
        said = play_clock(number * cell_ms)
        place = number * wide
        is_round = (number * cell_ms) % (max(cell_ms, HOUR_MS)) == 0
        if is_round and place >= len(line) + (1 if line else 0) and place + len(said) <= _CELLS:
            line += " " * (place - len(line)) + said
    return columns([("", _ROLE), (line, _CELLS), (_("most"), _MOST)])


def _glyph(load: int, most_load: int) -> str:
    if load == 0:
        return "·"
    return str(load) if load < _TOP else "#" if load > most_load else "+"
