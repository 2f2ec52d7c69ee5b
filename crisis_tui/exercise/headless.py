"""An exercise without a person: the steps of a script file, done at their play times.

Driven like the exercise itself: tick it whenever `next_wait_ms` says so, by an alarm or by a
virtual clock.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from crisis_tui.exercise.commands import ResumeExercise
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.requests import request_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.exercise.ports import Clocks
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.exercise.steps import Step


@dataclass(frozen=True, slots=True)
class HeadlessPlan:
    """What to do: the steps in order, and the play time to stop at (None: the planned end)."""

    steps: tuple[Step, ...] = ()
    until_play_ms: int | None = None


class HeadlessPlay:
    """Does steps as `director` until the exercise ends or the play time to stop at has come.

    `on_refusal` hears of every step that could not be done. The journal names the step that caused
    an event, so that a resumed exercise goes on behind the last one done; if it knows none of these
    steps, those before `left_play_ms`, the play time of its last event, are left out.
    """

    def __init__(
        self,
        session: ExerciseSession,
        plan: HeadlessPlan,
        clocks: Clocks,
        director: Actor,
        on_refusal: Callable[[Step, Refusal], None],
        left_play_ms: int | None = None,
    ) -> None:
        self._session = session
        self._clocks = clocks
        self._director = director
        self._on_refusal = on_refusal
        self._until_play_ms = plan.until_play_ms
        self._token = _token(plan.steps)
        done = session.state.requests.get(self._token, 0)
        from_ms = 0 if done else left_play_ms or 0
        self._steps = deque(
            (number, step)
            for number, step in enumerate(plan.steps, 1)
            if number > done and step.at_ms >= from_ms
        )
        self._resume_at_ms: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether the exercise ended or came to the play time to stop at."""
        return not self._session.is_live or self._has_come(self._until_play_ms)

    @property
    def unreached(self) -> tuple[Step, ...]:
        """The steps whose time never comes, because the exercise was over before."""
        return () if self._session.is_live else tuple(step for _, step in self._steps)

    def tick(self) -> None:
        """Do everything that is due, the exercise's own before the steps of the same time."""
        self._session.tick()
        self._end_pause()
        while self._steps and self._session.is_live and self._has_come(self._steps[0][1].at_ms):
            if not self._is_done(*self._steps[0]):
                return  # the step has its turn when the exercise can go on
            self._steps.popleft()

    @property
    def stands_still(self) -> bool:
        """Whether nothing that this play does will ever move the exercise on."""
        return self._session.trouble is None and self.next_wait_ms() is None

    def next_wait_ms(self) -> int | None:
        """Return the wall time until something is due; None in trouble, or if nothing ever is."""
        if self._session.trouble is not None:
            return None
        waits = [self._session.next_wait_ms(), self._wait_to_play(self._until_play_ms)]
        if self._steps:
            waits.append(self._wait_to_play(self._steps[0][1].at_ms))
        if self._resume_at_ms is not None:
            waits.append(max(1, self._resume_at_ms - self._clocks.elapsed_ms()))
        return min((wait for wait in waits if wait is not None), default=None)

    def _has_come(self, play_ms: int | None) -> bool:
        return play_ms is not None and self._session.now().play_ms >= play_ms

    def _wait_to_play(self, play_ms: int | None) -> int | None:
        clock, now = self._session.state.clock, self._session.now()
        if play_ms is None or not self._session.state.is_running:
            return None
        at_ms = clock.at_of(play_ms)
        return None if at_ms is None else max(1, at_ms - now.at_ms)

    def _is_done(self, number: int, step: Step) -> bool:
        """Do a step; False if trouble is in the way, not the step itself."""
        actor = self._director if step.role is None else self._as(step.role)
        command = step.command_at(self._session.now().at_ms)
        outcome = self._session.act(command, actor, request_name(self._token, number))
        if isinstance(outcome, Refusal):
            if self._session.trouble is not None:
                return False
            self._on_refusal(step, outcome)
        elif step.pause_ms is not None:
            self._resume_at_ms = self._clocks.elapsed_ms() + step.pause_ms
        return True

    def _as(self, role: str) -> Actor:
        return Actor(self._director.person, role, self._director.terminal)

    def _end_pause(self) -> None:
        if self._resume_at_ms is None or self._clocks.elapsed_ms() < self._resume_at_ms:
            return
        outcome = self._session.act(ResumeExercise(), self._director)
        if not isinstance(outcome, Refusal) or self._session.trouble is None:
            self._resume_at_ms = None


def _token(steps: tuple[Step, ...]) -> str:
    """Return by which name the journal knows these steps; others have another one."""
    return f"script-{sha256(repr(steps).encode()).hexdigest()[:16]}"
