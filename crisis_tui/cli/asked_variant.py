"""The variant of a scenario that a command asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.findings import nearest
from crisis_tui.basis.text import Text, clean_text

if TYPE_CHECKING:
    from crisis_tui.files.loaded import LoadedScenario


def require_variant(loaded: LoadedScenario, name: str | None) -> None:
    """Raise AskedWrongError for a variant that the scenario does not have."""
    known = [] if loaded.scenario is None else [each.id for each in loaded.scenario.variants]
    if name is None or name in known:
        return
    near = nearest(name, known)
    raise AskedWrongError(
        Text('the scenario has no variant "{variant}"', variant=clean_text(name)),
        Text('did you mean "{name}"?', name=near)
        if near
        else Text("known are: {names}", names=", ".join(known) or "-"),
    )
