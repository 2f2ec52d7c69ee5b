"""The story clock: monotone, the inverse of itself, and pieces that add up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.basis.pace import Pace
from crisis_tui.scenario.story import ONE_TO_ONE, StoryAnchor, StoryClock

paces = st.builds(Pace, st.integers(1, 10_000), st.integers(0, 10_000))
running_paces = st.builds(Pace, st.integers(1, 10_000), st.integers(1, 10_000))
plays = st.integers(0, 10_000_000)


@st.composite
def clocks(draw: st.DrawFn) -> StoryClock:
    """Anchors in order of play that never turn the story back, some at one moment."""
    anchors = [StoryAnchor(0, draw(plays), draw(paces))]
    for gap_ms, jump_ms, pace in draw(
        st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), paces), max_size=6)
    ):
        play_ms = anchors[-1].play_ms + gap_ms
        anchors.append(StoryAnchor(play_ms, anchors[-1].story_at(play_ms) + jump_ms, pace))
    return StoryClock(anchors)


def slow_story_at(clock: StoryClock, play_ms: int) -> int:
    """Let the play clock tick through the anchors, one after another."""
    story_ms = clock.anchors[0].story_ms
    for anchor in clock.anchors:
        if anchor.play_ms <= play_ms:
            passed = (play_ms - anchor.play_ms) * anchor.pace.story_ms
            story_ms = anchor.story_ms
            while passed >= anchor.pace.play_ms:
                passed -= anchor.pace.play_ms
                story_ms += 1
    return story_ms


def test_one_to_one_is_the_default() -> None:
    anchor = StoryAnchor(1_000, 50_000)
    assert anchor.pace == ONE_TO_ONE
    assert anchor.story_at(3_500) == 52_500
    assert anchor.play_at(52_500) == 3_500


def test_a_minute_can_be_a_day() -> None:
    anchor = StoryAnchor(0, 0, Pace(60_000, 86_400_000))
    assert anchor.story_at(90_000) == 129_600_000
    assert anchor.play_at(129_600_000) == 90_000


def test_a_story_that_stands_still_reaches_nothing_new() -> None:
    anchor = StoryAnchor(10, 500, Pace(1, 0))
    assert anchor.story_at(99_999) == 500
    assert anchor.play_at(500) == 10
    assert anchor.play_at(501) is None


def test_what_falls_due_inside_a_jump_is_due_at_the_jump() -> None:
    clock = StoryClock([StoryAnchor(0, 0), StoryAnchor(100, 5_000)])
    assert clock.play_at(99) == 99
    assert clock.play_at(101) == 100
    assert clock.play_at(5_000) == 100
    assert clock.play_at(5_001) == 101


def test_before_the_first_anchor_the_story_has_begun_already() -> None:
    clock = StoryClock([StoryAnchor(0, 1_000)])
    assert clock.play_at(-5) == 0
    assert clock.play_at(1_000) == 0


@given(clocks(), st.integers(0, 400))
def test_the_fast_clock_equals_the_slow_one(clock: StoryClock, play_ms: int) -> None:
    small = StoryClock(
        [
            StoryAnchor(a.play_ms, a.story_ms, Pace(a.pace.play_ms, a.pace.story_ms % 50))
            for a in clock.anchors
        ]
    )
    assert small.story_at(play_ms) == slow_story_at(small, play_ms)


@given(clocks(), plays, plays)
def test_the_story_never_goes_back(clock: StoryClock, one: int, other: int) -> None:
    assert clock.story_at(min(one, other)) <= clock.story_at(max(one, other))


@given(clocks(), st.integers(0, 400), st.integers(-100, 1_000))
def test_play_at_is_the_first_moment(clock: StoryClock, play_ms: int, ahead_ms: int) -> None:
    story_ms = clock.story_at(play_ms) + ahead_ms
    first = clock.play_at(story_ms)
    if first is None:
        assert clock.story_at(10**9) < story_ms
        return
    assert clock.story_at(first) >= story_ms
    assert first == 0 or clock.story_at(first - 1) < story_ms


@given(running_paces, plays, plays)
def test_playing_on_and_back_lands_on_the_same_millisecond(
    pace: Pace, start_ms: int, play_ms: int
) -> None:
    anchor = StoryAnchor(0, start_ms, pace)
    first = anchor.play_at(anchor.story_at(play_ms))
    assert first is not None
    assert first <= play_ms
    assert anchor.story_at(first) == anchor.story_at(play_ms)


@given(paces, plays, st.integers(0, 100_000), st.integers(0, 100_000))
def test_pieces_add_up(pace: Pace, start_ms: int, one_ms: int, other_ms: int) -> None:
    """Whole units of the pace: an anchor set on the way changes nothing."""
    anchor = StoryAnchor(0, start_ms, pace)
    middle_ms = one_ms * pace.play_ms
    later = StoryAnchor(middle_ms, anchor.story_at(middle_ms), pace)
    assert later.story_at(middle_ms + other_ms) == anchor.story_at(middle_ms + other_ms)
