"""Pictures of the screens: from the program, offline, of an exercise that can be played."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from crisis_tui.exercise.headless import HeadlessPlan
from crisis_tui.exercise.state import Outcome
from crisis_tui.exercise.virtual import VirtualClock
from crisis_tui.files.script_file import load_steps
from tools.make_screenshots import (
    AT_NIGHT,
    IMAGES,
    MORNING_MS,
    PLAYING,
    READING,
    SCENARIO,
    STEPS,
    Studio,
    offline,
)

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"debrief", *(shot.name for shot in (*READING, *AT_NIGHT, *PLAYING))}
FETCHES = re.compile(r"url\(\s*['\"]?(?!#)|(?:href|src)\s*=|@import|@font-face")


def test_web_fonts_are_taken_out() -> None:
    svg = (
        '<style>\n    @font-face {\n src: url("https://x/y.woff"); }\n .a { fill: url(#b) }</style>'
    )
    assert FETCHES.search(svg)
    assert offline(svg) == "<style>\n .a { fill: url(#b) }</style>"


def test_every_picture_is_one_that_the_tool_makes() -> None:
    assert {path.stem for path in IMAGES.glob("*.svg")} == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_pictures_fetch_nothing(name: str) -> None:
    svg = (IMAGES / f"{name}.svg").read_text(encoding="utf-8")
    assert FETCHES.findall(svg) == []


def test_every_step_of_the_played_example_is_accepted(tmp_path: Path) -> None:
    steps = load_steps(STEPS)
    assert not steps.findings
    exercise = Studio(tmp_path).play(VirtualClock(MORNING_MS), SCENARIO, HeadlessPlan(steps.steps))
    outcomes = {each.outcome for each in exercise.session.state.expectations.values()}
    exercise.close("quit")
    assert {Outcome.MET, Outcome.LATE, Outcome.MISSED} <= outcomes
