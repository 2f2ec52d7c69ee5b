"""A small stage for the engine: scripts from a few words, and a director without a computer."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from crisis_tui.basis.durations import MINUTE_MS, parse_duration
from crisis_tui.basis.findings import Source
from crisis_tui.exercise.clock import Moment
from crisis_tui.exercise.commands import Command, NoteWallStep, StartExercise, Tick
from crisis_tui.exercise.decide import Refusal, decide
from crisis_tui.exercise.due import next_due_play_ms
from crisis_tui.exercise.events import Actor, Event, Record
from crisis_tui.exercise.fold import fold, stamped
from crisis_tui.exercise.state import ExerciseState, Outcome, initial_state
from crisis_tui.scenario.model import Inject, Phase, Scenario
from crisis_tui.scenario.script import PlannedInject, PlannedPhase, Script

if TYPE_CHECKING:
    from collections.abc import Sequence

E = TypeVar("E", bound=Event)
START_MS = 1_800_000_000_000
STORY_MS = 1_772_520_120_000
"""2026-03-03 07:42 in Amsterdam."""
NOWHERE = Source("test.yaml")
DIRECTOR = Actor("ketelmeer", "controller", "t1")


def minutes(number: float) -> int:
    return round(number * MINUTE_MS)


def script(
    *injects: dict[str, Any],
    phases: Sequence[dict[str, Any]] = (),
    milestones: Sequence[dict[str, Any]] = (),
    clocks: Sequence[dict[str, Any]] = (),
    end: str = "open",
    quiet: dict[str, Any] | None = None,
) -> Script:
    """Make a script; an inject is `{"id": "C01", "at": "3m", …}` as in a file.

    `story` of phases and injects is a duration after the story's start instead of a D-time.
    """
    scenario = Scenario.model_validate(
        {
            "scenario": "1",
            "id": "proef",
            "title": "Proef",
            "crisis": "cyber",
            "story_start": "2026-03-03 07:42",
            "end": end,
            "objectives": [{"id": "O1", "title": "Doel"}],
            "clocks": list(clocks),
            "quiet": quiet,
            "milestones": [{"title": "Mijlpaal", **entry} for entry in milestones],
        }
    )
    planned_phases = tuple(_phase(entry) for entry in phases)
    phase_starts = {phase.phase.id: phase.start_play_ms for phase in planned_phases}
    return Script(
        scenario=scenario,
        variant=None,
        zone=ZoneInfo("Europe/Amsterdam"),
        story_start_ms=STORY_MS,
        story_end_ms=STORY_MS + minutes(10_000),
        end_play_ms=scenario.end_ms,
        phases=planned_phases,
        injects=tuple(_inject(entry, order, phase_starts) for order, entry in enumerate(injects)),
    )


def _phase(entry: dict[str, Any]) -> PlannedPhase:
    story, plain = _without_story(entry)
    phase = Phase.model_validate({"title": "Fase", **plain})
    story_ms = STORY_MS + ((phase.at_ms or 0) if story is None else story)
    return PlannedPhase(phase, phase.at_ms, story_ms, story_ms + minutes(60), NOWHERE)


def _inject(
    entry: dict[str, Any], order: int, phase_starts: dict[str, int | None]
) -> PlannedInject:
    story, plain = _without_story(entry)
    inject = Inject.model_validate({"title": "Bericht", "to": ["CISO"], **plain})
    due_ms = inject.at_ms
    if due_ms is None and inject.from_phase is not None and inject.after is None:
        due_ms = phase_starts[inject.from_phase]
    story_ms = None if story is None else STORY_MS + story
    return PlannedInject(inject, order, due_ms, story_ms, None, NOWHERE)


def _without_story(entry: dict[str, Any]) -> tuple[int | None, dict[str, Any]]:
    if "story" not in entry:
        return None, entry
    story = parse_duration(entry["story"])
    return story, {**entry, "story": "D1 07:42"}


@dataclass
class Play:
    """An exercise at work: a journal in memory and a clock that the test turns."""

    script: Script
    state: ExerciseState = field(init=False)
    at_ms: int = START_MS
    journal: list[Record] = field(default_factory=list)
    numbers: count[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.state = initial_state(self.script)

    @property
    def moment(self) -> Moment:
        return self.state.moment(self.at_ms)

    def do(self, command: Command) -> tuple[Event, ...]:
        """Do a command that must not be refused."""
        decided = self.ask(command)
        assert not isinstance(decided, Refusal), str(decided.reason)
        return decided

    def ask(self, command: Command) -> tuple[Event, ...] | Refusal:
        return self.ask_at(self.moment, command)

    def ask_at(self, moment: Moment, command: Command) -> tuple[Event, ...] | Refusal:
        decided = decide(self.state, command, moment)
        if not isinstance(decided, Refusal):
            for entry in stamped(decided, moment, DIRECTOR):
                record = Record(
                    next(self.numbers), entry.at_ms, entry.play_ms, entry.actor, entry.event
                )
                self.journal.append(record)
                self.state = fold(self.state, record)
        return decided

    def start(self, speed: float = 1.0, *, virtual: bool = False) -> Play:
        self.do(StartExercise("oefening-1", {}, "0", speed=speed, virtual=virtual))
        self.do(Tick())
        return self

    def wait(self, wall_ms: int) -> tuple[Event, ...]:
        """Let wall time pass with one tick at its end."""
        self.at_ms += wall_ms
        return self.do(Tick())

    def leap(self, step_ms: int) -> None:
        """Let the machine's wall clock leap, and note it as a session does."""
        moment = Moment(self.at_ms + step_ms, self.moment.play_ms)
        self.ask_at(moment, NoteWallStep(step_ms))
        self.at_ms += step_ms

    def run_to(self, play_ms: int) -> None:
        """Wake up at each due time, as the alarm does, to a play time or the exercise's end."""
        while (due_ms := next_due_play_ms(self.state)) is not None and due_ms <= play_ms:
            self._wake(due_ms)
        if self.state.is_live:
            self._wake(play_ms)

    def _wake(self, play_ms: int) -> None:
        at_ms = self.state.clock.at_of(play_ms)
        assert at_ms is not None, "the clock stands still"
        self.at_ms = max(self.at_ms, at_ms)
        self.do(Tick())

    def delivered(self) -> list[str]:
        return list(self.state.delivered)

    def happened(self, kind: type[E]) -> list[E]:
        return [record.event for record in self.journal if isinstance(record.event, kind)]

    def outcome(self, name: str) -> Outcome:
        """How an expected action or a clock stands."""
        return (self.state.expectations.get(name) or self.state.clocks[name]).outcome
