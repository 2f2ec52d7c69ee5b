from __future__ import annotations

from typing import TYPE_CHECKING

from tools.generate_docs import stale

if TYPE_CHECKING:
    from pathlib import Path


def test_pages_that_are_missing_or_differ_are_stale(tmp_path: Path) -> None:
    pages = {"same.md": lambda: "a\n", "differs.md": lambda: "b\n", "missing.md": lambda: "c\n"}
    (tmp_path / "same.md").write_text("a\n")
    (tmp_path / "differs.md").write_text("old\n")
    assert stale(pages, tmp_path) == {
        tmp_path / "differs.md": "b\n",
        tmp_path / "missing.md": "c\n",
    }
