"""What a player can type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise import commands as do
from crisis_tui.exercise.typed import play_time_ms
from crisis_tui.plain.seats.verb import SeatVerb
from crisis_tui.plain.seats.writing import UNDO, first, known_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crisis_tui.exercise.seats.desk import SeatDesk
    from crisis_tui.exercise.seats.inbox import InboxMessage
    from crisis_tui.exercise.seats.player import PlayerView
    from crisis_tui.plain.seats.verb import Answer

    Desk = SeatDesk[PlayerView]

WHICH_MESSAGE = (Text("Which message? status names them."),)
TEXT = Text("TEXT")


def confirm(desk: Desk, rest: str) -> Answer:
    """Say that a message is there; without a name the newest."""
    message = _message(desk, rest)
    if message is None:
        return WHICH_MESSAGE
    role = desk.role if desk.role in message.roles else message.roles[0]
    return do.AcknowledgeInject(message.id, role)


def answer(desk: Desk, rest: str) -> Answer:
    """Answer a message."""
    opened = desk.now()
    name, text = first(rest)
    message = _message(desk, name) if name else None
    if message is None:
        return WHICH_MESSAGE
    role = desk.role if desk.role in message.roles else message.roles[0]
    return do.GiveAnswer(message.id, text, role, opened)


def settle(desk: Desk, rest: str) -> Answer:
    """Take a decision that is asked."""
    name, after = first(rest)
    option, reason = first(after)
    asked = [(one, one.decision) for one in desk.view.inbox if one.decision is not None]
    found = next((pair for pair in asked if pair[1].id.casefold() == name.casefold()), None)
    if found is None:
        return (Text("Which decision? show MESSAGE names it and its options."),)
    message, decision = found
    role = desk.role if desk.role in message.roles else message.roles[0]
    return do.TakeDecision(
        decision.id, known_id(option, (one.id for one in decision.options)), role, reason or None
    )


def ask(desk: Desk, rest: str) -> Answer:
    """Ask somebody outside; `whom: what`, or only what."""
    whom, colon, text = rest.partition(":")
    to, asked = (whom.strip() or None, text) if colon else (None, rest)
    return do.AskQuestion(asked.strip(), to, desk.role, desk.now())


def entry(kind: str) -> Callable[[Desk, str], Answer]:
    """Return what reads a line of the team's log of this kind."""
    return lambda desk, rest: do.RecordEntry(kind, rest, desk.role, opened=desk.now())


def action(desk: Desk, rest: str) -> Answer:
    """Write an action: owner, perhaps a time, what."""
    opened = desk.now()
    owner, text = first(rest)
    word, after = first(text)
    is_time = ":" in word or word.startswith("+")
    due_ms = play_time_ms(word, opened.play_ms) if is_time else None
    return do.RecordAction(after if due_ms is not None else text, owner, due_ms, opened)


def finish(desk: Desk, rest: str) -> Answer:
    """An action is done."""
    name, note = first(rest)
    return do.CloseAction(known_id(name, (one.entry for one in desk.view.actions)), note or None)


def switch(desk: Desk, rest: str) -> Answer:
    """Act in another of the roles held."""
    roles = {role.casefold(): role for role in desk.seated.seat.roles}
    role = roles.get(rest.strip().casefold())
    if role is None:
        return (Text("You hold {roles}.", roles=" ".join(roles.values())),)
    desk.role = role
    return (Text("You act as {role} now.", role=role),)


def show(desk: Desk, rest: str) -> Answer:
    """Say a message in full; without a name the newest."""
    from crisis_tui.plain.seats.player import message_lines

    message = _message(desk, rest)
    return WHICH_MESSAGE if message is None else tuple(message_lines(desk.view, message))


def _message(desk: Desk, name: str) -> InboxMessage | None:
    wanted = name.strip().casefold()
    found: Iterable[InboxMessage] = desk.view.inbox
    return next((one for one in found if not wanted or one.id.casefold() == wanted), None)


VERBS = (
    SeatVerb(
        ("bereikt", "ontvangen"),
        ("received", "reached"),
        Text("[MESSAGE]"),
        Text("you have the message"),
        confirm,
    ),
    SeatVerb(("antwoord",), ("answer",), Text("MESSAGE TEXT"), Text("answer the message"), answer),
    SeatVerb(
        ("besluit",),
        ("decide",),
        Text("DECISION OPTION [REASON]"),
        Text("take a decision that you are asked"),
        settle,
    ),
    SeatVerb(("vraag",), ("ask",), Text("[WHOM:] TEXT"), Text("ask somebody outside"), ask),
    SeatVerb(("beeld",), ("picture",), TEXT, Text("picture (BOB)"), entry("picture")),
    SeatVerb(("oordeel",), ("judgement",), TEXT, Text("judgement (BOB)"), entry("judgement")),
    SeatVerb(("teambesluit",), ("teamdecision",), TEXT, Text("decision (BOB)"), entry("decision")),
    SeatVerb(("notitie",), ("note",), TEXT, Text("a free note"), entry("note")),
    SeatVerb(("feit",), ("fact",), TEXT, Text("a fact"), entry("fact")),
    SeatVerb(("aanname",), ("assumption",), TEXT, Text("assumption"), entry("assumption")),
    SeatVerb(("knelpunt",), ("bottleneck",), TEXT, Text("bottleneck"), entry("bottleneck")),
    SeatVerb(
        ("actie",),
        ("action",),
        Text("OWNER [TIME] TEXT"),
        Text("an action; TIME is 1:05 or +15"),
        action,
    ),
    SeatVerb(
        ("klaar",), ("finished",), Text("ENTRY"), Text("the action of this entry is done"), finish
    ),
    UNDO,
    SeatVerb(("rol",), ("role",), Text("ROLE"), Text("act in another of your roles"), switch),
    SeatVerb(("toon",), ("show",), Text("[MESSAGE]"), Text("a message in full"), show),
)
