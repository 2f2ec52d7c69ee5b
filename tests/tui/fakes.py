"""Answers as a small municipality would give them, with a hostile tail on every text if wished."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.findings import Finding, Severity, Source, Where
from crisis_tui.basis.instants import Interval
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.views.direction import DirectionView, Standing
from crisis_tui.exercise.views.presence import PresenceView
from crisis_tui.readiness.chart import chart_of
from crisis_tui.readiness.trained import Held, TrainedPerson
from crisis_tui.roster.calendar import period_at
from crisis_tui.scenario.model import Scenario
from crisis_tui.scenario.script import PlannedInject, PlannedPhase, Script
from crisis_tui.tui.changing import ChangeOffer, ChangePlan, ChangeRefused, TypedChange
from crisis_tui.tui.views import (
    Attention,
    ExerciseLine,
    ExpiringTraining,
    FoundFault,
    GapLine,
    NeedCell,
    OnCallView,
    PersonOnPost,
    PersonView,
    PostLine,
    ReadinessView,
    Reason,
    ScenarioLine,
    ScenarioView,
    TrainingView,
)
from tests.tui.boards import small_board
from tests.tui.cards import card
from tests.tui.heatmaps import four_weeks_of_starts
from tests.tui.supposed import offer, plan, supposing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crisis_tui.basis.standing import StandingState
    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.facts import Debrief
    from crisis_tui.exercise.refusal import Refusal
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.readiness.chart import Chart
    from crisis_tui.readiness.start_hours import StartHours
    from crisis_tui.roster.calendar import Period
    from crisis_tui.tui.services import Exercise
    from crisis_tui.tui.supposing import SupposedEdit, Supposition

NOW = datetime(2026, 11, 21, 22, 14, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE_MS = 60_000
PHASES = (("ontdekking", "Ontdekking"), ("opschaling", "Opschaling"), ("herstel", "Herstel"))


def script(hostile: str = "") -> Script:
    """Return a script with two phases, a decision, a branch and a message in the bank."""
    base_ms = int(NOW.timestamp() * 1000)
    injects = [
        {
            "id": "C01",
            "at": "0m",
            "from": f"servicedesk{hostile}",
            "to": ["CISO"],
            "channel": "telefoon",
            "title": f"Niemand kan inloggen{hostile}",
            "text": f"Sinds half acht kan niemand inloggen.{hostile}",
            "gloss": f"Nobody can log in.{hostile}",
            "guidance": f"Bel terug als de CISO om voorbeelden vraagt.{hostile}",
            "truth": "rumour",
            "expects": [
                {
                    "id": "C01-a",
                    "by": "CISO",
                    "action": f"Isoleert besmette systemen{hostile}",
                    "within": "5m",
                }
            ],
        },
        {
            "id": "C11",
            "at": "74m",
            "to": ["BGM", "GS"],
            "title": f"De brief met losgeldeis, een titel die veel te lang is voor het scherm{hostile}",
            "decision": {
                "id": "losgeld",
                "question": f"Wordt er betaald?{hostile}",
                "authority": "BGM",
                "options": [{"id": "niet", "title": f"Niet betalen{hostile}"}],
            },
        },
        {
            "id": "C11b",
            "after": {"inject": "C11", "by": "10m"},
            "to": ["BGM"],
            "title": "De tegenpartij reageert",
            "when": {"decision": "losgeld", "is": "niet"},
        },
        {"id": "BANK1", "bank": True, "to": ["PVL"], "title": "Omroep belt"},
    ]
    scenario = Scenario.model_validate(
        {
            "scenario": "1",
            "id": "dinsdag",
            "title": f"Dinsdag zonder netwerk{hostile}",
            "crisis": "cyber",
            "story_start": "2026-11-21 22:14",
            "end": "165m",
            "phases": [
                {"id": "ontdekking", "title": f"Ontdekking{hostile}", "at": "0m"},
                {"id": "opschaling", "title": f"Opschaling{hostile}", "at": "60m", "grip": 2},
            ],
            "injects": injects,
        }
    )
    source = Source("dinsdag.yaml")
    due = {"C01": 0, "C11": 74 * MINUTE_MS}
    return Script(
        scenario=scenario,
        variant=None,
        zone=ZoneInfo("Europe/Amsterdam"),
        story_start_ms=base_ms,
        story_end_ms=base_ms + 165 * MINUTE_MS,
        end_play_ms=165 * MINUTE_MS,
        phases=tuple(
            PlannedPhase(
                phase, phase.at_ms, base_ms + (phase.at_ms or 0), base_ms + 9_900_000, source
            )
            for phase in scenario.phases
        ),
        injects=tuple(
            PlannedInject(
                inject,
                order,
                due.get(inject.id),
                base_ms + due[inject.id] if inject.id in due else None,
                None if inject.bank else "ontdekking" if inject.id == "C01" else "opschaling",
                source,
            )
            for order, inject in enumerate(scenario.injects)
        ),
    )


class FakeServices:
    """Answers without files; `hostile` is put into every text, as broken data would."""

    def __init__(self, hostile: str = "") -> None:
        self.hostile = hostile
        self.asked: list[tuple[object, ...]] = []

    def _text(self, text: str) -> str:
        return text + self.hostile

    def place(self) -> str:
        return self._text("oefenmap")

    def rosters(self) -> tuple[str, ...]:
        return (self._text("dronten"), self._text("dronten-met-gaten"))

    def scenarios(self) -> tuple[ScenarioLine, ...]:
        text = self._text
        return (
            ScenarioLine("dinsdag", text("Dinsdag zonder netwerk"), 0, 0, 165 * MINUTE_MS, 20, NOW),
            ScenarioLine("vondst", text("Vondst in het Oefenbos"), 0, 2, 240 * MINUTE_MS, 20),
            ScenarioLine("winter", text("Winteropvang"), 3, 1, None, 18),
        )

    def attention(self, roster: str | None) -> Attention:
        text = self._text
        return Attention(
            roster or "dronten",
            text("Gemeente Dronten (fictief)"),
            NOW,
            self._posts(),
            (ExpiringTraining(text("Rosa Kuinderbos"), text("BOB"), NOW, expired=True),),
            (
                ExerciseLine(
                    text("2026-1"),
                    text("Dinsdag zonder netwerk"),
                    "stopped",
                    NOW,
                    text("knardijk"),
                ),
            ),
        )

    def _posts(self) -> tuple[PostLine, ...]:
        text = self._text

        def person(name: str, minutes: int, *, usable: bool = True, note: str = "") -> PersonOnPost:
            until = NOW + 14 * HOUR
            return PersonOnPost(
                text("p"), text(name), minutes * MINUTE_MS, until, usable, note and text(note)
            )

        late = person("Wiebe Urkerveld", 41, usable=False, note="41 min, norm 30")
        return (
            PostLine("BGM", text("burgemeester"), "filled", (person("Umar Lagevaart", 18),), 1),
            PostLine(
                text("OVDBZ"),
                text("officier van dienst"),
                "empty",
                (),
                1,
                text("niemand ingepland"),
            ),
            PostLine("PVL", text("persvoorlichter"), "late", (late,), 1, text("11 min te laat")),
            PostLine(
                "HOZ",
                text("hoofd omgevingszorg"),
                "probable",
                (person("Rosa Kuinderbos", 25), person("Nadia Spijkvoort", 30)),
                1,
            ),
            PostLine("LO", text("loket"), "not-required", (), 0),
        )

    def scenario(self, name: str, variant: str | None) -> ScenarioView:
        text = self._text
        where = Where(text("dinsdag.yaml"), 41, 12, 41, 16)
        finding = Finding(
            "R101",
            Severity.WARNING,
            text('role "CICO" is unknown'),
            where,
            text('did you mean "CISO"?'),
        )
        excerpt = text("41 |     to: [CICO, GS]\n   |          ^^^^")
        return ScenarioView(
            name,
            text("Dinsdag zonder netwerk"),
            (("lek", text("Met datalek")),),
            "2026-03-03 07:42",
            script(self.hostile),
            (FoundFault(finding, excerpt),),
        )

    def readiness(self, scenario: str, roster: str | None, start_ms: int | None) -> ReadinessView:
        text = self._text
        roles = (("BGM", "burgemeester"), ("CISO", "ciso"), ("OVDBZ", text("officier van dienst")))
        reason = Reason(text("Anouk Ketelmeer"), text("afwezig"), NOW, NOW + 3 * HOUR)
        nobody = Reason(None, text("nobody planned"), NOW, NOW + HOUR)
        cells = [
            NeedCell(role, phase, "filled", 1, 1, NOW, NOW + 8 * HOUR, ())
            for role, _ in roles[:2]
            for phase, _ in PHASES
        ]
        cells.append(
            NeedCell("OVDBZ", "opschaling", "empty", 2, 0, NOW, NOW + 8 * HOUR, (reason, nobody))
        )
        return ReadinessView(
            scenario,
            text("Dinsdag zonder netwerk"),
            roster or "dronten",
            NOW,
            "not-ready",
            tuple((phase, text(title)) for phase, title in PHASES),
            roles,
            tuple(cells),
        )

    def start_hours(
        self,
        scenario: str,
        roster: str | None,
        at_ms: int | None,
        tell: Callable[[int, int], None],
    ) -> StartHours:
        del scenario
        tell(96, 672)
        now_ms = int(NOW.timestamp() * 1000) if at_ms is None else at_ms
        return four_weeks_of_starts(self._text, roster or "dronten", now_ms)

    def change_form(self, roster: str | None, role: str | None, at_ms: int | None) -> ChangeOffer:
        self.asked.append(("change_form", roster, role, at_ms))
        return offer()

    def plan_change(self, roster: str | None, typed: TypedChange) -> ChangePlan | ChangeRefused:
        self.asked.append(("plan_change", roster, typed))
        if not typed.by:
            return ChangeRefused(self._text("--replace P and --by Q go together"))
        return plan(self._text)

    def suppose(
        self, roster: str | None, edits: tuple[SupposedEdit, ...], at_ms: int | None
    ) -> Supposition:
        self.asked.append(("suppose", roster, edits, at_ms))
        return supposing(self._text).suppose(edits)

    def on_call(self, roster: str | None, at_ms: int | None) -> OnCallView:
        text = self._text
        self.asked.append(("on_call", roster, at_ms))
        at = NOW if at_ms is None else datetime.fromtimestamp(at_ms / 1000, UTC)
        gap = GapLine(text("OVDBZ"), NOW, NOW + 9 * HOUR, text("niemand ingepland"))
        return OnCallView(
            roster or "dronten",
            text("Gemeente Dronten (fictief)"),
            at,
            self._posts(),
            (gap,),
            1,
            9 * 3_600_000,
            next_gap=gap,
            next_handover=(at + 62 * HOUR, ("BGM", "GS")),
        )

    def chart(self, roster: str | None, period: Period, at_ms: int | None) -> Chart | None:
        self.asked.append(("chart", roster, period, at_ms))
        now_ms = int(NOW.timestamp() * 1000)
        window = period_at(period, now_ms if at_ms is None else at_ms, ZoneInfo("UTC"))
        return chart_of(small_board(self._text, window), window, now_ms)

    def gaps(self, roster: str | None, at_ms: int | None, ahead_ms: int) -> Chart | None:
        self.asked.append(("gaps", roster, at_ms, ahead_ms))
        now_ms = int(NOW.timestamp() * 1000)
        window = Interval(now_ms, now_ms + ahead_ms)
        return chart_of(small_board(self._text, window), window, now_ms)

    def training(self, roster: str | None, at_ms: int | None) -> TrainingView | None:
        text, now_ms = self._text, int(NOW.timestamp() * 1000)
        names = [text(f"Q{number}") for number in range(1, 16)]

        def held(number: int, state: StandingState, days: int | None) -> Held:
            until_ms = None if days is None else now_ms + days * DAY_MS
            return Held(names[number], state, until_ms, until_ms)

        people = (
            ("Umar Lagevaart", [held(n, "valid", 40 + 30 * n) for n in range(14)]),
            ("Anouk Ketelmeer", [held(0, "expired", -9), held(2, "never", None)]),
            ("Wiebe Urkerveld", [held(2, "grace", -2), held(4, "valid", None)]),
            ("Rosa Kuinderbos", [held(5, "valid", None)]),
        )
        return TrainingView(
            text("Gemeente Dronten (fictief)"),
            ZoneInfo("UTC"),
            now_ms,
            tuple(
                TrainedPerson(text(name), text(name), (), tuple(has), tuple(names[:7:2]))
                for name, has in people
            ),
            {name: text("Besluitvorming") for name in names},
        )

    def person(self, roster: str | None, person: str, at_ms: int | None) -> PersonView | None:
        return PersonView(card(self._text, NOW), {self._text("BOB"): self._text("Besluitvorming")})

    def start(
        self, scenario: str, roster: str | None, variant: str | None, story_start: str
    ) -> Exercise | str:
        self.asked.append(("start", scenario, roster, variant, story_start))
        return self._text("Het rooster heeft fouten")

    def resume(self, exercise: str) -> Exercise | str:
        self.asked.append(("resume", exercise))
        return self._text("Wordt al geleid door knardijk")

    def debrief(self, exercise: str) -> Debrief | str:
        self.asked.append(("debrief", exercise))
        return self._text("Het journaal is beschadigd")

    def export_debrief(self, exercise: str, format_name: str) -> str:
        self.asked.append(("export_debrief", exercise, format_name))
        return self._text("geschreven")


class FakeExercise:
    """An exercise that is live, and whose control room nobody opens."""

    id = "2026-1"
    title = "Dinsdag zonder netwerk"
    is_live = True
    session: ExerciseSession
    staffing = None
    notices: Sequence[AnyText] = ()
    actor = Actor("knardijk", "controller", "pts/0")
    direction = DirectionView(Standing.HERE)
    presence = PresenceView((), ())

    def take_over(self) -> Refusal | None:
        """Nobody asks."""

    def attend(self, on_error: Callable[[Exception], None]) -> None:
        """Nothing is due."""

    def close(self, reason: str) -> None:
        """Nothing is open."""
