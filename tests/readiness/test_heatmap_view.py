"""The heatmap as it is drawn."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import HOUR_MS
from crisis_tui.readiness.heatmap import StartAnswer
from crisis_tui.readiness.heatmap_view import HeatmapView, heatmap_view
from tests.roster.build import AMSTERDAM, at

if TYPE_CHECKING:
    from crisis_tui.readiness.assessment import Verdict


def answer(at_ms: int, *short: str, calm: Verdict = "ready") -> StartAnswer:
    return StartAnswer(at_ms, "not-ready" if short else calm, short)


def view(*answers: StartAnswer) -> HeatmapView:
    return heatmap_view(sorted(answers), AMSTERDAM)


def hours(text: str, *shorts: tuple[str, ...]) -> list[StartAnswer]:
    return [answer(at(text) + number * HOUR_MS, *short) for number, short in enumerate(shorts)]


def test_a_cell_holds_the_starts_of_its_hour() -> None:
    quarters = [at("2026-03-03 08:00") + number * HOUR_MS // 4 for number in range(4)]
    found = view(*(answer(at_ms) for at_ms in quarters[:3]), answer(quarters[3], "GS"))
    (day,) = found.days
    assert day.day == date(2026, 3, 3)
    assert day.cells[8].worst == "not-ready"
    assert day.cells[8] == (4, 0, 1, ("GS",))
    assert day.cells[9].worst is None


def test_at_risk_is_worse_than_ready() -> None:
    found = view(answer(at("2026-03-03 08:00")), answer(at("2026-03-03 08:30"), calm="at-risk"))
    assert found.days[0].cells[8].worst == "at-risk"
    assert found.total == (2, 1, 0, ())


def test_a_doubled_hour_is_one_cell_and_a_skipped_one_is_empty() -> None:
    autumn = view(*hours("2026-10-25", *[()] * 25)).days[0]
    spring = view(*hours("2026-03-29", *[()] * 23)).days[0]
    assert [cell.starts for cell in autumn.cells[1:4]] == [1, 2, 1]
    assert [cell.starts for cell in spring.cells[1:4]] == [1, 0, 1]


def test_weekdays_add_up_over_the_weeks() -> None:
    found = view(*(answer(at(f"2026-03-{day:02} 08:00"), "GS") for day in (2, 9, 16)))
    assert found.week[0][8] == (3, 0, 3, ("GS",))
    assert sum(cell.starts for row in found.week for cell in row) == 3


def test_the_worst_are_those_with_most_roles_then_the_longest() -> None:
    found = view(*hours("2026-03-03", ("A",), ("A",), (), ("A", "B"), ("B",), ("C",)))
    assert [(each.starts, each.short) for each in found.worst] == [
        (1, ("A", "B")),
        (2, ("A",)),
        (1, ("B",)),
        (1, ("C",)),
    ]
    assert (found.worst[1].first_ms, found.worst[1].last_ms) == (
        at("2026-03-03"),
        at("2026-03-03 01:00"),
    )
    assert found.roles == (("A", 3), ("B", 2), ("C", 1))
