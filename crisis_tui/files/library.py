"""The files of one loading: each read once, all of them found again by their key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from crisis_tui.basis.findings import Finding, Severity, Where
from crisis_tui.basis.text import Text
from crisis_tui.files.document import Document
from crisis_tui.files.reading import CannotReadError, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.basis.findings import Source


class Located(Protocol):
    """A file that can tell where its values stand."""

    def locate(self, source: Source) -> Where:
        """Return where a source of the file's model stands."""


class Library:
    """Files by key; `locate` is the `Locator` over all of them."""

    def __init__(self) -> None:
        self.paths: dict[str, Path] = {}
        self.findings: list[Finding] = []
        self._located: dict[str, Located] = {}

    def open(self, key: str, path: Path, data: bytes | None = None) -> Document | None:
        """Read a file that the user names; None, with a finding, if it cannot be read.

        `data` is its text if that is not to be read from there.
        """
        self.paths[key] = path
        if data is not None:
            return self.add(key, path, data)
        try:
            data = read_file(path)
        except CannotReadError as error:
            self.findings.append(unreadable(key, error))
            return None
        return self.add(key, path, data)

    def add(self, key: str, path: Path, data: bytes) -> Document:
        """Add a YAML file by its bytes."""
        document = Document(key, data)
        self.paths[key] = path
        self._located[key] = document
        return document

    def add_located(self, key: str, path: Path, located: Located) -> None:
        """Add a file of another format."""
        self.paths[key] = path
        self._located[key] = located

    def locate(self, source: Source) -> Where:
        """Return where a source stands; an unknown file has only a beginning."""
        located = self._located.get(source.file)
        return located.locate(source) if located is not None else beginning(source.file)


def beginning(file: str) -> Where:
    """Return the first character of a file."""
    return Where(file, 1, 1, 1, 2)


def unreadable(key: str, error: CannotReadError) -> Finding:
    """Return the finding for a file that cannot be read."""
    code = "Y006" if error.too_large else "Y023"
    message = Text("the file cannot be read: {reason}", reason=error.reason)
    return Finding(code, Severity.ERROR, message, beginning(key))
