"""A journal on a disk that is full, over quota, or failing."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from crisis_tui.exercise.ports import (
    JournalFailingError,
    JournalFullError,
    JournalReadOnlyError,
    JournalShutError,
    JournalStoppedError,
)
from crisis_tui.storage import journal_file as journal_module
from crisis_tui.storage.journal import JsonlJournal, open_journal, read_journal
from crisis_tui.storage.verify import verify_journal
from tests.storage.entries import entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FULL_BYTES = 64 * 1024


@contextmanager
def limited_file_size() -> Iterator[None]:
    """Let no file of this process grow beyond `FULL_BYTES`."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (FULL_BYTES, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fill(journal: JsonlJournal) -> int:
    """Append until it is full and return how many events were acknowledged."""
    before = journal.seq
    for number in range(10_000):
        try:
            journal.append([entry(number), entry(number + 1)])
        except JournalFullError:
            return journal.seq - before
    pytest.fail("it never was full")


def test_nothing_acknowledged_is_lost_when_no_more_fits(
    open_here: Callable[[], JsonlJournal], journal_path: Path
) -> None:
    journal = open_here()
    with limited_file_size():
        acknowledged = fill(journal)
        assert fill(journal) == 0
        found = verify_journal(journal_path)
        assert (found.events, found.valid, found.head) == (acknowledged, True, journal.head)
    journal.append([entry(1)])
    assert verify_journal(journal_path).events == acknowledged + 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk_takes_events_again_when_there_is_room(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        journal = open_journal(disk / "journal.jsonl")
        acknowledged = fill(journal)
        assert verify_journal(journal.path).events == acknowledged > 500
        subprocess.run(["mount", "-o", "remount,size=512k", str(disk)], check=True)
        journal.append([entry(1)])
        found = verify_journal(journal.path)
        assert (found.events, found.valid) == (acknowledged + 1, True)
        journal.close()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_after_a_failed_sync_nothing_is_half_written_and_the_file_is_opened_anew(
    open_here: Callable[[], JsonlJournal], journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = open_here()
    journal.append([entry(1)])

    def fail(fd: int) -> None:
        raise OSError(errno.EIO, "disk on fire")

    with monkeypatch.context() as broken:
        broken.setattr(journal_module, "sync_data", fail)
        for _ in range(2):
            with pytest.raises(JournalFailingError):
                journal.append([entry(2)])
    assert [record.event for record in read_journal(journal_path).read_new()] == [entry(1).event]
    assert journal.append([entry(2)])[0].seq == 2
    assert verify_journal(journal_path).events == 2


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, JournalFullError),
        (errno.EDQUOT, JournalFullError),
        (errno.EROFS, JournalReadOnlyError),
        (errno.EIO, JournalFailingError),
    ],
)
def test_what_the_disk_refuses_now_it_may_take_later(
    open_here: Callable[[], JsonlJournal],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    kind: type[JournalStoppedError],
) -> None:
    journal = open_here()
    journal.append([entry(1)])

    def refuse(fd: int, data: bytes) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr(os, "write", refuse)
        with pytest.raises(kind):
            journal.append([entry(2)])
    assert journal.append([entry(2)])[0].seq == 2
    assert [record.seq for record in open_here().read_new()] == [1, 2]


def test_a_write_that_cannot_be_undone_shuts_the_journal(
    open_here: Callable[[], JsonlJournal], monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = open_here()

    def fail(fd: int, length: int) -> None:
        raise OSError(errno.EIO, "disk on fire")

    too_much = [entry(number) for number in range(1_000)]
    monkeypatch.setattr("os.ftruncate", fail)
    with limited_file_size(), pytest.raises(JournalShutError):
        journal.append(too_much)
    with pytest.raises(JournalShutError):
        journal.append([entry(2)])
