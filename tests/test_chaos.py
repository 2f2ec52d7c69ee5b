"""A short piece of what `make chaos` does for ten minutes."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from chaos import rounds

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_an_exercise_stands_directors_joiners_and_killers_at_random(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "ROUND_SECONDS", 8.0)
    tally = rounds.play_for(tmp_path, 1, random.Random(4))  # noqa: S311 - to be repeated, not to be secret
    assert tally.faults == []
    assert tally.rounds == 1
    assert sum(tally.faults_made.values()) >= 5
    assert tally.counts["delivered"] > 50
    assert tally.counts["heads"] > 20
