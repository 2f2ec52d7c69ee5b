"""A few rounds of what `benchmarks/kill.py` does two hundred times."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from benchmarks import kill

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_kill_9_loses_and_doubles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kill, "INJECTS", 200)
    tally = kill.run_rounds(tmp_path, 6, random.Random(1))  # noqa: S311 - to be repeated, not to be secret
    assert tally.rounds == 6
    assert tally.acknowledged > 20
    assert tally.compared_states > 0
    assert (tally.lost, tally.doubled, tally.invalid, tally.other_states) == (0, 0, 0, 0)
