"""Norms: those shipped with the program, overridden by id from the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui.basis.norms import Norm, Norms
from crisis_tui.basis.parts import NOTHING_MUTED, Muted
from crisis_tui.files.validation import Validated, validate
from crisis_tui.files.workspace import yaml_files

if TYPE_CHECKING:
    from crisis_tui.basis.findings import Finding
    from crisis_tui.files.library import Library
    from crisis_tui.files.workspace import Workspace

SHIPPED = Path(__file__).parent.parent / "norms" / "nl.yaml"
SHIPPED_KEY = "crisis-tui/norms/nl.yaml"


def load_norms(workspace: Workspace, library: Library) -> Validated[Norms]:
    """Load all norms that hold in a workspace; a later file overrides norms of the same id."""
    items: dict[str, Norm] = {}
    findings: list[Finding] = []
    muted = NOTHING_MUTED
    for path in (SHIPPED, *yaml_files(workspace.norms)):
        loaded = load_norms_file(workspace, path, library)
        findings += loaded.findings
        muted |= loaded.muted
        if loaded.model is not None:
            items.update({item.id: item for item in loaded.model.items})
    return Validated(Norms(norms="1", items=tuple(items.values())), tuple(findings), muted)


def load_norms_file(
    workspace: Workspace, path: Path, library: Library, data: bytes | None = None
) -> Validated[Norms]:
    """Load one file of norms; `data` is its text if that is not to be read from there."""
    key = SHIPPED_KEY if path == SHIPPED else workspace.key(path)
    document = library.open(key, path, data)
    if document is None:
        return Validated(None, (), Muted(kinds=frozenset({"norm"})))
    return validate(document, Norms, {"norms": "1"})
