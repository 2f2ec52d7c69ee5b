"""The training matrix in 80 columns: a sign for each person and qualification, block below block."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.instants import FAR_FUTURE_MS, local_datetime
from crisis_tui.cli.training_text import unasked_lines
from crisis_tui.cli.words import columns, day, shortened
from crisis_tui.i18n import _, ngettext, render
from crisis_tui.readiness.training_matrix import CELL_LOOKS, CELL_STATES, staggered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.readiness.training_matrix import MatrixRow, TrainingMatrix
    from crisis_tui.roster.workforce import Workforce

WIDTH = 80
_NAME, _CELL, _UNTIL = 20, 3, 12
_IN_A_BLOCK = (WIDTH - _NAME - 1 - _UNTIL - 2) // _CELL


def matrix_text(workforce: Workforce, matrix: TrainingMatrix, at_ms: int, horizon_ms: int) -> str:
    """Return the matrix, who must do something first on top."""
    return "\n".join(_lines(workforce, matrix, at_ms, horizon_ms))


def _lines(
    workforce: Workforce, matrix: TrainingMatrix, at_ms: int, horizon_ms: int
) -> Iterator[str]:
    head = _("Training  {organisation}").format(organisation=workforce.roster.organisation)
    now = local_datetime(at_ms, workforce.zone)
    moment = f"{day(now)} {now.year}"
    yield f"{shortened(head, WIDTH - len(moment) - 2):<{WIDTH - len(moment)}}{moment}"
    yield _verdict(matrix, horizon_ms)
    yield from unasked_lines((row.person for row in matrix.rows), at_ms, horizon_ms)
    for first in range(0, max(len(matrix.qualifications), 1), _IN_A_BLOCK):
        yield ""
        titles = matrix.qualifications[first : first + _IN_A_BLOCK]
        yield from (" " * (_NAME + 1) + line for line in staggered(titles, _CELL))
        for row in matrix.rows:
            signs = (CELL_LOOKS[state][0] for state in row.cells[first : first + _IN_A_BLOCK])
            cells = "".join(f"{sign:<{_CELL}}" for sign in signs)
            room = WIDTH - _NAME - 2 - _UNTIL
            yield columns(
                [(row.person.name, _NAME), (cells, room), (_first(workforce, row), _UNTIL)]
            )
    yield ""
    present = {state for row in matrix.rows for state in row.cells}
    legend = (
        f"{sign} {render(word)}" for state, (sign, word) in CELL_LOOKS.items() if state in present
    )
    yield from wrap("   ".join(legend), WIDTH)


def _verdict(matrix: TrainingMatrix, horizon_ms: int) -> str:
    if matrix.lacking:
        said = "✗ " + ngettext(
            "{n} person lacks what a role asks for",
            "{n} people lack what a role asks for",
            matrix.lacking,
        ).format(n=matrix.lacking)
    else:
        said = "✓ " + _("everybody has what their roles ask for")
    return f"{said}   " + ngettext(
        "{n} expires within {days} days", "{n} expire within {days} days", matrix.expiring
    ).format(n=matrix.expiring, days=horizon_ms // DAY_MS)


def _first(workforce: Workforce, row: MatrixRow) -> str:
    """Return the last day of what is or was lost first."""
    if row.first_ms >= FAR_FUTURE_MS or CELL_STATES.index(row.first) == 0:
        return ""
    moment = local_datetime(row.first_ms - 1, workforce.zone)
    return f"{moment.day} {day(moment).split()[2]} {moment.year}"
