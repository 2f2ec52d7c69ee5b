"""Whether the organisation can fill what a scenario needs, as the matrix shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.times import local_datetime
from crisis_tui.i18n import language
from crisis_tui.readiness.assessment import assess
from crisis_tui.readiness.wording import CAUSE_TEXTS, seat_cause
from crisis_tui.roster.seats import STATUSES
from crisis_tui.tui.views import NeedCell, ReadinessView, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.readiness.assessment import NeedAnswer
    from crisis_tui.roster.gaps import Gap
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.script import Script


def readiness_view(name: str, script: Script, roster: str, workforce: Workforce) -> ReadinessView:
    """Return how each role stands in each phase, with reasons person by person."""
    answer = assess(script, workforce)
    needs: dict[tuple[str, str], list[NeedAnswer]] = {}
    for need in answer.needs:
        needs.setdefault((need.role, need.phase), []).append(need)
    return ReadinessView(
        name,
        script.scenario.title,
        roster,
        local_datetime(answer.start_ms, workforce.zone),
        answer.verdict,
        tuple((phase.phase.id, phase.phase.title) for phase in script.phases),
        tuple(
            (role, _title(role, workforce)) for role in dict.fromkeys(n.role for n in answer.needs)
        ),
        tuple(_cell(same, workforce) for same in needs.values()),
    )


def no_readiness(name: str, title: str, problem: AnyText) -> ReadinessView:
    """Return a view without an answer, and why."""
    return ReadinessView(name, title, "", None, None, (), (), (), problem)


def _title(role: str, workforce: Workforce) -> str:
    known = workforce.roles.get(role)
    return "" if known is None else known.title.in_language(language())


def _cell(needs: list[NeedAnswer], workforce: Workforce) -> NeedCell:
    """Join what one phase asks of one role; the worst of it counts."""
    worst = max(needs, key=lambda need: STATUSES.index(need.status))
    return NeedCell(
        worst.role,
        worst.phase,
        worst.status,
        worst.people,
        max(worst.certain_min, worst.probable_min),
        local_datetime(worst.from_ms, workforce.zone),
        local_datetime(worst.until_ms, workforce.zone),
        tuple(reason for need in needs for reason in _reasons(need, workforce)),
    )


def _reasons(need: NeedAnswer, workforce: Workforce) -> Iterator[Reason]:
    for gap in need.gaps:
        if not gap.seats:
            yield _reason(gap, None, CAUSE_TEXTS[gap.cause], workforce)
        for seat in gap.seats:
            name = workforce.name_of(seat.person)
            for cause in seat_cause(seat, need.limit_ms, workforce.zone):
                yield _reason(gap, name, cause, workforce)


def _reason(gap: Gap, person: str | None, cause: AnyText, workforce: Workforce) -> Reason:
    zone = workforce.zone
    return Reason(
        person, cause, local_datetime(gap.from_ms, zone), local_datetime(gap.until_ms, zone)
    )
