"""The entry line at the bottom of the control room: it drives a flow, question by question."""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option as Line

from crisis_tui.basis.text import clean_text
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.i18n import render
from crisis_tui.tui import present
from crisis_tui.tui.flows.asking import Choose, Do, Tell, Write

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult
    from textual.events import Key, Paste
    from textual.widget import Widget

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.commands import Command
    from crisis_tui.tui.flows.asking import Flow, Step


class Answers(OptionList):
    """The answers to choose from, one a line."""

    class Keyed(Message):
        """A key was pressed that may be that of an answer."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def on_key(self, event: Key) -> None:
        """Let a printable key choose."""
        if event.character is not None and event.is_printable:
            event.stop()
            self.post_message(self.Keyed(event.character))


class Field(Input):
    """A line to write in that hands over what was written before it takes another key.

    Textual sends the text on its way: of an answer that is typed ahead the beginning would be lost.
    It also lets keys that edit come after keys that were pressed later, on a machine that is busy.
    Of what is pasted Textual takes the first line; here it all becomes one line.
    """

    def __init__(self, submit: Callable[[str], None]) -> None:
        """Make an empty line; `submit` is called on enter."""
        super().__init__(classes="field")
        self.cursor_blink = False
        self._submit = submit

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter":  # a key that writes goes on to the base class by itself
            event.stop()
            event.prevent_default()
            self._submit(self.value)
        elif (edits := self._bindings.key_to_bindings.get(event.key)) is not None:
            event.stop()
            event.prevent_default()
            await self.run_action(edits[0].action)

    def _on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()
        lines = (line.strip() for line in clean_text(event.text).splitlines())
        self.replace(" ".join(line for line in lines if line), *self.selection)


class EntryLine(Vertical):
    """Hidden until a flow asks something; hands the keys back when the flow is over.

    `act` carries out a command, at once or awaited; what was typed stays until that is done. `tell`
    shows a sentence in a style, an empty one takes the last back.
    """

    class Closed(Message):
        """The flow is over or was given up."""

    def __init__(
        self,
        act: Callable[[Command], object],
        tell: Callable[[AnyText, str], None],
    ) -> None:
        """Make a line that is closed."""
        super().__init__(classes="-closed")
        self._act = act
        self._tell = tell
        self._flow: Flow | None = None
        self._step: Choose | Write | None = None
        self._focused: Widget | None = None
        self._waits = False
        """Whether a command is under way; no answer is taken meanwhile."""

    @property
    def is_open(self) -> bool:
        """Whether somebody is being asked something."""
        return self._step is not None

    def compose(self) -> ComposeResult:
        """Question, notes or answers, and the line to write in."""
        yield Static(classes="question")
        yield Static(classes="notes")
        yield Answers(markup=False, compact=True)
        with Horizontal(classes="writing"):
            yield Static(classes="label")
            yield Field(self._take_text)

    def begin(self, flow: Flow) -> None:
        """Start a flow; its first question is open when this returns."""
        self.give_up()
        self._focused = self.screen.focused
        self._flow = flow
        self._waits = False
        self._go_on(None)

    def give_up(self) -> bool:
        """Close without doing anything more; tell whether it was open."""
        if self._flow is None:
            return False
        self._flow.close()
        self._close()
        return True

    def _go_on(self, answer: object) -> None:
        """Send an answer into the flow, do what it says, and show its next question."""
        step = self._next(answer)
        while isinstance(step, Do | Tell):
            outcome = self._begin_to_carry_out(step)
            if isawaitable(outcome):
                self._waits = True
                self.run_worker(self._wait_for(step, outcome, self._flow))
                return
            step = self._next(self._carried_out(step, outcome))
        if step is None:
            self._close()
        elif isinstance(step, Choose):
            self._ask_to_choose(step)
        else:
            self._ask_to_write(step)

    def _next(self, answer: object) -> Step | None:
        if self._flow is None:
            return None
        try:
            return self._flow.send(answer)
        except StopIteration:
            return None

    def _begin_to_carry_out(self, step: Do | Tell) -> object:
        return None if isinstance(step, Tell) else self._act(step.command)

    def _carried_out(self, step: Do | Tell, outcome: object) -> object:
        """Say what came of it."""
        if isinstance(step, Tell):
            self._tell(step.text, present.WARNING)
        elif isinstance(outcome, Refusal):
            self._tell(outcome.reason, present.WARNING)
        else:
            self._tell(step.said, present.GOOD)
        return outcome

    async def _wait_for(
        self, step: Do | Tell, outcome: Awaitable[object], flow: Flow | None
    ) -> None:
        """Go on once the outcome is there, unless the flow was given up meanwhile."""
        done = self._carried_out(step, await outcome)
        if self._flow is flow:
            self._waits = False
            self._go_on(done)

    def _ask_to_choose(self, step: Choose) -> None:
        self._step = step
        self.query_one(".question", Static).update(present.line((step.question, present.STRONG)))
        self.query_one(".notes").display = False
        answers = self.query_one(Answers)
        answers.set_options(
            Line(present.line((option.key, present.STRONG), "  ", option.label))
            for option in step.options
        )
        answers.highlighted = 0
        self._show("-choosing", answers)

    def _ask_to_write(self, step: Write) -> None:
        self._step = step
        field = self.query_one(".field", Input)
        field.value = step.text
        field.cursor_position = len(step.text)
        field.placeholder = present.one_line(step.hint)
        self.query_one(".label", Static).update(present.line((step.question, present.STRONG)))
        notes = self.query_one(".notes", Static)
        shown = " · ".join(render(note) for note in step.notes)
        notes.update(present.line((shown, present.QUIET)))
        notes.display = bool(shown)
        self._show("-writing", field)

    def _show(self, how: str, focus: Widget) -> None:
        self.remove_class("-closed", "-choosing", "-writing")
        self.add_class(how)
        # At once, not by `focus()`: keys that are typed ahead belong to this line already.
        self.screen.set_focus(focus)

    def _close(self) -> None:
        self._flow = self._step = None
        self.remove_class("-choosing", "-writing")
        self.add_class("-closed")
        back, self._focused = self._focused, None
        if back is not None and back.is_attached:
            self.screen.set_focus(back)
        self.post_message(self.Closed())

    @on(Answers.Keyed)
    def _choose_by_key(self, event: Answers.Keyed) -> None:
        event.stop()
        if self._waits or not isinstance(self._step, Choose):
            return
        for option in self._step.options:
            if option.key == event.key:
                self._go_on(option.value)
                return

    @on(OptionList.OptionSelected)
    def _choose_by_enter(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if not self._waits and isinstance(self._step, Choose):
            self._go_on(self._step.options[event.option_index].value)

    def _take_text(self, text: str) -> None:
        if self._waits or not isinstance(self._step, Write):
            return
        refusal = self._step.refuse(text)
        if refusal is None:
            self._tell("", present.QUIET)
            self._go_on(text)
        else:
            self._tell(render(refusal), present.WARNING)
