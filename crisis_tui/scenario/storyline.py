"""The plan on the story clock: where the story jumps, how fast it runs, when phases start and end.

The story is anchored at its start, at each phase, and at each inject that comes in any case and
gives its own story time. Injects that only some branches reach do not move the planned story.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import WEEK_MS, format_duration
from crisis_tui.basis.text import Text
from crisis_tui.basis.times import FAR_FUTURE_MS, StoryTime, local_datetime, story_time_at
from crisis_tui.scenario.script import PlannedPhase
from crisis_tui.scenario.story import ONE_TO_ONE, StoryAnchor, StoryClock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.basis.pace import Pace
    from crisis_tui.basis.parts import Muted
    from crisis_tui.basis.reporting import Reporter
    from crisis_tui.scenario.dates import Doubt, StoryDates
    from crisis_tui.scenario.model import Phase, Scenario
    from crisis_tui.scenario.parts import Draft, InjectEntry
    from crisis_tui.scenario.plan import PlayPlan

OPEN_END_MS = 4 * WEEK_MS
"""How long the last phase of an open scenario is taken to last if it does not say so."""


@dataclass(frozen=True, slots=True)
class StoryPlan:
    """The planned story. `own_ms` are the story times that injects give themselves."""

    clock: StoryClock
    phases: tuple[PlannedPhase, ...]
    end_ms: int
    own_ms: Mapping[str, int]
    unclear: frozenset[str]

    def story_ms(self, inject_id: str, play_ms: int | None) -> int | None:
        """Return an inject's planned story time; None if only the exercise can tell."""
        own_ms = self.own_ms.get(inject_id)
        if own_ms is not None:
            return own_ms
        if play_ms is None or inject_id in self.unclear:
            return None
        return min(self.clock.story_at(play_ms), FAR_FUTURE_MS)

    def phase_at(self, play_ms: int | None) -> str | None:
        """Return the id of the phase at a play time."""
        timed = [phase for phase in self.phases if phase.start_play_ms is not None]
        starts = [phase.start_play_ms or 0 for phase in timed]
        index = 0 if play_ms is None else bisect_right(starts, play_ms)
        return timed[index - 1].phase.id if index else None


@dataclass(frozen=True, slots=True)
class _Stop:
    """Something that sets the story clock: a phase, or an inject with its own story time."""

    play_ms: int
    story: StoryTime | None
    pace: Pace | None
    source: Source


class StoryPlanner:
    """Makes the story plan; `findings` says what is wrong with the story times."""

    def __init__(self, dates: StoryDates, report: Reporter, muted: Muted) -> None:
        """Take the dates of the story and where to find things."""
        self._muted = muted
        self._dates = dates
        self._report = report
        self.findings: list[Finding] = []

    def plan(self, draft: Draft, play: PlayPlan) -> StoryPlan:
        """Anchor the story at the phases and the certain injects of a scenario."""
        scenario, source, entries = draft.scenario, draft.source, draft.entries
        phases = _phases_in_order(scenario, source)
        told = [entry for entry in entries if entry.inject.story is not None]
        certain = [entry for entry in told if entry.inject.id in play.certain]
        stops = [
            _Stop(phase.at_ms, phase.story, phase.pace or ONE_TO_ONE, where)
            for phase, where in phases
            if phase.at_ms is not None
        ] + [
            _Stop(play.play_ms[entry.inject.id], entry.inject.story, None, entry.source)
            for entry in certain
        ]
        clock, story_ms = self._clock(sorted(stops, key=lambda stop: stop.play_ms))
        branches = [entry for entry in told if entry.inject.id not in play.certain]
        own_ms = {entry.inject.id: story_ms[entry.source] for entry in certain}
        own_ms |= {
            entry.inject.id: self._branch_ms(entry, clock, play.play_ms) for entry in branches
        }
        starts_ms = self._starts_ms(phases, story_ms)
        end_ms = self._end_ms(scenario, source, phases, starts_ms, clock)
        return StoryPlan(
            clock,
            _planned_phases(phases, starts_ms, end_ms),
            end_ms,
            own_ms,
            _after_branches(entries, play, {entry.inject.id for entry in branches}),
        )

    def _clock(self, stops: Iterable[_Stop]) -> tuple[StoryClock, Mapping[Source, int]]:
        """Return the clock that stops in this order set, and the story time at each."""
        anchors = [StoryAnchor(0, self._dates.start_ms)]
        story_ms: dict[Source, int] = {}
        for stop in stops:
            now_ms = min(anchors[-1].story_at(stop.play_ms), FAR_FUTURE_MS)
            at_ms = now_ms
            if stop.story is not None:
                at_ms = self._told_ms(stop.story, now_ms, stop.source)
            story_ms[stop.source] = at_ms
            anchors.append(StoryAnchor(stop.play_ms, at_ms, stop.pace or anchors[-1].pace))
        return StoryClock(anchors), story_ms

    def _branch_ms(self, entry: InjectEntry, clock: StoryClock, play_ms: Mapping[str, int]) -> int:
        """Return the own story time of an inject that may or may not come."""
        due_ms = play_ms.get(entry.inject.id)
        at_ms = self._dates.start_ms if due_ms is None else clock.story_at(due_ms)
        now_ms = min(at_ms, FAR_FUTURE_MS)
        story = entry.inject.story
        return now_ms if story is None else self._told_ms(story, now_ms, entry.source)

    def _told_ms(self, story: StoryTime, now_ms: int, source: Source) -> int:
        """Return the instant of a story time, never before `now_ms`, and report what is odd."""
        at_ms, doubt = self._dates.instant(story)
        where = source.child("story")
        if doubt is not None and "story_start" not in self._muted.kinds:
            self.findings.append(self._doubtful(story, at_ms, doubt, where))
        if at_ms < self._dates.start_ms:
            self.findings.append(self._before_start(story, where))
        elif at_ms + self._dates.skipped_ms(now_ms) < now_ms:
            self.findings.append(self._backwards(story, now_ms, where))
        return max(at_ms, now_ms)

    def _starts_ms(
        self, phases: Sequence[tuple[Phase, Source]], story_ms: Mapping[Source, int]
    ) -> tuple[int, ...]:
        """Return where phases start in the story.

        One without a time is taken to start where its `story` says, or after what the phase before
        it `lasts`; else it may start as soon as that one did.
        """
        starts: list[int] = []
        for index, (phase, where) in enumerate(phases):
            before_ms = starts[-1] if starts else self._dates.start_ms
            if phase.at_ms is not None:
                starts.append(story_ms[where])
            elif phase.story is not None:
                starts.append(self._told_ms(phase.story, before_ms, where))
            else:
                lasts_ms = phases[index - 1][0].lasts_ms if index else None
                starts.append(min(before_ms + (lasts_ms or 0), FAR_FUTURE_MS))
        return tuple(starts)

    def _end_ms(
        self,
        scenario: Scenario,
        source: Source,
        phases: Sequence[tuple[Phase, Source]],
        starts_ms: Sequence[int],
        clock: StoryClock,
    ) -> int:
        """Return the end of the story, which is the end of the last phase."""
        last, where = phases[-1] if phases else (None, source)
        if last is not None and last.at_ms is None:
            start_ms = starts_ms[-1]
        else:
            start_ms = clock.story_at((last.at_ms if last else None) or 0)
        if last is not None and last.lasts_ms is not None:
            end_ms = start_ms + last.lasts_ms
        elif scenario.end_ms is not None:
            end_ms = max(start_ms, clock.story_at(scenario.end_ms))
        else:
            end_ms = start_ms + OPEN_END_MS
            if last is not None and "end" not in self._muted.kinds:
                self.findings.append(self._open_end(last, where))
        if end_ms > FAR_FUTURE_MS:
            self.findings.append(self._beyond_calendar(source))
        return min(end_ms, FAR_FUTURE_MS)

    def _doubtful(self, story: StoryTime, at_ms: int, doubt: Doubt, source: Source) -> Finding:
        if doubt == "beyond":
            return self._beyond_calendar(source)
        values = {
            "story": str(story),
            "date": str(self._dates.local(story).wall.date()),
            "time": f"{local_datetime(at_ms, self._dates.zone):%H:%M%z}",
        }
        if doubt == "skipped":
            code = "T213"
            message = Text(
                "{story} is in the hour that the clock skips on {date}; read as {time}", **values
            )
        else:
            code = "T214"
            message = Text(
                "{story} is in the hour that the clock shows twice on {date}; read as {time}",
                **values,
            )
        cure = Text("write a story time outside that hour, or start the story on another date")
        return self._report.warning(code, message, source, cure)

    def _before_start(self, story: StoryTime, source: Source) -> Finding:
        start = story_time_at(self._dates.start_ms, self._dates.start_ms, self._dates.zone)
        return self._report.error(
            "T202",
            Text(
                "{story} is before the story starts, at {start}", story=str(story), start=str(start)
            ),
            source,
            Text("write {start} or later, or an earlier story_start", start=str(start)),
        )

    def _backwards(self, story: StoryTime, now_ms: int, source: Source) -> Finding:
        now = str(story_time_at(now_ms, self._dates.start_ms, self._dates.zone))
        return self._report.error(
            "T210",
            Text(
                "the story is at {now} by then and cannot go back to {story}",
                now=now,
                story=str(story),
            ),
            source,
            Text("write {now} or later, or leave `story` out", now=now),
        )

    def _open_end(self, phase: Phase, source: Source) -> Finding:
        length = format_duration(OPEN_END_MS)
        return self._report.hint(
            "T215",
            Text(
                'the scenario is open; its last phase "{phase}" is taken to last {length}',
                phase=phase.id,
                length=length,
            ),
            source,
            Text("write how long it lasts in the story, such as lasts: {length}", length=length),
        )

    def _beyond_calendar(self, source: Source) -> Finding:
        return self._report.error(
            "T216",
            Text("the story runs on beyond the year 9999"),
            source,
            Text("write an earlier story time, or a smaller pace"),
        )


def _phases_in_order(scenario: Scenario, source: Source) -> list[tuple[Phase, Source]]:
    """Return the phases by play time, of phases with one id the first only.

    One without a time stands behind the one that is written before it.
    """
    first: dict[str, tuple[Phase, Source]] = {}
    for index, phase in enumerate(scenario.phases):
        first.setdefault(phase.id, (phase, source.child("phases", index)))
    placed: list[tuple[int, tuple[Phase, Source]]] = []
    at_ms = 0
    for entry in first.values():
        at_ms = at_ms if entry[0].at_ms is None else entry[0].at_ms
        placed.append((at_ms, entry))
    return [entry for _, entry in sorted(placed, key=lambda pair: pair[0])]


def _planned_phases(
    phases: Sequence[tuple[Phase, Source]], starts_ms: Sequence[int], end_ms: int
) -> tuple[PlannedPhase, ...]:
    return tuple(
        PlannedPhase(
            phase,
            phase.at_ms,
            starts_ms[index],
            max(starts_ms[index], _until_ms(phases, starts_ms, index, end_ms)),
            source,
        )
        for index, (phase, source) in enumerate(phases)
    )


def _until_ms(
    phases: Sequence[tuple[Phase, Source]], starts_ms: Sequence[int], index: int, end_ms: int
) -> int:
    """Return when a phase ends in the story: where the next one is known to start."""
    if phases[index][0].lasts_ms is not None and index + 1 < len(phases):
        return starts_ms[index + 1]
    for (phase, _), start_ms in zip(phases[index + 1 :], starts_ms[index + 1 :], strict=True):
        if phase.at_ms is not None or phase.story is not None:
            return start_ms
    return end_ms


def _after_branches(
    entries: Iterable[InjectEntry], play: PlayPlan, branches: set[str]
) -> frozenset[str]:
    """Return the injects that follow a branch which moves the story by itself."""
    parents = {
        entry.inject.id: entry.inject.after.inject
        for entry in entries
        if entry.inject.after is not None and entry.inject.story is None
    }
    moved = set(branches)
    for inject_id in play.play_ms:  # parents come first
        if parents.get(inject_id) in moved:
            moved.add(inject_id)
    return frozenset(moved - branches)
