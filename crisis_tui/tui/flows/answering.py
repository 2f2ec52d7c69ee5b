"""What players did with a message: they have it, they acted, they decided; a term was met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.commands import (
    AcknowledgeInject,
    CloseAction,
    MeetClock,
    MeetExpectation,
    TakeDecision,
)
from crisis_tui.exercise.state import UNDONE
from crisis_tui.exercise.views.detail import inject_detail
from crisis_tui.exercise.views.header import clock_rows
from crisis_tui.exercise.views.log import open_actions
from crisis_tui.tui.flows.asking import (
    Choose,
    Do,
    Option,
    Tell,
    Write,
    choose,
    one_of,
    sure,
    write_until_done,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.exercise.views.detail import DecisionRow
    from crisis_tui.tui.flows.asking import Desk, Flow

CHOOSE_A_MESSAGE = Text("Choose a message first.")


def acknowledge(desk: Desk) -> Flow:
    """A role has the selected message; asks which if several could."""
    inject_id = desk.selected
    if inject_id is None:
        yield Tell(CHOOSE_A_MESSAGE)
        return
    inject = desk.state.inject(inject_id)
    left = [role for role in inject.to if role not in inject.acknowledged]
    role: str | None = None
    if len(left) > 1:
        role = yield who_has(inject_id, left)
    said = Text("{inject}: {role} has it", inject=inject_id, role=role or ", ".join(left))
    yield Do(AcknowledgeInject(inject_id, role), said)


def who_has(inject_id: str, roles: Iterable[str]) -> Choose:
    """Ask which role has a message: one of these, or, at key 0, everybody (None)."""
    asked = choose(Text("Who has {inject}?", inject=inject_id), [(one, one) for one in roles])
    everybody = Option("0", Text("everybody who has not reacted"), None)
    return Choose(asked.question, (*asked.options, everybody))


def tick(desk: Desk) -> Flow:
    """An expected action of the selected message was seen; asks which if several are open."""
    found = inject_detail(desk.state, desk.now().play_ms, desk.selected or "")
    if found is None:
        yield Tell(CHOOSE_A_MESSAGE)
        return
    undone = [row for row in found.expects if row.outcome in UNDONE]
    if not undone:
        yield Tell(Text("{inject}: nothing left to tick.", inject=found.row.id))
        return
    row = yield from one_of(
        Text("What was done?"), [(f"{row.by}: {row.action}", row) for row in undone]
    )
    said = Text("done: {action} (undo: u)", action=row.action)
    yield Do(MeetExpectation(row.id, row.by), said)


def decide(desk: Desk) -> Flow:
    """Settle the decision of the selected message, else one that is open anywhere."""
    asked = _open_decisions(desk)
    if not asked:
        yield Tell(Text("No decision is open here."))
        return
    row: DecisionRow = yield from one_of(
        Text("Which decision?"), [(row.question, row) for row in asked]
    )
    option = yield choose(row.question, [(option.title, option) for option in row.options])
    yield from write_until_done(
        Write(Text("reason"), hint=Text("why; may stay empty")),
        lambda reason: TakeDecision(row.id, option.id, row.authority, reason.strip() or None),
        Text("decided: {option} (undo: u)", option=option.title),
    )


def meet_clock(desk: Desk) -> Flow:
    """What a statutory clock asks for was done."""
    now = desk.now().play_ms
    undone = [row for row in clock_rows(desk.state, now) if row.outcome in UNDONE]
    if not undone:
        yield Tell(Text("No statutory clock runs."))
        return
    row = yield from one_of(Text("Which clock was met?"), [(row.title, row) for row in undone])
    question = Text("{clock}: was it done?", clock=row.title)
    if (yield sure(question, "y", Text("yes, done now"))):
        yield Do(MeetClock(row.id, row.owner), Text("done: {clock}", clock=row.title))


def close_action(desk: Desk) -> Flow:
    """An action from the log is done."""
    rows = open_actions(desk.state, desk.now().play_ms)
    if not rows:
        yield Tell(Text("No action is open."))
        return
    row = yield choose(
        Text("Which action is done?"), [(f"{row.owner}: {row.text}", row) for row in rows]
    )
    yield Do(CloseAction(row.entry), Text("done: {action}", action=row.text))


def _open_decisions(desk: Desk) -> list[DecisionRow]:
    """Return the selected message's own decision if it can be taken, else all that were asked."""
    own = _undecided(desk, desk.selected or "")
    if own is not None:
        return [own]
    state = desk.state
    unfinished = (_undecided(desk, sent) for sent in state.delivered if sent in state.unfinished)
    return [row for row in unfinished if row is not None]


def _undecided(desk: Desk, inject_id: str) -> DecisionRow | None:
    found = inject_detail(desk.state, desk.now().play_ms, inject_id)
    if found is None or found.decision is None or found.decision.id in desk.state.decisions:
        return None
    return found.decision
