"""What every journal promises, whatever keeps it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.exercise.events import Actor, EntryRecorded, Unknown
from crisis_tui.exercise.ports import (
    Damage,
    Entry,
    EntryTooLongError,
    Journal,
    JournalDamagedError,
    JournalMovedOnError,
    JournalShutError,
)
from crisis_tui.storage.lines import FIRST_PREV, Line, encode_line, line_hash
from tests.memory_journal import MemoryJournal
from tests.storage.backends import NAMES, backend
from tests.storage.entries import AT_MS, DIRECTOR, OBSERVER, entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from crisis_tui.exercise.events import Record
    from tests.storage.backends import Backend


@pytest.fixture(params=NAMES)
def kept(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Backend]:
    """Every backend in turn."""
    with backend(request.param, tmp_path / "exercise", monkeypatch) as each:
        yield each


@pytest.fixture
def open_one(kept: Backend) -> Callable[[], Journal]:
    """Open the same journal again and again."""
    return kept.open


def test_what_was_acknowledged_or_read_outlives_every_death(kept: Backend) -> None:
    told: list[Record] = []
    for life in range(8):
        one, other = kept.open(), kept.open()
        assert list(one.read_new()) == told
        told += one.append([entry(10 * life + number) for number in range(4)])
        assert list(other.read_new()) == told
        told += other.append([entry(10 * life + 9)])
        kept.die()
    assert list(kept.open().read_new()) == told
    assert [record.seq for record in told] == list(range(1, 41))


def test_two_who_write_in_turn_lose_and_double_nothing(kept: Backend) -> None:
    writers = [kept.open() for _ in range(3)]
    for number in range(30):
        writer = writers[number * 7 % 3]
        list(writer.read_new())
        writer.append([entry(number)])
    events = [record.event for record in kept.open().read_new()]
    assert events == [entry(number).event for number in range(30)]


def test_a_clock_that_was_stepped_back_changes_no_order(kept: Backend) -> None:
    journal = kept.open()
    stamps = [AT_MS, AT_MS - 3_600_000, AT_MS + 86_400_000, 0]
    for at_ms in stamps:
        journal.append([Entry(entry(1).event, DIRECTOR, at_ms, 5)])
    assert [record.at_ms for record in kept.open().read_new()] == stamps


def test_who_can_write_nothing_lets_the_others_know(kept: Backend) -> None:
    director, other = kept.open(), kept.open()

    def heard() -> tuple[bool, bool]:
        return other.others_stuck, director.others_stuck

    assert heard() == (False, False)
    for _ in range(2):
        director.tell_stuck(stuck=True)
        assert heard() == (True, False)
    director.tell_stuck(stuck=False)
    assert heard() == (False, False)
    director.tell_stuck(stuck=True)
    kept.die()
    assert not kept.open().others_stuck


def test_a_new_journal_is_empty(open_one: Callable[[], Journal]) -> None:
    journal = open_one()
    assert list(journal.read_new()) == []
    assert (journal.seq, journal.head) == (0, FIRST_PREV)


def test_what_was_appended_is_read_back(open_one: Callable[[], Journal]) -> None:
    journal = open_one()
    records = journal.append([entry(1), entry(2, OBSERVER)]) + journal.append([entry(3)])
    assert [record.seq for record in records] == [1, 2, 3]
    assert records[1].actor == OBSERVER
    assert records[2].event == entry(3).event
    other = open_one()
    assert tuple(other.read_new()) == records
    assert (other.seq, other.head) == (journal.seq, journal.head)


def test_own_records_are_not_handed_out_twice(open_one: Callable[[], Journal]) -> None:
    journal = open_one()
    journal.append([entry(1)])
    assert list(journal.read_new()) == []


def test_an_empty_batch_changes_nothing(open_one: Callable[[], Journal]) -> None:
    journal = open_one()
    assert journal.append([]) == ()
    assert journal.seq == 0


def test_nobody_appends_to_what_they_have_not_read(open_one: Callable[[], Journal]) -> None:
    one, other = open_one(), open_one()
    one.append([entry(1)])
    with pytest.raises(JournalMovedOnError):
        other.append([entry(2)])
    assert [record.seq for record in other.read_new()] == [1]
    assert other.append([entry(2)])[0].seq == 2
    assert [record.seq for record in one.read_new()] == [2]


def test_reading_may_stop_half_way(open_one: Callable[[], Journal]) -> None:
    open_one().append([entry(number) for number in range(5)])
    journal = open_one()
    assert next(journal.read_new()).seq == 1
    assert next(journal.read_new()).seq == 2
    assert [record.seq for record in journal.read_new()] == [3, 4, 5]


def test_a_closed_journal_takes_nothing(open_one: Callable[[], Journal]) -> None:
    journal = open_one()
    journal.close()
    journal.close()
    with pytest.raises(JournalShutError):
        journal.append([entry(1)])


def test_what_cannot_be_written_leaves_no_trace(open_one: Callable[[], Journal]) -> None:
    journal = open_one()
    lone_surrogate = EntryRecorded("e1", "note", "\ud800", 0, 0)
    with pytest.raises(ValueError, match="surrogate"):
        journal.append([entry(1), Entry(lone_surrogate, DIRECTOR, AT_MS, 0)])
    with pytest.raises(EntryTooLongError):
        journal.append([Entry(EntryRecorded("e", "note", "x" * 2**20, 0, 0), DIRECTOR, AT_MS, 0)])
    assert journal.seq == 0
    assert journal.append([entry(2)])[0].seq == 1
    assert [record.event for record in open_one().read_new()] == [entry(2).event]


@settings(deadline=None)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"])),
    person=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    at_ms=st.integers(0, 4_000_000_000_000),
    play_ms=st.integers(-(2**40), 2**40),
)
def test_any_text_survives_on_one_line(text: str, person: str, at_ms: int, play_ms: int) -> None:
    lines: list[bytes] = []
    event = EntryRecorded("e1", "note", text, play_ms, at_ms)
    actor = Actor(person, "observer", "tty")
    (written,) = MemoryJournal(lines).append([Entry(event, actor, at_ms, play_ms)])
    assert b"\n" not in lines[0]
    assert list(MemoryJournal(lines).read_new()) == [written]
    assert (written.event, written.actor) == (event, actor)


def test_a_line_is_plain_json_in_canonical_order() -> None:
    lines: list[bytes] = []
    MemoryJournal(lines).append([entry(1), entry(2)])
    first, second = (json.loads(line) for line in lines)
    assert list(first) == ["seq", "at", "play", "actor", "type", "data", "prev", "crc"]
    assert list(first["actor"]) == ["person", "role", "terminal"]
    assert (first["seq"], first["type"], first["play"]) == (1, "InjectDelivered", 1_000)
    assert first["at"] == "2026-11-18T11:06:40.124Z"
    assert first["prev"] == FIRST_PREV
    assert second["prev"] == line_hash(lines[0])


@pytest.mark.parametrize(
    "change",
    [
        {"play": "1"},
        {"data": []},
        {"type": 3},
        {"at": "yesterday"},
        {"at": "2026-11-18T11:06:40"},
        {"actor": ["anna"]},
        {"actor": {"person": "anna", "role": None, "terminal": "tty"}},
        {"actor": {"person": {}, "role": "x", "terminal": "tty"}},
        {"prev": None},
        {"seq": "1"},
    ],
)
def test_a_well_sealed_line_of_another_shape_is_damage(change: dict[str, object]) -> None:
    lines: list[bytes] = []
    MemoryJournal(lines).append([entry(1)])
    content = {**json.loads(lines[0]), **change}
    del content["crc"]
    body = json.dumps(content)[:-1].encode()
    lines[0] = body + b',"crc":"%08x"}' % crc32(body)
    with pytest.raises(JournalDamagedError) as raised:
        list(MemoryJournal(lines).read_new())
    assert raised.value.reason is not Damage.CHECKSUM


def test_an_event_of_a_newer_program_is_kept() -> None:
    lines = [encode_line(Line(1, AT_MS, 0, DIRECTOR, "InjectTeleported", {"to": 3}), FIRST_PREV)]
    (record,) = MemoryJournal(lines).read_new()
    assert record.event == Unknown("InjectTeleported", {"to": 3})


def test_an_event_with_data_of_another_shape_is_damage() -> None:
    lines = [encode_line(Line(1, AT_MS, 0, DIRECTOR, "InjectSkipped", {"inject": 3}), FIRST_PREV)]
    with pytest.raises(JournalDamagedError) as raised:
        list(MemoryJournal(lines).read_new())
    assert (raised.value.line, raised.value.reason) == (1, Damage.EVENT)
