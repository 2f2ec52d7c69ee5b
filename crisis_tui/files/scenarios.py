"""A scenario with its includes: relative paths, inside the workspace only, without loops."""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Finding, Severity, Source, in_order, nearest
from crisis_tui.basis.parts import NOTHING_MUTED, Muted, Part
from crisis_tui.basis.text import Text
from crisis_tui.files.library import Library
from crisis_tui.files.loaded import LoadedScenario
from crisis_tui.files.local_times import check_local_times, check_zone
from crisis_tui.files.muting import INJECT_KINDS
from crisis_tui.files.names import check_name
from crisis_tui.files.reading import CannotReadError, read_below
from crisis_tui.files.validation import validate
from crisis_tui.scenario.model import Fragment, Scenario

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.basis.text import AnyText
    from crisis_tui.files.document import Document
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.scenario.parts import ScenarioPart

MAX_INCLUDE_DEPTH = 8
MAX_INCLUDED_FILES = 100


def load_scenario_file(
    workspace: Workspace, path: Path, data: bytes | None = None
) -> LoadedScenario:
    """Load the scenario in the file `path` with everything that it includes.

    `data` is the file's text if that is not to be read from there.
    """
    return _ScenarioLoader(workspace, path).load(data)


def load_fragment_file(
    workspace: Workspace, path: Path, data: bytes | None = None
) -> LoadedScenario:
    """Load a file of injects alone; `scenario` is None and only the file's own faults are found."""
    return _ScenarioLoader(workspace, path).load_fragment(data)


class _ScenarioLoader:
    """Collects parts and findings over the files of one scenario."""

    def __init__(self, workspace: Workspace, path: Path) -> None:
        self.workspace = workspace
        self.path = path
        self.key = workspace.key(path)
        self.library = Library()
        self.findings: list[Finding] = []
        self.muted: Muted = NOTHING_MUTED
        self.parts: list[ScenarioPart] = []
        self.root = _boundary(workspace, path)

    def load(self, data: bytes | None) -> LoadedScenario:
        """Read the main file, then its includes."""
        document = self.library.open(self.key, self.path, data)
        return self._loaded(self._scenario(document) if document is not None else None)

    def load_fragment(self, data: bytes | None) -> LoadedScenario:
        """Read a file of injects and its includes."""
        document = self.library.open(self.key, self.path, data)
        if document is not None:
            self._fragment(document, (self.key,))
        return self._loaded(None)

    def _loaded(self, scenario: Scenario | None) -> LoadedScenario:
        return LoadedScenario(
            name=self.path.stem,
            scenario=scenario,
            parts=tuple(self.parts),
            muted=self.muted,
            findings=in_order((*self.library.findings, *self.findings)),
            locate=self.library.locate,
            files=self.library.paths,
        )

    def _scenario(self, document: Document) -> Scenario | None:
        placeholders = {
            "id": self.path.stem,
            "title": "?",
            "crisis": "?",
            "story_start": "2000-01-01 00:00",
            "end": "open",
            "scenario": "1",
        }
        built = validate(document, Scenario, placeholders)
        self.findings += built.findings
        self.muted |= built.muted
        if built.model is None:
            return None
        self.parts.append(Part(self.key, built.model))
        source = Source(self.key)
        self.findings += check_name(built.model.id, self.path, source, document, built.findings)
        self.findings += check_zone(built.model.timezone, source, self.library.locate)
        self.findings += check_local_times(
            built.model, built.model.timezone, source, self.library.locate
        )
        self._includes(built.model, source, (self.key,))
        return built.model

    def _fragment(self, document: Document, chain: tuple[str, ...]) -> None:
        built = validate(document, Fragment)
        self.findings += built.findings
        self.muted |= built.muted if built.model is not None else Muted(kinds=INJECT_KINDS)
        if built.model is not None:
            self.parts.append(Part(document.file, built.model))
            self._includes(built.model, Source(document.file), chain)

    def _includes(self, model: Scenario | Fragment, source: Source, chain: tuple[str, ...]) -> None:
        for index, name in enumerate(model.include):
            self._include(name, source.child("include", index), chain)

    def _include(self, name: str, source: Source, chain: tuple[str, ...]) -> None:
        relative = self._relative(name, self.library.paths[source.file])
        if relative is None:
            self._refuse(
                source,
                Text('"{name}" lies outside the workspace', name=name),
                Text("write the path from this file's folder, inside the workspace"),
            )
            return
        path = self.root / relative
        key = self.workspace.key(path)
        if key in chain:
            loop = " > ".join((*chain[chain.index(key) :], key))
            self._refuse(
                source,
                Text("files include each other in a circle: {loop}", loop=loop),
                Text("take one of these includes out"),
            )
        elif len(chain) > MAX_INCLUDE_DEPTH or len(self.library.paths) > MAX_INCLUDED_FILES:
            self._refuse(
                source,
                Text(
                    "more than {depth} includes inside each other, or more than {files} files",
                    depth=MAX_INCLUDE_DEPTH,
                    files=MAX_INCLUDED_FILES,
                ),
            )
        elif key in self.library.paths:
            self._refuse(
                source,
                Text('"{name}" is included already', name=name),
                Text("take this include out"),
            )
        else:
            self._read_include(name, relative, source, (*chain, key))

    def _read_include(
        self, name: str, relative: str, source: Source, chain: tuple[str, ...]
    ) -> None:
        path = self.root / relative
        try:
            data = read_below(self.root, relative)
        except CannotReadError as error:
            message = Text('"{name}" cannot be read: {reason}', name=name, reason=error.reason)
            self._refuse(source, message, _near_files(path) if error.missing else None)
            return
        self._fragment(self.library.add(chain[-1], path, data), chain)

    def _relative(self, name: str, including: Path) -> str | None:
        """Return an include's path below the boundary, or None if it leads out."""
        if name.startswith("/") or "\0" in name:
            return None
        folder = os.path.relpath(including.parent.resolve(), self.root)
        joined = posixpath.normpath(posixpath.join(folder, name))
        return None if joined == ".." or joined.startswith("../") else joined

    def _refuse(self, source: Source, message: AnyText, help_text: AnyText | None = None) -> None:
        self.muted |= Muted(kinds=INJECT_KINDS)
        where = self.library.locate(source)
        self.findings.append(Finding("R110", Severity.ERROR, message, where, help_text))


def _boundary(workspace: Workspace, path: Path) -> Path:
    """Return the folder that no include may leave: the workspace, or the file's own folder."""
    folder = path.parent.resolve()
    return workspace.root if folder.is_relative_to(workspace.root) else folder


def _near_files(path: Path) -> Text | None:
    try:
        near = nearest(path.name, [entry.name for entry in path.parent.iterdir()])
    except OSError:
        return None
    return Text('did you mean "{name}"?', name=near) if near is not None else None
