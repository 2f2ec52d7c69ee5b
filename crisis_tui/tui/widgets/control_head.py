"""The head of the control room: how the exercise runs, its clocks, its phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from crisis_tui.basis.durations import HOUR_MS, MINUTE_MS, format_clock
from crisis_tui.basis.text import Text
from crisis_tui.exercise.agenda import Kind
from crisis_tui.exercise.state import Outcome
from crisis_tui.exercise.views.header import RunState
from crisis_tui.tui import present
from crisis_tui.tui.present import State
from crisis_tui.tui.widgets.bars import EXERCISE_WORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.content import Content
    from textual.events import Resize

    from crisis_tui.basis.times import StoryTime
    from crisis_tui.exercise.views.header import ClockRow, Header, NextDue

RUNS: dict[RunState, tuple[State, Text]] = {
    RunState.NOT_STARTED: (State.IDLE, Text("NOT STARTED")),
    RunState.RUNNING: (State.LIVE, Text("RUNS")),
    RunState.PAUSED: (State.PAUSED, Text("PAUSED")),
    RunState.NO_PLAY: (State.BAD, Text("NO PLAY")),
    RunState.ENDED: (State.GOOD, Text("ENDED")),
}
LONGEST_NAME = 16
ROOM_FOR_NAMES = 76
"""On a narrower line the word EXERCISE and the clocks need the room."""
_GAP = "   "


class Line(Static):
    """One line that is only drawn anew when it changed: a terminal may be far away."""

    def show(self, content: Content, *, grows: bool = False) -> None:
        """Show a line; `grows` if its width may differ from the last one's."""
        if self.content != content:
            self.update(content, layout=grows)


class ExerciseHead(Vertical):
    """Two lines. The play clock is a widget of its own, so that a second costs eight cells."""

    def compose(self) -> ComposeResult:
        """Title, run state, the two clocks; below the phase and what else there is to say."""
        with Horizontal(classes="first"):
            yield Line(id="title")
            yield Line(id="run")
            yield Line(id="play-clock")
            yield Line(id="story-clock")
        yield Line(id="phase")

    def on_resize(self, event: Resize) -> None:
        """Fit the lines to the width."""
        del event
        self.draw()

    def draw(self) -> None:
        """Show what is known anew."""
        raise NotImplementedError

    def show_time(self, play_ms: int) -> None:
        """Show the play clock alone."""
        clock = present.line((format_clock(play_ms), present.STRONG))
        self.query_one("#play-clock", Line).show(present.fit(clock, 8, right=True))

    def lay(self, title: str, run: Content, story_time: StoryTime | None) -> None:
        """Show the first line but for the play clock."""
        badge = present.line(" ", EXERCISE_WORD, " ").stylize(present.BADGE)
        named = present.line(" ", badge, "  ", (title, present.STRONG))
        width = self.query_one("#title").size.width or self.size.width
        self.query_one("#title", Line).show(present.fit(named, width))
        self.query_one("#run", Line).show(run, grows=True)
        story = "" if story_time is None else str(story_time)[: len(f"D{story_time.day} 00:00")]
        self.query_one("#story-clock", Line).show(present.line(story), grows=True)

    def lay_second(self, line_of: Callable[[int], Content]) -> None:
        """Show the second line, made for the width that there is."""
        self.query_one("#phase", Line).show(line_of(max(self.size.width - 2, 1)))


class ControlHead(ExerciseHead):
    """The head of the control room: below the first line the phase and the statutory clocks."""

    def __init__(self) -> None:
        """Make a head with nothing to show yet."""
        super().__init__()
        self._shown: tuple[Header, NextDue | None, str] | None = None

    def show(self, head: Header, coming: NextDue | None, directs: str = "") -> None:
        """Show the head and the phase that comes, and who `directs` if that is somebody else."""
        self._shown = (head, coming, directs)
        self.draw()

    def draw(self) -> None:
        """Show what is known anew."""
        if self._shown is None:
            return
        head, coming, directs = self._shown
        named = directs if self.size.width >= ROOM_FOR_NAMES else ""
        self.show_time(head.play_ms)
        run = run_badge(head.run, head.speed)
        self.lay(head.title, present.line(run, _elsewhere(named)), head.story_time)
        self.lay_second(lambda width: _second_line(head, coming, width))


def _elsewhere(person: str) -> Content:
    if not person:
        return present.line()
    name = present.one_line(person)
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    return present.line("  ", (Text("directs: {person}", person=short), present.QUIET))


def short_time(duration_ms: int) -> str:
    """Return hours and minutes, rounded up, so that 0:00 means now: `0:53`."""
    minutes = -(-max(duration_ms, 0) // MINUTE_MS)
    return f"{minutes // 60}:{minutes % 60:02}"


def run_badge(run: RunState, speed: float) -> Content:
    """Return how the exercise stands; what stops it stands out."""
    state, word = RUNS[run]
    shown_speed = f" {speed:g}×" if run in {RunState.RUNNING, RunState.PAUSED} else ""
    style = "reverse bold" if run in {RunState.PAUSED, RunState.NO_PLAY} else ""
    shown = present.line(present.state(state, word), (shown_speed, state.style))
    return present.line(" ", shown, " ").stylize(style) if style else shown


def title_of(title: str, run: RunState, play_ms: int) -> str:
    """Return the title of the window: `OEFENING Dinsdag zonder netwerk - PAUZE 0:41:07`.

    A clock that runs is not in it: that would be bytes every second for a line nobody looks at.
    """
    state, word = RUNS[run]
    clock = "" if run is RunState.RUNNING else f" {format_clock(play_ms)}"
    parts = (EXERCISE_WORD, f" {title} – {state.glyph} ", word, clock)
    return "".join(present.one_line(part) for part in parts)


def _second_line(head: Header, coming: NextDue | None, width: int) -> Content:
    """Return phase and terms; where both do not fit, the terms by their short ids."""
    phase, terms = _phase(head, coming), _terms(head, short=False)
    if phase.cell_length + terms.cell_length >= width:
        terms = _terms(head, short=True)
    return present.spread(phase, terms, width)


def _phase(head: Header, coming: NextDue | None) -> Content:
    if not head.phase_count:
        return present.line()
    number = f"{head.phase_number}/{head.phase_count}"
    phase = present.line(
        (Text("Phase {number}", number=number), present.QUIET), " ", (head.phase_title, "bold")
    )
    return present.line(phase, (_coming(coming), present.QUIET))


def _coming(due: NextDue | None) -> str | Text:
    if due is None:
        return ""
    wait = short_time(due.wait_play_ms)
    if due.kind is Kind.END:
        return Text(" · the end in {wait}", wait=wait)
    return Text(" · {phase} in {wait}", phase=due.title, wait=wait)


def _terms(head: Header, *, short: bool) -> Content:
    clocks = [part for row in head.clocks for part in (_term(row, short=short), _GAP)]
    grip = present.line((Text("GRIP {grip}", grip=head.grip or "–"), present.QUIET))
    return present.line(*clocks, grip)


def _term(row: ClockRow, *, short: bool) -> Content:
    name = row.id if short else row.title
    owner = f" ({row.owner})" if row.owner else ""
    if row.outcome is Outcome.OPEN:
        remaining = short_time(row.remaining_ms)
        left = Text("{clock} {left} left{owner}", clock=name, left=remaining, owner=owner)
        return present.line((left, present.WARNING if row.remaining_ms < HOUR_MS else ""))
    state = State.GOOD if row.outcome is Outcome.MET else State.BAD
    return present.state(state, f"{name}{owner}")
