"""Requests of terminals behind the gate: each is done once, however often it is asked.

A terminal numbers its requests from 1 and asks one at a time. If the answer is lost, because the
gate died, it asks again under the same number. The last line of what a request caused bears its name
in the journal, so the next gate knows whether all of it was done: if the journal holds it, or a later
one of that terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crisis_tui.exercise.state import Draft

_MOST_DIGITS = 15


def request_name(token: str, number: int) -> str:
    """Return the name of a terminal's request in the journal."""
    return f"{token}:{number}"


def was_done(state: Draft, token: str, number: int) -> bool:
    """Tell whether the journal holds what a request asked for."""
    return state.requests.get(token, 0) >= number


def note_request(draft: Draft, request: str) -> None:
    """Take a request that was done into a state; a name that is none says nothing."""
    token, _, number = request.rpartition(":")
    if number.isascii() and number.isdecimal() and len(number) <= _MOST_DIGITS:
        draft.requests = draft.requests.set(token, max(int(number), draft.requests.get(token, 0)))
