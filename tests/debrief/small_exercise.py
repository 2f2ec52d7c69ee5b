"""A small exercise and its journal, for the debrief's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.findings import Where
from crisis_tui.basis.parts import Part
from crisis_tui.exercise import events as ev
from crisis_tui.scenario.model import Scenario
from crisis_tui.scenario.resolve import resolve

if TYPE_CHECKING:
    from crisis_tui.scenario.script import Script

MINUTE = 60_000
START_AT_MS = 1_795_298_400_000
HOSTILE = "<script>alert(1)</script> | [x](javascript:y) \x1b]52;c;aGk=\x07 *vet* AAA[/]"

SCENARIO: dict[str, Any] = {
    "scenario": "1",
    "id": "klein",
    "title": "Kleine oefening",
    "crisis": "cyber",
    "story_start": "2026-03-03 07:42",
    "end": "60m",
    "objectives": [{"id": "O3", "title": "Leiding"}, {"id": "O5", "title": "Communicatie"}],
    "phases": [
        {"id": "een", "title": "Ontdekking", "at": "0m", "story": "D1 07:42"},
        {"id": "twee", "title": "Opschalen", "at": "30m", "story": "D2 08:00"},
    ],
    "injects": [
        {
            "id": "C01",
            "at": "0m",
            "to": ["CISO", "GS"],
            "title": "Niemand kan inloggen",
            "acknowledge": "2m",
            "expects": [
                {
                    "id": "C01-a",
                    "by": "CISO",
                    "action": "Isoleert",
                    "within": "5m",
                    "objective": "O3",
                },
                {"id": "C01-b", "by": "GS", "action": "Belt", "within": "10m", "objective": "O5"},
                {"id": "C01-c", "by": "GS", "action": "Schrijft", "within": "3m"},
                {"id": "C01-d", "by": "CISO", "action": "Ruimt op"},
            ],
        },
        {
            "id": "C02",
            "at": "10m",
            "to": ["BGM"],
            "title": "Betalen?",
            "decision": {
                "id": "losgeld",
                "question": "Wordt er betaald?",
                "within": "15m",
                "options": [{"id": "niet", "title": "Niet betalen"}, {"id": "wel", "title": "Wel"}],
            },
        },
        {"id": "C03", "at": "40m", "to": ["GS"], "title": HOSTILE},
    ],
    "clocks": [{"id": "AP72", "title": "Melding", "starts": "C01", "due": "24h", "owner": "FG"}],
}


def script() -> Script:
    resolved = resolve(
        [Part("klein.yaml", Scenario.model_validate(SCENARIO))],
        lambda source: Where(source.file, 1, 1, 1, 2),
    )
    assert resolved.script is not None
    return resolved.script


def journal(*events: tuple[float, ev.Event], role: str = "controller") -> list[ev.Record]:
    """Return records at play minutes; wall time runs along from the start."""
    actor = ev.Actor("coordinator", role, "tty1")
    return [
        ev.Record(seq, START_AT_MS + int(minute * MINUTE), int(minute * MINUTE), actor, event)
        for seq, (minute, event) in enumerate(events, start=1)
    ]


def played() -> list[ev.Record]:
    story_ms = script().story_start_ms
    second_phase = script().phases[1].start_story_ms
    return journal(
        (
            0,
            ev.ExerciseStarted(
                "klein-1", "klein", "Kleine oefening", None, story_ms, 1.0, {}, "0.1.0"
            ),
        ),
        (0, ev.PhaseEntered("een", 0, story_ms)),
        (0, ev.InjectDelivered("C01", 0, 3, ("CISO", "GS"))),
        (0, ev.ClockStarted("AP72", "C01", due_story_ms=story_ms + 24 * 60 * MINUTE)),
        (1, ev.InjectAcknowledged("C01", "CISO")),
        (3, ev.ExpectationMissed("C01-c", "C01", 3 * MINUTE)),
        (5, ev.ExpectationMet("C01-a", "C01", note="segment los")),
        (7, ev.ExpectationMet("C01-c", "C01")),
        (8, ev.ObservationRecorded("n1", "opschaling zonder GRIP", 6 * MINUTE, START_AT_MS, "O3")),
        (9, ev.ActionRecorded("n2", "VPN dicht", "CISO", 8 * MINUTE, START_AT_MS, 20 * MINUTE)),
        (10, ev.ExpectationMissed("C01-b", "C01", 10 * MINUTE)),
        (10, ev.InjectDelivered("C02", 10 * MINUTE, 0, ("BGM",))),
        (14, ev.DecisionTaken("losgeld", "niet", "C02", "BGM", "principe")),
        (15, ev.EntryRecorded("n3", "bottleneck", "geen papieren lijst", 15 * MINUTE, START_AT_MS)),
        (30, ev.PhaseEntered("twee", 30 * MINUTE, second_phase)),
        (30, ev.ClockMissed("AP72")),
        (31, ev.ActionClosed("n2")),
        (40, ev.InjectDelivered("C03", 40 * MINUTE, 0, ("GS",))),
        (60, ev.ExerciseEnded("hand")),
    )
