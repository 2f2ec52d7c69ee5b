"""The script file of a run without people: a list of steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import RootModel

from crisis_tui.basis.findings import in_order
from crisis_tui.basis.text import clean_text
from crisis_tui.exercise.steps import ScriptStep, steps_of
from crisis_tui.files.library import Library
from crisis_tui.files.validation import validate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from crisis_tui.basis.findings import Finding
    from crisis_tui.exercise.steps import Step


class _ScriptFile(RootModel[tuple[ScriptStep, ...]]):
    pass


@dataclass(frozen=True, slots=True)
class LoadedSteps:
    """The steps in the order in which they are done; not to be used if there are findings."""

    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    files: Mapping[str, Path]


def load_steps(path: Path) -> LoadedSteps:
    """Load a script file with everything that is wrong with it."""
    library = Library()
    document = library.open(clean_text(str(path)), path)
    if document is None:
        return LoadedSteps((), tuple(library.findings), library.paths)
    built = validate(document, _ScriptFile)
    steps = () if built.model is None else steps_of(built.model.root)
    return LoadedSteps(steps, in_order((*library.findings, *built.findings)), library.paths)
