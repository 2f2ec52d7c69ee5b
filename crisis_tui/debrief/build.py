"""The debrief of one exercise, from its journal and the script it was played from, alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.debrief.collect import Collected, collect
from crisis_tui.debrief.facts import Debrief, HandoverCount, Head, MilestoneFact, PhaseFact
from crisis_tui.debrief.lessons import improvements, questions
from crisis_tui.debrief.measures import measure, objective_facts, role_measures, team_measures
from crisis_tui.debrief.outcomes import (
    action_facts,
    clock_facts,
    decision_facts,
    entry_facts,
    inject_facts,
    observation_facts,
)
from crisis_tui.debrief.ratings import ratings
from crisis_tui.debrief.said import said_facts
from crisis_tui.debrief.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisis_tui.debrief.facts import RosterState
    from crisis_tui.exercise.events import Record
    from crisis_tui.scenario.script import Script


class NothingToDebriefError(Exception):
    """The journal holds no start of an exercise."""


def build_debrief(
    script: Script,
    records: Sequence[Record],
    *,
    journal_head: str,
    team_of: Mapping[str, str] | None = None,
    roster_state: RosterState | None = None,
    names: bool = False,
) -> Debrief:
    """Return the debrief; the same journal always gives the same.

    Args:
        script: What was played, resolved from the exercise's frozen inputs.
        records: The whole journal, in order.
        journal_head: SHA-256 of the journal's last line; printed, it shows later editing.
        team_of: The team of each role, for measures by team.
        roster_state: How the roster stood to the scenario at the start.
        names: Show who did something by name instead of by role.

    Raises:
        NothingToDebriefError: no exercise was started in these records.
    """
    found = collect(script, records)
    if found.last is None:
        raise NothingToDebriefError
    by = _person if names else _role
    end_ms = found.last.play_ms
    injects = inject_facts(found, end_ms)
    decisions = decision_facts(found, end_ms)
    observations = observation_facts(found, by)
    entries = entry_facts(found, by)
    actions = action_facts(found)
    clocks = clock_facts(found, end_ms)
    objectives = objective_facts(
        script.scenario.objectives, injects, observations, ratings(found, by)
    )
    return Debrief(
        head=_head(found, script, journal_head, roster_state, names=names),
        phases=_phases(found),
        timeline=timeline(found, records, by, names=names),
        injects=injects,
        decisions=decisions,
        observations=observations,
        entries=entries,
        actions=actions,
        clocks=clocks,
        objectives=objectives,
        overall=measure("*", injects, lambda _: True),
        roles=role_measures(injects),
        teams=team_measures(injects, team_of or {}),
        questions=questions(injects, decisions, objectives),
        improvements=improvements(injects, clocks, actions, entries, objectives),
        milestones=_milestones(found),
        handovers=HandoverCount(len(found.handovers), sum(found.handovers.values())),
        said=said_facts(found),
    )


def _milestones(found: Collected) -> tuple[MilestoneFact, ...]:
    titles = {one.id: one.title for one in found.script.scenario.milestones}
    return tuple(
        MilestoneFact(name, titles.get(name, name), play_ms, by_hand)
        for name, (play_ms, by_hand) in found.milestones.items()
    )


def _head(
    found: Collected,
    script: Script,
    journal_head: str,
    roster_state: RosterState | None,
    *,
    names: bool,
) -> Head:
    start, first, last = found.start, found.first, found.last
    if start is None or first is None or last is None:
        raise NothingToDebriefError
    end = found.ended or last  # people rate and write after the end too
    return Head(
        exercise=start.exercise,
        scenario=start.scenario,
        title=script.scenario.title,
        variant=start.variant,
        timezone=script.zone.key,
        started_at_ms=first.at_ms,
        ended_at_ms=end.at_ms,
        is_ended=found.ended is not None,
        play_ms=end.play_ms,
        paused_ms=found.paused_ms,
        story_start_ms=start.story_start_ms,
        story_end_ms=found.story_at(end),
        program=start.program,
        journal_events=last.seq,
        journal_head=journal_head,
        people=tuple(sorted(found.people)) if names else (),
        roster=roster_state,
    )


def _phases(found: Collected) -> tuple[PhaseFact, ...]:
    return tuple(
        PhaseFact(phase, _phase_title(found, phase), play_ms, story_ms)
        for phase, play_ms, story_ms in found.phases
    )


def _phase_title(found: Collected, phase: str) -> str:
    planned = found.script.phase_by_id.get(phase)
    return phase if planned is None else planned.phase.title


def _role(record: Record, role: str | None) -> str:
    return role or record.actor.role


def _person(record: Record, role: str | None) -> str:
    return f"{record.actor.person} ({role or record.actor.role})"
