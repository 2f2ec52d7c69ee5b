"""Edge cases 35 to 39 of the roster rules: arrival."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.readiness.board import PostAt, posts_at, valid_block
from crisis_tui.readiness.compiling import compile_board
from crisis_tui.readiness.handover import arrives_after_duty
from tests.edge_cases.rosters import HOUR_MS, covered, gap_spans
from tests.roster.build import at, person, role, rotation, shift, window, workforce

if TYPE_CHECKING:
    from crisis_tui.roster.workforce import Workforce

MINUTE_MS = 60_000
LIMIT = [role(arrive="30m")]
TUESDAY = window("2026-03-03", "2026-03-04")


def crew(leaving: str = "25m", coming: str = "25m") -> Workforce:
    """Return two people who change at noon, with their travel times."""
    people = [
        person("anna", travel={"home": leaving}),
        person("bram", travel={"home": coming}),
    ]
    turns = rotation(["anna", "bram"], turn="1d", handover="12:00", start="2026-03-02")
    return workforce(LIMIT, people, [turns])


def called(force: Workforce, when: str) -> PostAt:
    """Return the post as the board shows it to somebody who calls."""
    return posts_at(compile_board("proef", force, valid_block(at(when))), at(when))[0]


@pytest.mark.parametrize(
    ("home", "prepare", "gap_hours"),
    [("30m", "0m", 0), ("25m", "5m", 0), ("30m", "1s", 24), ("29m59s", "1s", 0)],
)
def test_35_arrival_at_the_limit_is_in_time(home: str, prepare: str, gap_hours: int) -> None:
    anna = person("anna", travel={"home": home, "prepare": prepare})
    force = workforce(LIMIT, [anna], [rotation(["anna"])])
    assert covered(force, TUESDAY).gap_ms == gap_hours * HOUR_MS


def test_36_alarm_a_minute_before_the_handover_shows_who_leaves_and_who_comes() -> None:
    before = called(crew(), "2026-03-03 11:59")
    (leaving,) = before.people
    assert leaving.seat.person == "anna"
    assert arrives_after_duty(leaving.seat, leaving.until_ms, at("2026-03-03 11:59"))
    assert before.handover is not None
    assert before.handover.at_ms == at("2026-03-03 12:00")
    assert [seat.person for seat in before.handover.coming] == ["bram"]
    after = called(crew(), "2026-03-03 12:00")
    assert [each.seat.person for each in after.people] == ["bram"]
    assert after.handover is None


def test_37_from_the_office_in_office_hours_and_from_home_in_others() -> None:
    anna = person("anna", travel={"home": "50m", "office": "10m"})
    force = workforce(
        LIMIT,
        [anna],
        [rotation(["anna"])],
        office_hours={"weekdays": "Mon-Fri", "from": "08:30", "until": "17:00"},
    )
    assert gap_spans(force, TUESDAY) == [
        "03-03 00:00 – 03-03 08:30 too-far",
        "03-03 17:00 – 03-04 00:00 too-far",
    ]


@pytest.mark.parametrize(
    ("when", "after_duty"),
    [("2026-03-03 11:34:59", False), ("2026-03-03 11:35", True), ("2026-03-03 11:59", True)],
)
def test_38_a_person_who_arrives_after_the_own_duty_ends(when: str, after_duty: bool) -> None:  # noqa: FBT001
    found = called(crew(coming="5m"), when)
    (leaving,) = found.people
    assert arrives_after_duty(leaving.seat, leaving.until_ms, at(when)) is after_duty
    assert (found.handover is not None) is after_duty
    assert found.status == "filled"


@pytest.mark.parametrize(
    ("when", "near"),
    [("2026-03-03 11:34:59", False), ("2026-03-03 11:35", True), ("2026-03-03 11:50", True)],
)
def test_39_relief_that_arrives_after_the_handover_is_shown_in_time_to_call_it(
    when: str,
    near: bool,  # noqa: FBT001 - a case of the table
) -> None:
    found = called(crew(leaving="5m"), when)
    assert (found.handover is not None) is near
    if found.handover is not None:
        (relief,) = found.handover.coming
        assert relief.arrive_ms == 25 * MINUTE_MS
        assert at(when) + relief.arrive_ms >= found.handover.at_ms


def test_39_nobody_who_comes_is_said_too() -> None:
    duty = shift("anna", "2026-03-03", "2026-03-03 12:00")
    anna = person("anna", travel={"home": "25m"})
    found = called(workforce(LIMIT, [anna], [duty]), "2026-03-03 11:50")
    assert found.handover is not None
    assert found.handover.coming == ()
