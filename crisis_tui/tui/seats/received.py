"""A player's messages as lines of a list and as a card."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui.basis.text import Text
from crisis_tui.basis.times import story_time_at
from crisis_tui.exercise.seats.inbox_words import INBOX_WORDS, InboxState, inbox_state
from crisis_tui.tui import present
from crisis_tui.tui.present import State
from crisis_tui.tui.widgets.table import Row
from crisis_tui.tui.words import play_minute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.content import Content

    from crisis_tui.exercise.seats.head import SeatHead
    from crisis_tui.exercise.seats.inbox import AskedDecision, InboxMessage, Said
    from crisis_tui.exercise.seats.player import PlayerView

SIGNS: dict[InboxState, State] = {
    InboxState.NEW: State.OPEN,
    InboxState.LATE: State.WARNING,
    InboxState.DECIDE: State.WARNING,
    InboxState.ANSWERED: State.GOOD,
    InboxState.HAVE: State.GOOD,
    InboxState.WITHDRAWN: State.IDLE,
}
_CALM = {InboxState.ANSWERED, InboxState.HAVE, InboxState.WITHDRAWN}


def message_row(message: InboxMessage, play_ms: int) -> Row:
    """Return the line of a message: how it stands, when, from whom, what."""
    of = inbox_state(message, play_ms)
    quiet = present.QUIET if of in _CALM else ""
    state = present.state(SIGNS[of], INBOX_WORDS[of])
    reply = "↳ " if message.replies_to else ""
    title = present.line((f"{reply}{message.title}", quiet or present.STRONG))
    if message.is_withdrawn:
        title = title.stylize("strike")
    time = present.line((play_minute(message.play_ms), quiet))
    sender = present.line((message.sender or "", quiet))
    return Row(message.id, (state, time, title, sender))


def card(view: PlayerView, chosen: str | None) -> Content:
    """Return a message in full, with what came of it."""
    message = next((one for one in view.inbox if one.id == chosen), None)
    if message is None:
        nothing = Text("What comes in for you stands here.")
        return present.block(nothing, present.QUIET)
    return present.lines(*_lines(view, message))


def _lines(view: PlayerView, message: InboxMessage) -> Iterator[Content]:
    yield present.line((message.title, present.STRONG))
    sender = f"{message.sender} → " if message.sender else "→ "
    yield present.line((sender, present.QUIET), (" ".join(message.roles), present.STRONG))
    yield present.line((_when(view.head, message), present.QUIET))
    if message.is_withdrawn:
        yield present.state(State.WARNING, Text("Withdrawn: this message does not count."))
    if message.text:
        yield present.line()
        yield present.block(message.text.strip())
    for name in message.media:
        yield present.line()
        yield present.line((Text("Attachment"), present.STRONG), f" {name}")
        yield present.line((Text("The exercise leader has it."), present.QUIET))
    if message.decision is not None:
        yield present.line()
        yield from _decision(message.decision)
    yield from _said(view, message)


def _when(head: SeatHead, message: InboxMessage) -> Text | str:
    story = story_time_at(message.story_ms, head.story_start_ms, ZoneInfo(head.zone))
    channel = f"{message.channel}, " if message.channel else ""
    return f"{channel}{play_minute(message.play_ms)}, {str(story)[: len(f'D{story.day} 00:00')]}"


def _decision(decision: AskedDecision) -> Iterator[Content]:
    yield present.line((Text("Decision"), present.STRONG), "  ", decision.question)
    for option in decision.options:
        is_taken = option.id == decision.option
        box, style = ("(x)", present.GOOD) if is_taken else ("( )", "")
        yield present.line((f"{box} {option.title}", style))
    if decision.reason:
        yield present.line((decision.reason, present.QUIET))


def _said(view: PlayerView, message: InboxMessage) -> Iterator[Content]:
    """Yield what this replies to, the answers given, and the titles of the replies to those."""
    answers = (said for one in view.inbox for said in one.answers)
    for words, earlier in ((Text("You asked"), view.questions), (Text("You answered"), answers)):
        said = next((said for said in earlier if said.entry == message.replies_to), None)
        if said is not None:
            yield present.line()
            yield present.line((words, present.QUIET), " ", (said.text, present.QUIET))
    titles = {one.id: one.title for one in view.inbox}
    for said in message.answers:
        yield present.line()
        yield said_line(said)
        for reply in said.replies:
            yield present.line(("↳ ", present.QUIET), titles.get(reply, reply))


def said_line(said: Said) -> Content:
    """Return what somebody said: when, in which role, to whom."""
    whom = f" → {said.to}" if said.to else ""
    who = (f"{play_minute(said.play_ms)} {said.role}{whom}: ", present.SOFT)
    shown = present.line(who, said.text)
    return shown.stylize("strike") if said.is_retracted else shown
