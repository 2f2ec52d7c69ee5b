"""What the simulation cell looks at, in lines: messages to play, questions of players, the script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import Text
from crisis_tui.exercise.seats.card_words import STATES, TRUTHS, to_do
from crisis_tui.exercise.seats.cards import CardState
from crisis_tui.tui import present, words
from crisis_tui.tui.present import State
from crisis_tui.tui.seats.countering import all_cards, chosen_line
from crisis_tui.tui.widgets.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.content import Content

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.asked import PlayersLine
    from crisis_tui.exercise.seats.cards import PlayCard
    from crisis_tui.exercise.seats.simcell import SimcellView

STATE_WIDTH = 11
_GLYPHS: dict[CardState, State] = {
    CardState.SPEAK: State.WARNING,
    CardState.PLAYED: State.GOOD,
    CardState.SENT: State.GOOD,
    CardState.COMING: State.COMING,
    CardState.WAITS: State.SOFT,
    CardState.HELD: State.PAUSED,
    CardState.OVERDUE: State.BAD,
    CardState.SKIPPED: State.IDLE,
    CardState.VOIDED: State.IDLE,
    CardState.BANK: State.IDLE,
}


def rows(view: SimcellView, play_ms: int) -> list[Row]:
    """Return the list: what must be done now, what comes, what players have."""
    now = [card_row(card, play_ms) for card in view.speak]
    now += [line_row(line) for line in view.lines]
    coming = [card_row(card, play_ms) for card in (*view.kept, *view.coming)]
    before = [card_row(card, play_ms) for card in view.recent]
    return [
        *now,
        *_headed("coming", Text("What comes"), coming),
        *_headed("before", Text("What players have"), before),
    ]


def _headed(row_id: str, title: Text, found: list[Row]) -> list[Row]:
    """Put a heading above rows; none above nothing."""
    empty = present.line()
    heading = Row(f"-{row_id}", (empty, empty, present.line((title, present.STRONG))), dead=True)
    return [heading, *found] if found else []


def card_row(card: PlayCard, play_ms: int) -> Row:
    """Return the line of a message: what it asks of the cell, when, to whom, what."""
    pressing = card.state is CardState.SPEAK
    style = "" if pressing else present.QUIET
    by_voice = "» " if card.spoken and not pressing else ""
    return Row(
        card.id,
        (
            present.fit(present.state(_glyph(card), _word(card, play_ms)), STATE_WIDTH),
            present.line((f"{_when(card)} ", style), (_roles(card), present.STRONG)),
            present.line((by_voice, present.SOFT), (card.title, style)),
        ),
    )


def line_row(line: PlayersLine) -> Row:
    """Return the line of what a player asked or answered."""
    word = Text("asks") if line.is_question else Text("answers")
    state = State.WARNING if line.is_question else State.OPEN
    return Row(
        line.entry,
        (
            present.fit(present.state(state, word), STATE_WIDTH),
            present.line(
                (f"{words.play_minute(line.play_ms)} ", ""), (line.role or "?", present.STRONG)
            ),
            present.line((line.text, "")),
        ),
    )


def _glyph(card: PlayCard) -> State:
    """Return the sign of a message; what comes on a condition has that of a branch."""
    if card.state is CardState.COMING and card.condition is not None:
        return State.BRANCH
    return _GLYPHS[card.state]


def _word(card: PlayCard, play_ms: int) -> Text:
    """Return how a message stands; of one that comes, after how long."""
    if card.state is not CardState.COMING or card.due_play_ms is None:
        return STATES[card.state]
    return Text("{n} min", n=max(card.due_play_ms - play_ms, 0) // MINUTE_MS)


def _when(card: PlayCard) -> str:
    """Return the minute at which it came or is due."""
    time_ms = card.due_play_ms if card.delivered_play_ms is None else card.delivered_play_ms
    return "–" if time_ms is None else words.play_minute(time_ms)


def _roles(card: PlayCard) -> str:
    if not card.to:
        return ""
    return card.to[0] if len(card.to) == 1 else f"{card.to[0]}+{len(card.to) - 1}"


def reading(view: SimcellView, chosen: str | None, play_ms: int) -> Content:
    """Return what is chosen in full: whom to call and what to say, or what a player wants."""
    line = chosen_line(view, chosen)
    if line is not None:
        return present.lines(*_asked(line))
    card = next((one for one in all_cards(view) if one.id == chosen), None)
    if card is None:
        return present.block(Text("No message is chosen."), present.QUIET)
    return present.lines(*_script(card, play_ms))


def _asked(line: PlayersLine) -> Iterator[Content]:
    title = Text("question") if line.is_question else Text("answer")
    time = words.play_minute(line.play_ms)
    yield present.line((title, present.STRONG), (f"  {time}  {line.entry}", present.QUIET))
    whom = line.to or line.inject_title or ""
    yield present.line((line.role or "?", present.STRONG), (f" → {whom}" if whom else "", ""))
    yield present.line()
    yield present.block(line.text.strip())
    yield present.line()
    yield present.line((Text("r replies, x: dealt with without a reply"), present.QUIET))


def _script(card: PlayCard, play_ms: int) -> Iterator[Content]:
    yield present.line((f"{card.id}  ", present.QUIET), (card.title, present.STRONG))
    sender = f"{card.sender} → " if card.sender else "→ "
    yield present.line((sender, present.QUIET), (", ".join(card.to), present.STRONG))
    yield present.line((_how(card, play_ms), present.QUIET))
    yield from _what_to_do(card)
    truth = TRUTHS.get(card.truth)
    if truth is not None:
        yield present.state(State.WARNING, truth)
    if card.text:
        yield present.line()
        yield present.block(card.text.strip())
    if card.guidance:
        yield present.line()
        yield present.line((Text("Counterplay"), present.STRONG))
        yield present.block(card.guidance.strip(), present.SOFT)
    if card.expects:
        yield present.line()
        yield present.line((Text("Expected"), present.STRONG))
        for action in card.expects:
            yield present.line((f"– {action}", present.QUIET))
    if card.gloss:
        yield present.line()
        yield present.block(card.gloss.strip(), present.QUIET)


def _what_to_do(card: PlayCard) -> Iterator[Content]:
    do_now = to_do(card)
    if do_now is not None:
        yield present.line((do_now, present.WARNING))
    if card.condition is not None and card.delivered_play_ms is None:
        yield present.line((Text("only if {condition}", condition=card.condition), present.SOFT))
    if card.played_play_ms is not None:
        played = Text("played at {time}", time=words.play_minute(card.played_play_ms))
        note = f" – {card.note}" if card.note else ""
        yield present.line((State.GOOD.glyph, present.GOOD), " ", (played, present.GOOD), note)


def _how(card: PlayCard, play_ms: int) -> AnyText:
    channel = f"{card.channel}, " if card.channel else ""
    if card.delivered_play_ms is not None:
        time = words.play_minute(card.delivered_play_ms)
        return Text("{channel}sent at {time}", channel=channel, time=time)
    if card.due_play_ms is None:
        return channel.removesuffix(", ")
    time = words.play_minute(card.due_play_ms)
    minutes = (card.due_play_ms - play_ms) // MINUTE_MS
    if minutes < 0:
        return Text("{channel}due at {time}", channel=channel, time=time)
    return Text("{channel}due at {time}, in {n} min", channel=channel, time=time, n=minutes)
