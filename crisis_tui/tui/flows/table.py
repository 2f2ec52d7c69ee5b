"""The flow behind each command of the control room, by the command's id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.tui.flows import answering, relieving, scheduling, sending, steering, writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.tui.flows.asking import Desk, Flow

FLOWS: dict[str, Callable[[Desk], Flow]] = {
    "pause": steering.pause_or_resume,
    "acknowledge": answering.acknowledge,
    "tick": answering.tick,
    "decide": answering.decide,
    "observe": writing.observe,
    "bob": writing.bob,
    "action": writing.action,
    "note": writing.note,
    "close-action": answering.close_action,
    "meet-clock": answering.meet_clock,
    "send": sending.send,
    "hold": sending.hold,
    "skip": sending.skip,
    "retime": sending.retime,
    "void": sending.void,
    "ad-hoc": sending.ad_hoc,
    "bank": sending.bank,
    "catch-up": sending.catch_up,
    "no-play": steering.no_play,
    "faster": steering.faster,
    "slower": steering.slower,
    "jump": steering.jump,
    "enter-phase": steering.enter_phase,
    "shift": scheduling.shift,
    "postpone": scheduling.postpone,
    "milestone": scheduling.milestone,
    "hand-over": relieving.hand_over,
    "end": steering.end,
}
