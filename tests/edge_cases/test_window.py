"""Edge cases 20 to 25 of the roster rules: the window asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.times import Interval
from tests.edge_cases.rosters import HOUR_MS, covered, faults, gap_spans
from tests.roster.build import at, change, post, rotation, shift, window, workforce

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = ["anna", "bram"]
DAY = window("2026-03-03", "2026-03-04")


def test_20_leading_and_trailing_time_is_a_gap() -> None:
    duty = shift("anna", "2026-03-03 08:00", "2026-03-03 16:00")
    assert gap_spans(workforce(people=PEOPLE, duties=[duty]), DAY) == [
        "03-03 00:00 – 03-03 08:00 nobody-planned",
        "03-03 16:00 – 03-04 00:00 nobody-planned",
    ]


def test_21_an_empty_roster_is_one_full_gap() -> None:
    assert gap_spans(workforce(), DAY) == ["03-03 00:00 – 03-04 00:00 nobody-planned"]


def test_22_an_unknown_person_is_a_gap_with_a_cause(tmp_path: Path) -> None:
    force = workforce(people=PEOPLE, duties=[shift("niemand", "2026-03-03", "2026-03-04")])
    (gap,) = covered(force, DAY).gaps
    assert gap.cause == "not-deployable"
    assert [seat.person for seat in gap.seats] == ["niemand"]
    line = '  - shift: {role: OVDBZ, person: niemand, from: "2026-03-03", until: "2026-03-04"}\n'
    assert [each.code for each in faults(tmp_path, "duties:\n" + line)] == ["R120"]


def test_23_a_shift_that_began_before_the_window_still_covers() -> None:
    force = workforce(people=PEOPLE, duties=[shift("anna", "2026-01-01", "2026-12-31")])
    assert covered(force, DAY).covered_ms == 24 * HOUR_MS


def test_24_the_planning_ends_inside_the_window() -> None:
    force = workforce(people=PEOPLE, duties=[rotation(["anna"])], planned_until="2026-03-03 12:00")
    assert gap_spans(force, DAY) == ["03-03 12:00 – 03-04 00:00 beyond-horizon"]


def test_25_a_later_change_leaves_the_past_as_it_was() -> None:
    earlier = change("2026-02-03", "2026-02-04", replace="anna", by="bram")
    later = change("2026-03-03 12:00", "2026-03-04", remove="anna")
    past = Interval(at("2026-02-02"), at("2026-03-03 12:00"))
    before = workforce(people=PEOPLE, duties=[rotation(["anna"])], changes=[earlier])
    after = workforce(people=PEOPLE, duties=[rotation(["anna"])], changes=[earlier, later])
    assert post(before, past) == post(after, past)
    assert dict(covered(after, past).sole)["bram"] == 24 * HOUR_MS
    assert covered(after, DAY).gap_ms == 12 * HOUR_MS
