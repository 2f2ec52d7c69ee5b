"""How facts are spelled: glyph with word for a state, times without a language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.basis.times import local_datetime, story_time_at
from crisis_tui.debrief.facts import Outcome

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.facts import Debrief, InjectFact

NONE = "–"

MARKING = Text("EXERCISE")
"""The word that every text leaving the program begins with."""

OUTCOMES: dict[Outcome, AnyText] = {
    Outcome.IN_TIME: Text("✓ in time"),
    Outcome.LATE: Text("! late"),
    Outcome.MISSED: Text("✗ missed"),
    Outcome.OPEN: Text("○ open"),
}

_STATES: dict[str, AnyText] = {
    "planned": Text("not sent"),
    "held": Text("held"),
    "skipped": Text("skipped"),
    "delivered": Text("sent"),
    "voided": Text("does not count"),
}

_REASONS: dict[tuple[str, str], AnyText] = {
    ("held", "condition"): Text("branch not taken"),
    ("held", "outage"): Text("held after an outage"),
    ("held", "jump"): Text("held after a jump"),
    ("held", "hand"): Text("held by hand"),
    ("skipped", "condition"): Text("branch not taken"),
    ("skipped", "outage"): Text("skipped after an outage"),
    ("skipped", "jump"): Text("skipped by a jump"),
    ("skipped", "hand"): Text("skipped by hand"),
}


def state(of: InjectFact) -> AnyText:
    """Return what became of an inject, and why if it was not sent."""
    return _REASONS.get((of.state, of.reason or ""), _STATES.get(of.state, of.state))


KINDS: dict[str, AnyText] = {
    "exercise": Text("exercise"),
    "phase": Text("phase"),
    "inject": Text("inject"),
    "acknowledged": Text("received"),
    "done": Text("done"),
    "missed": Text("missed"),
    "decision": Text("decision"),
    "observation": Text("observation"),
    "rating": Text("rating"),
    "played": Text("played"),
    "action": Text("action"),
    "clock": Text("clock"),
    "steering": Text("steering"),
    "handover": Text("hand-over"),
    "milestone": Text("milestone"),
    "picture": Text("picture"),
    "judgement": Text("judgement"),
    "note": Text("note"),
    "fact": Text("fact"),
    "assumption": Text("assumption"),
    "bottleneck": Text("bottleneck"),
    "question": Text("question"),
    "answer": Text("answer"),
}

RATINGS: dict[str, AnyText] = {
    "P": Text("performed without challenges"),
    "S": Text("performed with some challenges"),
    "M": Text("performed with major challenges"),
    "U": Text("not performed so that the objective was met"),
}

VERDICTS: dict[str, AnyText] = {
    "ready": Text("✓ ready"),
    "at-risk": Text("~ at risk"),
    "not-ready": Text("✗ not ready"),
}


def play(play_ms: int | None) -> str:
    """Return a play time or length as `h:mm:ss`."""
    return NONE if play_ms is None else format_clock(play_ms)


class Times:
    """Spells wall and story times of one exercise in its time zone."""

    def __init__(self, debrief: Debrief) -> None:
        """Take the zone and the story's start from the debrief."""
        self._zone = ZoneInfo(debrief.head.timezone)
        self._story_start_ms = debrief.head.story_start_ms

    def wall(self, at_ms: int) -> str:
        """Return `2026-11-21 22:14:03`, local."""
        return f"{local_datetime(at_ms, self._zone):%Y-%m-%d %H:%M:%S}"

    def time(self, at_ms: int) -> str:
        """Return `22:14:03`, local."""
        return f"{local_datetime(at_ms, self._zone):%H:%M:%S}"

    def offset(self, at_ms: int) -> str:
        """Return ISO 8601 with offset."""
        return local_datetime(at_ms, self._zone).isoformat(timespec="milliseconds")

    def story(self, story_ms: int | None) -> str:
        """Return `D3 06:40`."""
        if story_ms is None:
            return NONE
        time = story_time_at(story_ms, self._story_start_ms, self._zone)
        return str(time)[: len(f"D{time.day} 00:00")]
