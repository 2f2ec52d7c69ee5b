"""What a newcomer has to know, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.exercise.views.handovers import POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.views.briefing import Briefing
    from crisis_tui.exercise.views.handovers import HandoverRow


def briefing_words(told: Briefing) -> Iterator[AnyText]:
    """Yield who left the exercise, the last hand-over, open actions and clocks that run."""
    if told.left_by is not None:
        yield Text("{person} directed until here", person=told.left_by.person)
    if told.handover is not None:
        yield from _handover(told.handover)
    for row in told.actions:
        due = "" if row.due_play_ms is None else f" {format_clock(row.due_play_ms)}"
        yield Text(
            "open action {entry} {owner}{due}: {text}",
            entry=row.entry,
            owner=row.owner,
            due=due,
            text=row.text,
        )
    for clock in told.clocks:
        yield Text(
            "runs: {title}, {left} left",
            title=clock.title,
            left=format_clock(max(0, clock.remaining_ms)),
        )


def form_words(points: Mapping[str, str]) -> Iterator[AnyText]:
    """Yield the five points of a hand-over, by the fields of the form."""
    for name, title in POINTS.items():
        yield Text("  {title}: {text}", title=title, text=points[name])


def _handover(row: HandoverRow) -> Iterator[AnyText]:
    form = row.handover.form
    yield Text(
        "hand-over {entry} from {by} to {to}, {time}",
        entry=row.entry,
        by=form.by,
        to=form.to,
        time=format_clock(row.handover.signed_play_ms),
    )
    yield from form_words({name: getattr(form, name) for name in POINTS})
