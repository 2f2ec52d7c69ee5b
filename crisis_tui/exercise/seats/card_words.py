"""What the simulation cell is to do, in words for every front end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.seats.cards import CardState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.asked import PlayersLine
    from crisis_tui.exercise.seats.cards import PlayCard

STATES: Mapping[CardState, Text] = {
    CardState.SPEAK: Text("speak"),
    CardState.PLAYED: Text("played"),
    CardState.SENT: Text("sent"),
    CardState.COMING: Text("comes"),
    CardState.WAITS: Text("waits"),
    CardState.HELD: Text("on hold"),
    CardState.OVERDUE: Text("overdue"),
    CardState.SKIPPED: Text("left out"),
    CardState.VOIDED: Text("void"),
    CardState.BANK: Text("bank"),
}
TRUTHS: Mapping[str, Text] = {"rumour": Text("rumour"), "false": Text("not true")}
_BY_CHANNEL: Mapping[str, Callable[[str], Text]] = {
    "telefoon": lambda to: Text("Call {to}.", to=to),
    "portofoon": lambda to: Text("Radio {to}.", to=to),
    "fysiek": lambda to: Text("Go to {to}.", to=to),
    "overleg": lambda to: Text("Say it to {to} in the meeting.", to=to),
    "pers": lambda to: Text("Speak to {to} as the press.", to=to),
}


def to_do(card: PlayCard) -> Text | None:
    """Return what must be done now with a message; None if nothing must."""
    by = _BY_CHANNEL.get(card.channel or "")
    if by is None or card.state is not CardState.SPEAK:
        return None
    return by(", ".join(card.to))


def line_label(line: PlayersLine) -> AnyText:
    """Return what a player asked or answered, with whom it concerns."""
    role = line.role or "?"
    if line.is_question:
        return Text("{role} asks {whom}: {text}", role=role, whom=line.to or "?", text=line.text)
    message = line.inject_title or line.inject or "?"
    return Text("{role} on {message}: {text}", role=role, message=message, text=line.text)
