"""Who takes part through which process: locked files that die with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from crisis_tui.exercise.presence import Attendance, Attendee
from crisis_tui.exercise.seats.seat import SeatKind
from crisis_tui.storage.attendance import PRESENT_FOLDER, Attending, living

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ANNA = Attendee(SeatKind.CONTROLLER, "anna", "pts/1", (), 1_000)
PLAYER = Attendee(SeatKind.PLAYER, "knardijk", "pts/3", ("CISO", "AOV"), 2_000, answers=False)
ANOTHER = """
import sys
from pathlib import Path
from crisis_tui.exercise.presence import Attendee
from crisis_tui.exercise.seats.seat import SeatKind
from crisis_tui.storage.attendance import Attending
attending = Attending(Path(sys.argv[1]))
attending.say([Attendee(SeatKind.OBSERVER, "urk", "t")], 5)
print("there", flush=True)
sys.stdin.read()
"""


def files(folder: Path) -> list[str]:
    return [path.name for path in (folder / PRESENT_FOLDER).iterdir()]


def test_who_is_there_is_told_as_it_was_said(tmp_path: Path) -> None:
    here, gate = Attending(tmp_path), Attending(tmp_path)
    here.say((ANNA,), 100)
    gate.say((PLAYER, ANNA), 400)
    gate.say((PLAYER,), 500)
    found = living(tmp_path, 1_000)
    assert sorted(found, key=lambda one: one.silent_ms) == [
        Attendance(os.getpid(), (PLAYER,), 500),
        Attendance(os.getpid(), (ANNA,), 900),
    ]
    here.beat(990)
    assert {one.silent_ms for one in living(tmp_path, 1_000)} == {10, 500}
    here.end()
    here.end()
    assert [one.people for one in living(tmp_path, 1_000)] == [(PLAYER,)]
    assert len(files(tmp_path)) == 1
    gate.end()
    here.say((ANNA,), 100)
    assert files(tmp_path) == []
    assert living(tmp_path, 1_000) == ()


def test_the_dead_are_gone_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ANOTHER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"there\n"
        (found,) = living(tmp_path, 5)
        assert (found.pid, found.people) == (
            other.pid,
            (Attendee(SeatKind.OBSERVER, "urk", "t"),),
        )
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert living(tmp_path, 5) == ()
    assert files(tmp_path) == []


def test_nothing_is_written_when_nothing_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Attending(tmp_path)
    here.say((ANNA,), 1)
    monkeypatch.setattr("os.pwrite", _full)
    here.say((ANNA,), 2)
    assert living(tmp_path, 2) == (Attendance(os.getpid(), (ANNA,)),)
    here.end()


def test_a_full_disk_makes_it_unknown_until_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Attending(tmp_path)
    gate.say((ANNA,), 1)
    with monkeypatch.context() as full:
        full.setattr("os.pwrite", _full)
        gate.say((ANNA, PLAYER), 2)
        assert living(tmp_path, 2) == (Attendance(os.getpid(), None),)
    gate.say((ANNA, PLAYER), 3)
    assert living(tmp_path, 3)[0].people == (ANNA, PLAYER)
    gate.end()


def test_more_people_than_there_is_room_for_are_not_half_told(tmp_path: Path) -> None:
    gate = Attending(tmp_path)
    gate.say((PLAYER,) * 2_500, 1)
    assert living(tmp_path, 1) == (Attendance(os.getpid(), None),)
    gate.say((PLAYER,) * 500, 1)
    assert living(tmp_path, 1)[0].people == (PLAYER,) * 500
    gate.end()


def test_a_folder_that_cannot_be_written_hinders_nobody(tmp_path: Path) -> None:
    (tmp_path / PRESENT_FOLDER).write_text("")
    here = Attending(tmp_path)
    here.say((ANNA,), 1)
    here.beat(2)
    assert living(tmp_path, 3) == ()


def test_what_is_not_of_us_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / PRESENT_FOLDER).mkdir()
    (tmp_path / PRESENT_FOLDER / "lees mij").write_text("x")
    assert living(tmp_path, 3) == ()
    assert files(tmp_path) == ["lees mij"]


def _full(*_: object) -> int:
    raise OSError(28, "No space left on device")
