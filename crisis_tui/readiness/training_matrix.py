"""People by qualifications: who has what, until when, and who must do something first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from crisis_tui.basis.instants import FAR_FUTURE_MS
from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisis_tui.readiness.trained import Held, TrainedPerson

CellState = Literal["other", "valid", "expiring", "grace", "never", "expired"]
CELL_STATES: tuple[CellState, ...] = get_args(CellState)
"""From what is well to what is not. `other`: no role of the person asks for it."""

CELL_LOOKS: Mapping[CellState, tuple[str, Text]] = {
    "other": ("·", Text("no role asks for it")),
    "valid": ("✓", Text("valid")),
    "expiring": ("~", Text("expires soon")),
    "grace": ("!", Text("in grace")),
    "never": ("○", Text("never earned")),
    "expired": ("✗", Text("expired")),
}
"""The sign and the word for a state."""

HEADING_LINES = 3


class MatrixRow(NamedTuple):
    """One person; `cells` are in the order of the matrix's qualifications.

    `first` is the state of what needs attention first, `first_ms` when that is or was lost,
    `FAR_FUTURE_MS` for what never is or never began.
    """

    person: TrainedPerson
    cells: tuple[CellState, ...]
    first: CellState
    first_ms: int


class TrainingMatrix(NamedTuple):
    """Rows with what needs attention first on top: lost, never earned, in grace, then by expiry.

    `lacking` counts the people who miss something now, `expiring` what is lost within the horizon.
    """

    qualifications: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    lacking: int
    expiring: int


def training_matrix(people: Sequence[TrainedPerson], at_ms: int, horizon_ms: int) -> TrainingMatrix:
    """Return how people stand at an instant; what is lost within the horizon stands out."""
    asked = dict.fromkeys(name for each in people for name in each.asked)
    held = dict.fromkeys(each.qualification for person in people for each in person.held)
    qualifications = tuple({**asked, **held})
    rows = [_row(person, qualifications, at_ms, horizon_ms) for person in people]
    rows.sort(key=lambda row: (-CELL_STATES.index(row.first), row.first_ms, row.person.name))
    return TrainingMatrix(
        qualifications,
        tuple(rows),
        sum(bool({"grace", "never", "expired"}.intersection(row.cells)) for row in rows),
        sum(row.cells.count("expiring") for row in rows),
    )


def cell_state(held: Held | None, asked: bool, at_ms: int, horizon_ms: int) -> CellState:  # noqa: FBT001 - a fact of the cell
    """Return the state of a qualification of somebody."""
    if not asked:
        return "valid" if held is not None and held.state == "valid" else "other"
    if held is None:
        return "never"
    return "expiring" if held.expires_within(at_ms, horizon_ms) else held.state


def _row(
    person: TrainedPerson, qualifications: Sequence[str], at_ms: int, horizon_ms: int
) -> MatrixRow:
    held = {each.qualification: each for each in person.held}
    cells = tuple(
        cell_state(held.get(name), name in person.asked, at_ms, horizon_ms)
        for name in qualifications
    )
    ends = [
        (CELL_STATES.index(state), -_until_ms(held.get(name)))
        for name, state in zip(qualifications, cells, strict=True)
        if name in person.asked
    ]
    rank, until_ms = max(ends, default=(0, -FAR_FUTURE_MS))
    return MatrixRow(person, cells, CELL_STATES[rank], -until_ms)


def _until_ms(held: Held | None) -> int:
    return FAR_FUTURE_MS if held is None or held.valid_until_ms is None else held.valid_until_ms


def staggered(titles: Sequence[str], cells: int) -> list[str]:
    """Return headings for columns of a few cells each, on lines in turn, so that long ones fit.

    A title has the room of as many columns as there are lines, and is cut off before the next.
    """
    room = cells * HEADING_LINES - 1
    lines = [""] * min(HEADING_LINES, len(titles))
    for number, title in enumerate(titles):
        place, line = number * cells, number % HEADING_LINES
        lines[line] += " " * (place - len(lines[line])) + title[:room]
    return lines
