"""A rehearsal for programs: one JSON document, play times and durations in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.durations import SECOND_MS
from crisis_tui.basis.instants import iso_time
from crisis_tui.exercise.rehearsal.problems import by_hand_only

if TYPE_CHECKING:
    from crisis_tui.cli.rehearse import Rehearsed
    from crisis_tui.cli.rehearse_staffing import Staffed, Wanted
    from crisis_tui.exercise.rehearsal.problems import Problem
    from crisis_tui.exercise.rehearsal.rehearsing import Rehearsal


def rehearsal_document(rehearsed: Rehearsed) -> dict[str, Any]:
    """Return the document (see docs/rehearse.md)."""
    rehearsal = rehearsed.rehearsal
    script = rehearsal.script
    quick, slow = rehearsal.passes
    return {
        "scenario": script.scenario.id,
        "variant": script.variant,
        "start": iso_time(script.story_start_ms, script.zone),
        "ways": rehearsal.ways,
        "at_least": rehearsal.at_least,
        "whole": rehearsal.is_whole,
        "ways_at_once": quick.ways.count,
        "ways_at_limit": slow.ways.count,
        "horizon_seconds": _seconds(rehearsal.horizon_ms),
        "problems": [_problem(problem, rehearsed) for problem in rehearsed.problems],
        "injects": _injects(rehearsal),
        "phases": _phases(rehearsal),
        "load": _load(rehearsal),
        "silences": _silences(rehearsal),
        "staffing": None if rehearsed.staffed is None else _staffing(rehearsed.staffed, rehearsal),
    }


def _seconds(duration_ms: int | None) -> float | None:
    return None if duration_ms is None else duration_ms / SECOND_MS


def _problem(problem: Problem, rehearsed: Rehearsed) -> dict[str, Any]:
    where = None if problem.source is None else rehearsed.locate(problem.source)
    return {
        "kind": problem.kind,
        "fault": problem.is_fault,
        "id": problem.id,
        "ways": problem.ways,
        "why": problem.why,
        "other": problem.other,
        "causes": [{"kind": kind, "id": name} for kind, name in problem.causes],
        "play_seconds": _seconds(problem.play_ms),
        "load": problem.load,
        "file": None if where is None else where.file,
        "line": None if where is None else where.line,
    }


def _injects(rehearsal: Rehearsal) -> list[dict[str, Any]]:
    by_hand = set(by_hand_only(rehearsal))
    found = []
    for planned in rehearsal.script.injects:
        name = planned.inject.id
        coming = rehearsal.comings.get(("inject", name))
        ways = 0 if coming is None else coming.ways
        share = "all" if ways >= rehearsal.ways else "some" if coming is not None else "none"
        found.append(
            {
                "id": name,
                "comes": "by-hand" if name in by_hand else share,
                "ways": ways,
                "earliest_seconds": None if coming is None else _seconds(coming.first_ms),
                "latest_seconds": None if coming is None else _seconds(coming.last_ms),
                "story": None
                if coming is None
                else iso_time(coming.story_ms, rehearsal.script.zone),
            }
        )
    return found


def _phases(rehearsal: Rehearsal) -> list[dict[str, Any]]:
    found = []
    for planned in rehearsal.script.phases:
        coming = rehearsal.comings.get(("phase", planned.phase.id))
        found.append(
            {
                "id": planned.phase.id,
                "ways": 0 if coming is None else coming.ways,
                "earliest_seconds": None if coming is None else _seconds(coming.first_ms),
                "latest_seconds": None if coming is None else _seconds(coming.last_ms),
            }
        )
    return found


def _load(rehearsal: Rehearsal) -> dict[str, Any]:
    window_ms = rehearsal.measures.window_ms
    roles = [
        {
            "role": role,
            "windows": [
                {"from_seconds": _seconds(window.number * window_ms), "most": load}
                for window, load in sorted(rehearsal.loads.items())
                if window.role == role
            ],
        }
        for role in rehearsal.roles
    ]
    most = rehearsal.measures.most_load
    return {"window_seconds": _seconds(window_ms), "most_load": most, "roles": roles}


def _silences(rehearsal: Rehearsal) -> dict[str, Any]:
    spells = [
        {
            "role": spell.role or None,
            "from_seconds": _seconds(spell.from_ms),
            "until_seconds": _seconds(spell.until_ms),
            "ways": ways,
        }
        for spell, ways in sorted(rehearsal.silences.items())
    ]
    return {"longer_than_seconds": _seconds(rehearsal.measures.silence_ms), "spells": spells}


def _staffing(staffed: Staffed, rehearsal: Rehearsal) -> dict[str, Any]:
    zone = rehearsal.script.zone
    needs = [
        {
            "phase": need.phase,
            "role": need.role,
            "count": need.people,
            "from": iso_time(need.from_ms, zone),
            "until": iso_time(need.until_ms, zone),
            "status": need.status,
        }
        for need in staffed.needs
    ]
    posts = [_wanted(each, rehearsal) for each in staffed.wanted]
    undecidable = [each.decision for each in staffed.undecidable]
    return {"roster": staffed.roster, "needs": needs, "posts": posts, "undecidable": undecidable}


def _wanted(each: Wanted, rehearsal: Rehearsal) -> dict[str, Any]:
    return {
        "inject": each.inject,
        "decision": each.decision,
        "role": each.post.role,
        "play_seconds": _seconds(each.play_ms),
        "at": iso_time(each.post.at_ms, rehearsal.script.zone),
        "status": each.post.status,
        "people": list(each.post.people),
    }
