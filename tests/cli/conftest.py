"""A workspace that answers about its roster, with a cache of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.rosters import Answers, answers

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Answers:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return answers(tmp_path, capsys)
