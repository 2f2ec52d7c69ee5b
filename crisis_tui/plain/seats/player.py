"""A player's seat in lines: what came in, what asks for the player, what the team wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.exercise.seats.inbox_words import INBOX_WORDS, inbox_state, is_open
from crisis_tui.exercise.wording import KINDS
from crisis_tui.plain.seats.head import story_text_at
from crisis_tui.plain.seats.player_verbs import VERBS
from crisis_tui.plain.seats.terms import term_lines
from crisis_tui.plain.seats.verb import SeatLines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.inbox import InboxMessage, Said
    from crisis_tui.exercise.seats.player import PlayerView
    from crisis_tui.exercise.seats.team import TeamAction, TeamLine

NEWEST_LINES = 10


def tell(view: PlayerView, play_ms: int) -> Iterator[AnyText]:
    """Yield the messages, oldest first, what the team wrote last, open actions, terms."""
    for message in reversed(view.inbox):
        yield _summary(message, play_ms)
    yield from (_team_line(line) for line in reversed(view.log[:NEWEST_LINES]))
    yield from (_action(one) for one in view.actions if one.closed_play_ms is None)
    yield from term_lines(view.terms, view.head, play_ms)


def news(before: PlayerView, after: PlayerView) -> Iterator[AnyText]:
    """Yield new messages in full, withdrawals, and new lines and actions of the team."""
    known = {one.id: one for one in before.inbox}
    for message in reversed(after.inbox):
        if message.id not in known:
            yield from message_lines(after, message)
        elif message.is_withdrawn and not known[message.id].is_withdrawn:
            yield Text("withdrawn: {message} {title}", message=message.id, title=message.title)
    yield from _team_news(before, after)


def _team_news(before: PlayerView, after: PlayerView) -> Iterator[AnyText]:
    """Yield new lines and actions, and what was taken back."""
    lines = {line.entry: line for line in before.log}
    for line in reversed(after.log):
        if line.entry not in lines:
            yield _team_line(line)
        elif line.is_retracted and not lines[line.entry].is_retracted:
            yield Text("taken back: {what}", what=line.text)
    actions = {(one.entry, one.closed_play_ms) for one in before.actions}
    yield from (
        _action(one) for one in after.actions if (one.entry, one.closed_play_ms) not in actions
    )
    kept = {one.entry for one in after.actions}
    for one in before.actions:
        if one.entry not in kept:
            yield Text("taken back: {what}", what=one.text)


def message_lines(view: PlayerView, message: InboxMessage) -> Iterator[AnyText]:
    """Yield a message in full, one fact a line, marked as exercise."""
    yield Text(
        "EXERCISE {message} to {to}: {title}",
        message=message.id,
        to=", ".join(message.roles),
        title=message.title,
    )
    yield Text(
        "  from {sender} by {channel} at {time}, story {story}",
        sender=message.sender or "-",
        channel=message.channel or "-",
        time=format_clock(message.play_ms),
        story=story_text_at(view.head, message.story_ms),
    )
    if message.is_withdrawn:
        yield Text("  withdrawn: this message does not count")
    if message.text:
        yield f"  {' '.join(message.text.split())}"
    for name in message.media:
        yield Text("  attachment {name}: the exercise leader has it", name=name)
    yield from _asked(message)
    yield from (_said(said) for said in message.answers)


def _asked(message: InboxMessage) -> Iterator[AnyText]:
    decision = message.decision
    if decision is None:
        return
    yield Text(
        "  decision {decision}: {question}", decision=decision.id, question=decision.question
    )
    for option in decision.options:
        yield Text("  option {option}: {title}", option=option.id, title=option.title)
    if not is_open(decision):
        yield Text("  decided: {option}", option=decision.option or "")


def _said(said: Said) -> AnyText:
    time = format_clock(said.play_ms)
    return Text("  {time} {role} answered: {text}", time=time, role=said.role, text=said.text)


def _summary(message: InboxMessage, play_ms: int) -> AnyText:
    return Text(
        "{message} {state} {time} from {sender}: {title}",
        message=message.id,
        state=INBOX_WORDS[inbox_state(message, play_ms)],
        time=format_clock(message.play_ms),
        sender=message.sender or "-",
        title=message.title,
    )


def _team_line(line: TeamLine) -> AnyText:
    return Text(
        "{time} {role} {kind}: {text}",
        time=format_clock(line.play_ms),
        role=line.who,
        kind=KINDS.get(line.kind, line.kind),
        text=line.text,
    )


def _action(action: TeamAction) -> AnyText:
    if action.closed_play_ms is not None:
        return Text("action {entry} of {owner} done", entry=action.entry, owner=action.owner)
    until = "-" if action.due_play_ms is None else format_clock(action.due_play_ms)
    return Text(
        "action {entry} of {owner} until {time}: {text}",
        entry=action.entry,
        owner=action.owner,
        time=until,
        text=action.text,
    )


LINES = SeatLines(verbs=VERBS, tell=tell, news=news)
