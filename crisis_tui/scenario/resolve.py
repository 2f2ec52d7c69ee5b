"""From the files of a scenario to its script: variant, variables, and both clocks worked out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.basis.parts import NOTHING_MUTED, Muted
from crisis_tui.basis.reporting import Reporter
from crisis_tui.basis.text import Text
from crisis_tui.basis.zones import zone_or_default
from crisis_tui.scenario.dates import story_dates
from crisis_tui.scenario.parts import Draft, InjectEntry, ScenarioPart, draft_of
from crisis_tui.scenario.plan import PlayPlan, due_play_ms, play_plan
from crisis_tui.scenario.script import PlannedInject, Script
from crisis_tui.scenario.storyline import StoryPlan, StoryPlanner
from crisis_tui.scenario.variables import Filler

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisis_tui.basis.findings import Finding, Locator
    from crisis_tui.scenario.dates import StoryDates
    from crisis_tui.scenario.model import Variant


@dataclass(frozen=True, slots=True)
class Resolved:
    """A script as far as the files allow it (None without a main file), and what is wrong."""

    script: Script | None
    findings: tuple[Finding, ...] = ()


def resolve(
    parts: Sequence[ScenarioPart],
    locate: Locator,
    *,
    variant: str | None = None,
    story_start_ms: int | None = None,
    muted: Muted = NOTHING_MUTED,
) -> Resolved:
    """Work out one scenario: the main file first, then the included ones in their order.

    Args:
        parts: the files as read; entries that could not be read are simply not there.
        locate: finds a source's place in its file.
        variant: id of the version to play; None is the scenario as it stands.
        story_start_ms: another start of the story (UTC, since 1970). The whole story moves with it
            on the wall clock of the scenario's zone, its D-times too.
        muted: what the reader had to leave out, so that what names it is not reported.

    Never raises for anything that a file can hold. Reports only what the working out itself meets:
    undefined variables, story times out of order, an unknown variant. `checks` finds the rest.
    """
    draft, report = draft_of(parts), Reporter(locate)
    if draft is None:
        return Resolved(None)
    chosen = next((entry for entry in draft.scenario.variants if entry.id == variant), None)
    if variant is not None and chosen is None:
        return Resolved(None, (_unknown_variant(variant, draft, report),))
    filler = Filler(_variables(draft, chosen), report, muted)
    filled = Draft(
        filler.fill(draft.scenario, draft.source),
        draft.source,
        tuple(_played(draft, chosen, filler)),
    )
    zone = zone_or_default(draft.scenario.timezone)
    dates = story_dates(draft.scenario.story_start, story_start_ms, zone)
    planner = StoryPlanner(dates, report, muted)
    script = _script(filled, variant, dates, planner)
    return Resolved(script, (*filler.findings, *planner.findings))


def _script(draft: Draft, variant: str | None, dates: StoryDates, planner: StoryPlanner) -> Script:
    scenario = draft.scenario
    phases = {phase.id: phase for phase in reversed(scenario.phases)}
    due = [due_play_ms(entry.inject, phases) for entry in draft.entries]
    timed = list(zip(draft.entries, due, strict=True))
    play = play_plan((entry.inject, due_ms) for entry, due_ms in timed)
    story = planner.plan(draft, play)
    return Script(
        scenario=scenario,
        variant=variant,
        zone=dates.zone,
        story_start_ms=dates.start_ms,
        story_end_ms=story.end_ms,
        end_play_ms=scenario.end_ms,
        phases=story.phases,
        injects=tuple(_planned(entry, due_ms, play, story) for entry, due_ms in timed),
    )


def _planned(
    entry: InjectEntry, due_ms: int | None, play: PlayPlan, story: StoryPlan
) -> PlannedInject:
    inject = entry.inject
    play_ms = play.play_ms.get(inject.id)
    return PlannedInject(
        inject=inject,
        order=entry.order,
        due_play_ms=due_ms,
        story_ms=story.story_ms(inject.id, play_ms),
        phase=inject.from_phase if play_ms is None else story.phase_at(play_ms),
        source=entry.source,
    )


def _played(draft: Draft, variant: Variant | None, filler: Filler) -> Iterator[InjectEntry]:
    """Yield the injects of a version with their texts filled in, of injects with one id the first."""
    left_out = set(variant.without) if variant is not None else set()
    for entry in draft.entry_by_id.values():
        if entry.inject.id not in left_out:
            yield InjectEntry(filler.fill(entry.inject, entry.source), entry.order, entry.source)


def _variables(draft: Draft, variant: Variant | None) -> Mapping[str, str]:
    return {**draft.scenario.variables, **(variant.set if variant is not None else {})}


def _unknown_variant(variant: str, draft: Draft, report: Reporter) -> Finding:
    known = [entry.id for entry in draft.scenario.variants]
    message = Text('the scenario has no variant "{variant}"', variant=variant)
    cure = report.suggest("variant", variant, known)
    return report.error("R117", message, draft.source.child("variants"), cure)
