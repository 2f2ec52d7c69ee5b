"""The head of every seat: the exercise, its clocks and phase, who sits here, and NO PLAY."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.text import Text
from crisis_tui.basis.times import story_time_at
from crisis_tui.exercise.views.header import RunState
from crisis_tui.time_words import day_and_time
from crisis_tui.tui import present
from crisis_tui.tui.widgets.control_head import ExerciseHead, run_badge

if TYPE_CHECKING:
    from textual.content import Content

    from crisis_tui.basis.text import AnyText
    from crisis_tui.basis.times import StoryTime
    from crisis_tui.exercise.seats.head import SeatHead

NOBODY_DIRECTS = Text("  nobody directs")
_UNDER_WAY = {RunState.RUNNING, RunState.PAUSED}


def story_time(head: SeatHead, play_ms: int) -> StoryTime | None:
    """Return the story's time at a play time; None before the start."""
    if head.run is RunState.NOT_STARTED:
        return None
    story_ms = head.story.story_at(play_ms)
    return story_time_at(story_ms, head.story_start_ms, ZoneInfo(head.zone))


class SeatBar(ExerciseHead):
    """Title, run state and clocks; below the phase, and what the screen says `aside`."""

    def __init__(self) -> None:
        """Make a head with nothing to show yet."""
        super().__init__()
        self._shown: tuple[SeatHead, int, Content] | None = None

    def show(self, head: SeatHead, play_ms: int, aside: Content) -> None:
        """Show the head at a play time."""
        self._shown = (head, play_ms, aside)
        self.draw()

    def draw(self) -> None:
        """Show what is known anew."""
        if self._shown is None:
            return
        head, play_ms, aside = self._shown
        self.show_time(play_ms)
        alone = head.director is None and head.run in _UNDER_WAY
        run = run_badge(head.run, head.clock.speed)
        aloud = NOBODY_DIRECTS if alone else _until(head)
        shown = present.line(run, (aloud, present.WARNING))
        self.lay(head.title, shown, story_time(head, play_ms))
        self.lay_second(lambda width: present.spread(_phase(head), aside, width))


def _until(head: SeatHead) -> AnyText:
    if head.postponed_until_at_ms is None:
        return ""
    until = local_datetime(head.postponed_until_at_ms, ZoneInfo(head.zone))
    return Text("  until {time}", time=day_and_time(until))


def _phase(head: SeatHead) -> Content:
    grip = Text("GRIP {grip}", grip=head.grip or "–")
    phase = (Text("Phase"), present.QUIET), " ", (head.phase_title, "bold"), "   "
    return present.line(*(phase if head.phase_title else ()), (grip, present.QUIET))
