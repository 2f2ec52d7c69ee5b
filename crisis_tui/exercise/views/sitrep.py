"""The situation report in the four blocks of a common operational picture, from what was written.

The blocks are those of the Besluit veiligheidsregio's (art. 2.4.1) totaalbeeld: incident, response,
prognosis and approach, measures and results. Nothing in it tells what is still to come.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.exercise.state import DONE, Outcome
from crisis_tui.exercise.views.header import Header, clock_rows, header
from crisis_tui.exercise.views.standing import (
    MOST_LINES,
    action_lines,
    decision_lines,
    standing_entries,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.exercise.views.header import ClockRow


@dataclass(frozen=True, slots=True)
class SitrepBlock:
    """A block: its stable name, its heading, and a line for each thing known, oldest first."""

    name: str
    title: Text
    lines: tuple[AnyText, ...]


@dataclass(frozen=True, slots=True)
class Sitrep:
    """A situation report at a play time, with the head of the exercise as it stood then."""

    head: Header
    blocks: tuple[SitrepBlock, ...]


def sitrep(state: ExerciseState, play_ms: int) -> Sitrep:
    """Return the situation report at a play time."""
    head = header(state, play_ms)
    clocks = clock_rows(state, play_ms)
    return Sitrep(
        head,
        (
            SitrepBlock("incident", Text("Incident"), tuple(_incident(state, head))),
            SitrepBlock("response", Text("Response"), tuple(_response(state, play_ms))),
            SitrepBlock(
                "prognosis", Text("Prognosis and approach"), tuple(_prognosis(state, clocks))
            ),
            SitrepBlock("measures", Text("Measures and results"), tuple(_measures(state, clocks))),
        ),
    )


def _incident(state: ExerciseState, head: Header) -> Iterator[AnyText]:
    """Nature, situation, risks: phase, picture, facts and what is only assumed."""
    if head.phase_title:
        yield Text("Phase: {phase}; GRIP {grip}", phase=head.phase_title, grip=head.grip or "–")
    yield from _written(state, "picture")
    yield from _written(state, "fact")
    yield from (Text("Assumed: {text}", text=text) for text in _written(state, "assumption"))


def _response(state: ExerciseState, play_ms: int) -> Iterator[AnyText]:
    """What is being done, by whom, before when, and what stands in the way."""
    yield from islice(action_lines(state, play_ms), MOST_LINES)
    yield from (Text("Bottleneck: {text}", text=text) for text in _written(state, "bottleneck"))


def _prognosis(state: ExerciseState, clocks: tuple[ClockRow, ...]) -> Iterator[AnyText]:
    """What is expected, which terms run, what nobody knows yet."""
    yield from _written(state, "judgement")
    for clock in clocks:
        if clock.outcome is Outcome.OPEN:
            yield _clock_text(clock)
    yield from (Text("Open question: {text}", text=text) for text in _written(state, "question"))


def _clock_text(clock: ClockRow) -> AnyText:
    left = format_clock(max(0, clock.remaining_ms))
    if clock.owner is None:
        return Text("{title}: {left} left", title=clock.title, left=left)
    return Text("{title} ({owner}): {left} left", title=clock.title, owner=clock.owner, left=left)


def _measures(state: ExerciseState, clocks: tuple[ClockRow, ...]) -> Iterator[AnyText]:
    """What was decided, what is done."""
    yield from decision_lines(state)
    closed = [
        (action.closed_play_ms, state.entries[entry], action)
        for entry, action in state.actions.items()
        if action.closed_play_ms is not None and entry not in state.retracted
    ]
    for *_, action in sorted(closed, key=lambda item: item[:2])[-MOST_LINES:]:
        yield Text("Done by {owner}: {text}", owner=action.owner, text=action.text)
    for clock in clocks:
        if clock.outcome in DONE:
            yield Text("Done: {text}", text=clock.title)
        elif clock.outcome is Outcome.MISSED:
            yield Text("Term passed: {title}", title=clock.title)


def _written(state: ExerciseState, kind: str) -> list[str]:
    """Return the newest lines of a kind that still stand, oldest first."""
    newest = islice(standing_entries(state, (kind,)), MOST_LINES)
    return [entry.text for entry in newest][::-1]
