"""One message in full, as the simulation cell plays it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import Text
from crisis_tui.exercise.state import QUIET_HOURS, Outcome
from crisis_tui.exercise.views.messages import MessageState
from crisis_tui.exercise.wording import REASONS
from crisis_tui.tui import present, words
from crisis_tui.tui.present import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.content import Content
    from textual.events import Resize

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.views.detail import DecisionRow, ExpectedRow, InjectDetail

TICKS: dict[Outcome, tuple[str, str]] = {
    Outcome.OPEN: ("[ ]", ""),
    Outcome.MET: ("[x]", present.GOOD),
    Outcome.LATE: ("[x]", present.WARNING),
    Outcome.MISSED: ("[ ]", present.BAD),
    Outcome.CANCELLED: ("[-]", present.QUIET),
}
KEPT: dict[MessageState, Text] = {
    MessageState.OVERDUE: Text("on the catch-up list"),
    MessageState.HELD: Text("held back"),
    MessageState.SKIPPED: Text("left out"),
    MessageState.VOIDED: Text("does not count"),
    MessageState.WAITING: Text("waits for its condition"),
}
TRUTHS = {"rumour": Text("rumour"), "false": Text("not true")}


class InjectCard(Vertical):
    """Who, what, how to play it; below, always in sight, what is expected and how that stands."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        """Make an empty card."""
        super().__init__(id=id)
        self._detail: InjectDetail | None = None

    def compose(self) -> ComposeResult:
        """The text, which may be longer than the card, and what is expected."""
        with VerticalScroll(classes="reading"):
            yield Static(classes="head")
            yield Static(classes="guidance")
        yield Static(classes="expected")

    def on_resize(self, event: Resize) -> None:
        """Fit the lines to the new width."""
        del event
        self.show(self._detail)

    def show(self, detail: InjectDetail | None) -> None:
        """Show a message, or that there is none."""
        if detail is None or self._detail is None or detail.row.id != self._detail.row.id:
            self.query_one(VerticalScroll).scroll_home(animate=False)
        self._detail = detail
        if detail is None:
            nothing = present.block(Text("No message is chosen."), present.QUIET)
            self._set(".head", nothing)
            self._set(".guidance", present.line())
            self._set(".expected", present.line())
            return
        self._set(".head", present.lines(*_head(detail)))
        self._set(".guidance", present.lines(*_guidance(detail)))
        width = max(self.size.width - 2, 1)
        self._set(".expected", present.lines(*_expected(detail, width)))

    def read(self) -> None:
        """Let the keys scroll the text."""
        self.query_one(VerticalScroll).focus()

    def _set(self, selector: str, content: Content) -> None:
        part = self.query_one(selector, Static)
        if part.content != content:
            part.update(content)
            part.display = bool(content.plain)


def _head(detail: InjectDetail) -> Iterator[Content]:
    row = detail.row
    yield present.line((f"{row.id}  ", present.QUIET), (row.title, present.STRONG))
    sender = f"{detail.sender} → " if detail.sender else "→ "
    yield present.line((sender, present.QUIET), (", ".join(row.to), present.STRONG))
    yield present.line((_how(detail), present.QUIET))
    yield from _played(detail)
    if detail.condition is not None:
        yield present.line((Text("only if {condition}", condition=detail.condition), present.SOFT))
    if row.state is MessageState.WAITING and detail.reason == QUIET_HOURS:
        yield present.line((Text("waits until the quiet hours are over"), present.WARNING))
    elif row.state in KEPT:
        reason = REASONS.get(detail.reason or "", detail.reason or "")
        yield present.line((KEPT[row.state], present.WARNING), (": " if reason else ""), reason)
    truth = TRUTHS.get(detail.truth)
    if truth is not None:
        yield present.state(State.WARNING, truth)
    if detail.text:
        yield present.line()
        yield present.block(detail.text.strip())


def _played(detail: InjectDetail) -> Iterator[Content]:
    """Yield whether the simulation cell spoke it, if there is one at work."""
    if detail.played is not None:
        time = words.play_minute(detail.played.play_ms)
        note = f" – {detail.played.note}" if detail.played.note else ""
        played = Text("played at {time}", time=time)
        yield present.line((f"{State.GOOD.glyph} ", present.GOOD), (played, present.GOOD), note)
    elif detail.to_play:
        yield present.line((Text("not played yet"), present.WARNING))


def _how(detail: InjectDetail) -> AnyText:
    """Return channel and time: `telefoon, sent at 0:34`."""
    channel = f"{detail.channel}, " if detail.channel else ""
    if detail.row.play_ms is None:
        return channel.removesuffix(", ")
    time = words.play_minute(detail.row.play_ms)
    if detail.delivered_at_ms is None:
        return Text("{channel}due at {time}", channel=channel, time=time)
    return Text("{channel}sent at {time}", channel=channel, time=time)


def _expected(detail: InjectDetail, width: int) -> Iterator[Content]:
    yield from _receipts(detail)
    for row in detail.expects:
        yield _tick(row, width)
    if detail.decision is not None:
        yield from _decision(detail.decision)


def _receipts(detail: InjectDetail) -> Iterator[Content]:
    if detail.delivered_at_ms is None or detail.row.state is MessageState.VOIDED:
        return
    have = [one.role for one in detail.receipts if one.play_ms is not None]
    waiting = [one.role for one in detail.receipts if one.play_ms is None]
    parts: list[Content | tuple[Text | str, str]] = []
    if have:
        parts += [(f"{State.GOOD.glyph} ", present.GOOD), (" ".join(have), "")]
    if waiting:
        within = detail.acknowledge_within_ms
        asked = Text("no reaction: {roles}", roles=" ".join(waiting))
        style = present.WARNING if within is not None else present.QUIET
        parts += [("  " if have else "", ""), (asked, style)]
    if parts:
        yield present.line(*parts)


def _tick(row: ExpectedRow, width: int) -> Content:
    """Return one line: the action gives way, the key x shows it in full."""
    box, style = TICKS[row.outcome]
    time = present.line((_elapsed(row), style or present.QUIET))
    action = present.line((f"{box} ", style), (row.by, present.STRONG), " ", (row.action, style))
    return present.spread(action, time, width)


def _elapsed(row: ExpectedRow) -> str:
    """Return elapsed and limit in whole minutes: finer would redraw the card every second."""
    if row.elapsed_ms is None:
        return "" if row.within_ms is None else f"({row.within_ms // MINUTE_MS}m)"
    elapsed = row.elapsed_ms // MINUTE_MS
    return f"{elapsed}/{row.within_ms // MINUTE_MS}m" if row.within_ms else f"{elapsed}m"


def _decision(row: DecisionRow) -> Iterator[Content]:
    authority = f" ({row.authority})" if row.authority else ""
    yield present.line((Text("Decision"), present.STRONG), authority, "  ", row.question)
    for option in row.options:
        box, style = ("(x)", present.GOOD) if option.chosen else ("( )", "")
        yield present.line((f"{box} {option.title}", style))
    if row.reason:
        yield present.line((row.reason, present.QUIET))


def _guidance(detail: InjectDetail) -> Iterator[Content]:
    if detail.guidance:
        yield present.line()
        yield present.line((Text("Counterplay"), present.STRONG))
        yield present.block(detail.guidance.strip(), present.SOFT)
    if detail.gloss:
        yield present.line()
        yield present.block(detail.gloss.strip(), present.QUIET)
