from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crisis_tui.exercise import events
from crisis_tui.exercise.ports import Entry
from crisis_tui.storage import summary as summary_module
from crisis_tui.storage.journal import open_journal
from crisis_tui.storage.registry import REGISTRY_FILE, Registry
from crisis_tui.storage.summary import JOURNAL_FILE, Summary, summarise
from crisis_tui.storage.verify import verify_journal
from tests.storage.entries import AT_MS, DIRECTOR, entry

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.exercise.events import Record


def add_exercise(folder: Path, name: str, *after: events.Event, at_ms: int = AT_MS) -> Path:
    """Write an exercise that began and then went on with the given events."""
    started = events.ExerciseStarted(name, "brand", "Brand in Oud-Oost", None, 0, 1.0, {}, "0")
    journal = open_journal(folder / name / JOURNAL_FILE)
    journal.append([Entry(event, DIRECTOR, at_ms, 0) for event in (started, *after)])
    journal.close()
    return folder / name


def test_no_exercises(tmp_path: Path) -> None:
    assert Registry(tmp_path / "exercises").exercises() == ()
    assert not (tmp_path / "exercises").exists()


def test_an_exercise_in_one_line(tmp_path: Path) -> None:
    folder = add_exercise(tmp_path, "een", events.Paused())
    (found,) = Registry(tmp_path).exercises()
    assert found == Summary(
        "een",
        "brand",
        "Brand in Oud-Oost",
        "paused",
        AT_MS,
        2,
        verify_journal(folder / JOURNAL_FILE).head,
        (folder / JOURNAL_FILE).stat().st_size,
        (folder / JOURNAL_FILE).stat().st_mtime_ns,
    )


@pytest.mark.parametrize(
    ("after", "state"),
    [
        ([], "running"),
        ([events.Paused(), events.Resumed()], "running"),
        ([events.PlayStopped("hart")], "stopped"),
        ([events.Paused(), events.ExerciseEnded("hand"), events.EntryRetracted("e")], "ended"),
    ],
)
def test_states(tmp_path: Path, after: list[events.Event], state: str) -> None:
    assert summarise(add_exercise(tmp_path, "een", *after)).state == state


def test_an_exercise_that_never_began_and_a_damaged_one_are_listed(tmp_path: Path) -> None:
    open_journal(tmp_path / "leeg" / JOURNAL_FILE).close()
    path = add_exercise(tmp_path, "stuk", events.Paused()) / JOURNAL_FILE
    path.write_bytes(path.read_bytes()[:-9] + b"00000000\n")
    states = {found.id: (found.state, found.events) for found in Registry(tmp_path).exercises()}
    assert states == {"leeg": ("empty", 0), "stuk": ("damaged", 1)}


def test_of_what_grew_only_the_new_lines_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = add_exercise(tmp_path, "een") / JOURNAL_FILE
    known = summarise(path.parent)
    journal = open_journal(path)
    list(journal.read_new())
    journal.append([Entry(events.Paused(), DIRECTOR, AT_MS, 0)])
    whole = summarise(path.parent)
    read: list[Record] = []
    real = summary_module._with

    def spy(summary: Summary, record: Record) -> Summary:
        read.append(record)
        return real(summary, record)

    monkeypatch.setattr(summary_module, "_with", spy)
    assert summarise(path.parent, known) == whole
    assert [record.seq for record in read] == [2]
    for wrong in ({"events": 7}, {"head": "0" * 64}, {"journal_bytes": 5}):
        assert summarise(path.parent, replace(known, **wrong)) == whole


def test_the_newest_stands_first(tmp_path: Path) -> None:
    for number, name in enumerate(["b", "c", "a"]):
        add_exercise(tmp_path, name, at_ms=AT_MS + number)
    assert [found.id for found in Registry(tmp_path).exercises()] == ["a", "c", "b"]


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = add_exercise(tmp_path, "een")
    add_exercise(tmp_path, "twee")
    Registry(tmp_path).exercises()
    read: list[str] = []

    def spy(folder: Path, known: Summary | None = None) -> Summary:
        read.append(folder.name)
        return summarise(folder, known)

    monkeypatch.setattr("crisis_tui.storage.registry.summarise", spy)
    Registry(tmp_path).exercises()
    assert read == []
    journal = open_journal(one / JOURNAL_FILE)
    list(journal.read_new())
    journal.append([entry(1)])
    journal.close()
    assert [found.events for found in Registry(tmp_path).exercises() if found.id == "een"] == [2]
    assert read == ["een"]


def test_a_journal_that_was_changed_without_changing_its_size_is_read_again(tmp_path: Path) -> None:
    path = add_exercise(tmp_path, "een", events.Paused()) / JOURNAL_FILE
    Registry(tmp_path).exercises()
    path.write_bytes(path.read_bytes().replace(b"Paused", b"Paired"))
    assert [found.state for found in Registry(tmp_path).exercises()] == ["damaged"]


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        '{"exercises": []}',
        '{"exercises": {"x": {}}}',
        '{"exercises": {"1": {"id": "weg"}}}',
        "[" * 100_000,
    ],
)
def test_a_damaged_index_is_made_again(tmp_path: Path, damage: str) -> None:
    add_exercise(tmp_path, "een")
    expected = Registry(tmp_path).exercises()
    (tmp_path / REGISTRY_FILE).write_text(damage)
    assert Registry(tmp_path).exercises() == expected
    assert json.loads((tmp_path / REGISTRY_FILE).read_text())


def test_a_document_with_a_value_of_another_kind_is_made_again(tmp_path: Path) -> None:
    add_exercise(tmp_path, "een")
    expected = Registry(tmp_path).exercises()
    text = (tmp_path / REGISTRY_FILE).read_text()
    (tmp_path / REGISTRY_FILE).write_text(text.replace('"events": 1', '"events": "1"'))
    assert Registry(tmp_path).exercises() == expected


def test_what_is_gone_leaves_the_index(tmp_path: Path) -> None:
    folder = add_exercise(tmp_path, "een")
    add_exercise(tmp_path, "twee")
    registry = Registry(tmp_path)
    registry.exercises()
    (folder / JOURNAL_FILE).unlink()
    registry.update("een")
    assert [found.id for found in registry.exercises()] == ["twee"]


def test_rebuilding_from_scratch_gives_the_same(tmp_path: Path) -> None:
    add_exercise(tmp_path, "een")
    add_exercise(tmp_path, "twee", events.Paused())
    registry = Registry(tmp_path)
    expected = registry.exercises()
    (tmp_path / REGISTRY_FILE).unlink()
    assert registry.exercises() == expected


def test_a_failed_write_leaves_the_old_index_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_exercise(tmp_path, "een")
    registry = Registry(tmp_path)
    registry.exercises()
    before = (tmp_path / REGISTRY_FILE).read_bytes()
    add_exercise(tmp_path, "twee")

    def fail(fd: int) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as full:
        full.setattr("os.fsync", fail)
        with pytest.raises(OSError, match="full"):
            registry.update("twee")
    assert (tmp_path / REGISTRY_FILE).read_bytes() == before
    assert not list(tmp_path.glob(f".{REGISTRY_FILE}-*"))
    assert len(registry.exercises()) == 2


UPDATE = """
import sys
from pathlib import Path
from crisis_tui.storage.registry import Registry
for name in sys.argv[2:]:
    Registry(Path(sys.argv[1])).update(name)
"""


def test_two_processes_do_not_lose_each_others_updates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"oefening-{number}" for number in range(12)]
    for name in names:
        add_exercise(tmp_path, name)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", UPDATE, tmp_path, *names[part::2]],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for part in (0, 1)
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    monkeypatch.setattr(summary_module, "read_journal", lambda path: pytest.fail("read again"))
    assert {found.id for found in Registry(tmp_path).exercises()} == set(names)
