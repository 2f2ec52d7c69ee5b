"""A roster replaced: whole or not at all, whatever fails and whenever the process dies."""

from __future__ import annotations

import errno
import os
import resource
import signal
import stat
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from crisis_tui.storage import edit_lock as edit_lock_module
from crisis_tui.storage.change_record import read_record, record_path
from crisis_tui.storage.edit_lock import EditLockHeldError, edit_lock, lock_path
from crisis_tui.storage.lease import Holder
from crisis_tui.storage.replacing import FileChangedError, obstacle, replace_recorded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BEFORE, AFTER, LATER = b"roster: 1\n", b"roster: 1\nchanges: []\n", b"roster: 1\nteams: []\n"
ENTRY = {"role": "OVDBZ", "from": "2026-03-03 22:00", "until": "2026-03-04", "add": "anna"}
VERA = Holder("vera", "pts/3", 4711, 1_700_000_000_000)
CALLS = ("open", "write", "fsync", "fchmod", "fchown", "ftruncate", "pwrite", "replace", "unlink")
"""Everything through which an edit reaches the disk."""


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "dronten.yaml"
    path.write_bytes(BEFORE)
    path.chmod(0o640)
    return path


def change(path: Path, before: bytes = BEFORE, after: bytes = AFTER) -> None:
    replace_recorded(path, before, after, ENTRY, VERA)


def names(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()}


def test_the_file_is_replaced_and_it_is_recorded_who_did(roster: Path) -> None:
    change(roster)
    assert roster.read_bytes() == AFTER
    (line,) = read_record(record_path(roster))
    assert line == {
        "at": "2023-11-14T22:13:20.000Z",
        "who": "vera",
        "terminal": "pts/3",
        "role": "OVDBZ",
        "change": ENTRY,
        "note": None,
        "before": sha256(BEFORE).hexdigest(),
        "after": sha256(AFTER).hexdigest(),
    }
    assert names(roster) == {"dronten.yaml", "dronten.changes.jsonl"}


def test_mode_and_owner_stay_and_the_record_is_private(roster: Path) -> None:
    before = roster.stat()
    change(roster)
    after = roster.stat()
    assert stat.S_IMODE(after.st_mode) == 0o640
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)
    assert stat.S_IMODE(record_path(roster).stat().st_mode) == 0o600


def test_who_may_edit_the_roster_together_may_record_together(roster: Path) -> None:
    roster.chmod(0o664)
    change(roster)
    assert stat.S_IMODE(record_path(roster).stat().st_mode) == 0o660


def test_a_file_that_changed_since_is_left_alone(roster: Path) -> None:
    roster.write_bytes(LATER)
    with pytest.raises(FileChangedError):
        change(roster)
    assert roster.read_bytes() == LATER
    assert names(roster) == {"dronten.yaml"}


def test_whoever_else_edits_is_named_and_not_waited_for_long(
    roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with edit_lock(roster, VERA):
        assert edit_lock_module._LONGEST_MS <= 5_000
        with pytest.raises(EditLockHeldError) as held, edit_lock(roster, VERA, deadline_ms=20):
            pytest.fail("two editors at once")
        assert held.value.holder == VERA
    assert names(roster) == {"dronten.yaml"}
    with edit_lock(roster, VERA, deadline_ms=20):
        assert lock_path(roster).exists()


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (lambda path: path.chmod(0o444), "read-only"),
        (lambda path: path.unlink(), "missing"),
        (lambda path: os.link(path, path.with_name("twin.yaml")), "several-names"),
        (lambda path: path.rename(path.with_name("x")) and path.symlink_to("x"), "link"),
        (lambda path: path.unlink() or path.mkdir(), "no-file"),
    ],
)
def test_what_keeps_a_file_from_being_replaced(
    roster: Path, make: Callable[[Path], Any], found: str
) -> None:
    make(roster)
    assert obstacle(roster) == found
    if found != "missing":
        with pytest.raises(FileChangedError):
            change(roster)


def test_a_plain_file_has_no_obstacle(roster: Path) -> None:
    assert obstacle(roster) is None


def test_on_a_full_disk_everything_stands_as_it_was(roster: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            change(roster, after=b"#" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert roster.read_bytes() == BEFORE
    assert names(roster) == {"dronten.yaml"}


class Failing:
    """Lets one call that reaches the disk fail, or the process die before or after it."""

    def __init__(self, number: int, deed: str) -> None:
        self.left = number
        self.deed = deed

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def replaced(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
            self.left -= 1
            if self.left == 0 and self.deed == "fail":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            if self.left == 0 and self.deed == "die before":
                os.kill(os.getpid(), signal.SIGKILL)
            result = call(*arguments, **options)
            if self.left == 0 and self.deed == "die after":
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return replaced


def arrange(patch: pytest.MonkeyPatch, number: int, deed: str) -> Failing:
    failing = Failing(number, deed)
    for name in CALLS:
        patch.setattr(os, name, failing.around(getattr(os, name)))
    return failing


def test_whatever_fails_the_file_is_the_old_or_the_new_one(roster: Path) -> None:
    change(roster, BEFORE, LATER)
    before, number, failures = LATER, 0, 0
    while True:
        number += 1
        recorded = len(read_record(record_path(roster)))
        with pytest.MonkeyPatch.context() as patch:
            failing = arrange(patch, number, "fail")
            try:
                change(roster, before, AFTER)
            except OSError:
                failures += 1
        found, lines = roster.read_bytes(), read_record(record_path(roster))
        assert found in {before, AFTER}
        assert len(lines) == recorded + (found == AFTER)
        if found == AFTER:
            change(roster, AFTER, before)
        assert not [name for name in names(roster) if name.startswith(".") and "lock" not in name]
        if failing.left > 0:
            break
    assert failures >= 5


def in_a_process_that_dies(path: Path, number: int, deed: str) -> bool:
    """Change the file in a process that is killed at a call; tell whether it came that far."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            arrange(pytest.MonkeyPatch(), number, deed)
            change(path)
            status = 0
        finally:
            os._exit(status)
    _, result = os.waitpid(child, 0)
    assert os.WIFSIGNALED(result) or os.WEXITSTATUS(result) == 0
    return os.WIFSIGNALED(result)


@pytest.mark.parametrize("deed", ["die before", "die after"])
def test_kill_9_at_any_step_leaves_the_old_or_the_new_whole_file(roster: Path, deed: str) -> None:
    number, found = 1, set()
    while in_a_process_that_dies(roster, number, deed):
        now = roster.read_bytes()
        found.add(now)
        assert now in {BEFORE, AFTER}
        if now == AFTER:
            assert read_record(record_path(roster))[-1]["after"] == sha256(AFTER).hexdigest()
        change(roster, now, LATER)  # the dead hold no lock, and leave nothing behind
        assert names(roster) == {"dronten.yaml", "dronten.changes.jsonl"}
        record_path(roster).unlink()
        roster.write_bytes(BEFORE)
        number += 1
    assert found == {BEFORE, AFTER}
    assert number > 8


def test_a_line_cut_short_by_a_crash_spoils_no_other(roster: Path) -> None:
    change(roster)
    with record_path(roster).open("ab") as file:
        file.write(b'{"at":"2026-')
    change(roster, AFTER, LATER)
    assert [line["after"] for line in read_record(record_path(roster))] == [
        sha256(AFTER).hexdigest(),
        sha256(LATER).hexdigest(),
    ]


def test_many_at_once_lose_nothing(roster: Path) -> None:
    """Each appends its line to what it reads, again and again until nobody was in between."""
    children = []
    for child in range(4):
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                _add_lines(roster, f"child {child}")
                status = 0
            finally:
                os._exit(status)
        children.append(pid)
    assert [os.waitpid(pid, 0)[1] for pid in children] == [0] * 4
    lines = roster.read_text().splitlines()
    assert len(lines) == len(set(lines)) == 1 + 4 * 10
    chain = [(line["before"], line["after"]) for line in read_record(record_path(roster))]
    assert len(chain) == 40
    assert all(one[1] == other[0] for one, other in pairwise(chain))


def _add_lines(path: Path, who: str) -> None:
    for number in range(10):
        while True:
            before = path.read_bytes()
            try:
                change(path, before, before + f"# {who}, {number}\n".encode())
            except (FileChangedError, EditLockHeldError):
                continue
            break
