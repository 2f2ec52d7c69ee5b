"""What an observer looks at, in lines: expected actions, messages, objectives, own notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import Text
from crisis_tui.exercise.state import Outcome
from crisis_tui.tui import present, words
from crisis_tui.tui.present import State
from crisis_tui.tui.seats.observing import watched
from crisis_tui.tui.widgets.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.content import Content

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.observer import (
        ObserverView,
        SentMessage,
        WatchedAction,
        WatchedDecision,
        WatchedObjective,
    )
    from crisis_tui.exercise.views.log import LogRow

LIMITLESS = 1 << 62
MINUTES_IN_HOUR = 60
STATE_WIDTH = 16
MOST_MINE = 5
MOST_BELOW = 4
"""More objectives stand in two columns."""
_BOXES = {
    Outcome.OPEN: ("[ ]", ""),
    Outcome.MET: ("[x]", present.GOOD),
    Outcome.LATE: ("[x]", present.WARNING),
    Outcome.MISSED: ("[ ]", present.BAD),
    Outcome.CANCELLED: ("[-]", present.QUIET),
}


def action_row(action: WatchedAction, play_ms: int) -> Row:
    """Return the line of an expected action: how long there is, who, what."""
    state, word = action_state(action, play_ms)
    grey = not is_waited(action)
    style = present.QUIET if grey else ""
    return Row(
        action.id,
        (
            present.fit(present.state(state, word), STATE_WIDTH),
            present.line((action.by, present.QUIET if grey else present.STRONG)),
            present.line((action.action, style)),
        ),
    )


def expected_rows(view: ObserverView, play_ms: int) -> list[Row]:
    """Return what should be seen, by its limit: actions and decisions; then all that is past."""
    waited = [(_limit(one), action_row(one, play_ms)) for one in view.expected if is_waited(one)]
    waited += [
        (_limit(one), _decision_row(one, play_ms))
        for one in view.decisions
        if one.option is None and not one.overtaken
    ]
    past = [action_row(one, play_ms) for one in view.expected if not is_waited(one)]
    return [*(row for _, row in sorted(waited, key=lambda pair: pair[0])), *past]


def is_waited(action: WatchedAction) -> bool:
    """Tell whether an action was not seen yet, and somebody still watches for it."""
    return action.outcome in {Outcome.OPEN, Outcome.MISSED} and not action.overtaken


def most_urgent(view: ObserverView) -> tuple[str, str, int | None] | None:
    """Return who should do or decide what, until when; None if nothing is waited for."""
    waited = [
        (_limit(one), one.by, one.action, one.limit_play_ms)
        for one in view.expected
        if is_waited(one)
    ]
    waited += [
        (_limit(one), one.authority or "?", one.question, one.limit_play_ms)
        for one in view.decisions
        if one.option is None and not one.overtaken
    ]
    _, role, what, limit_ms = min(waited, key=lambda one: one[0], default=(0, "", "", None))
    return (role, what, limit_ms) if waited else None


def _limit(one: WatchedAction | WatchedDecision) -> int:
    return LIMITLESS if one.limit_play_ms is None else one.limit_play_ms


def _decision_row(decision: WatchedDecision, play_ms: int) -> Row:
    state, word = _waits(decision.limit_play_ms, play_ms)
    return Row(
        decision.id,
        (
            present.fit(present.state(state, word), STATE_WIDTH),
            present.line((decision.authority or "?", present.STRONG)),
            present.line(("? ", present.WARNING), decision.question),
        ),
    )


def action_state(action: WatchedAction, play_ms: int) -> tuple[State, AnyText]:
    """Return how an expected action stands, in a glyph and a word."""
    limit_ms, met_ms = action.limit_play_ms, action.met_play_ms or 0
    if action.outcome is Outcome.MET:
        return State.GOOD, Text("seen {time}", time=words.play_minute(met_ms))
    if action.outcome is Outcome.LATE:
        return State.WARNING, Text("late {time}", time=words.play_minute(met_ms))
    if action.outcome is Outcome.CANCELLED:
        return State.IDLE, Text("void")
    if action.overtaken:
        return State.BAD, Text("missed")
    return _waits(limit_ms, play_ms)


def _waits(limit_ms: int | None, play_ms: int) -> tuple[State, AnyText]:
    if limit_ms is None:
        return State.OPEN, Text("open")
    minutes = abs(limit_ms - play_ms) // MINUTE_MS
    if play_ms <= limit_ms:
        return State.OPEN, Text("{n} min left", n=minutes)
    if minutes < MINUTES_IN_HOUR:
        return State.BAD, Text("{n} min late", n=minutes)
    return State.BAD, Text("{time} late", time=words.play_minute(play_ms - limit_ms))


def message_row(message: SentMessage) -> Row:
    """Return the line of a message: when, to whom, what."""
    style = present.QUIET if message.is_void else ""
    time = words.play_minute(message.delivered_play_ms)
    return Row(
        message.id,
        (
            present.line((f"{time} {message.id}", present.QUIET)),
            present.line((" ".join(message.to), style or present.STRONG)),
            present.line((message.title, style)),
        ),
    )


def card(view: ObserverView, chosen: str | None) -> Content:
    """Return the message that is chosen, or whose action is, with all that should follow."""
    actions = watched(view, chosen)
    asked = next((one for one in view.decisions if one.id == chosen), None)
    inject = actions[0].inject if actions else asked.inject if asked else chosen
    message = next((one for one in view.messages if one.id == inject), None)
    if message is None:
        return present.block(Text("No message is chosen."), present.QUIET)
    return present.lines(*_card(view, message, chosen))


def _card(view: ObserverView, message: SentMessage, chosen: str | None) -> Iterator[Content]:
    yield present.line((f"{message.id}  ", present.QUIET), (message.title, present.STRONG))
    sender = f"{message.sender} → " if message.sender else "→ "
    yield present.line((sender, present.QUIET), (", ".join(message.to), present.STRONG))
    time = words.play_minute(message.delivered_play_ms)
    channel = f"{message.channel}, " if message.channel else ""
    sent = Text("{channel}sent at {time}", channel=channel, time=time)
    yield present.line((sent, present.QUIET))
    if message.is_void:
        yield present.line((Text("does not count"), present.WARNING))
    have = " ".join(role for role, _ in message.acknowledged)
    if have:
        yield present.line((f"{State.GOOD.glyph} ", present.GOOD), have)
    for action in view.expected:
        if action.inject == message.id:
            yield _tick(action, looked_at=action.id == chosen)
    for decision in view.decisions:
        if decision.inject == message.id:
            yield from _decision(decision)
    if message.text:
        yield present.line()
        yield present.block(message.text.strip())


def _tick(action: WatchedAction, *, looked_at: bool) -> Content:
    box, style = _BOXES[action.outcome]
    note = f" – {action.note}" if action.note else ""
    objective = f" ({action.objective})" if action.objective else ""
    weight = present.STRONG if looked_at else style
    what = f" {action.action}{objective}{note}"
    return present.line((f"{box} ", style), (action.by, present.STRONG), (what, weight))


def _decision(decision: WatchedDecision) -> Iterator[Content]:
    authority = f" ({decision.authority})" if decision.authority else ""
    yield present.line((Text("Decision"), present.STRONG), authority)
    yield present.line(decision.question)
    if decision.option is None:
        yield present.line((" / ".join(decision.options), present.QUIET))
        return
    who = f" ({decision.role})" if decision.role else ""
    reason = f" – {decision.reason}" if decision.reason else ""
    yield present.line((f"{State.GOOD.glyph} {decision.option}{who}{reason}", present.GOOD))


def objective_lines(objectives: Sequence[WatchedObjective], width: int) -> Content:
    """Return the objectives with their keys and own ratings, beside each other if they are many."""
    columns = 2 if len(objectives) > MOST_BELOW else 1
    height = -(-len(objectives) // columns)
    cells = [_objective(number, one) for number, one in enumerate(objectives, start=1)]
    rows = [cells[row::height] for row in range(height)]
    each = max((width - columns + 1) // columns, 1)
    return present.lines(
        *(
            present.line(*(part for cell in row for part in (present.fit(cell, each), " ")))
            for row in rows
        )
    )


def _objective(number: int, objective: WatchedObjective) -> Content:
    key = str(number) if number < 10 else " "  # noqa: PLR2004 - one key, one digit
    letters = "".join(task.rating or "·" for task in objective.tasks)
    return present.line(
        (f"{key} ", present.STRONG),
        (f"{objective.id} ", present.QUIET),
        (f"{letters}  " if letters else "", present.SOFT),
        objective.title,
    )


def mine_lines(mine: Sequence[LogRow]) -> Content:
    """Return the newest of one's own observations, newest last."""
    rows = list(reversed(mine[:MOST_MINE]))
    if not rows:
        return present.line()
    title = present.line((Text("Your observations"), present.STRONG))
    return present.lines(title, *map(_own_line, rows))


def _own_line(row: LogRow) -> Content:
    style = "strike" if row.retracted else ""
    return present.line((f"{words.play_minute(row.play_ms)} ", present.QUIET), (row.text, style))
