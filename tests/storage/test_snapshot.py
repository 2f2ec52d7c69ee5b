"""A snapshot counts only if nothing differs, and then gives what the whole journal gives."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from crisis_tui.exercise.events import ExerciseStarted
from crisis_tui.exercise.fold import fold_all
from crisis_tui.exercise.ports import Damage, Entry, JournalDamagedError
from crisis_tui.exercise.state import initial_state
from crisis_tui.storage import snapshot as snapshot_module
from crisis_tui.storage.journal import JsonlJournal, open_journal, read_journal
from crisis_tui.storage.snapshot import SNAPSHOT_FILE, Snapshot, read_snapshot, write_snapshot
from tests.storage.entries import AT_MS, DIRECTOR, entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crisis_tui.exercise.state import ExerciseState

LINES = 150


@pytest.fixture
def journal(journal_path: Path) -> JsonlJournal:
    """Write a journal with a snapshot after most of its lines."""
    journal = open_journal(journal_path)
    started = ExerciseStarted("x-1", "x", "X", None, AT_MS, 1.0, {"a.yaml": "0"}, "0")
    journal.append([Entry(started, DIRECTOR, AT_MS, 0)])
    journal.append([entry(number) for number in range(2, LINES + 1)])
    assert write_snapshot(*read_whole(journal_path))
    journal.append([entry(number) for number in range(LINES + 1, LINES + 11)])
    return journal


def read_whole(path: Path) -> tuple[JsonlJournal, Snapshot]:
    journal = read_journal(path)
    state = fold_all(initial_state(), list(journal.read_new()))
    return journal, Snapshot(state, journal.line_starts(0))


def opened(path: Path) -> tuple[ExerciseState | None, int]:
    """Return the state with the help of the snapshot, and up to which line that went."""
    journal = read_journal(path)
    kept = read_snapshot(journal, None)
    state = fold_all(initial_state() if kept is None else kept.state, list(journal.read_new()))
    return state, journal.skipped


def test_with_a_snapshot_the_state_is_the_same_and_less_is_read(journal: JsonlJournal) -> None:
    state, skipped = opened(journal.path)
    whole = read_whole(journal.path)[1].state
    assert skipped == LINES
    assert state == whole
    assert state is not None
    assert list(state.log) == list(whole.log)
    assert journal.append([entry(999)])[0].seq == LINES + 11


def test_a_snapshot_made_with_another_one_is_the_same(journal: JsonlJournal) -> None:
    reader = read_journal(journal.path)
    kept = read_snapshot(reader, None)
    assert kept is not None
    end = reader.end
    state = fold_all(kept.state, list(reader.read_new()))
    kept.starts.extend(reader.line_starts(end))
    whole = read_whole(journal.path)[1]
    assert kept.starts == whole.starts
    assert write_snapshot(reader, Snapshot(state, kept.starts))
    assert opened(journal.path) == (whole.state, LINES + 10)


def edit_body(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what a snapshot says, with a checksum that fits."""
    body = json.loads(path.read_bytes().partition(b"\n")[2])
    change(body)
    content = json.dumps(body).encode()
    path.write_bytes(sha256(content).hexdigest().encode() + b"\n" + content)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes().replace(b'"seq":150', b'"seq":149')),
        lambda path: edit_body(path, lambda body: body.update(code="other")),
        lambda path: edit_body(path, lambda body: body.update(scripted=True)),
        lambda path: edit_body(path, lambda body: body.update(seq=149)),
        lambda path: edit_body(path, lambda body: body.update(end=10)),
        lambda path: edit_body(path, lambda body: body.update(journal="0" * 64)),
        lambda path: edit_body(path, lambda body: body.update(starts="")),
        lambda path: edit_body(path, lambda body: body["state"].pop("log")),
        lambda path: edit_body(path, lambda body: body.pop("head")),
        lambda path: path.unlink(),
        lambda path: (path.unlink(), path.mkdir()),
    ],
)
def test_a_snapshot_in_which_anything_differs_is_as_none(
    journal: JsonlJournal, spoil: Callable[[Path], object]
) -> None:
    spoil(journal.path.with_name(SNAPSHOT_FILE))
    state, skipped = opened(journal.path)
    assert skipped == 0
    assert state == read_whole(journal.path)[1].state


def test_somebody_elses_snapshot_is_as_none(
    journal: JsonlJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: me + 1)
    assert opened(journal.path)[1] == 0


def test_other_code_makes_its_own_snapshots(
    journal: JsonlJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot_module, "__version__", "99")
    assert opened(journal.path)[1] == 0


@pytest.mark.parametrize("line", [0, 40, LINES - 1])
def test_tampering_before_the_snapshot_shows(journal: JsonlJournal, line: int) -> None:
    lines = journal.path.read_bytes().splitlines(keepends=True)
    lines[line] = lines[line].replace(b'"at":"2026', b'"at":"2025')
    journal.path.write_bytes(b"".join(lines))
    with pytest.raises(JournalDamagedError) as raised:
        opened(journal.path)
    assert (raised.value.line, raised.value.reason) == (line + 1, Damage.CHECKSUM)


def test_tampering_behind_the_snapshot_shows(journal: JsonlJournal) -> None:
    lines = journal.path.read_bytes().splitlines(keepends=True)
    del lines[LINES]
    journal.path.write_bytes(b"".join(lines))
    with pytest.raises(JournalDamagedError) as raised:
        opened(journal.path)
    assert raised.value.reason is Damage.SEQUENCE


def test_a_journal_that_was_put_back_older_than_the_snapshot_is_read_whole(
    journal: JsonlJournal,
) -> None:
    lines = journal.path.read_bytes().splitlines(keepends=True)
    journal.path.write_bytes(b"".join(lines[:100]))
    state, skipped = opened(journal.path)
    assert state is not None
    assert (state.seq, skipped) == (100, 0)


def test_the_log_of_a_journal_that_changed_meanwhile_is_damage(journal: JsonlJournal) -> None:
    state, _ = opened(journal.path)
    assert state is not None
    journal.path.write_bytes(journal.path.read_bytes().replace(b"Wiebe", b"Weibe"))
    with pytest.raises(JournalDamagedError):
        list(state.log)


def test_a_snapshot_takes_no_room_that_the_journal_may_need(
    journal: JsonlJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = journal.path.with_name(SNAPSHOT_FILE)
    path.unlink()
    monkeypatch.setattr(snapshot_module, "_ROOM", 1 << 60)
    assert not write_snapshot(*read_whole(journal.path))
    assert not path.exists()
