"""The debrief as JSON for programs: play times in seconds, wall times ISO 8601 with offset."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from crisis_tui.basis.durations import SECOND_MS
from crisis_tui.basis.text import clean_text
from crisis_tui.debrief.words import MARKING, Times
from crisis_tui.i18n import render

if TYPE_CHECKING:
    from crisis_tui.debrief.facts import (
        ActionFact,
        ClockFact,
        Debrief,
        DecisionFact,
        ExpectationFact,
        InjectFact,
        Measure,
        NoteFact,
        ObjectiveFact,
        PhaseFact,
        RosterState,
        TaskFact,
        TimelineFact,
    )
    from crisis_tui.debrief.said import SaidFact


def write(debrief: Debrief) -> str:
    """Return one JSON document; fields are only ever added."""
    return clean_text(json.dumps(_document(debrief), ensure_ascii=False, indent=2)) + "\n"


def _document(debrief: Debrief) -> dict[str, Any]:
    times = Times(debrief)
    return {
        **_head(debrief, times),
        "phases": [_phase(one, times) for one in debrief.phases],
        "measures": {
            "all": _measure(debrief.overall),
            "roles": [_measure(one) for one in debrief.roles],
            "teams": [_measure(one) for one in debrief.teams],
        },
        "objectives": [_objective(one) for one in debrief.objectives],
        "injects": [_inject(one) for one in debrief.injects],
        "decisions": [_decision(one) for one in debrief.decisions],
        "observations": [_note(one) for one in debrief.observations],
        "said": [_said(one) for one in debrief.said],
        "entries": [_note(one) for one in debrief.entries],
        "clocks": [_clock(one, times) for one in debrief.clocks],
        "actions": [_action(one) for one in debrief.actions],
        "questions": [render(one) for one in debrief.questions],
        "improvements": [
            {"text": render(one.text), "objective": one.objective, "basis": one.basis}
            for one in debrief.improvements
        ],
        "milestones": [
            {
                "milestone": one.id,
                "title": one.title,
                "play": _seconds(one.play_ms),
                "by_hand": one.by_hand,
            }
            for one in debrief.milestones
        ],
        "handovers": {
            "signed": debrief.handovers.signed,
            "accepted": debrief.handovers.accepted,
        },
        "timeline": [_happened(one, times) for one in debrief.timeline],
    }


def _head(debrief: Debrief, times: Times) -> dict[str, Any]:
    head = debrief.head
    return {
        "marking": render(MARKING),
        "exercise": head.exercise,
        "scenario": head.scenario,
        "title": head.title,
        "variant": head.variant,
        "started": times.offset(head.started_at_ms),
        "ended": times.offset(head.ended_at_ms) if head.is_ended else None,
        "play": _seconds(head.play_ms),
        "paused": _seconds(head.paused_ms),
        "roster": None if head.roster is None else _roster(head.roster),
        "people": list(head.people),
        "journal": {"events": head.journal_events, "head": head.journal_head},
    }


def _roster(one: RosterState) -> dict[str, Any]:
    return {
        "name": one.roster,
        "verdict": one.verdict,
        "short": [render(line) for line in one.short],
    }


def _phase(one: PhaseFact, times: Times) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "play": _seconds(one.play_ms),
        "story": times.story(one.story_ms),
    }


def _action(one: ActionFact) -> dict[str, Any]:
    return {
        "id": one.id,
        "text": one.text,
        "owner": one.owner,
        "play": _seconds(one.play_ms),
        "due": _seconds(one.due_play_ms),
        "closed": _seconds(one.closed_play_ms),
    }


def _happened(one: TimelineFact, times: Times) -> dict[str, Any]:
    return {
        "play": _seconds(one.play_ms),
        "story": times.story(one.story_ms),
        "at": times.offset(one.at_ms),
        "kind": one.kind,
        "subject": render(one.subject),
        "who": one.who,
    }


def _seconds(duration_ms: int | None) -> float | int | None:
    if duration_ms is None:
        return None
    return duration_ms // SECOND_MS if duration_ms % SECOND_MS == 0 else duration_ms / SECOND_MS


def _measure(one: Measure) -> dict[str, Any]:
    counts = asdict(one)
    acknowledge_ms, act_ms = counts.pop("acknowledge_median_ms"), counts.pop("act_median_ms")
    return {
        **counts,
        "acknowledge_median_seconds": _seconds(acknowledge_ms),
        "act_median_seconds": _seconds(act_ms),
    }


def _objective(one: ObjectiveFact) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "tasks": list(one.tasks),
        "expected": one.expected,
        "in_time": one.in_time,
        "late": one.late,
        "missed": one.missed,
        "observations": [note.id for note in one.observations],
        "ratings": [_task(task) for task in one.rated],
    }


def _task(one: TaskFact) -> dict[str, Any]:
    return {
        "task": one.number,
        "title": one.title,
        "ratings": [
            {
                "id": rating.id,
                "rating": rating.rating,
                "note": rating.note,
                "play": _seconds(rating.play_ms),
                "by": rating.by,
            }
            for rating in one.ratings
        ],
    }


def _inject(one: InjectFact) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "to": list(one.to),
        "state": one.state,
        "planned": _seconds(one.planned_play_ms),
        "delivered": _seconds(one.delivered_play_ms),
        "acknowledged": _seconds(one.first_acknowledged_play_ms),
        "acknowledged_by": {role: _seconds(play_ms) for role, play_ms in one.acknowledged},
        "reason": one.reason,
        "channel": one.channel,
        "spoken": one.spoken,
        "played": _seconds(one.played_play_ms),
        "played_note": one.played_note,
        "expects": [_expectation(action) for action in one.expects],
    }


def _expectation(one: ExpectationFact) -> dict[str, Any]:
    return {
        "id": one.id,
        "by": one.by,
        "action": one.action,
        "objective": one.objective,
        "done": _seconds(one.done_play_ms),
        "outcome": one.outcome.value,
        "seconds": _seconds(one.taken_ms),
        "target_seconds": _seconds(one.target_ms),
        "note": one.note,
    }


def _decision(one: DecisionFact) -> dict[str, Any]:
    return {
        "id": one.id,
        "question": one.question,
        "inject": one.inject,
        "options": [{"id": option, "title": title} for option, title in one.options],
        "option": one.option,
        "by": one.role,
        "authority": one.authority,
        "play": _seconds(one.play_ms),
        "reason": one.reason,
        "outcome": one.outcome.value,
    }


def _note(one: NoteFact) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "text": one.text,
        "objective": one.objective,
        "inject": one.inject,
        "play": _seconds(one.play_ms),
        "by": one.by,
    }


def _said(one: SaidFact) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": "question" if one.is_question else "answer",
        "text": one.text,
        "by": one.role,
        "to": one.to,
        "inject": one.inject,
        "play": _seconds(one.play_ms),
        "reply": one.reply,
        "note": one.note,
        "replied": _seconds(one.replied_play_ms),
        "seconds": _seconds(one.taken_ms),
    }


def _clock(one: ClockFact, times: Times) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "owner": one.owner,
        "source": one.source,
        "started": _seconds(one.started_play_ms),
        "due_play": _seconds(one.due_play_ms),
        "due_story": None if one.due_story_ms is None else times.story(one.due_story_ms),
        "done": _seconds(one.done_play_ms),
        "done_story": None if one.done_story_ms is None else times.story(one.done_story_ms),
        "outcome": one.outcome.value,
    }
