"""Gaps by cause, and sums that add up exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given, settings

from crisis_tui.basis.interval_sets import total_ms
from crisis_tui.roster.gaps import gap_times, gaps
from tests.roster.build import person, post, role, rotation, shift, window, workforce
from tests.roster.test_oracle import rosters

if TYPE_CHECKING:
    from crisis_tui.basis.times import Interval
    from crisis_tui.roster.seats import Post
    from crisis_tui.roster.workforce import Workforce

DAY = window("2026-03-03", "2026-03-04")
HOUR_MS = 3_600_000


class Totals(NamedTuple):
    required_ms: int
    certain_ms: int
    probable_ms: int
    gap_ms: int


def totals(post: Post) -> Totals:
    """Add up, from the segments alone, how the post's required time is covered."""
    lengths = dict.fromkeys(("hard", "soft", "gap"), 0)
    for segment in post.segments:
        if segment.required:
            kind = "gap" if segment.short else post.duty
            lengths[kind] += segment.until_ms - segment.from_ms
    return Totals(sum(lengths.values()), lengths["hard"], lengths["soft"], lengths["gap"])


@settings(max_examples=60, deadline=None)
@given(rosters())
def test_required_is_certain_plus_probable_plus_gap(drawn: tuple[Workforce, Interval]) -> None:
    force, night = drawn
    for found in force.posts(night):
        sums = totals(found)
        assert sums.required_ms == sums.certain_ms + sums.probable_ms + sums.gap_ms
        assert sums.gap_ms == total_ms(gap_times(found))
        assert sums.gap_ms == sum(gap.until_ms - gap.from_ms for gap in gaps(found))


def test_03_a_day_of_23_or_25_hours_adds_up() -> None:
    for day, hours in (("2026-03-29", 23), ("2026-10-25", 25)):
        whole = window(day, f"{day[:-2]}{int(day[-2:]) + 1}")
        sums = totals(post(workforce(), whole))
        assert sums.required_ms == sums.gap_ms == hours * HOUR_MS


def test_soft_cover_is_probable_and_never_certain() -> None:
    force = workforce([role(duty="soft")], ["anna"], [rotation(["anna"])])
    sums = totals(post(force, DAY))
    assert (sums.certain_ms, sums.probable_ms, sums.gap_ms) == (0, 24 * HOUR_MS, 0)


def test_a_gap_is_cut_where_its_cause_changes() -> None:
    away = [{"from": "2026-03-03 06:00", "until": "2026-03-03 09:00"}]
    duty = shift("anna", "2026-03-03 08:00", "2026-03-04 00:00")
    found = gaps(post(workforce(people=[person("anna", away=away)], duties=[duty]), DAY))
    assert [gap.cause for gap in found] == ["nobody-planned", "away"]


def test_a_gap_is_not_cut_where_only_the_travel_changes() -> None:
    hours = {"weekdays": "Mon-Fri", "from": "08:30", "until": "17:00"}
    anna = person("anna", travel={"home": "60m", "office": "40m"})
    force = workforce([role(arrive="30m")], [anna], [rotation(["anna"])], office_hours=hours)
    assert [gap.cause for gap in gaps(post(force, DAY))] == ["too-far"]
