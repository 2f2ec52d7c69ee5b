"""The observer in lines: what should I see now, and did I see it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.debrief.words import RATINGS
from crisis_tui.exercise.commands import MeetExpectation, RateTask
from crisis_tui.exercise.state import UNDONE, Outcome
from crisis_tui.plain.seats.verb import SeatLines, SeatVerb
from crisis_tui.plain.seats.writing import NOTE, UNDO, first, known_id, observe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.desk import SeatDesk
    from crisis_tui.exercise.seats.observer import (
        ObserverView,
        SentMessage,
        WatchedAction,
        WatchedDecision,
        WatchedObjective,
    )
    from crisis_tui.plain.seats.verb import Answer

RESULTS: dict[Outcome, Text] = {
    Outcome.OPEN: Text("open"),
    Outcome.MET: Text("done in time"),
    Outcome.LATE: Text("done late"),
    Outcome.MISSED: Text("not done in time"),
    Outcome.CANCELLED: Text("cancelled"),
}


def tell(view: ObserverView, play_ms: int) -> Iterator[AnyText]:
    """Yield what was not seen yet and decisions that are asked."""
    for action in view.expected:
        if action.outcome in UNDONE and not action.overtaken:
            yield _action_line(action, play_ms)
    for decision in view.decisions:
        if decision.option is None and not decision.overtaken:
            yield _decision_line(decision)


def news(before: ObserverView, after: ObserverView) -> Iterator[AnyText]:
    """Yield messages that went out, what others saw, and decisions that were settled."""
    known = {message.id for message in before.messages}
    for message in reversed(after.messages):
        if message.id not in known:
            yield from _message_lines(after, message)
    outcomes = {action.id: action.outcome for action in before.expected}
    for action in after.expected:
        if outcomes.get(action.id, action.outcome) is not action.outcome:
            yield _result_line(action)
    settled = {decision.id: decision.option for decision in before.decisions}
    for decision in after.decisions:
        if decision.option is not None and settled.get(decision.id) != decision.option:
            yield _decision_line(decision)


def _action_line(action: WatchedAction, play_ms: int) -> Text:
    what = {"id": action.id, "role": action.by, "action": action.action}
    if action.limit_play_ms is None:
        return Text("expected {id} of {role}: {action}", **what)
    left_ms = action.limit_play_ms - play_ms
    if left_ms < 0:
        late = format_clock(-left_ms)
        return Text("expected {id} of {role}, {late} late: {action}", late=late, **what)
    left = format_clock(left_ms)
    return Text("expected {id} of {role}, within {left}: {action}", left=left, **what)


def _result_line(action: WatchedAction) -> Text:
    return Text(
        "{id} of {role} {result}: {action}",
        id=action.id,
        role=action.by,
        result=RESULTS[action.outcome],
        action=action.action,
    )


def _decision_line(decision: WatchedDecision) -> Text:
    if decision.option is None:
        options = ", ".join(decision.options)
        return Text(
            "decision {id} asked: {question} options: {options}",
            id=decision.id,
            question=decision.question,
            options=options,
        )
    return Text(
        "decision {id} settled by {role}: {question} {option}, {reason}",
        id=decision.id,
        role=decision.role or "-",
        question=decision.question,
        option=decision.option,
        reason=decision.reason or "-",
    )


def _objective_lines(objective: WatchedObjective) -> Iterator[Text]:
    for task in objective.tasks:
        yield Text(
            "task {task}, rated {rating}: {title}",
            task=f"{objective.id}.{task.number}",
            rating=task.rating or "-",
            title=task.title,
        )


def _message_lines(view: ObserverView, message: SentMessage) -> Iterator[AnyText]:
    yield Text(
        "EXERCISE {inject} to {to}: {title}",
        inject=message.id,
        to=", ".join(message.to),
        title=message.title,
    )
    if message.sender or message.channel:
        sender, channel = message.sender or "-", message.channel or "-"
        yield Text("  from {sender} by {channel}", sender=sender, channel=channel)
    if message.text:
        yield f"  {' '.join(message.text.split())}"
    for action in view.expected:
        if action.inject == message.id:
            yield _result_line(action)


def _show(desk: SeatDesk[ObserverView], rest: str) -> Answer:
    wanted = rest.strip().casefold()
    messages = desk.view.messages
    found = next((one for one in messages if one.id.casefold() == wanted or not wanted), None)
    if found is None:
        return (Text("Which message? messages names them."),)
    return tuple(_message_lines(desk.view, found))


def _messages(desk: SeatDesk[ObserverView], _: str) -> Answer:
    return tuple(
        Text(
            "{time} {inject} to {to}: {title}",
            time=format_clock(one.delivered_play_ms),
            inject=one.id,
            to=", ".join(one.to),
            title=one.title,
        )
        for one in reversed(desk.view.messages)
    )


def _seen(desk: SeatDesk[ObserverView], rest: str) -> Answer:
    name, note = first(rest)
    known = {action.id: action for action in desk.view.expected}
    found = known.get(known_id(name, known))
    if found is None:
        return (Text("Which action? status names them."),)
    return MeetExpectation(found.id, found.by, note or None)


def _rate(desk: SeatDesk[ObserverView], rest: str) -> Answer:
    task, after = first(rest)
    letter, why = first(after)
    objective, _, number = task.rpartition(".")
    letter = letter.upper()
    if not objective or not number.isdecimal() or letter not in RATINGS:
        return tuple(_rating_help(desk.view))
    known = known_id(objective, (one.id for one in desk.view.objectives))
    return RateTask(known, int(number), letter, why or None, desk.now())


def _rating_help(view: ObserverView) -> Iterator[AnyText]:
    """Yield every task with the rating it has, and what the letters mean."""
    for objective in view.objectives:
        yield from _objective_lines(objective)
    yield Text("Rate like this: O2.1 S quick, but alone")
    for letter, meaning in RATINGS.items():
        yield Text("{letter}: {meaning}", letter=letter, meaning=meaning)


def _objective_ids(view: ObserverView) -> Iterable[str]:
    return (one.id for one in view.objectives)


LINES = SeatLines(
    verbs=(
        SeatVerb(
            ("gezien", "gedaan"),
            ("seen", "done"),
            Text("ACTION [NOTE]"),
            Text("you saw the expected action"),
            _seen,
        ),
        observe(_objective_ids),
        SeatVerb(
            ("beoordeel",),
            ("rate",),
            Text("OBJECTIVE.TASK LETTER [WHY]"),
            Text("rate a task P, S, M or U; alone: the tasks, and what the letters mean"),
            _rate,
        ),
        NOTE,
        SeatVerb(("berichten",), ("messages",), None, Text("every message sent"), _messages),
        SeatVerb(("toon",), ("show",), Text("[MESSAGE]"), Text("a message in full"), _show),
        UNDO,
    ),
    tell=tell,
    news=news,
)
"""How an observer takes part in lines."""
