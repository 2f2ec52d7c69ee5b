"""The page about coverage figures shows what its benchmark prints."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.__main__ import main

if TYPE_CHECKING:
    import pytest

PAGE = Path(__file__).parent.parent / "docs" / "coverage-figures.md"
FIGURE = re.compile(r"^  \S.* short  .* short$", re.MULTILINE)


def test_the_figures_are_those_of_the_benchmark(capsys: pytest.CaptureFixture[str]) -> None:
    shown = FIGURE.findall(PAGE.read_text(encoding="utf-8"))
    assert main(["peer_coverage"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(shown) == 10
    assert [line for line in shown if line not in printed] == []
