"""What the screens ask of the rest of the program: one object, passed in by the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from crisis_tui.tui.views import Attention, ScenarioLine


class Services(Protocol):
    """Answers about this workspace. Every call may read files, so it is made in a worker thread.

    Faults in people's files are part of the answers, never exceptions.
    """

    def place(self) -> str:
        """Return the workspace as people know it."""

    def scenarios(self) -> tuple[ScenarioLine, ...]:
        """Return every scenario of the workspace, checked."""

    def attention(self, roster: str | None) -> Attention:
        """Return what needs attention: exercises to resume, posts now, trainings that expire."""


class Exercise(Protocol):
    """The exercise that this terminal takes part in."""

    @property
    def title(self) -> str:
        """Its name for people."""

    @property
    def is_live(self) -> bool:
        """Whether leaving would leave people waiting."""
