"""What the simulation cell does: play messages, reply to players, write and send its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.commands import (
    AcknowledgeInject,
    AddInject,
    DeliverInject,
    HandleEntry,
    PlayInject,
)
from crisis_tui.exercise.seats.card_words import line_label
from crisis_tui.exercise.typed import named_roles, title_of
from crisis_tui.tui.flows.answering import who_has
from crisis_tui.tui.flows.asking import (
    Do,
    Tell,
    Write,
    choose,
    choose_by_own_key,
    sure,
    write_until_done,
)
from crisis_tui.tui.seats.observing import note, observe
from crisis_tui.tui.seats.taking_back import undo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.asked import PlayersLine
    from crisis_tui.exercise.seats.cards import PlayCard
    from crisis_tui.exercise.seats.desk import SeatDesk
    from crisis_tui.exercise.seats.simcell import SimcellView
    from crisis_tui.tui.flows.asking import Flow


KEYLESS = 10
"""After the keys 1 to 9 that a scenario can give to messages of its bank."""


def all_cards(view: SimcellView) -> Iterator[PlayCard]:
    """Yield every message that the cell knows, what it must play now first."""
    for cards in (view.speak, view.kept, view.coming, view.recent, view.bank):
        yield from cards


def chosen_line(view: SimcellView, chosen: str | None) -> PlayersLine | None:
    """Return the question or answer that is chosen, if one is."""
    return next((line for line in view.lines if line.entry == chosen), None)


def spoken(desk: SeatDesk[SimcellView]) -> Flow:
    """The chosen message was played, or the chosen question dealt with without a written reply."""
    line = chosen_line(desk.view, desk.selected)
    if line is not None:
        yield from write_until_done(
            Write(Text("how it was dealt with"), hint=Text("called back, say; may stay empty")),
            lambda how: HandleEntry(line.entry, how.strip() or None),
            Text("dealt with: {text} (undo: u)", text=line.text),
        )
        return
    card = next((one for one in all_cards(desk.view) if one.id == desk.selected), None)
    if card is None:
        yield Tell(Text("Choose a message first."))
        return
    yield Do(PlayInject(card.id), Text("played: {title} (undo: u)", title=card.title))


def has_it(desk: SeatDesk[SimcellView]) -> Flow:
    """The roles of the chosen message have it: they answered the telephone, say."""
    card = next((one for one in all_cards(desk.view) if one.id == desk.selected), None)
    if card is None:
        yield Tell(Text("Choose a message first."))
        return
    role = None
    if len(card.to) > 1:
        role = yield who_has(card.id, card.to)
    said = Text("{inject}: {role} has it", inject=card.id, role=role or ", ".join(card.to))
    yield Do(AcknowledgeInject(card.id, role), said)


def reply(desk: SeatDesk[SimcellView]) -> Flow:
    """Reply to the chosen question or answer, else to one of those that wait."""
    line = chosen_line(desk.view, desk.selected)
    if line is None:
        if not desk.view.lines:
            yield Tell(Text("No question and no answer waits for a reply."))
            return
        labels = [(line_label(one), one) for one in desk.view.lines]
        line = yield choose(Text("Reply to what?"), labels)
    to: tuple[str, ...] = (line.role,) if line.role else ()
    if not to:
        to = named_roles((yield _to_whom(desk)))
    question = Text("reply to {role}", role=", ".join(to))
    yield from write_until_done(
        Write(question, notes=(line_label(line),), refuse=_needs_text),
        lambda text: AddInject(
            title_of(text), text.strip(), to, line.reply_as, in_reply_to=line.entry
        ),
        Text("reply sent to {role}", role=", ".join(to)),
    )


def own_message(desk: SeatDesk[SimcellView]) -> Flow:
    """Send a message of one's own at once: to which roles, as whom, what."""
    to = named_roles((yield _to_whom(desk)))
    sender = yield Write(Text("from"), hint=Text("whom you play; may stay empty"))
    yield from write_until_done(
        Write(Text("message to {roles}", roles=", ".join(to)), refuse=_needs_text),
        lambda text: AddInject(title_of(text), text.strip(), to, sender.strip() or None),
        Text("sent to {roles}", roles=", ".join(to)),
    )


def send_from_bank(desk: SeatDesk[SimcellView]) -> Flow:
    """Send a message of the bank; it goes out at once, so it asks once more."""
    if not desk.view.bank:
        yield Tell(Text("The bank has no message left."))
        return
    answers = [
        (f"{one.id} {', '.join(one.to)}: {one.title}", one, str(one.bank_key or "") or None)
        for one in sorted(desk.view.bank, key=lambda one: one.bank_key or KEYLESS)
    ]
    card = yield choose_by_own_key(Text("Which message of the bank?"), answers)
    question = Text("Send {inject} {title} now?", inject=card.id, title=card.title)
    if (yield sure(question, "y", Text("yes, send it"))):
        yield Do(DeliverInject(card.id), Text("sent: {title}", title=card.title))


def _to_whom(desk: SeatDesk[SimcellView]) -> Write:
    roles = desk.view.roles
    return Write(
        Text("to"),
        hint=Text("roles, such as GS CISO"),
        notes=(" ".join(roles),),
        refuse=partial(_needs_roles, roles),
    )


def _needs_roles(known: tuple[str, ...], text: str) -> AnyText | None:
    named = named_roles(text)
    if not named:
        return Text("Say at least one role.")
    strange = [role for role in named if role not in known]
    return Text("Nobody here plays {roles}.", roles=", ".join(strange)) if strange else None


def _needs_text(text: str) -> AnyText | None:
    return None if text.strip() else Text("A message needs a text.")


def _objectives(view: SimcellView) -> tuple[tuple[str, str], ...]:
    return view.objectives


FLOWS: Mapping[str, Callable[[Any], Flow]] = {
    "spoken": spoken,
    "has-it": has_it,
    "reply": reply,
    "own-message": own_message,
    "send-from-bank": send_from_bank,
    "cell-note": note,
    "cell-observe": partial(observe, _objectives),
    "cell-undo": undo,
}
"""The flow behind each command of the simulation cell, by the command's id."""
