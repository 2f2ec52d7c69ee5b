"""Norms: those shipped with the program, overridden by id from the workspace."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui.basis.norm_checks import check_norms
from crisis_tui.basis.norms import Norm, Norms
from crisis_tui.basis.parts import NOTHING_MUTED, Muted, Part
from crisis_tui.files.library import Library
from crisis_tui.files.validation import Validated, validate
from crisis_tui.files.workspace import yaml_files

if TYPE_CHECKING:
    from crisis_tui.basis.findings import Finding
    from crisis_tui.files.workspace import Workspace

SHIPPED = Path(__file__).parent.parent / "norms" / "nl.yaml"
SHIPPED_KEY = "crisis-tui/norms/nl.yaml"


def load_norms(workspace: Workspace, library: Library) -> Validated[Norms]:
    """Load all norms that hold in a workspace; a later file overrides norms of the same id.

    What an overriding rest norm leaves out of how it counts stays as it was.
    """
    items: dict[str, Norm] = {}
    findings: list[Finding] = []
    muted = NOTHING_MUTED
    for path in (SHIPPED, *yaml_files(workspace.norms)):
        loaded = _load_over(items, workspace, path, library)
        findings += loaded.findings
        muted |= loaded.muted
        items = _held_with(items, loaded)
    return Validated(Norms(norms="1", items=tuple(items.values())), tuple(findings), muted)


def load_norms_file(
    workspace: Workspace, path: Path, library: Library, data: bytes | None = None
) -> Validated[Norms]:
    """Load one file of norms; `data` is its text if that is not to be read from there.

    It is checked as what it replaces: the shipped norms, and the workspace's that come before it.
    """
    items: dict[str, Norm] = {}
    for earlier in (SHIPPED, *yaml_files(workspace.norms)):
        if path.resolve() == earlier.resolve():
            break
        items = _held_with(items, _load_over(items, workspace, earlier, Library()))
    return _load_over(items, workspace, path, library, data)


def _held_with(items: dict[str, Norm], loaded: Validated[Norms]) -> dict[str, Norm]:
    if loaded.model is None:
        return items
    return items | {item.id: item.replacing(items.get(item.id)) for item in loaded.model.items}


def _load_over(
    held: dict[str, Norm],
    workspace: Workspace,
    path: Path,
    library: Library,
    data: bytes | None = None,
) -> Validated[Norms]:
    """Load a file as it is, with what is wrong with it in the place of the norms that held."""
    key = SHIPPED_KEY if path == SHIPPED else workspace.key(path)
    document = library.open(key, path, data)
    if document is None:
        return Validated(None, (), Muted(kinds=frozenset({"norm"})))
    built = validate(document, Norms, {"norms": "1"})
    if built.model is None or path == SHIPPED:
        return built
    found = check_norms(Part(key, built.model), held, document.locate)
    return replace(built, findings=(*built.findings, *found))
