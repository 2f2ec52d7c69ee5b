"""The steps of a flow: it yields questions and gets answers, yields commands and gets outcomes.

A flow is a generator that the entry line at the bottom of the control room drives. Giving up just
closes the generator, so nothing happens unless a command was yielded.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, Protocol

from crisis_tui.basis.text import Text
from crisis_tui.exercise.refusal import Refusal

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.exercise.state import ExerciseState

_KEYS = "123456789abcdefghilmnoprstuvwxyz"


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose, by its key (empty: it has none) or with the arrows and enter."""

    key: str
    label: AnyText
    value: Any


@dataclass(frozen=True, slots=True)
class Choose:
    """A question with given answers; the first is chosen with enter alone."""

    question: AnyText
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Write:
    """A question for a line of text. `notes` are shown above it while it is open.

    `refuse` returns why a text cannot be taken; the line then stays open.
    """

    question: AnyText
    text: str = ""
    hint: AnyText = ""
    notes: tuple[AnyText, ...] = ()
    refuse: Callable[[str], AnyText | None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Do:
    """A command; the flow gets its outcome. `said` is shown once it is done."""

    command: Command
    said: AnyText


@dataclass(frozen=True, slots=True)
class Tell:
    """Something to say, such as why there is nothing to do."""

    text: AnyText


Step = Choose | Write | Do | Tell
Flow = Generator[Step, Any, None]


class Writer(Protocol):
    """Whoever writes in the log: when it is, and in which role, None for nobody's in particular."""

    role: str | None

    def now(self) -> Moment:
        """Return the stamp of this instant and the exercise clock."""


@dataclass
class Desk:
    """What a controller has at hand: the exercise, and the message that is looked at."""

    session: ExerciseSession
    selected: str | None = None
    role: str | None = None
    person: str = ""
    """Who is at the keyboard."""

    @property
    def state(self) -> ExerciseState:
        """The exercise as it stands."""
        return self.session.state

    def now(self) -> Moment:
        """Return the stamp of this instant and the exercise clock."""
        return self.session.now()


def choose(question: AnyText, answers: Iterable[tuple[AnyText, Any]]) -> Choose:
    """Ask for one of some (label, value) pairs, keyed 1 to 9 and on through the alphabet.

    Those for which no key is left are chosen with the arrows.
    """
    keyed = zip(chain(_KEYS, repeat("")), answers, strict=False)
    return Choose(question, tuple(Option(key, label, value) for key, (label, value) in keyed))


def choose_by_own_key(
    question: AnyText, answers: Iterable[tuple[AnyText, Any, str | None]]
) -> Choose:
    """Ask for one of some (label, value, key); those without a key of their own get what is left."""
    listed = list(answers)
    own = {key for _, _, key in listed if key is not None}
    spare = (key for key in _KEYS if key not in own)
    keyed = [(key or next(spare, ""), label, value) for label, value, key in listed]
    return Choose(question, tuple(Option(key, label, value) for key, label, value in keyed))


def sure(question: AnyText, key: str, yes: AnyText) -> Choose:
    """Ask for a deliberate yes: the key says yes, enter says no."""
    return Choose(question, (Option("n", Text("no"), False), Option(key, yes, True)))


def one_of(question: AnyText, answers: Sequence[tuple[AnyText, Any]]) -> Generator[Step, Any, Any]:
    """Ask only if there is more than one answer; return the value."""
    if len(answers) == 1:
        return answers[0][1]
    return (yield choose(question, answers))


def write_until_done(
    question: Write, make: Callable[[str], Command], said: AnyText
) -> Generator[Step, Any, None]:
    """Ask for a text and do the command it makes; if that is refused, the text is not lost."""
    text = question.text
    while True:
        text = yield Write(question.question, text, question.hint, question.notes, question.refuse)
        outcome = yield Do(make(text), said)
        if not isinstance(outcome, Refusal):
            return
