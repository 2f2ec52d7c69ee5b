from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with the shipped scenarios and rosters."""
    for folder in ("scenarios", "rosters"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path
