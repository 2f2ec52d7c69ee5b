"""What a player does: confirm, answer, decide, ask, write for the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.exercise.commands import (
    AcknowledgeInject,
    AskQuestion,
    CloseAction,
    GiveAnswer,
    TakeDecision,
)
from crisis_tui.exercise.seats.inbox_words import is_open
from crisis_tui.tui.flows import writing
from crisis_tui.tui.flows.asking import Do, Tell, Write, choose, one_of, write_until_done
from crisis_tui.tui.seats.taking_back import undo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.desk import SeatDesk
    from crisis_tui.exercise.seats.inbox import AskedDecision, InboxMessage
    from crisis_tui.exercise.seats.player import PlayerView
    from crisis_tui.tui.flows.asking import Flow

    Desk = SeatDesk[PlayerView]

CHOOSE_A_MESSAGE = Text("Choose a message first.")
WITHDRAWN = Text("This message was withdrawn.")


def confirm(desk: Desk) -> Flow:
    """The chosen message is there, in the role acted in if it went to that."""
    message = _chosen(desk)
    if message is None:
        yield Tell(CHOOSE_A_MESSAGE)
    elif message.is_withdrawn:
        yield Tell(WITHDRAWN)
    elif not message.waiting:
        yield Tell(Text("You said already that you have it."))
    else:
        role = desk.role if desk.role in message.waiting else message.waiting[0]
        said = Text("{role} has it: {title}", role=role or "", title=message.title)
        yield Do(AcknowledgeInject(message.id, role), said)


def answer(desk: Desk) -> Flow:
    """Answer the chosen message; the answer also says that it is there."""
    opened, message = desk.now(), _chosen(desk)
    if message is None or message.is_withdrawn:
        yield Tell(CHOOSE_A_MESSAGE if message is None else WITHDRAWN)
        return
    role = desk.role if desk.role in message.roles else message.roles[0]
    yield from write_until_done(
        Write(
            Text("{role} answers {time}", role=role or "", time=format_clock(opened.play_ms)),
            notes=(message.title,),
            refuse=_needs_text,
        ),
        lambda text: GiveAnswer(message.id, text.strip(), role, opened),
        Text("answered: {title} (undo: u)", title=message.title),
    )


def settle(desk: Desk) -> Flow:
    """Take the decision that the chosen message asks, else one that any message asks."""
    asked = _open_decisions(desk)
    if not asked:
        yield Tell(Text("No decision is asked of you now."))
        return
    message, decision = yield from one_of(
        Text("Which decision?"), [(pair[1].question, pair) for pair in asked]
    )
    option = yield choose(decision.question, [(one.title, one) for one in decision.options])
    role = desk.role if desk.role in message.roles else message.roles[0]
    yield from write_until_done(
        Write(Text("reason"), hint=Text("why; may stay empty")),
        lambda reason: TakeDecision(decision.id, option.id, role, reason.strip() or None),
        Text("decided: {option}; b d tells your team (undo: u)", option=option.title),
    )


def ask_outside(desk: Desk) -> Flow:
    """Ask somebody who is not in the room."""
    opened, role = desk.now(), desk.role
    to = yield Write(
        Text("whom"), hint=Text("a person or organisation outside; empty: whoever answers")
    )
    yield from write_until_done(
        Write(
            Text("{role} asks {time}", role=role or "", time=format_clock(opened.play_ms)),
            refuse=_needs_text,
        ),
        lambda text: AskQuestion(text.strip(), to.strip() or None, role, opened),
        Text("asked; a reply comes in as a message (undo: u)"),
    )


def finish_action(desk: Desk) -> Flow:
    """An action is done; those of roles held come first."""
    left = [one for one in desk.view.actions if one.closed_play_ms is None]
    if not left:
        yield Tell(Text("No action is open."))
        return
    row = yield choose(
        Text("Which action is done?"),
        [
            (f"{one.owner}: {one.text}", one)
            for one in sorted(left, key=lambda one: not one.is_mine)
        ],
    )
    yield Do(CloseAction(row.entry), Text("done: {action}", action=row.text))


def _chosen(desk: Desk) -> InboxMessage | None:
    return next((one for one in desk.view.inbox if one.id == desk.selected), None)


def _open_decisions(desk: Desk) -> list[tuple[InboxMessage, AskedDecision]]:
    open_ones = [
        (one, one.decision)
        for one in desk.view.inbox
        if one.decision is not None and is_open(one.decision) and not one.is_withdrawn
    ]
    return [pair for pair in open_ones if pair[0].id == desk.selected] or open_ones


def _needs_text(text: str) -> AnyText | None:
    return None if text.strip() else Text("An entry needs a text.")


FLOWS: Mapping[str, Callable[[Desk], Flow]] = {
    "confirm": confirm,
    "answer": answer,
    "settle": settle,
    "ask-outside": ask_outside,
    "team-bob": writing.bob,
    "team-note": writing.note,
    "team-action": writing.action,
    "finish-action": finish_action,
    "take-back-own": undo,
}
