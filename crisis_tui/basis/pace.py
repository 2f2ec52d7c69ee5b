"""How fast the story of an exercise passes."""

from __future__ import annotations

from dataclasses import dataclass

from crisis_tui.basis.durations import parse_duration


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the story passes: `story_ms` of story in `play_ms` of play."""

    play_ms: int
    story_ms: int


def parse_pace(text: str) -> Pace | None:
    """Read `1m = 1d`: one minute of play is one day of story; None if it is not that."""
    play, equals, story = (part.strip() for part in text.partition("="))
    play_ms, story_ms = parse_duration(play), parse_duration(story)
    if not equals or not play_ms or story_ms is None:
        return None
    return Pace(play_ms, story_ms)
