"""The window's title: set when something changes, given back at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.exercise.commands import PauseExercise, StopPlay
from crisis_tui.exercise.views.header import header
from crisis_tui.tui import present
from crisis_tui.tui.terminal_title import RESTORE, SAVE, TitledDriver
from crisis_tui.tui.widgets.control_head import title_of
from tests.tui.test_control_room import played

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.tui.live import LiveExercise


@pytest.fixture
def ascii_only() -> Iterator[None]:
    present.use_ascii(True)
    yield
    present.use_ascii(False)


def window_title(exercise: LiveExercise) -> str:
    head = header(exercise.session.state, exercise.session.now().play_ms)
    return title_of(head.title, head.run, head.play_ms)


def test_the_clock_is_told_only_while_it_stands_still() -> None:
    exercise = played(5)
    assert window_title(exercise).endswith("– ▶ RUNS")
    exercise.do(PauseExercise())
    assert window_title(exercise).endswith("– ‖ PAUSED 0:05:00")


@pytest.mark.usefixtures("ascii_only")
def test_it_is_ascii_where_that_is_asked_for() -> None:
    exercise = played(5)
    exercise.do(StopPlay("brand"))
    title = window_title(exercise)
    assert title.startswith("EXERCISE ")
    assert title.endswith("- x NO PLAY 0:05:00")


def test_a_title_is_written_once_and_the_former_one_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[str] = []
    driver = TitledDriver.__new__(TitledDriver)
    driver._title, driver._is_missed, driver._has_gaps = "", False, False
    base = TitledDriver.__mro__[1]
    for name in ("start_application_mode", "stop_application_mode"):
        monkeypatch.setattr(base, name, lambda _: None)
    monkeypatch.setattr(base, "write", lambda _, data: written.append(data))
    driver.start_application_mode()
    driver.entitle("een")
    driver.entitle("een")
    driver.stop_application_mode()
    driver.start_application_mode()
    title = "\x1b]2;een\x07"
    assert written == [SAVE, title, RESTORE, SAVE, title]
    driver._has_gaps = True  # the terminal is behind: this one is lost
    driver.entitle("twee")
    driver._has_gaps = False
    driver.entitle("twee")
    driver.entitle("twee")
    assert written[5:] == ["\x1b]2;twee\x07"] * 2
