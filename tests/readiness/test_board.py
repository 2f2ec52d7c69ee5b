"""The board: the same answers as the segments, whole gaps, ends of duties, the week ahead."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.basis.durations import DAY_MS, HOUR_MS
from crisis_tui.basis.times import Interval
from crisis_tui.readiness.board import (
    Board,
    ahead,
    board_window,
    posts_at,
    valid_block,
)
from crisis_tui.readiness.board_data import board_from_data, board_to_data
from crisis_tui.readiness.compiling import compile_board
from tests.roster.build import at, change, person, role, rotation, shift, workforce

if TYPE_CHECKING:
    from crisis_tui.roster.workforce import Workforce

NOON = at("2026-03-03 12:00")
TRAINING = {
    "qualifications": [
        {"id": "BOB", "title": "Besluitvorming", "current": {"any": [{"months": 12}]}}
    ],
    "records": [
        {"person": "anna", "qualification": "BOB", "on": "2025-03-06"},
        {"person": "bram", "qualification": "BOB", "on": "2025-09-01"},
    ],
}
FORCE = workforce(
    [role("OVDBZ", requires=["BOB"], arrive="30m"), role("LTBZ"), role("HOZ", duty="soft")],
    [
        person("anna", roles=["OVDBZ"], travel={"home": "20m"}),
        person("bram", roles=["OVDBZ"], travel={"home": "50m", "office": "10m"}),
        person("cato", roles=["LTBZ"]),
    ],
    [
        rotation(["anna", "bram"], turn="1d", handover="12:00", start="2026-01-05"),
        rotation(["cato"], "LTBZ"),
        shift("cato", "2026-03-03 18:00", "2026-03-04 08:00", "HOZ"),
    ],
    training=TRAINING,
    office_hours={"weekdays": "Mon-Fri", "from": "08:30", "until": "17:00"},
    changes=[change("2026-03-05 22:00", "2026-03-06 07:00", "LTBZ", remove="cato")],
)


def board(force: Workforce = FORCE, at_ms: int = NOON) -> Board:
    return compile_board("proef", force, valid_block(at_ms))


@given(st.integers(-(10**13), 10**14))
def test_every_instant_lies_in_its_block(at_ms: int) -> None:
    block = valid_block(at_ms)
    assert block.contains(at_ms)
    assert valid_block(block.from_ms) == valid_block(block.until_ms - 1) == block


@settings(max_examples=60, deadline=None)
@given(st.integers(at("2026-01-05") // 1000, at("2027-01-05") // 1000))
def test_a_board_says_what_the_segments_say(second: int) -> None:
    at_ms = second * 1000
    alone = FORCE.posts(Interval(at_ms, at_ms + 1000))
    for post, found in zip(alone, posts_at(board(at_ms=at_ms), at_ms), strict=True):
        expected = post.segments[0]
        assert (found.segment.required, found.segment.seats) == (expected.required, expected.seats)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**31))
def test_a_board_comes_back_from_json_exactly(second: int) -> None:
    whole = board(at_ms=second * 1000)
    assert board_from_data(json.loads(json.dumps(board_to_data(whole)))) == whole


@pytest.mark.parametrize("key", ["roles", "seats", "posts", "valid", "errors"])
def test_a_board_with_a_part_missing_is_refused(key: str) -> None:
    data = board_to_data(board())
    del data[key]
    with pytest.raises(LookupError):
        board_from_data(data)


def test_a_duty_lasts_until_the_handover() -> None:
    ovd = posts_at(board(), NOON)[0]
    assert [each.until_ms for each in ovd.people] == [at("2026-03-04 12:00")]


def test_a_duty_without_an_end_in_sight_has_none() -> None:
    moment = at("2026-04-10 12:00")
    assert posts_at(board(at_ms=moment), moment)[1].people[0].until_ms is None


def test_a_duty_goes_on_while_the_person_does_not_count() -> None:
    ltbz = posts_at(board(), at("2026-03-03 18:30"))[1]
    assert ltbz.people[0].until_ms == at("2026-03-05 22:00")


def test_a_gap_is_told_with_its_whole_length() -> None:
    night = at("2026-03-06 03:00")
    gap = posts_at(board(), night)[1].gap
    assert gap is not None
    assert (gap.from_ms, gap.until_ms) == (at("2026-03-05 22:00"), at("2026-03-06 07:00"))
    assert gap.cause == "nobody-planned"


def test_the_week_ahead() -> None:
    coming = ahead(board(), NOON)
    ltbz = [gap for gap in coming.gaps if gap.role == "LTBZ"]
    assert [gap.until_ms - gap.from_ms for gap in ltbz] == [9 * HOUR_MS]
    assert "LTBZ" in coming.single
    assert [(each.person, each.qualification) for each in coming.expiring] == [("anna", "BOB")]
    assert coming.expiring[0].at_ms == at("2026-03-07")


def test_gaps_ahead_count_from_now_on_alone() -> None:
    coming = ahead(board(), at("2026-03-06 06:00"), DAY_MS // 2)
    assert coming.gap_count == len({gap.role for gap in coming.gaps})
    ltbz_ms = at("2026-03-06 07:00") - at("2026-03-06 06:00")
    others = [gap for gap in coming.gaps if gap.role != "LTBZ"]
    window = Interval(at("2026-03-06 06:00"), at("2026-03-06 18:00"))
    rest = sum(
        part.length_ms
        for gap in others
        if (part := Interval(gap.from_ms, gap.until_ms).overlap(window))
    )
    assert coming.gap_ms == ltbz_ms + rest


def test_a_pool_that_shrinks_to_the_minimum_is_single() -> None:
    coming = ahead(board(), at("2026-03-07 12:00"))
    assert "OVDBZ" in coming.single
    assert "OVDBZ" not in ahead(board(), NOON).single


def test_an_unread_calendar_is_named() -> None:
    force = workforce(duties=[{"calendar": {"role": "OVDBZ", "file": "o.ics", "match": "mail"}}])
    assert board(force).unread == (("OVDBZ", "o.ics"),)


def test_a_board_covers_its_window() -> None:
    whole = board()
    window = board_window(whole.valid)
    assert all(
        (post.segments[0].from_ms, post.segments[-1].until_ms) == (window.from_ms, window.until_ms)
        for post in whole.posts
    )
