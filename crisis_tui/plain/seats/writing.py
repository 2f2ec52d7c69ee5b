"""Lines that observers and the simulation cell both write: observations, notes, taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.text import Text
from crisis_tui.exercise.commands import RecordEntry, RecordObservation
from crisis_tui.exercise.typed import split_objective
from crisis_tui.plain.seats.verb import SeatVerb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crisis_tui.exercise.seats.desk import SeatDesk
    from crisis_tui.plain.seats.verb import Answer

YES = {"ja", "yes"}


def first(rest: str) -> tuple[str, str]:
    """Return the first word and what follows it."""
    word, _, after = rest.strip().partition(" ")
    return word, after.strip()


def known_id(name: str, known: Iterable[str]) -> str:
    """Return the id that a name means, whatever its case; the name itself if none does."""
    return next((one for one in known if one.casefold() == name.casefold()), name)


def observe(objectives: Callable[[Any], Iterable[str]]) -> SeatVerb:
    """Return the verb for an observation; `objectives` are the ids that the seat knows."""

    def read(desk: SeatDesk[Any], rest: str) -> Answer:
        known = {one.casefold(): one for one in objectives(desk.view)}
        objective, text = split_objective(rest, known)
        return RecordObservation(text, objective, opened=desk.now())

    return SeatVerb(
        ("waarneming", "waarn"),
        ("observe", "obs"),
        Text("[OBJECTIVE] TEXT"),
        Text("what an observer saw"),
        read,
    )


def _note(desk: SeatDesk[Any], rest: str) -> Answer:
    return RecordEntry("note", rest, opened=desk.now())


def _undo(desk: SeatDesk[Any], rest: str) -> Answer:
    own = desk.view.own
    if own is None:
        return (Text("There is nothing of yours to take back."),)
    if rest.casefold() in YES:
        command: Answer = own.undo
        return command
    return (Text("Take this back? {what} - then: undo yes", what=own.what),)


NOTE = SeatVerb(("notitie",), ("note",), Text("TEXT"), Text("a free note"), _note)
UNDO = SeatVerb(
    ("terug",), ("undo",), Text("[yes]"), Text("take back your last entry, tick or rating"), _undo
)
