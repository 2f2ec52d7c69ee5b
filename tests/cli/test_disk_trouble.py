"""What people meet when the disk, the terminal or a file name is in the way of an exercise."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from argparse import Namespace
from typing import TYPE_CHECKING, NoReturn

import pytest

from crisis_tui.exercise.ports import JournalDamagedError, JournalShutError
from crisis_tui.storage import durable
from crisis_tui.storage import journal_file as journal_module
from crisis_tui.storage.journal import JsonlJournal
from tests.cli.exercising import Desk, types

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crisis_tui.tui.app import CrisisApp


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk.at(tmp_path, capsys)


@pytest.fixture
def small_disk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    """A workspace on a disk of a few pages."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    yield Desk.at(disk, capsys)
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(desk: Desk, leave_bytes: int) -> Path:
    """Take what is free on the disk but for so much."""
    filler = desk.root / "filler"
    filler.write_bytes(b"x" * max(0, shutil.disk_usage(desk.root).free - leave_bytes))
    return filler


def test_on_a_full_disk_a_virtual_run_stops_with_a_word_and_can_be_taken_up(
    small_disk: Desk,
) -> None:
    desk = small_disk
    assert desk.play("--until", "1m") == 0
    name = desk.the_exercise()
    filler = fill(desk, 4096 - len(b"".join(journal_bytes(desk, name))) % 4096)
    played = ("--headless", "--speed", "max")
    while True:  # what is left of the last page takes some of it
        before = len(desk.events(name))
        code = desk.say("resume", name, *played, "--script", desk.script)
        if code != 0 or len(desk.events(name)) == before:
            break
    assert code == 1
    assert "The disk is full" in desk.err
    filler.unlink()
    assert desk.say("verify", name) == 0
    assert desk.say("resume", name, *played) in {0, 1}
    assert types(desk.events(name)).count("ExerciseEnded") == 1


def journal_bytes(desk: Desk, name: str) -> list[bytes]:
    path = desk.exercises / name / "journal.jsonl"
    return path.read_bytes().splitlines(keepends=True)


def test_a_torn_line_on_a_full_disk_stops_with_a_word(small_disk: Desk) -> None:
    desk = small_disk
    assert desk.play("--until", "1m") == 0
    name = desk.the_exercise()
    with (desk.exercises / name / "journal.jsonl").open("ab") as file:
        file.write(b'{"seq":')
    fill(desk, 0)
    assert desk.say("resume", name, "--headless") == 1
    assert "The disk is full" in desk.err


@pytest.mark.parametrize("moment", ["at the start", "in between", "at the end"])
def test_a_disk_that_fails_ends_it_with_a_word(
    desk: Desk, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = {"at the start": 0, "in between": 4, "at the end": 10**9}
    sync, append = durable.sync_data, JsonlJournal.append
    appended: list[int] = []

    def fail_later(fd: int) -> None:
        if os.fstat(fd).st_size and len(appended) > last[moment]:
            raise OSError(5, "Input/output error")
        sync(fd)

    def count(self: JsonlJournal, entries: object) -> object:
        if moment == "at the end" and "DirectorReleased" in str(entries):
            raise JournalShutError("Input/output error")
        appended.append(1)
        return append(self, entries)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(journal_module, "sync_data", fail_later)
        broken.setattr(JsonlJournal, "append", count)
        assert desk.play() == (3 if moment == "at the end" else 1)
    word = "Input/output error" if moment == "at the end" else "The disk cannot write"
    assert word in desk.err
    assert "internal error" not in desk.err
    if moment != "at the start":
        assert desk.say("verify", "last") == 0


def test_an_exercise_whose_journal_was_replaced_stops_and_loses_nothing(desk: Desk) -> None:
    process = desk.begin("run", "stroom", "--headless", "--format", "jsonl")
    assert process.stdout is not None
    while "ClockStarted" not in process.stdout.readline():
        assert process.poll() is None
    path = desk.exercises / desk.the_exercise() / "journal.jsonl"
    copy = path.with_suffix(".copy")
    shutil.copy(path, copy)
    before = copy.read_bytes()
    copy.replace(path)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 3
    assert "moved, replaced or deleted" in err
    assert path.read_bytes() == before
    assert desk.say("resume", "last", "--headless", "--until", "1s") == 0


def test_a_hang_up_that_is_to_be_ignored_is_ignored(desk: Desk) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as `nohup` does
    try:
        process = desk.begin("run", "stroom", "--headless", "--format", "jsonl")
    finally:
        signal.signal(signal.SIGHUP, before)
    assert process.stdout is not None
    while "ClockStarted" not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=1)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 128 + signal.SIGTERM


def test_an_exercise_that_cannot_end_without_a_person_stops_and_says_why(desk: Desk) -> None:
    process = desk.begin("run", "stroom", "--headless", "--format", "jsonl", "--speed", "200")
    assert process.stdout is not None
    while "ClockStarted" not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGSTOP)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=11)
    process.send_signal(signal.SIGCONT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "wait on the catch-up list" in err
    assert desk.say("resume", "last", "--headless", "--overdue", "send", "--speed", "600") == 0
    assert types(desk.events(desk.the_exercise()))[-2] == "ExerciseEnded"


def test_names_that_are_not_text_are_no_trouble(desk: Desk) -> None:
    rosters = desk.root / "rosters"
    shutil.copy(rosters / "klein.yaml", rosters / os.fsdecode(b"kl\xff.yaml"))
    assert desk.play("--roster", os.fsdecode(b"kl\xff")) == 0
    name = desk.the_exercise()
    shutil.copytree(desk.exercises / name, desk.exercises / os.fsdecode(b"\xff-\x1b]0;x"))
    assert desk.say("exercises") == 0
    assert desk.say("exercises") == 0
    assert "\N{REPLACEMENT CHARACTER}-\N{REPLACEMENT CHARACTER}]0;x" in desk.out
    assert desk.say("verify", "-") == 2
    assert "\x1b" not in desk.err


def test_the_screens_say_what_happened_to_the_exercise_that_was_open_in_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crisis_tui.bootstrap_exercise import resume_exercise
    from crisis_tui.cli import screens
    from crisis_tui.exercise.events import Actor
    from crisis_tui.exercise.ports import Damage
    from crisis_tui.open_exercise import OpenExercise
    from crisis_tui.system_clock import MachineClock
    from crisis_tui.tui import running

    assert desk.play("--until", "1m") == 0
    folder = desk.exercises / desk.the_exercise()

    def break_down(app: CrisisApp) -> NoReturn:
        app.exercise = resume_exercise(folder, MachineClock(), Actor("mia", "controller", "-"))
        assert isinstance(app.exercise, OpenExercise)
        raise JournalDamagedError(7, Damage.REPLACED)

    monkeypatch.setattr(running, "run_app", break_down)
    monkeypatch.setattr(screens, "why_no_screens", lambda: None)
    args = Namespace(workspace=str(desk.root), me="mia", no_color=False, plain=False)
    assert screens.run(args) == 3
    assert desk.capsys is not None
    assert "moved, replaced or deleted" in desk.capsys.readouterr().err
    assert desk.say("resume", "last", "--headless", "--until", "2m") == 0


def test_changed_inputs_are_told_in_the_readers_language(desk: Desk) -> None:
    assert desk.play("--until", "1m") == 0
    name = desk.the_exercise()
    (desk.exercises / name / "inputs" / "scenarios" / "stroom.yaml").unlink()
    assert desk.say("log", name, "--lang", "nl") == 0
    assert "The frozen inputs" not in desk.err
    assert "scenarios/stroom.yaml" in desk.err
