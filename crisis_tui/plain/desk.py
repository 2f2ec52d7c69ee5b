"""What a line is answered from, and with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from crisis_tui.exercise.commands import Command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.events import Actor
    from crisis_tui.exercise.refusal import Refusal
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.exercise.views.direction import DirectionView
    from crisis_tui.exercise.views.presence import PresenceView


class Exercise(Protocol):
    """The exercise that this terminal takes part in."""

    @property
    def title(self) -> str:
        """Its name for people."""

    @property
    def session(self) -> ExerciseSession:
        """The running exercise."""

    @property
    def actor(self) -> Actor:
        """Who is at the keyboard."""

    @property
    def notices(self) -> Sequence[AnyText]:
        """What happened when it was opened."""

    @property
    def id(self) -> str:
        """Its folder's name."""

    @property
    def direction(self) -> DirectionView:
        """Who directs."""

    @property
    def presence(self) -> PresenceView:
        """Who is at the exercise now; it reads files."""

    def take_over(self) -> Refusal | None:
        """Direct from now on, if nobody does."""

    def attend(self, on_error: Callable[[Exception], None]) -> None:
        """Do what is due and hear of others in the running asyncio loop."""


@dataclass(frozen=True, slots=True)
class Say:
    """Lines to say."""

    lines: tuple[AnyText, ...]


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave the exercise."""


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Direct the exercise from here."""


@dataclass(frozen=True, slots=True)
class AskWho:
    """Say who is at the exercise."""


Outcome = Command | Say | Leave | TakeOver | AskWho


@dataclass
class Desk:
    """The exercise, who is at the keyboard, and when the line that is read was opened."""

    session: ExerciseSession
    person: str
    opened: Moment

    @property
    def state(self) -> ExerciseState:
        """The exercise as it stands."""
        return self.session.state


def say(*lines: AnyText) -> Say:
    """Answer with lines."""
    return Say(lines)
