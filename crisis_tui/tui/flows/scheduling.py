"""When things come: all that is still to come later or sooner, the whole exercise another time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.text import Text
from crisis_tui.exercise.commands import PostponeExercise, ReachMilestone, ShiftSchedule
from crisis_tui.exercise.typed import shift_of, wall_time_ms
from crisis_tui.tui.flows.asking import Do, Tell, Write, choose, write_until_done

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.tui.flows.asking import Desk, Flow

_HINT = Text("15 is a quarter of an hour later, -5 five minutes sooner")
_TIME_HINT = Text("9:00, or +30 for in half an hour")


def shift(_: Desk) -> Flow:
    """Move everything that is still to come."""
    yield from write_until_done(
        Write(Text("all that is to come later by"), hint=_HINT, refuse=_needs_length),
        lambda text: ShiftSchedule(shift_of(text) or 0),
        Text("all that is still to come was moved"),
    )


def postpone(desk: Desk) -> Flow:
    """Let the exercise stand still until a time of day, then go on by itself."""
    zone, now_at_ms = desk.state.plan.zone, desk.now().at_ms

    def refuse(text: str) -> AnyText | None:
        if wall_time_ms(text.strip(), now_at_ms, zone) is not None:
            return None
        return Text("That is not a time: {hint}.", hint=_TIME_HINT)

    time = yield Write(Text("stand still until"), hint=_TIME_HINT, refuse=refuse)
    until_at_ms = wall_time_ms(time.strip(), now_at_ms, zone) or now_at_ms
    until = f"{local_datetime(until_at_ms, zone):%Y-%m-%d %H:%M}"
    yield from write_until_done(
        Write(
            Text("until {until}, because", until=until),
            hint=Text("everybody reads it"),
            refuse=_needs_reason,
        ),
        lambda reason: PostponeExercise(until_at_ms, reason.strip()),
        Text("postponed until {time}; space goes on sooner", time=until),
    )


def milestone(desk: Desk) -> Flow:
    """The crisis has come to a milestone."""
    state = desk.state
    left = [one for one in state.plan.milestones.values() if one.id not in state.milestones]
    if not left:
        yield Tell(Text("There is no milestone left."))
        return
    question = Text("Which milestone was reached at {time}?", time=format_clock(desk.now().play_ms))
    reached = yield choose(question, [(f"{one.id} {one.title}", one) for one in left])
    yield Do(ReachMilestone(reached.id), Text("milestone: {title}", title=reached.title))


def _needs_length(text: str) -> AnyText | None:
    return None if shift_of(text) is not None else Text("That is not a time: {hint}.", hint=_HINT)


def _needs_reason(text: str) -> AnyText | None:
    return None if text.strip() else Text("Say why: everybody reads it.")
