"""What every seat's screen shares: head, NO PLAY, status, entry line, and the beat of its clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Input, Static

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import Text
from crisis_tui.exercise.seats.desk import SeatDesk
from crisis_tui.exercise.views.header import RunState
from crisis_tui.tui import present
from crisis_tui.tui.commands import SEATS, bindings_of, scopes_on
from crisis_tui.tui.pacing import Paced
from crisis_tui.tui.seats.head import SeatBar
from crisis_tui.tui.seats.stopping import stop_play
from crisis_tui.tui.widgets.bars import Hints, StatusLine
from crisis_tui.tui.widgets.control_head import title_of
from crisis_tui.tui.widgets.entry import EntryLine
from crisis_tui.tui.widgets.no_play import NoPlay
from crisis_tui.tui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content
    from textual.timer import Timer
    from textual.widget import Widget

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.refusal import Refusal
    from crisis_tui.exercise.seats.port import SeatedExercise
    from crisis_tui.tui.flows.asking import Flow
    from crisis_tui.tui.seats.app import SeatApp

TOLD_SECONDS = 8.0
LEAST_BEAT_MS, BEAT_MS = 200, 1_000
REST_SECONDS = 0.05
"""However many events come, the screen is drawn no more often."""
STOP = "reverse bold $text-error"
WAY_OUT = Text("What you write is kept. The exercise leader lifts NO PLAY.")


class SeatScreen(Screen[None]):
    """A seat's screen; subclasses give its parts, draw their view and have flows of their own.

    `FLOWS` has the flow behind each command that asks, by the command's id; each gets the desk.
    """

    SCOPE: ClassVar[str] = SEATS
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(SEATS))
    AUTO_FOCUS: ClassVar[str] = ""
    FLOWS: ClassVar[Mapping[str, Callable[[Any], Flow]]] = {}
    HAS_STOP_BAND: ClassVar[bool] = True
    """Whether NO PLAY stands in a band below the head."""

    def __init__(self, seated: SeatedExercise) -> None:
        """Show the exercise as it is known at this seat."""
        super().__init__()
        self.seated = seated
        self.desk: SeatDesk[Any] = SeatDesk(seated, next(iter(seated.seat.roles), None))
        self._seen = seated.view
        self._changes_play_ms: int | None = None
        self._minute = (-1, -1)
        self._draws = Paced(self, self._catch_up, REST_SECONDS)
        self._unsubscribe: Callable[[], None] | None = None
        self._told: Timer | None = None

    # ── For subclasses ───────────────────────────────────────────────────────────────────────────

    def parts(self) -> Iterable[Widget]:
        """Return what stands between the head and the bars."""
        return ()

    def draw(self, play_ms: int) -> int | None:
        """Show the view at a play time.

        Returns:
            the play time at which time alone changes what is shown; None if it does not.
        """
        del play_ms
        return None

    def pass_second(self, play_ms: int) -> None:
        """Show the clocks of one's own that show seconds."""
        del play_ms

    def aside(self, play_ms: int) -> Content:
        """Return what stands at the right of the head's second line."""
        del play_ms
        return present.line((self.seated.seat.person, present.QUIET))

    def urgent(self, play_ms: int) -> Content:
        """Return what the status line says while there is nothing else to say."""
        del play_ms
        return present.line()

    def is_news(self, before: Any, after: Any) -> bool:  # noqa: ANN401 - the seat's own view
        """Tell whether something came in for which the terminal rings."""
        del before, after
        return False

    # ── The frame ────────────────────────────────────────────────────────────────────────────────

    def compose(self) -> ComposeResult:
        """Put the parts between the head and the bars."""
        yield SeatBar()
        if self.HAS_STOP_BAND:
            yield NoPlay(WAY_OUT)
        with Container(id="body"):
            yield from self.parts()
        yield Static(present.block(Text("This terminal is too small.")), id="too-small")
        yield StatusLine()
        yield EntryLine(self.act, self.tell)
        yield Hints(scopes_on(self.SCOPE)[:2])

    def on_mount(self) -> None:
        """Listen to the exercise and let the clock run."""
        self._unsubscribe = self.seated.subscribe(self._heard)
        self.redraw()
        self._beat()

    def on_unmount(self) -> None:
        """Stop listening."""
        if self._unsubscribe is not None:
            self._unsubscribe()

    def on_screen_resume(self) -> None:
        """Catch up with what happened while a page was in front."""
        self.redraw()

    @property
    def seat_app(self) -> SeatApp:
        """The app, by its own type."""
        from crisis_tui.tui.seats.app import SeatApp

        assert isinstance(self.app, SeatApp)  # noqa: S101 - nobody else shows these screens
        return self.app

    def _beat(self) -> None:
        """Show the time when its seconds change, and what time alone changes."""
        now = self.seated.now()
        if self.is_current:
            self.query_one(SeatBar).show_time(now.play_ms)
            self.pass_second(now.play_ms)
            changes_ms = self._changes_play_ms
            if (changes_ms is not None and now.play_ms >= changes_ms) or self._is_new_minute():
                self.redraw()
        speed = max(self.seated.view.head.clock.speed, 1.0)
        rest_ms = (BEAT_MS - now.play_ms % BEAT_MS) if speed == 1.0 else BEAT_MS
        self.set_timer(max(rest_ms, LEAST_BEAT_MS) / 1000, self._beat)

    def _is_new_minute(self) -> bool:
        play_ms = self.seated.now().play_ms
        story_ms = self.seated.view.head.story.story_at(play_ms)
        return (play_ms // MINUTE_MS, story_ms // MINUTE_MS) != self._minute

    def _heard(self) -> None:
        if self.is_running:
            self._draws.ask()

    def _catch_up(self) -> None:
        """Ring once and draw once for everything that happened."""
        before, self._seen = self._seen, self.seated.view
        if before is not self._seen and self.is_news(before, self._seen):
            self.app.bell()
        self.redraw()

    def redraw(self) -> None:
        """Show everything as it is now, if this screen is in front."""
        head, play_ms = self.seated.view.head, self.seated.now().play_ms
        self.seat_app.entitle(title_of(head.title, head.run, play_ms))
        self.seat_app.no_play = head.no_play
        if not self.is_current:
            return
        self._minute = (play_ms // MINUTE_MS, head.story.story_at(play_ms) // MINUTE_MS)
        with self.app.batch_update():
            self.query_one(SeatBar).show(head, play_ms, self.aside(play_ms))
            self._changes_play_ms = self.draw(play_ms)
            self.show_urgent(play_ms)

    # ── What is said ─────────────────────────────────────────────────────────────────────────────

    def tell(self, message: AnyText, style: str = present.QUIET) -> None:
        """Show an answer for a while, an empty one not at all; then what is most urgent again."""
        if self._told is not None:
            self._told.stop()
        if not message:
            self._told_long_enough()
            return
        self.query_one(StatusLine).message = present.line((message, style))
        self._told = self.set_timer(TOLD_SECONDS, self._told_long_enough)

    def _told_long_enough(self) -> None:
        self._told = None
        self.show_urgent(self.seated.now().play_ms)

    def show_urgent(self, play_ms: int) -> None:
        """Show what is most urgent, unless an answer is still to be read."""
        if self._told is not None:
            return
        trouble, run = self.seated.trouble, self.seated.view.head.run
        if trouble is not None:
            message = present.line((trouble, STOP))
        elif run is RunState.ENDED:
            message = present.line((Text("The exercise is over: thank you. q leaves."), "bold"))
        else:
            message = self.urgent(play_ms)
        self.query_one(StatusLine).message = message

    # ── Commands ─────────────────────────────────────────────────────────────────────────────────

    def act(self, order: Command) -> Awaitable[Refusal | None]:
        """Have a command carried out in the role that it names, else in the one acted in."""
        return self.seated.act(order, getattr(order, "role", None) or self.desk.role)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to whoever types."""
        del parameters
        if action != "begin":
            return True
        return not self.query_one(EntryLine).is_open and not isinstance(self.focused, Input)

    def action_begin(self, name: str) -> None:
        """Begin the flow of a command."""
        flow = stop_play if name == "stop-play" else self.FLOWS[name]
        self.query_one(EntryLine).begin(flow(self.desk))

    def action_leave_seat(self) -> None:
        """Leave; nobody else notices and nothing is lost."""
        self.app.exit(0)

    def step_back(self) -> bool:
        """Undo the innermost thing that can be undone here; tell whether there was one."""
        if self.query_one(EntryLine).give_up():
            return True
        return any(table.forget_words() for table in self.query(Table))

    @on(EntryLine.Closed)
    def _entry_closed(self) -> None:
        self.redraw()
