"""What was written and still stands, a line each, for forms and reports."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.views.log import open_actions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.state import ExerciseState

MOST_LINES = 8
"""Lines at most of one kind: what is read aloud or fits on a page."""
LOOK_BACK = 20_000
"""Log lines looked at: weeks of them, in a tenth of a second."""


def standing_entries(state: ExerciseState, kinds: Iterable[str]) -> Iterator[ev.EntryRecorded]:
    """Yield the lines of these kinds that still stand, newest first."""
    events = (record.event for record in islice(state.log.newest_first(), LOOK_BACK))
    for event in events:
        if not isinstance(event, ev.EntryRecorded) or event.entry in state.retracted:
            continue
        if event.kind in kinds:
            yield event


def action_lines(state: ExerciseState, play_ms: int) -> Iterator[AnyText]:
    """Yield the actions that are not done, those due first at the top."""
    for row in open_actions(state, play_ms):
        what = f"{row.entry} {row.owner}: {row.text}"
        if row.due_play_ms is None:
            yield what
        else:
            yield Text("{what} (before {time})", what=what, time=format_clock(row.due_play_ms))


def decision_lines(state: ExerciseState) -> tuple[AnyText, ...]:
    """Return the newest decisions, oldest first: those of the scenario, and those of the log."""
    in_order = sorted(_decisions(state), key=lambda decision: decision[:3])
    return tuple(text for *_, text in in_order[-MOST_LINES:])


def _decisions(state: ExerciseState) -> Iterator[tuple[int, int, str, AnyText]]:
    """Yield decisions with what orders them: play time, place among log lines, id.

    While the clock stands still, all that is written has the same play time.
    """
    for name, taken in state.decisions.items():
        asked = state.plan.decision(name)
        question = asked[1].question if asked else name
        titles = {option.id: option.title for option in asked[1].options} if asked else {}
        yield taken.play_ms, 0, name, f"{question} {titles.get(taken.option, taken.option)}"
    for entry in standing_entries(state, ("decision",)):
        yield entry.opened_play_ms, state.entries[entry.entry], entry.entry, entry.text
