"""Lines that only ask: status, messages, one message, the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS, format_clock
from crisis_tui.basis.text import Text
from crisis_tui.exercise.state import Outcome as Result
from crisis_tui.exercise.views.detail import inject_detail
from crisis_tui.exercise.views.header import RunState, header
from crisis_tui.exercise.views.log import log_rows
from crisis_tui.exercise.views.messages import (
    MessageRow,
    MessageState,
    message_ids,
    message_rows,
)
from crisis_tui.exercise.views.tree import tree_of
from crisis_tui.exercise.views.tree_lines import TreeKind
from crisis_tui.exercise.views.tree_words import line_words
from crisis_tui.exercise.views.urgent import coming_phase, most_urgent
from crisis_tui.plain.desk import Outcome, Say, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.exercise.views.detail import InjectDetail
    from crisis_tui.exercise.views.tree_lines import TreeLine
    from crisis_tui.plain.desk import Desk

NEWEST_LINES = 20
RUNS: dict[RunState, Text] = {
    RunState.NOT_STARTED: Text("not started"),
    RunState.RUNNING: Text("runs"),
    RunState.PAUSED: Text("paused"),
    RunState.NO_PLAY: Text("NO PLAY"),
    RunState.ENDED: Text("ended"),
}
STATES: dict[MessageState, Text] = {
    MessageState.DONE: Text("done"),
    MessageState.LATE: Text("late"),
    MessageState.OPEN: Text("open"),
    MessageState.SOON: Text("soon"),
    MessageState.PLANNED: Text("planned"),
    MessageState.OVERDUE: Text("overdue"),
    MessageState.HELD: Text("held"),
    MessageState.WAITING: Text("waits"),
    MessageState.SKIPPED: Text("left out"),
    MessageState.VOIDED: Text("void"),
    MessageState.BRANCH: Text("if"),
    MessageState.BANK: Text("bank"),
}
RESULTS: dict[Result, Text] = {
    Result.OPEN: Text("open"),
    Result.MET: Text("done in time"),
    Result.LATE: Text("done late"),
    Result.MISSED: Text("not done in time"),
    Result.CANCELLED: Text("cancelled"),
}


def status(desk: Desk, _: str) -> Outcome:
    """Say how the exercise stands and what is most urgent."""
    return Say(tuple(status_lines(desk.state, desk.opened.play_ms)))


def status_lines(state: ExerciseState, play_ms: int) -> Iterator[AnyText]:
    """Yield run state and times, phase, terms, and the most urgent thing."""
    head, coming = header(state, play_ms), coming_phase(state, play_ms)
    yield Text(
        "{run}, speed {speed}×, play {play}, story {story}",
        run=RUNS[head.run],
        speed=f"{head.speed:g}",
        play=format_clock(play_ms),
        story=str(head.story_time or "-"),
    )
    if head.phase_count:
        number = f"{head.phase_number}/{head.phase_count}"
        yield Text("phase {number} {title}", number=number, title=head.phase_title)
    if coming is not None and coming.title:
        wait = format_clock(max(coming.wait_play_ms, 0))
        yield Text("next phase {title} in {wait}", title=coming.title, wait=wait)
    for row in head.clocks:
        left = format_clock(row.remaining_ms)
        yield Text(
            "clock {clock} {title}, {owner}: {result}, {left} left",
            clock=row.id,
            title=row.title,
            owner=row.owner or "-",
            result=RESULTS[row.outcome],
            left=left,
        )
    yield most_urgent(state, play_ms).text


def messages(desk: Desk, _: str) -> Outcome:
    """Say every message on a line."""
    play_ms = desk.opened.play_ms
    rows = message_rows(desk.state, play_ms, message_ids(desk.state))
    return Say(tuple(_message_line(row) for row in rows))


def _message_line(row: MessageRow) -> AnyText:
    time = "-" if row.play_ms is None else format_clock(row.play_ms)
    return Text(
        "{inject} {state} {time} to {to}: {title}",
        inject=row.id,
        state=STATES[row.state],
        time=time,
        to=", ".join(row.to),
        title=row.title,
    )


def coming(desk: Desk, _: str) -> Outcome:
    """Say what can still happen: forks, their outcomes and what follows, each on a line."""
    tree = tree_of(desk.state, desk.opened.play_ms)
    if not tree.lines:
        return say(Text("Nothing hangs on what people do any more: the rest comes as planned."))
    return Say(tuple(_tree_line(line) for line in tree.lines))


def _tree_line(line: TreeLine) -> AnyText:
    indent, words = "  " * line.depth, line_words(line)
    if line.play_ms is None:
        return Text("{indent}{words}", indent=indent, words=words)
    time = format_clock(line.play_ms)
    if line.kind is TreeKind.FORK:
        return Text("{indent}{words}, until {time}", indent=indent, words=words, time=time)
    if not line.roles:
        return Text("{indent}{time} {words}", indent=indent, time=time, words=words)
    roles = ", ".join(line.roles)
    return Text(
        "{indent}{time} {words}, to {roles}", indent=indent, time=time, words=words, roles=roles
    )


def show(desk: Desk, rest: str) -> Outcome:
    """Say a message in full; without a name the one that was sent last."""
    newest = next(desk.state.delivered.newest_first(), "")
    found = inject_detail(desk.state, desk.opened.play_ms, rest.strip() or newest)
    found = found or inject_detail(desk.state, desk.opened.play_ms, rest.strip().upper())
    if found is None:
        return say(Text("Which message? messages names them."))
    return Say(tuple(message_lines(found)))


def message_lines(found: InjectDetail) -> Iterator[AnyText]:
    """Yield a message in full: one fact a line, what players get marked as exercise."""
    yield Text(
        "EXERCISE {inject} to {to}: {title}",
        inject=found.row.id,
        to=", ".join(found.row.to),
        title=found.row.title,
    )
    if found.sender or found.channel:
        sender, channel = found.sender or "-", found.channel or "-"
        yield Text("  from {sender} by {channel}", sender=sender, channel=channel)
    if found.text:
        yield f"  {_joined(found.text)}"
    for expected in found.expects:
        minutes = "-" if expected.within_ms is None else str(expected.within_ms // MINUTE_MS)
        yield Text(
            "  expected {action} of {role} within {minutes} min, {result}: {text}",
            action=expected.id,
            role=expected.by,
            minutes=minutes,
            result=RESULTS[expected.outcome],
            text=expected.action,
        )
    if found.decision is not None:
        options = ", ".join(f"{one.id} ({one.title})" for one in found.decision.options)
        yield Text(
            "  decision {decision}: {question} options: {options}",
            decision=found.decision.id,
            question=found.decision.question,
            options=options,
        )
    if found.guidance:
        yield Text("  counterplay: {text}", text=_joined(found.guidance))


def log(desk: Desk, _: str) -> Outcome:
    """Say the last lines of the log, oldest first."""
    rows = reversed(log_rows(desk.state, NEWEST_LINES))
    return Say(
        tuple(Text("{time} {text}", time=format_clock(row.play_ms), text=row.text) for row in rows)
    )


def _joined(text: str) -> str:
    return " ".join(text.split())
