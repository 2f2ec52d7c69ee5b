"""What comes next: from both agendas, on the exercise clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.agenda import Due, Kind
from crisis_tui.exercise.folding.changes import order_of
from crisis_tui.exercise.quiet import quiet_until_ms

if TYPE_CHECKING:
    from crisis_tui.exercise.state import Draft


def next_due(state: Draft) -> Due | None:
    """Return what is due next, by (play time, kind, place in the files); None if nothing is.

    The planned end waits while injects that an outage held back are on the catch-up list, and
    while injects wait for the end of the quiet hours; past it nothing else comes by itself.
    """
    if not state.is_live:
        return None
    coming = (state.agenda.first(), _next_on_story(state))
    due = min((item for item in coming if item is not None), default=None)
    if due is not None and due.kind is Kind.END and _has_to_settle(state):
        return None
    return due


def next_due_play_ms(state: Draft) -> int | None:
    """Return the play time of what is due next, also while the exercise is paused."""
    due = next_due(state)
    return None if due is None else due.at_ms


def next_wake_at_ms(state: Draft) -> int | None:
    """Return the instant (UTC ms) at which something is due; None while the clock stands still.

    A clock that was postponed runs again at its time.
    """
    if state.is_live and state.postponed is not None:
        return state.postponed.until_at_ms
    if not state.is_running:
        return None
    play_ms = next_due_play_ms(state)
    at_ms = None if play_ms is None else state.clock.at_of(play_ms)
    if not state.for_morning:
        return at_ms
    morning_ms = quiet_until_ms(state.plan.quiet, state.plan.zone, state.at_ms) or state.at_ms
    return morning_ms if at_ms is None else min(at_ms, morning_ms)


def waiting_for_morning(state: Draft) -> tuple[str, ...]:
    """Return the injects that wait for the end of the quiet hours, in the order of their times."""
    due = state.for_morning
    return tuple(sorted(due, key=lambda one: (due[one], order_of(state, one), one)))


def _next_on_story(state: Draft) -> Due | None:
    due = state.story_agenda.first()
    if due is None:
        return None
    play_ms = state.story.play_at(due.at_ms)
    return None if play_ms is None else due._replace(at_ms=play_ms)


def _has_to_settle(state: Draft) -> bool:
    held = any(state.injects[inject_id].reason == "outage" for inject_id in state.catch_up)
    return held or bool(state.for_morning)
