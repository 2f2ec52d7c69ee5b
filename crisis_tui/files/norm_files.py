"""Norms: those shipped with the program, overridden by id from the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui.basis.norms import Norm, Norms
from crisis_tui.basis.parts import NOTHING_MUTED, Muted
from crisis_tui.files.validation import validate
from crisis_tui.files.workspace import yaml_files

if TYPE_CHECKING:
    from crisis_tui.basis.findings import Finding
    from crisis_tui.files.library import Library
    from crisis_tui.files.workspace import Workspace

SHIPPED = Path(__file__).parent.parent / "norms" / "nl.yaml"
SHIPPED_KEY = "crisis-tui/norms/nl.yaml"


def norm_paths(workspace: Workspace) -> dict[str, Path]:
    """Return the files of norms by key, the shipped one first."""
    own = {workspace.key(path): path for path in yaml_files(workspace.norms)}
    return {SHIPPED_KEY: SHIPPED, **own}


def load_norms(workspace: Workspace, library: Library) -> tuple[Norms, tuple[Finding, ...], Muted]:
    """Load all norms that hold in a workspace; a later file overrides norms of the same id."""
    items: dict[str, Norm] = {}
    findings: list[Finding] = []
    muted = NOTHING_MUTED
    for key, path in norm_paths(workspace).items():
        document = library.open(key, path)
        if document is None:
            muted |= Muted(kinds=frozenset({"norm"}))
            continue
        built = validate(document, Norms, {"norms": "1"})
        findings += built.findings
        muted |= built.muted
        if built.model is not None:
            items.update({item.id: item for item in built.model.items})
    return Norms(norms="1", items=tuple(items.values())), tuple(findings), muted
