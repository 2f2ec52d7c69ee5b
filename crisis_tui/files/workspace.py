"""The folder in which somebody works: where it is, and what is called what in it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text, clean_text

ENVIRONMENT = "CRISIS_TUI_WORKSPACE"
SUFFIXES = (".yaml", ".yml")
SAMPLES = Path(__file__).parent.parent / "samples"
_HEAD_BYTES = 65_536
_HEADER = re.compile(rb"^(?:\xef\xbb\xbf)?(scenario|roster|training|norms)[ \t]*:", re.MULTILINE)
_FRAGMENT = re.compile(rb"^(?:\xef\xbb\xbf)?(?:injects|include)[ \t]*:", re.MULTILINE)


class Workspace(NamedTuple):
    """A folder with `scenarios/` and `rosters/`; of the samples only `exercises` may be written."""

    root: Path
    exercises: Path
    read_only: bool = False

    @property
    def scenarios(self) -> Path:
        """The folder of scenarios."""
        return self.root / "scenarios"

    @property
    def rosters(self) -> Path:
        """The folder of rosters, with their training files."""
        return self.root / "rosters"

    @property
    def norms(self) -> Path:
        """The folder of norms that override the shipped ones; it may be missing."""
        return self.root / "norms"

    def key(self, path: Path) -> str:
        """Return how findings name a file: relative to the workspace if it lies in it."""
        try:
            return clean_text(Path(path).resolve().relative_to(self.root).as_posix())
        except ValueError:
            return clean_text(str(path))

    def scenario_names(self) -> list[str]:
        """Return the names of all scenarios, sorted."""
        return _names(self.scenarios, "scenario")

    def roster_names(self) -> list[str]:
        """Return the names of all rosters, sorted."""
        return _names(self.rosters, "roster")

    def scenario_path(self, name: str) -> Path:
        """Return the file of a scenario by name or path; raise AskedWrongError if there is none."""
        path = _by_name(self.scenarios, name)
        if path is None:
            message = Text('there is no scenario "{name}"', name=clean_text(name))
            raise AskedWrongError(message, _known(name, self.scenario_names()))
        return path

    def roster_path(self, name: str | None = None) -> Path:
        """Return the file of a roster by name or path, or of the only one.

        Raises:
            AskedWrongError: there is none of that name, or none is named and there are several.
        """
        if name is None:
            names = self.roster_names()
            if len(names) == 1:
                return _by_name(self.rosters, names[0]) or self.rosters / names[0]
            if not names:
                raise AskedWrongError(
                    Text("there is no roster in {folder}", folder=clean_text(str(self.rosters)))
                )
            raise AskedWrongError(
                Text("there is more than one roster; say which with --roster"), _known("", names)
            )
        path = _by_name(self.rosters, name)
        if path is None:
            message = Text('there is no roster "{name}"', name=clean_text(name))
            raise AskedWrongError(message, _known(name, self.roster_names()))
        return path


def find_workspace(option: str | None = None) -> Workspace:
    """Return the workspace that is named, else around the current folder, else the samples.

    Raises:
        AskedWrongError: the folder named by the option or the environment is not a workspace.
    """
    named = os.environ.get(ENVIRONMENT) or None if option is None else option
    if named is not None:
        root = _named_root(named)
        if root is None:
            raise AskedWrongError(
                Text('"{folder}" is not a workspace', folder=clean_text(named)),
                Text("a workspace is a folder with scenarios/ and rosters/"),
            )
        return Workspace(root, root / "exercises")
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / "scenarios").is_dir() and (folder / "rosters").is_dir():
            return Workspace(folder, folder / "exercises")
    return sample_workspace()


def _named_root(name: str) -> Path | None:
    """Return the folder if it is a workspace."""
    try:
        root = Path(name).expanduser().resolve()
        found = (root / "scenarios").is_dir() or (root / "rosters").is_dir()
    except (OSError, ValueError, RuntimeError):  # too long, a NUL, no such user
        return None
    return root if name and found else None


def sample_workspace() -> Workspace:
    """Return the installed samples; exercises go to the user's data folder."""
    data = os.environ.get("XDG_DATA_HOME") or Path("~/.local/share").expanduser()
    root = (SAMPLES / "scenarios").resolve().parent  # a link to the repository when editable
    return Workspace(root, Path(data) / "crisis-tui" / "exercises", read_only=True)


def kind_of(data: bytes) -> str | None:
    """Return `scenario`, `roster`, `training`, `norms` or `fragment` by a text's keys."""
    head = data[:_HEAD_BYTES]
    match = _HEADER.search(head)
    if match is not None:
        return match.group(1).decode()
    return "fragment" if _FRAGMENT.search(head) else None


def _kind_of_file(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return kind_of(file.read(_HEAD_BYTES))
    except OSError:
        return None


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files of a folder in order; an unreadable folder has none."""
    try:
        found = [path for path in folder.iterdir() if path.suffix in SUFFIXES]
    except OSError:
        return []
    return sorted(path for path in found if not path.name.startswith(".") and path.is_file())


def _names(folder: Path, kind: str) -> list[str]:
    return [path.stem for path in yaml_files(folder) if _kind_of_file(path) == kind]


def _by_name(folder: Path, name: str) -> Path | None:
    if "/" in name or name.endswith(SUFFIXES):
        candidates = [Path(name), folder / name]
    else:
        candidates = [folder / f"{name}{suffix}" for suffix in SUFFIXES]
    try:
        return next((path for path in candidates if path.is_file()), None)
    except (OSError, ValueError):  # too long, a NUL
        return None


def _known(name: str, names: list[str]) -> Text:
    from crisis_tui.basis.findings import nearest  # most names are right

    near = nearest(name, names)
    if near is not None:
        return Text('did you mean "{name}"?', name=near)
    return Text("known are: {names}", names=", ".join(names) or "-")
