"""The screen for the room: clocks, phase and picture, to be read from five metres."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from crisis_tui.basis.text import Text
from crisis_tui.tui import present
from crisis_tui.tui.commands import BIG_SCREEN, bindings_of
from crisis_tui.tui.seats.head import story_time
from crisis_tui.tui.seats.huge import huge_stop, huge_within
from crisis_tui.tui.seats.screen import SeatScreen
from crisis_tui.tui.seats.terms import term_lines
from crisis_tui.tui.words import play_minute

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content
    from textual.events import Resize
    from textual.widget import Widget

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.head import SeatHead
    from crisis_tui.exercise.seats.screen import ScreenView

LABELS = {"play": Text("exercise"), "story": Text("story")}


class HugeClock(Vertical):
    """Five lines of digits with what they tell below; the seconds are in the head."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        """Make a clock that shows nothing yet."""
        super().__init__(id=id)
        self._shown: tuple[str, AnyText] = ("", "")

    def compose(self) -> ComposeResult:
        """Digits and their label."""
        yield Static(classes="digits")
        yield Static(classes="told")

    def on_resize(self, event: Resize) -> None:
        """Fit the digits to the width."""
        del event
        self._draw()

    def show(self, digits: str, label: AnyText) -> None:
        """Show these digits; the same ones are not drawn again."""
        if (digits, label) != self._shown:
            self._shown = (digits, label)
            self._draw()

    def _draw(self) -> None:
        digits, label = self._shown
        self.query_one(".digits", Static).update(huge_within(digits, self.size.width))
        self.query_one(".told", Static).update(present.line((label, present.STRONG)))


class BigScreen(SeatScreen, inherit_bindings=False):
    """No keys but those to leave; NO PLAY takes all of it."""

    SCOPE = BIG_SCREEN
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(BIG_SCREEN))
    HAS_STOP_BAND = False

    def parts(self) -> Iterable[Widget]:
        """Return clocks, phase, picture and terms, and what covers them in NO PLAY."""
        yield Vertical(
            Horizontal(HugeClock(id="play"), HugeClock(id="story"), id="clocks"),
            Static(id="phase-name"),
            Static(id="picture"),
            Static(id="wall-terms"),
            id="wall",
        )
        yield Static(id="stopped")

    @property
    def view(self) -> ScreenView:
        """What hangs on the wall."""
        view: ScreenView = self.desk.view
        return view

    def draw(self, play_ms: int) -> int | None:
        """Show everything as it is now."""
        view = self.view
        self.pass_second(play_ms)
        self._put("#phase-name", _phase(view.head))
        self._put("#picture", _picture(view))
        self._put("#wall-terms", term_lines(view.terms, view.head, play_ms))
        stop = view.head.no_play
        self.query_one("#wall").display = stop is None
        self._put("#stopped", present.line() if stop is None else huge_stop(stop))
        return None

    def pass_second(self, play_ms: int) -> None:
        """Let both clocks go on."""
        head = self.view.head
        self.query_one("#play", HugeClock).show(play_minute(play_ms), LABELS["play"])
        now = story_time(head, play_ms)
        day, _, time = str(now or "").partition(" ")
        told = present.one_line(LABELS["story"])
        self.query_one("#story", HugeClock).show(time[:5], f"{told} {day}".rstrip())

    def aside(self, play_ms: int) -> Content:
        """Return nothing: a wall has no person."""
        del play_ms
        return present.line()

    def action_leave_screen(self) -> None:
        """Leave; the exercise goes on."""
        self.app.exit(0)

    def _put(self, selector: str, content: Content) -> None:
        part = self.query_one(selector, Static)
        if part.content != content:
            part.update(content)
        part.display = bool(content.plain)


def _phase(head: SeatHead) -> Content:
    grip = present.line() if head.grip is None else present.line("   ", f"GRIP {head.grip}")
    return present.line((present.one_line(head.phase_title).upper(), "bold"), grip)


def _picture(view: ScreenView) -> Content:
    """Return the newest lines of the picture with room around each, the newest bold."""
    if not view.picture:
        return present.line((Text("No picture yet."), present.QUIET))
    newest, *older = view.picture
    lines = [present.line((newest.text, "bold"))]
    for line in older:
        lines += [present.line(), present.line(line.text)]
    return present.lines(*lines)
