"""A running exercise without a disk or a machine's clock, as the control room gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.exercise.commands import Command, StartExercise
from crisis_tui.exercise.events import Actor, Event
from crisis_tui.exercise.presence import Attendance, Attendee
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.runner import ExerciseSession
from crisis_tui.exercise.seats.seat import SeatKind
from crisis_tui.exercise.views.direction import DirectionView, Standing
from crisis_tui.exercise.views.presence import PresenceView, presence
from crisis_tui.exercise.virtual import VirtualClock
from crisis_tui.readiness.staffing import StaffingView
from tests.exercise.playing import START_MS, minutes, script
from tests.memory_journal import MemoryJournal

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.events import Record
    from crisis_tui.scenario.script import Script

COORDINATOR = Actor("ketelmeer", "controller", "t1")
STEP_MS = 5_000
"""Less than what counts as an outage."""


def exercise_script(hostile: str = "") -> Script:
    """Return a script with all that a control room shows, and a hostile tail on every text."""

    def text(words: str) -> str:
        return words + hostile

    return script(
        {
            "id": "C01",
            "at": "0m",
            "from": text("servicedesk"),
            "to": ["CISO", "GS"],
            "channel": "telefoon",
            "title": text("Niemand kan inloggen"),
            "text": text("Sinds half acht kan niemand inloggen."),
            "guidance": text("U weet verder niets."),
            "gloss": text("Nobody can log in."),
            "acknowledge": "2m",
            "expects": [
                {"id": "C01-a", "by": "CISO", "action": text("Isoleert"), "within": "5m"},
                {"id": "C01-b", "by": "GS", "action": text("Belt"), "within": "30m"},
            ],
        },
        {
            "id": "C02",
            "at": "10m",
            "to": ["BGM"],
            "title": text("De eis"),
            "decision": {
                "id": "losgeld",
                "question": text("Wordt er betaald?"),
                "authority": "BGM",
                "options": [
                    {"id": "niet", "title": text("Niet betalen")},
                    {"id": "wel", "title": text("Wel betalen")},
                ],
                "within": "15m",
            },
        },
        {
            "id": "C02b",
            "after": {"inject": "C02", "by": "10m"},
            "when": {"decision": "losgeld", "is": "wel"},
            "to": ["BGM"],
            "title": text("U betaalt?"),
        },
        {"id": "C03", "at": "40m", "to": ["PVL"], "title": text("Bent u gehackt?")},
        {"id": "BANK1", "bank": True, "to": ["PVL"], "title": text("Omroep belt")},
        phases=[
            {"id": "een", "at": "0m", "title": text("Ontdekking")},
            {"id": "twee", "at": "30m", "title": text("Opschalen"), "grip": 2},
        ],
        clocks=[
            {"id": "AP72", "title": text("Melding"), "starts": "C01", "due": "72h", "owner": "FG"}
        ],
        end="60m",
    )


class SomeStaffing:
    """Two posts filled, one soft, one empty."""

    def at(self, _: int) -> StaffingView:
        return StaffingView(2, ("HOZ",), (("OVDBZ", "nobody planned"),))


class LiveExercise:
    """What the screens take part in; the test turns its clock with `play`."""

    id = "proef-1"

    def __init__(self, played: Script | None = None) -> None:
        self.clock = VirtualClock(START_MS)
        self.journal = MemoryJournal()
        self.session = ExerciseSession(played or exercise_script(), self.journal, self.clock)
        self.actor = COORDINATOR
        self.staffing = SomeStaffing()
        self.notices: tuple[AnyText, ...] = ()
        self.direction = DirectionView(Standing.HERE, COORDINATOR.person, COORDINATOR.terminal)
        self.others: tuple[Attendee, ...] = ()
        self.asked_to_direct = 0
        self.closed: list[str] = []
        self.events: list[Event] = []
        self.session.subscribe(self._keep)
        self.do(StartExercise(self.id, {}, "0"))
        self.session.direct(self.actor, "start")

    @property
    def title(self) -> str:
        return self.session.title

    @property
    def is_live(self) -> bool:
        return self.session.is_live

    @property
    def presence(self) -> PresenceView:
        here = Attendee(SeatKind.CONTROLLER, self.actor.person, self.actor.terminal, (), START_MS)
        living = (Attendance(0, (here,)), Attendance(1, self.others))
        return presence(self.session.state, living, self.direction, self.session.now().at_ms)

    def take_over(self) -> Refusal | None:
        self.asked_to_direct += 1
        return None

    def attend(self, on_error: Callable[[Exception], None]) -> None:
        """Do nothing: the test ticks."""

    def close(self, reason: str) -> None:
        self.closed.append(reason)

    def do(self, command: Command) -> None:
        """Do a command that must not be refused."""
        outcome = self.session.act(command, self.actor)
        assert not isinstance(outcome, Refusal), str(outcome.reason)

    def play(self, until_minutes: float) -> None:
        """Let the exercise run to a play time, with a tick before anything counts as an outage."""
        while (left := minutes(until_minutes) - self.session.now().play_ms) > 0:
            self.clock.advance(min(left, STEP_MS))
            self.session.tick()

    def last(self, kind: type[Any]) -> Any:  # noqa: ANN401 - the event of that kind
        """Return the newest event of a kind."""
        return next(event for event in reversed(self.events) if isinstance(event, kind))

    def count(self, kind: type[Event]) -> int:
        """Return how many events of a kind there are."""
        return sum(isinstance(event, kind) for event in self.events)

    def _keep(self, records: tuple[Record, ...]) -> None:
        self.events += [record.event for record in records]
