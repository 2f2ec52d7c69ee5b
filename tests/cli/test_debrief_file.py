"""A debrief that is written to a file comes in the format that the file's name promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.exercising import Desk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "more", "begins"),
    [
        ("verslag.html", (), "<!doctype html>"),
        ("verslag.HTM", (), "<!doctype html>"),
        ("verslag.json", (), "{"),
        ("verslag.txt", (), "EXERCISE"),
        ("verslag", (), "EXERCISE"),
        ("verslag.html", ("--format", "text"), "EXERCISE"),
    ],
)
def test_the_files_name_gives_the_format_unless_one_is_named(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    more: tuple[str, ...],
    begins: str,
) -> None:
    desk = Desk.at(tmp_path, capsys)
    assert desk.play() == 0
    path = desk.root / name
    assert desk.say("debrief", "last", "-o", str(path), *more) == 0
    assert path.read_text(encoding="utf-8").lower().startswith(begins.lower())
