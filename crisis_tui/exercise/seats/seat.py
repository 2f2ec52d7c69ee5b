"""A seat: in which capacity somebody takes part in an exercise at a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crisis_tui.exercise.events import Actor


class SeatKind(StrEnum):
    """The five ways of taking part.

    Controller: sees and steers all. Simcell: plays everyone outside (tegenspel). Observer: expected
    actions, objectives, observations. Player: what was delivered to the roles held. Screen: clock,
    phase and picture for the room; steers nothing.
    """

    CONTROLLER = "controller"
    SIMCELL = "simcell"
    OBSERVER = "observer"
    PLAYER = "player"
    SCREEN = "screen"


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's place in an exercise; `roles` are those that a player holds."""

    kind: SeatKind
    person: str
    terminal: str
    roles: tuple[str, ...] = ()

    def actor(self, role: str | None = None) -> Actor:
        """Return who acts from here: a player in one of the roles held, others in their seat."""
        return Actor(
            self.person, role or (self.roles[0] if self.roles else self.kind), self.terminal
        )
