"""The journal on disk: torn tails, rot, two writers, files and locks."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, NoReturn

import pytest

from crisis_tui.exercise.ports import (
    Damage,
    JournalBusyError,
    JournalDamagedError,
    JournalShutError,
)
from crisis_tui.storage import journal_file as journal_module
from crisis_tui.storage.journal import open_journal, read_journal
from crisis_tui.storage.locks import locked
from crisis_tui.storage.verify import verify_journal
from tests.storage.entries import entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crisis_tui.storage.journal import JsonlJournal


@pytest.fixture
def content(open_here: Callable[[], JsonlJournal], journal_path: Path) -> bytes:
    """Write ten events and return the file's bytes."""
    open_here().append([entry(number) for number in range(1, 11)])
    return journal_path.read_bytes()


def test_files_are_private(content: bytes, journal_path: Path) -> None:
    assert stat.S_IMODE(journal_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal_path.parent.stat().st_mode) == 0o700


def test_a_tail_torn_at_any_byte_is_set_aside_and_reported(
    content: bytes, journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("os.fsync", f"{journal_module.__name__}.sync_data"):
        monkeypatch.setattr(name, lambda fd: None)  # hundreds of syncs prove nothing here
    last = content[:-1].rfind(b"\n") + 1
    torn_file = journal_path.with_suffix(".torn")
    for cut in range(last + 1, len(content)):
        journal_path.write_bytes(content[:cut])
        torn_file.unlink(missing_ok=True)
        journal = open_journal(journal_path)
        assert [record.seq for record in journal.read_new()] == list(range(1, 10))
        assert journal.unread_bytes == cut - last
        assert journal_path.read_bytes() == content[:cut]
        (record,) = journal.append([entry(10)])
        journal.close()
        assert journal.torn_bytes == cut - last
        assert torn_file.read_bytes() == content[last:cut] + b"\n"
        assert record.seq == 10
        found = verify_journal(journal_path)
        assert (found.events, found.valid) == (10, True)


def test_a_tail_torn_by_another_process_is_cut_before_the_next_append(
    open_here: Callable[[], JsonlJournal], journal_path: Path
) -> None:
    journal = open_here()
    journal.append([entry(1)])
    with journal_path.open("ab") as file:
        file.write(b'{"seq":2,"at')
    assert list(journal.read_new()) == []
    journal.append([entry(2)])
    assert journal.torn_bytes == 12
    assert verify_journal(journal_path).events == 2


def test_every_flipped_bit_is_detected(content: bytes, journal_path: Path) -> None:
    for position in range(0, len(content) * 8, 37):
        damaged = bytearray(content)
        damaged[position // 8] ^= 1 << position % 8
        journal_path.write_bytes(damaged)
        assert not verify_journal(journal_path).valid


@pytest.mark.parametrize(
    ("edit", "line", "reason"),
    [
        (lambda lines: lines[:4] + lines[5:], 5, Damage.SEQUENCE),
        (lambda lines: lines[1:], 1, Damage.SEQUENCE),
        (
            lambda lines: [*lines[:3], lines[3].replace(b"e4", b"e5"), *lines[4:]],
            4,
            Damage.CHECKSUM,
        ),
        (lambda lines: [*lines[:3], b"", *lines[3:]], 4, Damage.CHECKSUM),
        (lambda lines: [*lines[:3], b"[" * 5_000, *lines[3:]], 4, Damage.CHECKSUM),
        (lambda lines: [*lines[:-1], lines[-1] * 2], 10, Damage.CHECKSUM),
    ],
    ids=["removed", "beheaded", "edited", "blank", "junk", "doubled"],
)
def test_damage_is_named_by_line_and_reason(
    content: bytes,
    journal_path: Path,
    edit: Callable[[list[bytes]], list[bytes]],
    line: int,
    reason: Damage,
) -> None:
    lines = edit(content.splitlines())
    journal_path.write_bytes(b"\n".join(lines) + b"\n")
    problem = verify_journal(journal_path).problem
    assert problem is not None
    assert (problem.line, problem.reason) == (line, reason)
    with pytest.raises(JournalDamagedError) as raised:
        list(read_journal(journal_path).read_new())
    assert (raised.value.line, raised.value.reason) == (line, reason)


def test_a_line_put_in_with_a_valid_checksum_breaks_the_chain(
    content: bytes, journal_path: Path, tmp_path: Path
) -> None:
    other = open_journal(tmp_path / "other.jsonl")
    other.append([entry(90 + number) for number in range(10)])
    lines = content.splitlines(keepends=True)
    lines[4] = other.path.read_bytes().splitlines(keepends=True)[4]
    journal_path.write_bytes(b"".join(lines))
    problem = verify_journal(journal_path).problem
    assert problem is not None
    assert (problem.line, problem.reason) == (5, Damage.CHAIN)


def test_lines_that_vanish_while_the_journal_is_open_are_damage(
    content: bytes, journal_path: Path
) -> None:
    journal = read_journal(journal_path)
    assert len(list(journal.read_new())) == 10
    journal_path.write_bytes(content[: len(content) // 2])
    with pytest.raises(JournalDamagedError) as raised:
        list(journal.read_new())
    assert raised.value.reason is Damage.TRUNCATED


def test_verifying_a_torn_journal_says_so_and_changes_nothing(
    content: bytes, journal_path: Path
) -> None:
    journal_path.write_bytes(content[:-3])
    found = verify_journal(journal_path)
    assert found.events == 9
    assert found.problem is not None
    assert (found.problem.line, found.problem.reason) == (10, Damage.TORN)
    assert journal_path.read_bytes() == content[:-3]
    assert not journal_path.with_suffix(".torn").exists()


def test_a_whole_journal_verifies(content: bytes, journal_path: Path) -> None:
    found = verify_journal(journal_path)
    journal = read_journal(journal_path)
    list(journal.read_new())
    assert (found.events, found.valid, found.head) == (10, True, journal.head)


def test_a_lock_that_is_never_freed_is_not_waited_for_in_vain(
    open_here: Callable[[], JsonlJournal], journal_path: Path
) -> None:
    journal = open_here()
    journal.append([entry(1)])
    with journal_path.open("rb") as stopped, locked(stopped.fileno(), deadline_ms=100):
        with pytest.raises(JournalBusyError):
            journal.append([entry(2)])
        with pytest.raises(JournalBusyError):
            list(open_here().read_new())
    assert journal.append([entry(2)])[0].seq == 2


def replaced_by_a_copy(path: Path) -> None:
    copy = path.with_suffix(".copy")
    shutil.copy(path, copy)
    copy.replace(path)


def moved_away(path: Path) -> None:
    path.rename(path.with_suffix(".elsewhere"))


def deleted_with_its_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


@pytest.mark.parametrize("happens", [replaced_by_a_copy, moved_away, deleted_with_its_folder])
def test_nothing_is_written_in_a_file_that_nobody_will_find_again(
    open_here: Callable[[], JsonlJournal], journal_path: Path, happens: Callable[[Path], None]
) -> None:
    journal = open_here()
    journal.append([entry(1)])
    follower = read_journal(journal_path)
    assert len(list(follower.read_new())) == 1
    happens(journal_path)
    with pytest.raises(JournalDamagedError) as append:
        journal.append([entry(2)])
    with pytest.raises(JournalDamagedError) as follow:
        list(follower.read_new())
    assert append.value.reason == follow.value.reason == Damage.REPLACED
    follower.close()


def test_a_copy_put_back_by_whoever_moved_it_is_the_journal_again(
    open_here: Callable[[], JsonlJournal], journal_path: Path
) -> None:
    journal = open_here()
    journal.append([entry(1)])
    elsewhere = journal_path.with_suffix(".elsewhere")
    journal_path.rename(elsewhere)
    elsewhere.rename(journal_path)
    assert journal.append([entry(2)])[0].seq == 2


def read_and_append(journal: JsonlJournal) -> None:
    list(journal.read_new())
    journal.append([entry(2)])


@pytest.mark.parametrize("call", ["fcntl.flock", "os.fstat", "os.pread"])
def test_a_failing_disk_is_the_journals_trouble_whatever_fails(
    open_here: Callable[[], JsonlJournal], call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, other = open_here(), open_here()
    other.append([entry(1)])

    def fail(*_: object) -> NoReturn:
        raise OSError(errno.ENOLCK, "no locks here")

    with monkeypatch.context() as broken:
        broken.setattr(call, fail)
        with pytest.raises(JournalShutError, match="no locks here"):
            read_and_append(journal)
    list(journal.read_new())
    assert journal.append([entry(2)])[0].seq == 2


def test_a_link_in_the_journals_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("")
    (tmp_path / "journal.jsonl").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"):
        open_journal(tmp_path / "journal.jsonl")


WRITER = """
import os, sys
from pathlib import Path
from crisis_tui.exercise.events import Actor, ActionClosed
from crisis_tui.exercise.ports import Entry, JournalMovedOnError
from crisis_tui.storage.journal import open_journal

journal = open_journal(Path(sys.argv[1]))
me = Actor(sys.argv[2], "observer", "tty")
for number in range(int(sys.argv[3])):
    while True:
        for _ in journal.read_new():
            pass
        try:
            (record,) = journal.append([Entry(ActionClosed(f"{me.person}-{number}"), me, 0, 0)])
            break
        except JournalMovedOnError:
            pass
    os.write(1, b"%d\\n" % record.seq)
"""


def test_two_processes_write_without_losing_doubling_or_disordering(journal_path: Path) -> None:
    each = 60
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, journal_path, person, str(each)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for person in ("anna", "bert")
    ]
    acknowledged = [
        int(seq) for writer in writers for seq in writer.communicate(timeout=60)[0].split()
    ]
    assert sorted(acknowledged) == list(range(1, 2 * each + 1))
    found = verify_journal(journal_path)
    assert (found.events, found.valid) == (2 * each, True)
    per_person: dict[str, list[str]] = {"anna": [], "bert": []}
    for record in read_journal(journal_path).read_new():
        per_person[record.actor.person].append(record.event.entry)  # type: ignore[attr-defined]
    for person, entries in per_person.items():
        assert entries == [f"{person}-{number}" for number in range(each)]
