"""What comes next: a gap that begins later, a handover to somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.readiness.board import valid_block
from crisis_tui.readiness.compiling import compile_board
from crisis_tui.readiness.upcoming import upcoming
from tests.roster.build import at, change, role, rotation, shift, workforce

if TYPE_CHECKING:
    from crisis_tui.readiness.upcoming import Upcoming
    from crisis_tui.roster.workforce import Workforce

NOW = at("2026-03-03 12:00")


def coming(force: Workforce) -> Upcoming:
    return upcoming(compile_board("proef", force, valid_block(NOW)), NOW)


def test_the_next_gap_is_the_one_that_begins_first() -> None:
    gaps = [
        change("2026-03-05 22:00", "2026-03-06", remove="anouk"),
        change("2026-03-04 22:00", "2026-03-05", remove="anouk"),
    ]
    force = workforce([role()], ["anouk"], [rotation(["anouk"])], changes=gaps)
    found = coming(force).gap
    assert found is not None
    assert (found.role, found.from_ms, found.cause) == (
        "OVDBZ",
        at("2026-03-04 22:00"),
        "nobody-planned",
    )


def test_a_gap_that_lasts_already_does_not_come() -> None:
    force = workforce([role()], ["anouk"], [shift("anouk", "2026-03-04", "2027-01-01")])
    assert coming(force).gap is None


def test_posts_that_change_hands_at_once_are_one_handover() -> None:
    duties = [rotation(["anouk", "bram"]), rotation(["cleo", "dewi"], "HCC")]
    roles = [role(), role("HCC"), role("CISO")]
    force = workforce([*roles], ["anouk", "bram", "cleo", "dewi"], duties)
    assert coming(force).handover == (at("2026-03-09 12:00"), ("OVDBZ", "HCC"))


def test_somebody_who_goes_without_another_who_comes_is_no_handover() -> None:
    duties = [
        shift("anouk", "2026-03-01", "2026-03-04"),
        shift("anouk", "2026-03-05", "2026-03-06"),
    ]
    force = workforce([role()], ["anouk"], duties)
    assert coming(force).handover == (at("2026-03-05"), ("OVDBZ",))
