"""A hole in the last append is what a power cut left; a hole anywhere before it is damage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.exercise.ports import Damage, JournalDamagedError
from crisis_tui.storage.journal import open_journal, read_journal
from crisis_tui.storage.verify import verify_journal
from tests.storage.entries import entry

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lines(journal_path: Path) -> list[bytes]:
    """Write line 1, then 2 to 5 at once, then 6 to 8 at once."""
    journal = open_journal(journal_path)
    for numbers in (range(1, 2), range(2, 6), range(6, 9)):
        journal.append([entry(number) for number in numbers])
    journal.close()
    return journal_path.read_bytes().splitlines(keepends=True)


def holed(line: bytes) -> bytes:
    return line[:40] + b"\0" * (len(line) - 60) + line[-20:]


@pytest.mark.parametrize("number", [6, 7, 8])
def test_a_hole_in_the_last_append_is_set_aside_with_what_follows(
    lines: list[bytes], journal_path: Path, number: int
) -> None:
    lines[number - 1] = holed(lines[number - 1])
    journal_path.write_bytes(b"".join(lines))
    problem = verify_journal(journal_path).problem
    assert problem is not None
    assert (problem.line, problem.reason) == (number, Damage.TORN)
    journal = open_journal(journal_path)
    assert len(list(journal.read_new())) == number - 1
    assert journal.append([entry(9)])[0].seq == number
    assert journal.torn_bytes == sum(map(len, lines[number - 1 :]))
    assert verify_journal(journal_path).valid


@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_a_hole_before_the_last_append_is_damage(
    lines: list[bytes], journal_path: Path, number: int
) -> None:
    lines[number - 1] = holed(lines[number - 1])
    journal_path.write_bytes(b"".join(lines))
    before = journal_path.read_bytes()
    for read in (read_journal, open_journal):
        with pytest.raises(JournalDamagedError) as raised:
            list(read(journal_path).read_new())
        assert (raised.value.line, raised.value.reason) == (number, Damage.CHECKSUM)
    journal = open_journal(journal_path)
    with pytest.raises(JournalDamagedError):
        list(journal.read_new())
    with pytest.raises(JournalDamagedError):
        journal.append([entry(9)])
    assert journal_path.read_bytes() == before
    problem = verify_journal(journal_path).problem
    assert problem is not None
    assert problem.reason is Damage.CHECKSUM


@pytest.mark.parametrize("size", [10, 600, 3 << 20])
def test_a_file_that_grew_without_its_bytes_is_set_aside(
    lines: list[bytes], journal_path: Path, size: int
) -> None:
    journal_path.write_bytes(b"".join(lines) + b"\0" * size)
    problem = verify_journal(journal_path).problem
    assert problem is not None
    assert (problem.line, problem.reason) == (9, Damage.TORN)
    journal = open_journal(journal_path)
    assert len(list(journal.read_new())) == 8
    assert journal.append([entry(9)])[0].seq == 9
    assert verify_journal(journal_path).valid
