"""The journal on a machine that loses its power at any step, with only synced bytes sure to survive."""

from __future__ import annotations

from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.exercise.events import EntryRecorded
from crisis_tui.exercise.ports import Entry, JournalFullError, JournalMovedOnError
from crisis_tui.storage.journal import open_journal, read_journal
from crisis_tui.storage.summary import JOURNAL_FILE
from crisis_tui.storage.verify import verify_journal
from tests.storage.disk_model import Disk, DiskFile, Machine, PowerCutError, powered
from tests.storage.entries import AT_MS, OBSERVER

if TYPE_CHECKING:
    from crisis_tui.exercise.events import Record


@dataclass
class World:
    """One journal, whoever writes and reads it, and all that anybody was told of it."""

    machine: Machine
    told: dict[int, Record] = field(default_factory=dict)
    written: int = 0

    @property
    def path(self) -> Path:
        return self.machine.disk.folder / JOURNAL_FILE

    def tell(self, records: tuple[Record, ...] | list[Record]) -> None:
        for record in records:
            assert self.told.setdefault(record.seq, record) == record

    def live(self, chance: Random) -> None:
        """Open the journal and work with it, by two writers and one that follows, until power fails."""
        with ExitStack() as undo:
            self._work(chance, undo)

    def _work(self, chance: Random, undo: ExitStack) -> None:
        writers = []
        for _ in range(2):
            writers.append(open_journal(self.path))
            undo.callback(writers[-1].close)
        follower = read_journal(self.path)
        undo.callback(follower.close)
        for _ in range(chance.randint(1, 8)):
            writer = chance.choice(writers)
            self.tell(list(writer.read_new()))
            if chance.random() < 0.3:
                self.machine.room_bytes = chance.randint(0, 2_000)
            try:
                self.tell(writer.append([self._entry(chance) for _ in range(chance.randint(1, 9))]))
            except (JournalFullError, JournalMovedOnError):
                self.machine.room_bytes = None
            if chance.random() < 0.5:
                self.tell(list(follower.read_new()))

    def _entry(self, chance: Random) -> Entry:
        self.written += 1
        text = "x" * chance.choice([0, 10, 100, 600, 2_000])
        event = EntryRecorded(f"e{self.written}", "note", text, 0, AT_MS)
        return Entry(event, OBSERVER, AT_MS, 0)

    def check(self) -> None:
        """After any number of losses: what anybody was told is there, once, in its place."""
        if not self.path.exists():
            assert self.told == {}
            return
        with closing(read_journal(self.path)) as journal:
            found = list(journal.read_new())
        assert [record.seq for record in found] == list(range(1, len(found) + 1))
        assert found[: len(self.told)] == [self.told[seq] for seq in sorted(self.told)]
        entries = [
            record.event.entry for record in found if isinstance(record.event, EntryRecorded)
        ]
        assert len(entries) == len(set(entries))
        self.tell(found)


@settings(deadline=None, max_examples=300)
@given(chance=st.randoms(use_true_random=False), steps=st.lists(st.integers(0, 60), max_size=3))
def test_what_anybody_was_told_survives_the_loss_of_power_at_any_step(
    chance: Random, steps: list[int]
) -> None:
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        disk = Disk(Path(folder) / "exercise")
        with powered(disk, patch) as machine:
            world = World(machine)
            for steps_left in [*steps, None]:
                machine.off, machine.steps_left, machine.room_bytes = False, steps_left, None
                with suppress(PowerCutError):
                    world.live(chance)
                machine.off, machine.steps_left, machine.room_bytes = False, None, None
                disk.after_power_loss(chance)
                world.check()
        assert verify_journal(world.path).valid


def test_the_model_loses_what_was_not_synced(rng: Random) -> None:
    file = DiskFile(b"a" * 600, [b"a" * 600 + b"b" * 600], name_is_sure=True)
    left = {file.survivor(rng) for _ in range(200)}
    assert b"a" * 600 in left
    assert b"a" * 600 + b"b" * 600 in left
    assert any(one is not None and one.endswith(b"\0" + b"b" * 176) for one in left)
    file.sync()
    assert {file.survivor(rng) for _ in range(20)} == {b"a" * 600 + b"b" * 600}
    file.name_is_sure = False
    assert None in {file.survivor(rng) for _ in range(20)}


@pytest.fixture
def rng() -> Random:
    return Random(4)  # noqa: S311 - to be repeated, not to be secret
