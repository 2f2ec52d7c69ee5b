"""The control room: what must I do now?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container, Vertical
from textual.widgets import Input, Static

from crisis_tui.basis.text import Text
from crisis_tui.exercise.events import ExerciseEnded, InjectDelivered, PlayStopped, Resumed
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.views.briefing import is_taken_up
from crisis_tui.exercise.views.direction import Standing, change_of_direction
from crisis_tui.tui import present
from crisis_tui.tui.commands import CONTROL_ROOM, LISTS, bindings_of
from crisis_tui.tui.flows.asking import Desk
from crisis_tui.tui.flows.table import FLOWS
from crisis_tui.tui.flows.undoing import undo
from crisis_tui.tui.pacing import Paced
from crisis_tui.tui.pressing import pressing
from crisis_tui.tui.screens.base import MainScreen
from crisis_tui.tui.screens.exercise_pages import ExercisePages
from crisis_tui.tui.situation import Situation
from crisis_tui.tui.widgets.bars import Hints, StatusLine
from crisis_tui.tui.widgets.control_head import ControlHead, title_of
from crisis_tui.tui.widgets.entry import EntryLine
from crisis_tui.tui.widgets.inject_card import InjectCard
from crisis_tui.tui.widgets.log_pane import LogPane
from crisis_tui.tui.widgets.message_pane import MessagePane
from crisis_tui.tui.widgets.no_play import NoPlay
from crisis_tui.tui.widgets.staffing import staffing_line
from crisis_tui.tui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.events import Record
    from crisis_tui.exercise.views.header import Header
    from crisis_tui.tui.services import Exercise

TOLD_SECONDS = 8.0
"""So long an answer stays on the status line before the most urgent thing comes back."""
LEAST_BEAT_MS, BEAT_MS = 200, 1_000
REST_SECONDS = 0.2
"""However many events come, lists are drawn no more often: ticks and keys come in between."""
TURNS = (PlayStopped, Resumed, ExerciseEnded)
"""What everybody at the exercise has to hear at once."""
LIFT = Text("space lifts it, with two keys more")


class ControlRoomScreen(ExercisePages, MainScreen):
    """Head, messages, the chosen message in full, log; every command is one key away."""

    SCOPE = CONTROL_ROOM
    NAME = Text("Control room")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(CONTROL_ROOM)]
    AUTO_FOCUS: ClassVar[str] = "#messages Rows"

    def __init__(self, exercise: Exercise) -> None:
        """Show this exercise, which somebody else keeps going."""
        super().__init__()
        self._exercise = exercise
        self._session = exercise.session
        self._desk = Desk(exercise.session, person=exercise.actor.person)
        self._situation = Situation(exercise.session)
        self._unsubscribe: Callable[[], None] | None = None
        self._draws = Paced(self, self._catch_up, REST_SECONDS)
        self._rings = False
        self._told: Timer | None = None
        self._follows_newest = True
        self._direction = exercise.direction

    def compose(self) -> ComposeResult:
        """Put the parts between the head and the bars."""
        yield ControlHead()
        yield NoPlay(LIFT)
        with Container(id="body"):
            yield MessagePane()
            with Vertical(id="right"):
                yield InjectCard(id="card")
                yield Static(id="staffing")
            yield LogPane()
        yield Static(present.block(Text("This terminal is too small.")), id="too-small")
        yield StatusLine()
        yield EntryLine(self._act, self.tell)
        yield Hints((CONTROL_ROOM, LISTS), first=("pause",))

    def on_mount(self) -> None:
        """Listen to the exercise and let the clock run."""
        self._unsubscribe = self._session.subscribe(self._heard)
        self._desk.selected = self._situation.newest
        self._draw()
        for notice in self._exercise.notices:
            self.tell(notice, present.WARNING)
        if is_taken_up(self._session.state, self._exercise.actor.person):
            self.tell(Text("Somebody else left this exercise: N tells how it stands."))
        self._beat()

    def on_unmount(self) -> None:
        """Stop listening."""
        if self._unsubscribe is not None:
            self._unsubscribe()

    def on_screen_resume(self) -> None:
        """Catch up with what happened while another screen was in front."""
        self._draw()

    def reload(self) -> None:
        """Draw everything anew."""
        self._draw()

    # ── Time and events ──────────────────────────────────────────────────────────────────────────

    def _beat(self) -> None:
        """Show the time when its seconds change, and what time alone changes."""
        now = self._session.now()
        if self.is_current:
            self.query_one(ControlHead).show_time(now.play_ms)
            if self._situation.is_stale(now.play_ms):
                self._draw()
            elif self._situation.is_new_minute(now.play_ms) or self._is_directed_otherwise():
                self._draw_time()
        speed = max(self._session.state.clock.speed, 1.0)
        rest_ms = (BEAT_MS - now.play_ms % BEAT_MS) if speed == 1.0 else BEAT_MS
        self.set_timer(max(rest_ms, LEAST_BEAT_MS) / 1000, self._beat)

    def _is_directed_otherwise(self) -> bool:
        """Tell whether what was last said about who directs no longer holds."""
        return self._session.is_live and self._exercise.direction != self._direction

    def _heard(self, records: tuple[Record, ...]) -> None:
        """Take note of new records; draw soon, and not for each one."""
        if not self.is_running:
            return
        sent = [one.event.inject for one in records if isinstance(one.event, InjectDelivered)]
        if sent:
            if self._follows_newest:
                self._desk.selected = sent[-1]
            self._rings = True
        self._situation.forget()
        self._draws.ask()
        for record in records:
            if isinstance(record.event, TURNS):
                self._rings = True
                self.tell("")  # what was answered before no longer holds
            change = change_of_direction(record, self._exercise.actor)
            if change is not None:
                self.tell(change, present.WARNING)

    def _catch_up(self) -> None:
        """Ring once and draw once for everything that happened."""
        if self._rings:
            self._rings = False
            self.app.bell()
        if self.is_current:
            self._draw()
        else:
            self._tell_app(self._situation.head(self._session.now().play_ms)[0])

    def _draw(self) -> None:
        """Show everything as it is now."""
        play_ms = self._session.now().play_ms
        with self.app.batch_update():
            shown = self._situation.at(play_ms)
            self.query_one(MessagePane).show(shown)
            if self._desk.selected is not None:
                self.query_one(MessagePane).table.choose(self._desk.selected)
            log = self.query_one(LogPane)
            log.show(self._situation.log(), reading=log.has_focus_within)
            self._draw_time()

    def _draw_time(self) -> None:
        """Show what the minutes change: the head, the card, the staffing, what is most urgent."""
        play_ms = self._session.now().play_ms
        head, coming = self._situation.head(play_ms)
        self.query_one(ControlHead).show(head, coming, self._who_else_directs())
        self._tell_app(head)
        self._draw_card(play_ms)
        self._draw_staffing(head.story_ms)
        if self._told is None:
            self._show_urgent(play_ms)

    def _tell_app(self, head: Header) -> None:
        """Let the window's title and whatever page is in front say how the exercise stands."""
        self.crisis.entitle(title_of(head.title, head.run, head.play_ms))
        self.crisis.no_play = head.no_play

    def _who_else_directs(self) -> str:
        """Return the name of the person at another terminal, empty if it is nobody or here."""
        direction = self._exercise.direction
        held = {Standing.ELSEWHERE, Standing.SILENT}
        return direction.person if self._session.is_live and direction.standing in held else ""

    def _draw_card(self, play_ms: int) -> None:
        detail = self._situation.detail(self._desk.selected, play_ms)
        self.query_one(InjectCard).show(detail)

    def _draw_staffing(self, story_ms: int) -> None:
        staffing = self._exercise.staffing
        part = self.query_one("#staffing", Static)
        part.display = staffing is not None
        if staffing is None:
            return
        shown = staffing_line(staffing.at(story_ms))
        if part.content != shown:
            part.update(shown)

    # ── What is said ─────────────────────────────────────────────────────────────────────────────

    def tell(self, message: AnyText, style: str = present.QUIET) -> None:
        """Show an answer for a while, an empty one not at all; then the most urgent thing again."""
        if self._told is not None:
            self._told.stop()
        if not message:
            self._told_long_enough()
            return
        super().tell(message, style)
        self._told = self.set_timer(TOLD_SECONDS, self._told_long_enough)

    def _told_long_enough(self) -> None:
        self._told = None
        self._show_urgent(self._session.now().play_ms)

    def _show_urgent(self, play_ms: int) -> None:
        self._direction = self._exercise.direction
        self.query_one(StatusLine).message = pressing(self._exercise, self._situation, play_ms)

    # ── Commands ─────────────────────────────────────────────────────────────────────────────────

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to whoever types."""
        del parameters
        if action != "begin":
            return True
        entry = self.query_one(EntryLine)
        return not entry.is_open and not isinstance(self.focused, Input)

    def action_begin(self, name: str) -> None:
        """Begin the flow of a command."""
        person = self._exercise.actor.person
        flow = undo(self._desk, person) if name == "undo" else FLOWS[name](self._desk)
        self.query_one(EntryLine).begin(flow)

    def _act(self, order: Command) -> tuple[Record, ...] | Refusal:
        """Carry out a command; what it changed is on the screen at once."""
        outcome = self._session.act(order, self._exercise.actor)
        if not isinstance(outcome, Refusal):
            self._situation.forget()
        return outcome

    def action_follow(self) -> None:
        """Look at what was sent last, and go on doing so."""
        self._follows_newest = True
        self._desk.selected = self._situation.newest
        self._draw()

    def action_maximise(self) -> None:
        """Give the chosen message the whole screen."""
        self.query_one("#body").add_class("-card-only")
        self.query_one(InjectCard).read()

    def action_take_over(self) -> None:
        """Direct the exercise from here, if nobody does."""
        refused = self._exercise.take_over()
        if refused is not None:
            self.tell(refused.reason, present.WARNING)

    def action_show_debrief(self) -> None:
        """Open the debrief of an exercise that is over."""
        if self._session.is_live:
            self.tell(Text("The debrief opens after the end of the exercise (E)."), present.WARNING)
        else:
            self.crisis.open_debrief(self._exercise.id)

    def step_back(self) -> bool:
        """Close the entry line, or the whole message, or the filter."""
        if self.query_one(EntryLine).give_up():
            return True
        body = self.query_one("#body")
        if body.has_class("-card-only"):
            body.remove_class("-card-only")
            self.query_one(MessagePane).table.take_focus()
            return True
        if super().step_back():
            return True
        # Escape never leaves a live exercise: its other screens are keys 1 to 4 away.
        return self._session.is_live

    @on(EntryLine.Closed)
    def _entry_closed(self) -> None:
        self._draw()

    @on(Table.Moved, "#messages")
    def _look_at(self, event: Table.Moved) -> None:
        stale = event.row_id != event.table.chosen  # the list was filled anew meanwhile
        if stale or event.row_id == self._desk.selected:
            return
        self._desk.selected = event.row_id
        self._follows_newest = event.row_id == self._situation.newest
        self._draw_card(self._session.now().play_ms)

    @on(Table.Chosen, "#messages")
    def _open_message(self) -> None:
        self.action_maximise()
