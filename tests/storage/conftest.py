"""Journals that the tests of storage share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.storage.journal import JsonlJournal, open_journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def journal_path(tmp_path: Path) -> Path:
    return tmp_path / "exercise" / "journal.jsonl"


@pytest.fixture
def open_here(journal_path: Path) -> Iterator[Callable[[], JsonlJournal]]:
    """Open the journal of `journal_path`, as another process would, as often as asked."""
    opened: list[JsonlJournal] = []

    def open_one() -> JsonlJournal:
        opened.append(open_journal(journal_path, lock_deadline_ms=200))
        return opened[-1]

    yield open_one
    for journal in opened:
        journal.close()
