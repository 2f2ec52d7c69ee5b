"""Lines that change the exercise: each is read into a command, or answered with what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise import commands as do
from crisis_tui.exercise.decide import remark
from crisis_tui.exercise.typed import (
    TIME_HINT,
    named_roles,
    play_time_ms,
    shift_of,
    split_objective,
    wall_time_ms,
)
from crisis_tui.exercise.undoing import last_deed
from crisis_tui.exercise.wording import sentence
from crisis_tui.plain.desk import Leave, TakeOver, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crisis_tui.plain.desk import Desk, Outcome, Say

YES = {"ja", "yes"}
SEND, SKIP = {"stuur", "send"}, {"weg", "skip"}
LIFT = "no play"


def pause(_: Desk, rest: str) -> Outcome:
    """Stop the exercise clock."""
    return do.PauseExercise(rest or None)


def go(_: Desk, __: str) -> Outcome:
    """Let the exercise clock run."""
    return do.ResumeExercise()


def received(desk: Desk, rest: str) -> Outcome:
    """A role has a message."""
    inject, role = _first(rest)
    if not inject:
        return _which_message()
    return do.AcknowledgeInject(_inject_id(desk, inject), role.upper() or None)


def done(desk: Desk, rest: str) -> Outcome:
    """An expected action was seen."""
    action, note = _first(rest)
    if not action:
        return say(Text("Which action? show MESSAGE names them."))
    plan = desk.state.plan
    known = plan.script.expectation_by_id if plan.script else {}
    found = _known_id(action, known)
    asked = plan.expectation(found)
    return do.MeetExpectation(found, asked[1].by if asked else None, note or None)


def decide(desk: Desk, rest: str) -> Outcome:
    """Settle a decision of the scenario; any other text is a decision of the log."""
    plan = desk.state.plan
    known = plan.script.decision_by_id if plan.script else {}
    name, rest_of_line = _first(rest)
    decision = _known_id(name, known)
    if decision not in known:
        return entry("decision")(desk, rest)
    option, reason = _first(rest_of_line)
    asked = known[decision][1]
    chosen = _known_id(option, [one.id for one in asked.options])
    return do.TakeDecision(decision, chosen, asked.authority, reason or None)


def observe(desk: Desk, rest: str) -> Outcome:
    """Write down what was seen."""
    script = desk.state.plan.script
    objectives = script.scenario.objectives if script else ()
    known = {one.id.casefold(): one.id for one in objectives}
    objective, text = split_objective(rest, known)
    return do.RecordObservation(text, objective, opened=desk.opened)


def entry(kind: str) -> Callable[[Desk, str], Outcome]:
    """Return what reads a line of the log of this kind."""

    def read(desk: Desk, rest: str) -> Outcome:
        return do.RecordEntry(kind, rest, opened=desk.opened)

    return read


def action(desk: Desk, rest: str) -> Outcome:
    """Write an action: owner, perhaps a time, what."""
    owner, text = _first(rest)
    word, after = _first(text)
    is_time = ":" in word or word.startswith("+")
    due_ms = play_time_ms(word, desk.opened.play_ms) if is_time else None
    return do.RecordAction(after if due_ms is not None else text, owner, due_ms, desk.opened)


def close_action(desk: Desk, rest: str) -> Outcome:
    """An action is done."""
    name, note = _first(rest)
    return do.CloseAction(_known_id(name, desk.state.actions), note or None)


def send(desk: Desk, rest: str) -> Outcome:
    """Send a message now."""
    return do.DeliverInject(_inject_id(desk, rest)) if rest else _which_message()


def hold(desk: Desk, rest: str) -> Outcome:
    """Keep a message back."""
    return do.HoldInject(_inject_id(desk, rest)) if rest else _which_message()


def skip(desk: Desk, rest: str) -> Outcome:
    """Leave a message out."""
    return do.SkipInject(_inject_id(desk, rest)) if rest else _which_message()


def retime(desk: Desk, rest: str) -> Outcome:
    """Give a message another time."""
    inject, time = _first(rest)
    due_ms = play_time_ms(time, desk.opened.play_ms)
    if not inject or due_ms is None:
        return _which_time()
    return do.RetimeInject(_inject_id(desk, inject), due_ms)


def void(desk: Desk, rest: str) -> Outcome:
    """Declare a message void."""
    inject, reason = _first(rest)
    if not reason:
        return say(Text("Say which message, and why it does not count."))
    return do.VoidInject(_inject_id(desk, inject), reason)


def write(_: Desk, rest: str) -> Outcome:
    """Write a message and send it."""
    to, words = _first(rest)
    title, _colon, text = words.partition(":")
    return do.AddInject(title.strip(), text.strip(), named_roles(to))


def catch_up(_: Desk, rest: str) -> Outcome:
    """Settle the whole catch-up list."""
    if rest.casefold() in SEND:
        return do.SendOverdue()
    if rest.casefold() in SKIP:
        return do.SkipOverdue()
    return say(Text("Send or skip? One by one: send, skip or retime MESSAGE."))


def meet_clock(desk: Desk, rest: str) -> Outcome:
    """What a statutory clock asks for was done."""
    name, note = _first(rest)
    clock = _known_id(name, desk.state.plan.clock_ids)
    known = desk.state.plan.clock(clock)
    return do.MeetClock(clock, known.owner if known else None, note or None)


def speed(_: Desk, rest: str) -> Outcome:
    """Change the speed."""
    try:
        return do.ChangeSpeed(float(rest.replace(",", ".").rstrip("x×")))
    except ValueError:
        return say(Text("Which speed? A number from 0.1 to 600."))


def jump(desk: Desk, rest: str) -> Outcome:
    """Say what a jump of the exercise clock does; with yes, jump."""
    time, sure = _first(rest)
    play_ms = play_time_ms(time, desk.opened.play_ms)
    if play_ms is None:
        return _which_time()
    command = do.JumpTo(play_ms)
    warning = remark(desk.state, command, desk.opened)
    if warning is None or sure.casefold() in YES:
        return command
    return say(warning, Text("If you are sure: jump {time} yes", time=time))


def shift(_: Desk, rest: str) -> Outcome:
    """Move all that is still to come."""
    by_ms = shift_of(rest)
    if by_ms is None:
        return say(Text("How much later? 15 is a quarter of an hour, -5 five minutes sooner."))
    return do.ShiftSchedule(by_ms)


def postpone(desk: Desk, rest: str) -> Outcome:
    """Let the exercise stand still until a time."""
    time, reason = _first(rest)
    until_at_ms = wall_time_ms(time, desk.opened.at_ms, desk.state.plan.zone)
    if until_at_ms is None or not reason:
        return say(Text("Until when, and why? Such as: postpone 9:00 night"))
    return do.PostponeExercise(until_at_ms, reason)


def phase(desk: Desk, rest: str) -> Outcome:
    """Go to the next phase, or to the one that is named."""
    plan = desk.state.plan
    if rest:
        return do.EnterPhase(_known_id(rest, plan.phase_place))
    number = plan.phase_index.get(desk.state.phase or "", -1) + 1
    if number >= len(plan.phases):
        return say(Text("There is no phase after this one."))
    return do.EnterPhase(plan.phases[number].phase.id)


def milestone(desk: Desk, rest: str) -> Outcome:
    """The crisis has come to a milestone; without a name, say which there are."""
    state = desk.state
    if rest:
        return do.ReachMilestone(_known_id(rest, state.plan.milestones))
    left = [one for one in state.plan.milestones.values() if one.id not in state.milestones]
    if not left:
        return say(Text("There is no milestone left."))
    return say(*(f"{one.id} {one.title}" for one in left))


def no_play(_: Desk, rest: str) -> Outcome:
    """Freeze everything."""
    return do.StopPlay(rest or "NO PLAY")


def lift(_: Desk, rest: str) -> Outcome:
    """Lift NO PLAY, said in full."""
    if rest.casefold() != LIFT:
        return say(Text("To lift NO PLAY say it in full, when all players know: lift NO PLAY"))
    return do.ResumeExercise(after_stop=True)


def undo(desk: Desk, rest: str) -> Outcome:
    """Say what would be taken back; with yes, do so."""
    last = last_deed(desk.state, desk.person)
    if last is None:
        return say(Text("There is nothing of yours to take back."))
    record, command = last
    if rest.casefold() in YES:
        return command
    what = sentence(record.event, desk.state.plan)
    return say(Text("Take this back? {what} - then: undo yes", what=what))


def end(_: Desk, rest: str) -> Outcome:
    """End the exercise, said in full."""
    if rest.casefold() not in YES:
        return say(Text("This ends the exercise for everybody; if you are sure: end yes"))
    return do.EndExercise()


def take_over(_: Desk, __: str) -> Outcome:
    """Direct the exercise from here."""
    return TakeOver()


def leave(_: Desk, __: str) -> Outcome:
    """Leave."""
    return Leave()


def _first(text: str) -> tuple[str, str]:
    word, _, rest = text.strip().partition(" ")
    return word, rest.strip()


def _known_id(name: str, known: Iterable[str]) -> str:
    """Return the id that is spelled so in whatever case, else the name as typed."""
    folded = name.casefold()
    return next((one for one in known if one.casefold() == folded), name)


def _inject_id(desk: Desk, name: str) -> str:
    state = desk.state
    ids = (planned.inject.id for planned in state.plan.injects)
    return _known_id(name.strip(), (*ids, *state.added, *state.injects))


def _which_message() -> Say:
    return say(Text("Which message? messages names them."))


def _which_time() -> Say:
    return say(Text("Which time? {hint}.", hint=TIME_HINT))
