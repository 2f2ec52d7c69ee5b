"""Only regular files of a sane size are read, and includes stay inside their folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from crisis_tui.files.decoding import MAX_BYTES
from crisis_tui.files.reading import CannotReadError, read_below, read_file

if TYPE_CHECKING:
    from pathlib import Path


def test_a_regular_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "a.yaml"
    path.parent.mkdir()
    path.write_bytes(b"a: 1\n")
    assert read_file(path) == read_below(tmp_path, "sub/a.yaml") == b"a: 1\n"


@pytest.mark.parametrize("relative", ["missing.yaml", "no/such.yaml", "a.yaml/b.yaml"])
def test_a_missing_file_says_so(tmp_path: Path, relative: str) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\n")
    with pytest.raises(CannotReadError) as caught:
        read_below(tmp_path, relative)
    assert caught.value.missing


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(CannotReadError, match="regular"):
        read_file(tmp_path / "pipe.yaml")
    with pytest.raises(CannotReadError, match="regular"):
        read_below(tmp_path, "pipe.yaml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "sub.yaml").mkdir()
    with pytest.raises(CannotReadError):
        read_file(tmp_path / "sub.yaml")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(50 * 2**20)
    with pytest.raises(CannotReadError, match="50 MiB") as caught:
        read_file(path)
    assert caught.value.too_large
    assert MAX_BYTES < 50 * 2**20


@pytest.mark.parametrize("link", ["link.yaml", "folder/a.yaml"])
def test_an_include_follows_no_link(tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.yaml").write_text("a: 1\n")
    root = tmp_path / "root"
    root.mkdir()
    (root / "link.yaml").symlink_to(outside / "a.yaml")
    (root / "folder").symlink_to(outside)
    with pytest.raises(CannotReadError):
        read_below(root, link)


def test_a_name_with_nul_is_no_name(tmp_path: Path) -> None:
    with pytest.raises(CannotReadError):
        read_below(tmp_path, "a\0b")
