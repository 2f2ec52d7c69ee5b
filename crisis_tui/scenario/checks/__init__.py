"""Checks of a scenario beyond its form: one module a family, listed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Finding, Locator, in_order
from crisis_tui.basis.parts import NOTHING_MUTED, Muted
from crisis_tui.basis.reporting import Reporter
from crisis_tui.scenario.checks import (
    bank,
    branches,
    clocks,
    contingencies,
    decisions,
    duplicates,
    intervals,
    media,
    objectives,
    phases,
    quality,
    quiet,
    references,
    repeats,
    roles,
    times,
    variables,
    variants,
)
from crisis_tui.scenario.checks.case import Case, Check, Organisation
from crisis_tui.scenario.parts import ScenarioPart, draft_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from crisis_tui.scenario.script import Script

__all__ = ["CHECKS", "Organisation", "check_scenario"]

CHECKS: tuple[Check, ...] = (
    duplicates.check,
    references.check,
    roles.check,
    objectives.check,
    variables.check,
    variants.check,
    media.check,
    times.check,
    intervals.check,
    phases.check,
    repeats.check,
    clocks.check,
    branches.check,
    contingencies.check,
    decisions.check,
    bank.check,
    quiet.check,
    quality.check,
)


def check_scenario(
    parts: Sequence[ScenarioPart],
    script: Script | None,
    locate: Locator,
    *,
    muted: Muted = NOTHING_MUTED,
    organisation: Organisation | None = None,
    media: Collection[tuple[str, str]] | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong or odd in a scenario, in the files' order.

    Args:
        parts: the files as read, the main one first.
        script: the scenario resolved without a variant; `resolve` has reported its own findings.
        locate: finds a source's place in its file.
        muted: ids that could not be read, of the scenario and of the organisation.
        organisation: the roster's names; None checks no role and no qualification.
        media: the media files that exist, as (file that names it, name); None checks none.
    """
    draft = draft_of(parts)
    if draft is None or script is None:
        return ()
    case = Case(draft, script, Reporter(locate), muted, organisation, media)
    return in_order(finding for check in CHECKS for finding in check(case))
