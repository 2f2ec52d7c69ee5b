"""Which messages somebody must speak: those on a channel that carries a voice, not a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crisis_tui.exercise.state import Draft

SPOKEN_CHANNELS = frozenset({"telefoon", "portofoon", "fysiek", "overleg", "pers"})
"""Nobody has such a message before the simulation cell calls, radios, comes in or asks."""


def is_spoken(state: Draft, inject_id: str) -> bool:
    """Tell whether a message of the script, or one written during the exercise, is to be spoken."""
    return channel_of(state, inject_id) in SPOKEN_CHANNELS


def channel_of(state: Draft, inject_id: str) -> str | None:
    """Return a message's channel, None if it has none or nobody knows the message."""
    planned = state.plan.inject(inject_id)
    if planned is not None:
        return planned.inject.channel
    added = state.added.get(inject_id)
    return added.channel if added else None
