"""The simulation cell in lines: whom must I call now, and what do I say?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.exercise.commands import AddInject, DeliverInject, HandleEntry, PlayInject
from crisis_tui.exercise.seats.card_words import STATES, TRUTHS, line_label, to_do
from crisis_tui.exercise.seats.terms import remaining_ms
from crisis_tui.exercise.typed import named_roles, title_of
from crisis_tui.plain.seats.verb import SeatLines, SeatVerb
from crisis_tui.plain.seats.writing import NOTE, UNDO, first, known_id, observe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.asked import PlayersLine
    from crisis_tui.exercise.seats.cards import PlayCard
    from crisis_tui.exercise.seats.desk import SeatDesk
    from crisis_tui.exercise.seats.simcell import SimcellView
    from crisis_tui.plain.seats.verb import Answer


def tell(view: SimcellView, play_ms: int) -> Iterator[AnyText]:
    """Yield what must be played now, who waits for a reply, the terms, and what comes."""
    for card in view.speak:
        yield from card_lines(card)
    for line in view.lines:
        yield _waiting_line(line)
    for term in view.terms:
        yield Text(
            "clock {clock} {title}, {owner}: {left} left",
            clock=term.id,
            title=term.title,
            owner=term.owner or "-",
            left=format_clock(remaining_ms(term, view.head, play_ms)),
        )
    for card in (*view.kept, *view.coming):
        yield _short_line(card)


def news(before: SimcellView, after: SimcellView) -> Iterator[AnyText]:
    """Yield what came to be played and what players asked."""
    known = {card.id for card in before.speak}
    for card in after.speak:
        if card.id not in known:
            yield from card_lines(card)
    had = {card.id for card in (*before.recent, *before.speak)}
    for card in reversed(after.recent):
        if card.id not in had:
            yield _short_line(card)
    waited = {line.entry for line in before.lines}
    for line in after.lines:
        if line.entry not in waited:
            yield _waiting_line(line)


def _short_line(card: PlayCard) -> Text:
    time_ms = card.due_play_ms if card.delivered_play_ms is None else card.delivered_play_ms
    return Text(
        "{inject} {state} {time} to {to}: {title}",
        inject=card.id,
        state=STATES[card.state],
        time="-" if time_ms is None else format_clock(time_ms),
        to=", ".join(card.to),
        title=card.title,
    )


def card_lines(card: PlayCard) -> Iterator[AnyText]:
    """Yield a message as it is to be played: one fact a line."""
    yield _short_line(card)
    do_now = to_do(card)
    if do_now is not None:
        yield Text("  {what}", what=do_now)
    if card.sender or card.channel:
        sender, channel = card.sender or "-", card.channel or "-"
        yield Text("  from {sender} by {channel}", sender=sender, channel=channel)
    if card.condition is not None:
        yield Text("  only if {condition}", condition=card.condition)
    if card.truth in TRUTHS:
        yield Text("  {what}", what=TRUTHS[card.truth])
    if card.text:
        yield f"  {' '.join(card.text.split())}"
    if card.guidance:
        yield Text("  counterplay: {text}", text=" ".join(card.guidance.split()))


def _waiting_line(line: PlayersLine) -> Text:
    return Text("{entry} waits for a reply: {what}", entry=line.entry, what=line_label(line))


def _cards(view: SimcellView) -> dict[str, PlayCard]:
    groups = (view.speak, view.kept, view.coming, view.recent, view.bank)
    return {card.id: card for cards in groups for card in cards}


def _show(desk: SeatDesk[SimcellView], rest: str) -> Answer:
    name = rest.strip()
    cards = _cards(desk.view)
    found = cards.get(known_id(name, cards)) if name else next(iter(desk.view.speak), None)
    if found is not None:
        return tuple(card_lines(found))
    waiting = [line for line in desk.view.lines if line.entry.casefold() == name.casefold()]
    return tuple(_waiting_line(line) for line in waiting) or (_which(),)


def _played(desk: SeatDesk[SimcellView], rest: str) -> Answer:
    name, note = first(rest)
    entry = known_id(name, (line.entry for line in desk.view.lines))
    if any(line.entry == entry for line in desk.view.lines):
        return HandleEntry(entry, note or None)
    if not name:
        return (_which(),)
    return PlayInject(known_id(name, _cards(desk.view)), note or None)


def _reply(desk: SeatDesk[SimcellView], rest: str) -> Answer:
    name, text = first(rest)
    line = next((one for one in desk.view.lines if one.entry.casefold() == name.casefold()), None)
    if line is None or line.role is None or not text:
        return (Text("Reply to which entry, and what? status names them."),)
    return AddInject(title_of(text), text, (line.role,), line.reply_as, in_reply_to=line.entry)


def _write(desk: SeatDesk[SimcellView], rest: str) -> Answer:
    to, words = first(rest)
    title, _, text = words.partition(":")
    named = named_roles(to)
    strange = [role for role in named if role not in desk.view.roles]
    if strange:
        return (Text("Nobody here plays {roles}.", roles=", ".join(strange)),)
    return AddInject(title.strip(), text.strip(), named)


def _bank(desk: SeatDesk[SimcellView], rest: str) -> Answer:
    cards = {card.id: card for card in desk.view.bank}
    found = cards.get(known_id(rest.strip(), cards))
    if found is not None:
        return DeliverInject(found.id)
    lines = tuple(_short_line(card) for card in cards.values())
    return lines or (Text("The bank has no message left."),)


def _which() -> Text:
    return Text("Which message? status names them.")


def _objective_ids(view: SimcellView) -> Iterable[str]:
    return (objective for objective, _ in view.objectives)


LINES = SeatLines(
    verbs=(
        SeatVerb(
            ("gespeeld",),
            ("played",),
            Text("MESSAGE|ENTRY [NOTE]"),
            Text("you called or spoke it, or dealt with the question"),
            _played,
        ),
        SeatVerb(
            ("antwoord",),
            ("reply",),
            Text("ENTRY TEXT"),
            Text("reply to a question or an answer"),
            _reply,
        ),
        SeatVerb(
            ("bericht",),
            ("write",),
            Text("ROLE[,ROLE] TITLE: TEXT"),
            Text("write a message and send it"),
            _write,
        ),
        SeatVerb(("bank",), ("bank",), Text("[MESSAGE]"), Text("the bank; send one of it"), _bank),
        SeatVerb(("toon",), ("show",), Text("[MESSAGE]"), Text("a message in full"), _show),
        NOTE,
        observe(_objective_ids),
        UNDO,
    ),
    tell=tell,
    news=news,
)
"""How the simulation cell takes part in lines."""
