"""An empty workspace of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.stranger import Stranger

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Stranger:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    root = tmp_path / "gemeente"
    for name in ("scenarios", "rosters"):
        (root / name).mkdir(parents=True)
    return Stranger(root, capsys)
