"""What is worth saying about a command that is done all the same, before or after it is done."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text, Texts
from crisis_tui.exercise.agenda import Kind
from crisis_tui.exercise.commands import JumpTo, TakeDecision
from crisis_tui.exercise.deciding.batch import Batch
from crisis_tui.exercise.deciding.ticking import jump_to
from crisis_tui.exercise.due import next_due
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.state import InjectStatus, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.events import Event
    from crisis_tui.exercise.state import Draft, ExerciseState


def remark(state: ExerciseState, command: Command, moment: Moment | None = None) -> AnyText | None:
    """Return what is worth saying about a command that is done all the same.

    Ask before the command is done; of a jump, with the `moment` of asking, it is the warning.
    """
    if isinstance(command, TakeDecision):
        return _without_authority(state, command)
    if isinstance(command, JumpTo) and moment is not None:
        return _of_jump(state, command, moment)
    return None


def _without_authority(state: ExerciseState, command: TakeDecision) -> Text | None:
    asked = state.plan.decision(command.decision)
    authority = asked[1].authority if asked else None
    if command.role is None or authority is None or authority == command.role:
        return None
    return Text(
        "{role} decided; the scenario gives {decision} to {authority}.",
        role=command.role,
        decision=command.decision,
        authority=authority,
    )


def _of_jump(state: ExerciseState, command: JumpTo, moment: Moment) -> AnyText | None:
    events = jump_to(state, command, moment)
    if isinstance(events, Refusal):
        return None
    after = _after(state, events, moment)
    back = command.play_ms < moment.play_ms
    said = tuple(_of_jump_back(state, after) if back else _of_jump_ahead(state, after))
    if not said:
        return None
    return reduce(lambda first, more: Text("{first} {more}", first=first, more=more), said)


def _after(state: ExerciseState, events: tuple[Event, ...], moment: Moment) -> Draft:
    batch = Batch(state, moment)
    for event in events:
        batch.add(event)
    return batch.state


def _of_jump_back(before: ExerciseState, after: Draft) -> Iterator[AnyText]:
    yield Text("What was sent stays sent and does not come again.")
    planned = InjectStatus.PLANNED
    again = sum(
        inject.status is not planned and after.inject(inject_id).status is planned
        for inject_id, inject in before.injects.items()
    )
    if again:
        yield Texts(
            "{n} message comes again at its time.", "{n} messages come again at their times.", again
        )
    open_again = _missed(before) - _missed(after)
    if open_again:
        yield Texts(
            "{n} limit that had passed counts again.",
            "{n} limits that had passed count again.",
            open_again,
        )


def _of_jump_ahead(before: ExerciseState, after: Draft) -> Iterator[AnyText]:
    held = len(after.catch_up) - len(before.catch_up)
    if held:
        yield Texts(
            "{n} message is passed over and waits on the catch-up list.",
            "{n} messages are passed over and wait on the catch-up list.",
            held,
        )
    missed = _missed(after) - _missed(before)
    if missed:
        yield Texts("{n} limit passes.", "{n} limits pass.", missed)
    due = next_due(after)
    if due is not None and due.kind is Kind.END and due.at_ms <= after.play_ms:
        yield Text("The planned end is passed: the exercise ends.")


def _missed(state: Draft) -> int:
    outcomes = (
        *(asked.outcome for asked in state.expectations.values()),
        *(clock.outcome for clock in state.clocks.values()),
    )
    return sum(outcome is Outcome.MISSED for outcome in outcomes)
