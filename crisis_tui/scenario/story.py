"""The story clock: which story time belongs to a play time, in exact whole milliseconds."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.basis.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Sequence

ONE_TO_ONE = Pace(1, 1)


@dataclass(frozen=True, slots=True)
class StoryAnchor:
    """At play time `play_ms` it is `story_ms` in the story; from there it runs at `pace`."""

    play_ms: int
    story_ms: int
    pace: Pace = ONE_TO_ONE

    def story_at(self, play_ms: int) -> int:
        """Return the story time at a play time, rounded down."""
        return self.story_ms + (play_ms - self.play_ms) * self.pace.story_ms // self.pace.play_ms

    def play_at(self, story_ms: int) -> int | None:
        """Return the first play time at which the story has come to `story_ms`.

        It is the inverse of `story_at`: exact where a play time exists for the story time, else the
        next whole millisecond, so that what is due at `story_ms` is due then. None if the story
        stands still before that time.
        """
        ahead_ms = story_ms - self.story_ms
        if self.pace.story_ms == 0:
            return self.play_ms if ahead_ms <= 0 else None
        return self.play_ms - (-ahead_ms * self.pace.play_ms // self.pace.story_ms)


class StoryClock:
    """A story that runs from anchor to anchor and jumps where the next anchor is ahead of it.

    The anchors stand in the order of their play times and none of them turns the story back. Of
    several at one play time the last holds.
    """

    def __init__(self, anchors: Sequence[StoryAnchor]) -> None:
        """Take the anchors; the first says when story and play start."""
        self._anchors = tuple(anchors)
        self._plays = [anchor.play_ms for anchor in anchors]
        self._stories = [anchor.story_ms for anchor in anchors]

    @property
    def anchors(self) -> tuple[StoryAnchor, ...]:
        """Return the anchors."""
        return self._anchors

    def anchor_at(self, play_ms: int) -> StoryAnchor:
        """Return the anchor that holds at a play time."""
        return self._anchors[max(bisect_right(self._plays, play_ms) - 1, 0)]

    def story_at(self, play_ms: int) -> int:
        """Return the story time at a play time."""
        return self.anchor_at(play_ms).story_at(play_ms)

    def play_at(self, story_ms: int) -> int | None:
        """Return the first play time at which the story has come to, or jumped past, `story_ms`.

        None if the story ends standing still before it.
        """
        following = bisect_right(self._stories, story_ms - 1)
        if following == 0:
            return self._plays[0]
        reached = self._anchors[following - 1].play_at(story_ms)
        if following == len(self._anchors):
            return reached
        jump_ms = self._plays[following]
        return jump_ms if reached is None else min(reached, jump_ms)
