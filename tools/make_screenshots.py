"""The pictures of the screens in `docs/images/`, made by the program itself on a clock of their own.

Files, clock, names and terminal are always the same, so the same program makes the same pictures.
What happens in them stands in `docs/examples/dinsdag-gespeeld.yaml`.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui import bootstrap, i18n
from crisis_tui.basis.durations import DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS
from crisis_tui.basis.times import instant_ms
from crisis_tui.bootstrap_exercise import Setup, start_exercise
from crisis_tui.cli.answers.workspace import WorkspaceServices
from crisis_tui.cli.headless_loop import StopSignals, play_virtually
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.headless import HeadlessPlan, HeadlessPlay
from crisis_tui.exercise.virtual import VirtualClock
from crisis_tui.files.script_file import load_steps
from crisis_tui.tui.app import Chosen, CrisisApp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.pilot import Pilot

    from crisis_tui.exercise.refusal import Refusal
    from crisis_tui.exercise.steps import Step
    from crisis_tui.open_exercise import OpenExercise

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
STEPS = ROOT / "docs" / "examples" / "dinsdag-gespeeld.yaml"
SCENARIO, ROSTER, WITH_GAPS = "dinsdag-zonder-netwerk", "dronten", "dronten-met-gaten"
ZONE = "Europe/Amsterdam"
MORNING_MS = instant_ms(datetime(2026, 3, 3, 9, 0, tzinfo=ZoneInfo(ZONE)))
NIGHT_MS = instant_ms(datetime(2026, 3, 3, 22, 14, tzinfo=ZoneInfo(ZONE)))
SEEN_MS = 41 * MINUTE_MS + 7 * SECOND_MS
"""The play time of the pictures of the control room."""
DIRECTOR = Actor("M. de Boer", "controller", "tty1")
LARGE, SMALL = (100, 30), (80, 24)
MOST_WAITS = 200
_WEB_FONT = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


@dataclass(frozen=True)
class Shot:
    """A picture: a screen that shows some words, then keys that bring other words."""

    name: str
    screen: str
    shows: str
    keys: tuple[str, ...] = ()
    brings: str = ""
    roster: str = ROSTER
    size: tuple[int, int] = LARGE


READING = (
    Shot("home", "home", "Winteropvang"),
    Shot("scenario", "scenario", "Hulplijn vraagt", ("j",) * 6, "van omroep"),
    Shot("readiness", "readiness", "Herstel", ("j", "j", "right", "right"), "22:00", WITH_GAPS),
)
AT_NIGHT = (
    Shot("on-call", "on-call", "Pim Wieringermaat", roster=WITH_GAPS, size=SMALL),
    Shot("week", "week", "Esra Vossemeer", ("j",) * 4 + ("right",) * 2, "BOB", WITH_GAPS),
    Shot("start-hours", "start-hours", "LTBZ", ("j",), "", WITH_GAPS),
)
PLAYING = (
    Shot("control-room", "control-room", "Hulplijn vraagt"),
    Shot("control-room-80x24", "control-room", "Hulplijn", size=SMALL),
    Shot(
        "entry", "control-room", "Hulplijn vraagt", ("o", *"O5 geen gissingen"), "O5 geen gissingen"
    ),
)


def main() -> int:
    """Write every picture that changed and name it."""
    os.environ.update(TZ=ZONE, COLORTERM="truecolor")
    os.environ.pop("NO_COLOR", None)
    time.tzset()
    i18n.activate("nl")
    for name, svg in pictures().items():
        path = IMAGES / f"{name}.svg"
        if not path.exists() or path.read_text(encoding="utf-8") != svg:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(svg, encoding="utf-8")
            print(path.relative_to(ROOT))
    return 0


def pictures() -> Mapping[str, str]:
    """Return every picture by its name."""
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Path(folder))
        debrief = studio.picture_of_debrief(MORNING_MS - DAY_MS)
        studio.leave_halfway("winteropvang", MORNING_MS - HOUR_MS)
        return {
            **asyncio.run(studio.take(READING, MORNING_MS)),
            **asyncio.run(studio.take(AT_NIGHT, NIGHT_MS)),
            **studio.pictures_of_play(MORNING_MS),
            **debrief,
        }


def offline(svg: str) -> str:
    """Return a picture without references to fonts on the web: any monospace font will do."""
    return _WEB_FONT.sub("", svg)


class Studio:
    """A workspace with the samples, and the screens on a clock that stands still."""

    def __init__(self, folder: Path) -> None:
        """Copy the samples into this folder."""
        for name in ("scenarios", "rosters"):
            shutil.copytree(ROOT / name, folder / name)
        self._workspace = bootstrap.open_workspace(str(folder))

    def picture_of_debrief(self, start_ms: int) -> Mapping[str, str]:
        """Play the exercise to its end and look at the debrief."""
        clock = VirtualClock(start_ms)
        exercise = self.play(clock, SCENARIO, HeadlessPlan(load_steps(STEPS).steps))
        exercise.close("quit")
        return asyncio.run(self._take_debrief(exercise.id, clock))

    def pictures_of_play(self, start_ms: int) -> Mapping[str, str]:
        """Play the first part of the exercise and look at the control room."""
        clock = VirtualClock(start_ms)
        exercise = self.play(clock, SCENARIO, HeadlessPlan(load_steps(STEPS).steps, SEEN_MS))
        return asyncio.run(self.take(PLAYING, clock.wall_ms(), exercise))

    def leave_halfway(self, scenario: str, start_ms: int) -> None:
        """Leave an exercise that can be resumed."""
        self.play(VirtualClock(start_ms), scenario, HeadlessPlan((), SEEN_MS)).close("quit")

    def play(self, clock: VirtualClock, scenario: str, plan: HeadlessPlan) -> OpenExercise:
        """Play an exercise as this plan says and leave it open."""
        loaded = bootstrap.load_scenario(self._workspace, scenario)
        roster = bootstrap.load_roster(self._workspace, ROSTER)
        setup = Setup(self._workspace, loaded, roster, virtual=True)
        exercise = start_exercise(setup, clock, DIRECTOR)
        play = HeadlessPlay(exercise.session, plan, clock, DIRECTOR, _no_refusal)
        play_virtually(play, clock, StopSignals())
        return exercise

    async def take(
        self, shots: Sequence[Shot], at_ms: int, exercise: OpenExercise | None = None
    ) -> Mapping[str, str]:
        """Return these pictures, taken at this instant."""
        app = self._app(VirtualClock(at_ms), exercise)
        async with app.run_test(size=LARGE) as pilot:
            return {shot.name: await _picture(pilot, app, shot) for shot in shots}

    async def _take_debrief(self, exercise_id: str, clock: VirtualClock) -> Mapping[str, str]:
        app = self._app(clock, None)
        async with app.run_test(size=LARGE) as pilot:
            app.open_debrief(exercise_id)
            await _until_seen(pilot, "Begonnen")
            await pilot.press("j")
            await _until_seen(pilot, "Berichten verzonden")
            return {"debrief": _export(app)}

    def _app(self, clock: VirtualClock, exercise: OpenExercise | None) -> CrisisApp:
        services = WorkspaceServices(self._workspace, DIRECTOR, clock)
        return CrisisApp(services, exercise=exercise)


async def _picture(pilot: Pilot[int], app: CrisisApp, shot: Shot) -> str:
    app.chosen = Chosen(SCENARIO, shot.roster)
    await pilot.resize_terminal(*shot.size)
    app.show(shot.screen)
    await _until_seen(pilot, shot.shows)
    await pilot.press(*shot.keys)
    await _until_seen(pilot, shot.brings)
    picture = _export(app)
    await pilot.press("escape")
    return picture


async def _until_seen(pilot: Pilot[int], words: str) -> None:
    """Wait until the screen has read its files and shows the words."""
    reading = i18n._("reading…")
    for _ in range(MOST_WAITS):
        await pilot.pause(0.02)
        text = _text(pilot)
        if words in text and reading not in text:
            await pilot.pause(0.2)
            return
    message = f"never seen: {words}\n{_text(pilot)}"
    raise AssertionError(message)


def _text(pilot: Pilot[int]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


def _export(app: CrisisApp) -> str:
    return offline(app.export_screenshot(title="crisis-tui"))


def _no_refusal(step: Step, refusal: Refusal) -> None:
    message = f"step at {step.at_ms} ms refused: {i18n.render(refusal.reason)}"
    raise AssertionError(message)


if __name__ == "__main__":
    sys.exit(main())
