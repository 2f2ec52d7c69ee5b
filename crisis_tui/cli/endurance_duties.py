"""A proposed relief roster as duties in YAML, ready to paste into a roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import clean_text
from crisis_tui.basis.times import local_time_at
from crisis_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.cli.endurance import Answer


def duties_yaml(shown: Answer) -> str:
    """Return `- shift:` entries in the roster's zone, with what they are said above them."""
    return "\n".join(_lines(shown)) + "\n"


def _lines(shown: Answer) -> Iterator[str]:
    proposed = shown.proposal
    if proposed is None:
        return
    zone = shown.workforce.zone
    scenario = clean_text(shown.script.scenario.title).replace("\n", " ")
    yield "# " + _("Proposed relief roster for {scenario}").format(scenario=scenario)
    yield "# " + _("roster {roster}, {start} to {end}; paste these under duties:").format(
        roster=shown.roster,
        start=local_time_at(shown.endurance.start_ms, zone),
        end=local_time_at(proposed.until_ms, zone),
    )
    handover_ms = max((shift.handover_ms for shift in proposed.shifts), default=0)
    if handover_ms:
        yield "# " + _("crews come {n} minutes before their shift, to take over").format(
            n=handover_ms // MINUTE_MS
        )
    yield "duties:"
    for shift in proposed.shifts:
        from_, until = (
            local_time_at(shift.span.from_ms, zone),
            local_time_at(shift.span.until_ms, zone),
        )
        for person in shift.people:
            yield (
                f"  - shift: {{role: {shift.role}, person: {person}, "
                f"from: {from_}, until: {until}, as: work}}"
            )
