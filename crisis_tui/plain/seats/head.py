"""The head of a seat in lines, and what changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.text import Text
from crisis_tui.basis.times import story_time_at
from crisis_tui.exercise.views.header import RunState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.head import SeatHead

RUNS: dict[RunState, Text] = {
    RunState.NOT_STARTED: Text("not started"),
    RunState.RUNNING: Text("runs"),
    RunState.PAUSED: Text("paused"),
    RunState.NO_PLAY: Text("NO PLAY"),
    RunState.ENDED: Text("ended"),
}


def head_lines(head: SeatHead, play_ms: int) -> Iterator[AnyText]:
    """Yield the run state with both clocks, the phase, and what stops the play."""
    yield Text(
        "{run}, speed {speed}×, play {play}, story {story}",
        run=RUNS[head.run],
        speed=f"{head.clock.speed:g}",
        play=format_clock(play_ms),
        story=story_text(head, play_ms),
    )
    yield from _phase(head)
    yield from _stops(head)
    yield from _waits(head)


def head_news(before: SeatHead, after: SeatHead) -> Iterator[AnyText]:
    """Yield what changed between two heads."""
    if (before.run, before.no_play) != (after.run, after.no_play) and after.no_play is None:
        yield Text("EXERCISE {title}: {run}", title=after.title, run=RUNS[after.run])
    if (before.phase_title, before.grip) != (after.phase_title, after.grip):
        yield from _phase(after)
    if (before.no_play, before.director is None) != (after.no_play, after.director is None):
        yield from _stops(after)
    if before.postponed_until_at_ms != after.postponed_until_at_ms:
        yield from _waits(after)


def story_text(head: SeatHead, play_ms: int) -> str:
    """Return the story's time at a play time, `-` before the start."""
    if head.run is RunState.NOT_STARTED:
        return "-"
    return story_text_at(head, head.story.story_at(play_ms))


def story_text_at(head: SeatHead, story_ms: int) -> str:
    """Return a time of the story, `D2 07:42`."""
    return str(story_time_at(story_ms, head.story_start_ms, ZoneInfo(head.zone)))


def _phase(head: SeatHead) -> Iterator[AnyText]:
    if head.phase_title:
        grip = head.grip or "-"
        yield Text("phase {title}, GRIP {grip}", title=head.phase_title, grip=grip)


def _stops(head: SeatHead) -> Iterator[AnyText]:
    if head.no_play is not None:
        yield Text("NO PLAY, stop playing, this is real: {reason}", reason=head.no_play)
    elif head.director is None and head.run in {RunState.RUNNING, RunState.PAUSED}:
        yield Text("nobody directs the exercise")


def _waits(head: SeatHead) -> Iterator[AnyText]:
    if head.postponed_until_at_ms is not None:
        until = local_datetime(head.postponed_until_at_ms, ZoneInfo(head.zone))
        yield Text("it goes on by itself at {time}", time=f"{until:%Y-%m-%d %H:%M}")
