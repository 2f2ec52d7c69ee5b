"""What an observer does: tick what was seen, write observations, rate tasks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.debrief.words import RATINGS
from crisis_tui.exercise.commands import (
    MeetClock,
    MeetExpectation,
    RateTask,
    RecordEntry,
    RecordObservation,
)
from crisis_tui.exercise.state import UNDONE
from crisis_tui.exercise.typed import split_objective
from crisis_tui.exercise.wording import KINDS
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
from crisis_tui.tui.seats.taking_back import undo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.desk import SeatDesk
    from crisis_tui.exercise.seats.observer import (
        ObserverView,
        RatedTask,
        WatchedAction,
        WatchedObjective,
    )
    from crisis_tui.tui.flows.asking import Flow


def seen(desk: SeatDesk[ObserverView]) -> Flow:
    """Tick the chosen action, or one of the chosen message's if a message is chosen."""
    rows = watched(desk.view, desk.selected)
    undone = [row for row in rows if row.outcome in UNDONE]
    if any(one.id == desk.selected for one in desk.view.decisions):
        yield Tell(Text("Who decides settles this; o writes what you saw."))
    elif not rows:
        yield Tell(Text("Choose an expected action first."))
    elif not undone:
        yield Tell(Text("That was seen already; u takes your last tick back."))
    else:
        row = undone[0]
        if len(undone) > 1:
            question = Text("What did you see?")
            row = yield choose(question, [(f"{one.by}: {one.action}", one) for one in undone])
        said = Text("seen: {action} (undo: u)", action=row.action)
        yield Do(MeetExpectation(row.id, row.by), said)


def watched(view: ObserverView, chosen: str | None) -> list[WatchedAction]:
    """Return the expected action that is chosen, or all those of the message that is."""
    return [row for row in view.expected if chosen in {row.id, row.inject}]


def observe(
    objectives: Callable[[Any], Iterable[tuple[str, str]]], desk: SeatDesk[Any], objective: str = ""
) -> Flow:
    """Write down what was seen; `O3 text` puts it under objective O3, `objective` does so at once.

    `objectives` returns id and title of those that the seat knows.
    """
    opened = desk.now()
    titles = dict(objectives(desk.view))
    known = {name.casefold(): name for name in titles}

    def command(text: str) -> RecordObservation:
        named, said = split_objective(text, known)
        return RecordObservation(said, named or objective or None, opened=opened)

    name = objective or Text("observation")
    yield from write_until_done(
        Write(
            Text("{kind} {time}", kind=name, time=format_clock(opened.play_ms)),
            hint=titles.get(objective) or Text("O3 text: under objective O3"),
            notes=tuple(f"{one} {title}" for one, title in titles.items()) if not objective else (),
            refuse=lambda text: _needs_text(split_objective(text, known)[1]),
        ),
        command,
        Text("observation written (undo: u)"),
    )


def observed_objectives(view: ObserverView) -> list[tuple[str, str]]:
    """Return id and title of the objectives that an observer knows."""
    return [(one.id, one.title) for one in view.objectives]


def objective_by_key(key: str, desk: SeatDesk[ObserverView]) -> Flow:
    """Open an observation under the objective with this number."""
    number = int(key)
    if number > len(desk.view.objectives):
        yield Tell(Text("There is no objective {n}.", n=number))
        return
    yield from observe(observed_objectives, desk, desk.view.objectives[number - 1].id)


def rate(desk: SeatDesk[ObserverView]) -> Flow:
    """Rate a task: which one, how it was performed, why."""
    opened = desk.now()
    tasks = [(one, task) for one in _nearest(desk) for task in one.tasks]
    if not tasks:
        yield Tell(Text("The objectives of this scenario have no tasks to rate."))
        return
    labels = [(task_line(one, task), (one, task)) for one, task in tasks]
    objective, task = yield choose(Text("Which task do you rate?"), labels)
    name = f"{objective.id}.{task.number} {task.title}"
    letter = yield Choose(name, rating_options())
    question = Text("why {rating}", rating=letter)
    yield from write_until_done(
        Write(question, task.note or "", Text("what you saw; may stay empty"), (name,)),
        lambda why: RateTask(objective.id, task.number, letter, why.strip() or None, opened),
        Text("{task}: {rating} (undo: u)", task=f"{objective.id}.{task.number}", rating=letter),
    )


def rating_options() -> tuple[Option, ...]:
    """Return the four ratings with what each means, keyed by its letter."""
    return tuple(
        Option(letter.lower(), Text("{letter}: {meaning}", letter=letter, meaning=meaning), letter)
        for letter, meaning in RATINGS.items()
    )


def task_line(objective: WatchedObjective, task: RatedTask) -> AnyText:
    """Return a task with the rating that it has."""
    name = f"{objective.id}.{task.number} {task.title}"
    return f"{name}  [{task.rating}]" if task.rating else name


def _nearest(desk: SeatDesk[ObserverView]) -> list[WatchedObjective]:
    """Return the objectives, that of the chosen action first."""
    about = {row.objective for row in watched(desk.view, desk.selected)}
    return sorted(desk.view.objectives, key=lambda one: one.id not in about)


def term_met(desk: SeatDesk[ObserverView]) -> Flow:
    """What a statutory clock asks for was done."""
    terms = desk.view.terms
    if not terms:
        yield Tell(Text("No statutory clock runs."))
        return
    term = yield from one_of(Text("Which clock was met?"), [(one.title, one) for one in terms])
    if (yield sure(Text("{clock}: was it done?", clock=term.title), "y", Text("yes, done now"))):
        yield Do(MeetClock(term.id, term.owner), Text("done: {clock}", clock=term.title))


def note(desk: SeatDesk[Any]) -> Flow:
    """Write a free line."""
    opened = desk.now()
    label = Text("{kind} {time}", kind=KINDS["note"], time=format_clock(opened.play_ms))
    yield from write_until_done(
        Write(label, refuse=_needs_text),
        lambda text: RecordEntry("note", text.strip(), opened=opened),
        Text("note written (undo: u)"),
    )


def _needs_text(text: str) -> AnyText | None:
    return None if text.strip() else Text("An entry needs a text.")


FLOWS: Mapping[str, Callable[[Any], Flow]] = {
    "seen": seen,
    "observe-freely": partial(observe, observed_objectives),
    "rate": rate,
    "term-met": term_met,
    "observer-note": note,
    "observer-undo": undo,
    **{f"objective-{key}": partial(objective_by_key, key) for key in "123456789"},
}
"""The flow behind each command of an observer, by the command's id."""
