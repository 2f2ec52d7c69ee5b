"""The log that all players share: their BOB lines and what else they wrote, and their actions.

There is one team log in an exercise: a scenario does not say who sits with whom, and who leaves out
a liaison who sits elsewhere leaves out whom the picture is for. What controllers, observers and the
simulation cell write is not in it, unless they write it for a role of the exercise.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from crisis_tui.exercise.events import EntryRecorded

if TYPE_CHECKING:
    from collections.abc import Collection

    from crisis_tui.exercise.state import ActionState, ExerciseState

MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A line of the team log; `kind` is one of `state.ENTRY_KINDS`, `who` a role."""

    entry: str
    kind: str
    text: str
    who: str
    play_ms: int
    is_retracted: bool


@dataclass(frozen=True, slots=True)
class TeamAction:
    """An action; `is_mine` if a role held owns it. Done if `closed_play_ms` is known."""

    entry: str
    text: str
    owner: str
    play_ms: int
    due_play_ms: int | None
    closed_play_ms: int | None
    is_mine: bool


def team_lines(state: ExerciseState, most: int = MOST_LINES) -> tuple[TeamLine, ...]:
    """Return the newest lines, newest first."""
    lines = []
    for record in islice(state.team_log.newest_first(), most):
        event = record.event
        if isinstance(event, EntryRecorded):
            lines.append(
                TeamLine(
                    event.entry,
                    event.kind,
                    event.text,
                    event.role or "",
                    event.opened_play_ms,
                    event.entry in state.retracted,
                )
            )
    return tuple(lines)


def team_actions(state: ExerciseState, roles: Collection[str]) -> tuple[TeamAction, ...]:
    """Return the team's actions and those of these roles: open ones by due time, then done ones."""
    rows = [
        _row(entry, action, roles)
        for entry, action in state.actions.items()
        if entry not in state.retracted and _is_of_team(state, action, roles)
    ]
    return tuple(sorted(rows, key=_order))


def _is_of_team(state: ExerciseState, action: ActionState, roles: Collection[str]) -> bool:
    written_by = action.by.role if action.by else None
    return action.owner in roles or written_by in state.plan.roles


def _row(entry: str, action: ActionState, roles: Collection[str]) -> TeamAction:
    return TeamAction(
        entry,
        action.text,
        action.owner,
        action.opened_play_ms,
        action.due_play_ms,
        action.closed_play_ms,
        action.owner in roles,
    )


def _order(row: TeamAction) -> tuple[bool, bool, int, int, str]:
    due_ms = row.due_play_ms
    return (row.closed_play_ms is not None, due_ms is None, due_ms or 0, row.play_ms, row.entry)
