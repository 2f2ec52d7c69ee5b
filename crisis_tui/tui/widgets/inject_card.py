"""One message in full, as the simulation cell plays it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from crisis_tui.basis.durations import MINUTE_MS, format_clock
from crisis_tui.basis.text import Text
from crisis_tui.exercise.state import Outcome
from crisis_tui.tui import present
from crisis_tui.tui.present import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.views.detail import DecisionRow, ExpectedRow, InjectDetail

TICKS: dict[Outcome, tuple[str, str]] = {
    Outcome.OPEN: ("[ ]", ""),
    Outcome.MET: ("[x]", present.GOOD),
    Outcome.LATE: ("[x]", present.WARNING),
    Outcome.MISSED: ("[ ]", present.BAD),
    Outcome.CANCELLED: ("[-]", present.QUIET),
}
TRUTHS = {"rumour": Text("rumour"), "false": Text("not true")}


class InjectCard(VerticalScroll):
    """Who, what, what is expected, how to play it. Only what changes with time is drawn anew."""

    def compose(self) -> ComposeResult:
        """Head and text; what is expected; how to play it."""
        yield Static(classes="head")
        yield Static(classes="expected")
        yield Static(classes="guidance")

    def show(self, detail: InjectDetail | None) -> None:
        """Show a message, or that there is none."""
        if detail is None:
            self._set(".head", present.block(Text("No message is chosen."), present.QUIET))
            self._set(".expected", present.line())
            self._set(".guidance", present.line())
            return
        self._set(".head", present.lines(*_head(detail)))
        self._set(".expected", present.lines(*_expected(detail)))
        self._set(".guidance", present.lines(*_guidance(detail)))

    def _set(self, selector: str, content: Content) -> None:
        part = self.query_one(selector, Static)
        before = part.content
        if before != content:
            same_size = isinstance(before, Content) and len(before.plain) == len(content.plain)
            part.update(content, layout=not same_size)
            part.display = bool(content.plain)


def _head(detail: InjectDetail) -> Iterator[Content]:
    row = detail.row
    yield present.line((f"{row.id}  ", present.QUIET), (row.title, present.STRONG))
    sender = f"{detail.sender} → " if detail.sender else "→ "
    yield present.line((sender, present.QUIET), (", ".join(row.to), present.STRONG))
    yield present.line((_how(detail), present.QUIET))
    if detail.condition is not None:
        yield present.line((Text("only if {condition}", condition=detail.condition), present.SOFT))
    truth = TRUTHS.get(detail.truth)
    if truth is not None:
        yield present.state(State.WARNING, truth)
    if detail.text:
        yield present.line()
        yield present.block(detail.text.strip())


def _how(detail: InjectDetail) -> AnyText:
    """Return channel and time: `telefoon, sent 0:34:00`."""
    channel = f"{detail.channel}, " if detail.channel else ""
    if detail.row.play_ms is None:
        return channel.removesuffix(", ")
    time = format_clock(detail.row.play_ms)
    if detail.delivered_at_ms is None:
        return Text("{channel}due at {time}", channel=channel, time=time)
    return Text("{channel}sent at {time}", channel=channel, time=time)


def _expected(detail: InjectDetail) -> Iterator[Content]:
    yield from _receipts(detail)
    if detail.expects:
        yield present.line()
        yield present.line((Text("Expected"), present.STRONG))
        for row in detail.expects:
            yield _tick(row)
    if detail.decision is not None:
        yield present.line()
        yield from _decision(detail.decision)


def _receipts(detail: InjectDetail) -> Iterator[Content]:
    if detail.delivered_at_ms is None or not detail.receipts:
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
    yield present.line()
    yield present.line(*parts)


def _tick(row: ExpectedRow) -> Content:
    box, style = TICKS[row.outcome]
    time = (_elapsed(row), style or present.QUIET)
    return present.line(
        (f"{box} ", style), (row.by, present.STRONG), " ", (row.action, style), " ", time
    )


def _elapsed(row: ExpectedRow) -> str:
    """Return elapsed and limit in whole minutes: finer would redraw the card every second.

    The width stays the same, so that a new minute costs these cells alone.
    """
    if row.elapsed_ms is None:
        return "" if row.within_ms is None else f"({row.within_ms // MINUTE_MS}m)"
    elapsed = f"{row.elapsed_ms // MINUTE_MS:>3}"
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
