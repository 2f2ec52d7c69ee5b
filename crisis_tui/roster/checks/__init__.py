"""Checks of a roster beyond its form: one module a family, listed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Finding, Locator, in_order
from crisis_tui.basis.parts import NOTHING_MUTED, Muted, Part
from crisis_tui.basis.reporting import Reporter
from crisis_tui.roster.checks import (
    changes,
    duplicates,
    intervals,
    mail,
    overlaps,
    people,
    references,
    rotations,
)
from crisis_tui.roster.checks.case import Case, Check

if TYPE_CHECKING:
    from collections.abc import Collection

    from crisis_tui.roster.duties import CalendarDuties
    from crisis_tui.roster.model import Roster

__all__ = ["CHECKS", "check_roster"]

CHECKS: tuple[Check, ...] = (
    duplicates.check,
    references.check,
    intervals.check,
    rotations.check,
    people.check,
    overlaps.check,
    mail.check,
    changes.check,
)


def check_roster(
    part: Part[Roster],
    locate: Locator,
    *,
    muted: Muted = NOTHING_MUTED,
    arrival_norms: Collection[str] | None = None,
    qualifications: Collection[str] | None = None,
    earned: Collection[tuple[str, str]] | None = None,
    calendars: CalendarDuties | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong or odd in a roster file, in its order.

    Whether posts are filled is not asked here: that is coverage.

    Args:
        part: the roster as read.
        locate: finds a source's place in its file.
        muted: ids that could not be read, of the roster, its training and its norms.
        arrival_norms: ids of the arrival norms that hold; None checks none.
        qualifications: ids of the training's qualifications; None checks none.
        earned: who has a record of which qualification, as (person, qualification); None checks
            none.
        calendars: what those that could be read say.
    """
    report = Reporter(locate)
    case = Case(part, report, muted, arrival_norms, qualifications, earned, calendars or {})
    return in_order(finding for check in CHECKS for finding in check(case))
