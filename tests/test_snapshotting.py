"""A snapshot of a real exercise: made by a process of its own, used by whoever opens it next."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from crisis_tui import snapshotting
from crisis_tui.bootstrap_exercise import read_session
from crisis_tui.exercise.events import Actor, EntryRecorded
from crisis_tui.exercise.ports import Entry
from crisis_tui.frozen_inputs import script_of, started_event
from crisis_tui.snapshotting import SnapshotKeeper, make_snapshot
from crisis_tui.storage.journal import open_journal, read_journal
from crisis_tui.storage.locks import locked
from crisis_tui.storage.snapshot import SNAPSHOT_FILE
from crisis_tui.storage.summary import JOURNAL_FILE
from crisis_tui.system_clock import MachineClock
from tests.cli.exercising import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.exercise.state import ExerciseState

LINES = 200


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Play a small exercise and write many lines in its log."""
    desk = Desk.at(tmp_path, capsys)
    assert desk.play() in {0, 1}
    folder = desk.exercises / desk.the_exercise()
    journal = open_journal(folder / JOURNAL_FILE)
    before = list(journal.read_new())
    at_ms, play_ms = before[-1].at_ms, before[-1].play_ms
    actor = Actor("wim", "observer", "tty1")
    journal.append(
        [
            Entry(
                EntryRecorded(f"z{number}", "note", f"regel {number}", play_ms, at_ms),
                actor,
                at_ms,
                play_ms,
            )
            for number in range(LINES)
        ]
    )
    journal.close()
    return folder


def opened(folder: Path) -> tuple[ExerciseState, int]:
    """Open the exercise as every front end does; return its state and what was not read for it."""
    journal = read_journal(folder / JOURNAL_FILE)
    script = script_of(folder, started_event(folder))
    session = read_session(script, journal, MachineClock())
    assert session.state.plan.script is not None
    return session.state, journal.skipped


def test_an_exercise_opened_from_a_snapshot_is_the_same(folder: Path) -> None:
    whole, skipped = opened(folder)
    assert skipped == 0
    assert make_snapshot(folder)
    assert opened(folder) == (whole, whole.seq)
    assert make_snapshot(folder)  # from the one before
    assert opened(folder) == (whole, whole.seq)


def test_a_snapshot_is_made_by_another_process_when_it_is_worth_its_while(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, _ = opened(folder)
    keeper = SnapshotKeeper(folder, 0)
    keeper.note(whole.seq)
    assert not (folder / f"{SNAPSHOT_FILE}.lock").exists()
    monkeypatch.setattr(snapshotting, "EVERY", LINES)
    keeper.note(whole.seq)
    deadline = time.monotonic() + 60
    while keeper.is_making:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert opened(folder) == (whole, whole.seq)


def test_two_do_not_make_it_at_once(folder: Path) -> None:
    path = folder / f"{SNAPSHOT_FILE}.lock"
    with path.open("wb") as other, locked(other.fileno(), deadline_ms=100):
        assert not make_snapshot(folder)
    assert make_snapshot(folder)
