"""What `check` looks at: the whole workspace, or the files that are named."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Finding, Severity, in_order
from crisis_tui.basis.text import Text
from crisis_tui.bootstrap import load_roster, load_roster_at, roster_faults, scenario_faults
from crisis_tui.files.decoding import MAX_BYTES
from crisis_tui.files.library import Library, beginning, unreadable
from crisis_tui.files.norm_files import load_norms_file
from crisis_tui.files.reading import CannotReadError, read_file
from crisis_tui.files.rosters import load_training_file
from crisis_tui.files.scenarios import load_fragment_file, load_scenario_file
from crisis_tui.files.workspace import kind_of, yaml_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from crisis_tui.files.loaded import LoadedRoster, LoadedScenario
    from crisis_tui.files.workspace import Workspace

STDIN = "-"
_ID = re.compile(rb"^id:[ \t]*[\"']?([A-Za-z0-9_-]+)", re.MULTILINE)


@dataclass(slots=True)
class Checked:
    """Findings in order, and the files that were read, by key; `texts` are those from no file."""

    findings: tuple[Finding, ...] = ()
    files: dict[str, Path] = field(default_factory=dict)
    texts: dict[str, bytes] = field(default_factory=dict)


class FileChecker:
    """Checks files one by one and collects what they depend on.

    Scenarios are checked against the roster that is named, else against all of the workspace.
    """

    def __init__(self, workspace: Workspace, roster: str | None) -> None:
        self.workspace = workspace
        self._roster_name = roster
        self._found: list[Finding] = []
        self._files: dict[str, Path] = {}
        self._texts: dict[str, bytes] = {}
        self._rosters: dict[Path, LoadedRoster] = {}

    def result(self) -> Checked:
        """Return everything found so far."""
        return Checked(in_order(self._found), self._files, self._texts)

    def steps(self, names: Sequence[str]) -> list[tuple[str, Callable[[], None]]]:
        """Return what is to be done, each step with the file that it looks at.

        Rosters and scenarios come first, because what they include is not looked at again.
        """
        paths = [Path(name) for name in names] or list(self._workspace_files())
        steps = [(path, kind_of_path(path)) for path in paths]
        order = {"roster": 0, "scenario": 1}
        steps.sort(key=lambda step: order.get(step[1] or "", 2))
        return [(str(path), self._step(path, kind, named=bool(names))) for path, kind in steps]

    def _workspace_files(self) -> Iterator[Path]:
        for folder in (self.workspace.rosters, self.workspace.scenarios, self.workspace.norms):
            yield from yaml_files(folder)

    def _step(self, path: Path, kind: str | None, *, named: bool) -> Callable[[], None]:
        def look() -> None:
            if str(path) == STDIN:
                self._check_stdin()
            elif named or self.workspace.key(path) not in self._files:
                self._check(path, kind)

        return look

    def _check(self, path: Path, kind: str | None, data: bytes | None = None) -> None:
        if kind == "scenario":
            self._take(load_scenario_file(self.workspace, path, data))
        elif kind == "fragment":
            self._take(load_fragment_file(self.workspace, path, data))
        elif kind == "roster":
            self._take_roster(path, data)
        elif kind == "training":
            loaded = load_training_file(self.workspace, path, data)
            self._keep(roster_faults(loaded), loaded.files)
        elif kind == "norms":
            library = Library()
            norms = load_norms_file(self.workspace, path, library, data)
            self._keep((*library.findings, *norms.findings), library.paths)
        else:
            self._unknown(path, data)

    def _take(self, loaded: LoadedScenario) -> None:
        faults = scenario_faults(loaded, self._against())
        self._keep(faults, loaded.files)

    def _take_roster(self, path: Path, data: bytes | None) -> None:
        loaded = load_roster_at(self.workspace, path, data)
        self._rosters[path.resolve()] = loaded
        self._keep(roster_faults(loaded), loaded.files)

    def _against(self) -> list[LoadedRoster]:
        """Return the rosters whose roles a scenario may name."""
        if self._roster_name is not None:
            paths = [self.workspace.roster_path(self._roster_name)]
        else:
            paths = [self.workspace.roster_path(name) for name in self.workspace.roster_names()]
        for path in paths:
            if path.resolve() not in self._rosters:
                self._rosters[path.resolve()] = load_roster(self.workspace, str(path))
        return [self._rosters[path.resolve()] for path in paths]

    def _check_stdin(self) -> None:
        """Check a text that comes through a pipe as if it were the file that its id names."""
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        match = _ID.search(data)
        stem = match.group(1).decode() if match else "stdin"
        kind = kind_of(data)
        folder = (
            self.workspace.rosters if kind in {"roster", "training"} else self.workspace.scenarios
        )
        path = folder / f"{stem}.yaml"
        self._texts[self.workspace.key(path)] = data
        if len(data) > MAX_BYTES:
            error = CannotReadError(Text("it is larger than 10 MiB"), too_large=True)
            self._keep([unreadable(self.workspace.key(path), error)], {})
            return
        self._check(path, kind, data)

    def _unknown(self, path: Path, data: bytes | None) -> None:
        """Report a file that says nowhere what it is, or that cannot be read at all."""
        key = self.workspace.key(path)
        library = Library()
        try:
            document = library.add(key, path, read_file(path) if data is None else data)
        except CannotReadError as error:
            self._keep([unreadable(key, error)], {key: path})
            return
        findings = list(document.findings)
        if document.readable:
            findings.append(_no_kind(key))
        self._keep(findings, {key: path})

    def _keep(self, findings: Sequence[Finding], files: Mapping[str, Path]) -> None:
        self._found += findings
        self._files.update(files)


def kind_of_path(path: Path) -> str | None:
    """Return what kind of file the user names; None if it does not say, or cannot be read."""
    if str(path) == STDIN:
        return None
    try:
        return kind_of(read_file(path))
    except CannotReadError:
        return None


def _no_kind(key: str) -> Finding:
    return Finding(
        "S119",
        Severity.ERROR,
        Text("the file does not say what it is"),
        beginning(key),
        Text('begin it with "scenario: 1", "roster: 1", "training: 1" or "norms: 1"'),
    )
