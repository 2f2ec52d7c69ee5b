"""A follower is never ahead of the journal: not of a write at work, nor of one that is taken back."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from crisis_tui.exercise.ports import Damage, JournalDamagedError, JournalFailingError
from crisis_tui.storage import journal_file as journal_module
from crisis_tui.storage.journal import JsonlJournal, open_journal, read_journal
from tests.storage.entries import entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def line(tmp_path: Path, journal_path: Path) -> bytes:
    """Write one line, and return the one that follows it."""
    other = tmp_path / "other" / "journal.jsonl"
    journal = open_journal(journal_path)
    journal.append([entry(1)])
    journal.close()
    shutil.copytree(journal_path.parent, other.parent)
    journal = open_journal(other)
    list(journal.read_new())
    journal.append([entry(2)])
    return other.read_bytes()[journal_path.stat().st_size :]


def test_what_is_being_written_comes_when_it_is_durable(line: bytes, journal_path: Path) -> None:
    follower = read_journal(journal_path)
    assert [record.seq for record in follower.read_new()] == [1]
    with journal_path.open("ab", buffering=0) as writer:
        fcntl.flock(writer, fcntl.LOCK_EX)
        writer.write(line)
        assert list(follower.read_new()) == []
        fcntl.flock(writer, fcntl.LOCK_UN)
        assert [record.seq for record in follower.read_new()] == [2]


def test_what_a_dead_writer_left_is_synced_before_anybody_hears_of_it(
    line: bytes, journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = read_journal(journal_path)
    list(follower.read_new())
    with journal_path.open("ab", buffering=0) as dead:
        dead.write(line)
    happened: list[str] = []
    monkeypatch.setattr(journal_module, "sync_data", lambda _: happened.append("synced"))
    assert next(follower.read_new()).seq == 2
    assert happened == ["synced"]


def test_a_follower_that_finds_nothing_new_costs_no_lock_and_no_sync(
    line: bytes, journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = read_journal(journal_path)
    list(follower.read_new())

    def never(*_: object) -> None:
        pytest.fail("the disk was asked")

    monkeypatch.setattr(journal_module, "sync_data", never)
    monkeypatch.setattr(fcntl, "flock", never)
    assert list(follower.read_new()) == []


def test_a_write_that_is_taken_back_was_never_seen(
    line: bytes, journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, follower = open_journal(journal_path), read_journal(journal_path)
    list(writer.read_new())
    list(follower.read_new())
    seen: list[object] = []

    def look_and_fail(_: int) -> None:
        seen.extend(follower.read_new())
        raise OSError(errno.EIO, "disk on fire")

    with monkeypatch.context() as broken:
        broken.setattr(journal_module, "sync_data", look_and_fail)
        with pytest.raises(JournalFailingError):
            writer.append([entry(number) for number in range(2, 6)])
    assert seen == []
    assert list(follower.read_new()) == []
    writer.append([entry(2)])
    assert [record.seq for record in follower.read_new()] == [2]


def read_and_append(journal: JsonlJournal) -> None:
    list(journal.read_new())
    journal.append([entry(3)])


@pytest.mark.parametrize(
    ("content_of", "reason"),
    [
        (lambda whole: whole.splitlines(keepends=True)[0], Damage.TRUNCATED),
        (lambda whole: b"", Damage.TRUNCATED),
        (lambda whole: whole + b'{"another": "file"}\n', Damage.CHECKSUM),
        (lambda whole: whole + whole.splitlines(keepends=True)[0], Damage.SEQUENCE),
    ],
    ids=["older", "empty", "foreign line", "own line again"],
)
def test_other_content_written_over_an_open_journal_is_noticed_by_all(
    line: bytes,
    journal_path: Path,
    content_of: Callable[[bytes], bytes],
    reason: Damage,
) -> None:
    writer, follower = open_journal(journal_path), read_journal(journal_path)
    list(writer.read_new())
    writer.append([entry(2)])
    list(follower.read_new())
    content = content_of(journal_path.read_bytes())
    with journal_path.open("r+b") as file:  # as `cp` does
        os.ftruncate(file.fileno(), 0)
        file.write(content)
    for call in (lambda: list(follower.read_new()), lambda: writer.append([entry(3)])):
        with pytest.raises(JournalDamagedError) as raised:
            call()
        assert raised.value.reason is reason
    assert journal_path.read_bytes() == content


def test_the_same_content_copied_back_is_found_by_whoever_opens_it(
    line: bytes, journal_path: Path
) -> None:
    away = journal_path.with_suffix(".away")
    shutil.copy(journal_path, away)
    journal_path.unlink()
    away.replace(journal_path)
    journal = open_journal(journal_path)
    read_and_append(journal)
    assert [record.seq for record in read_journal(journal_path).read_new()] == [1, 2]
