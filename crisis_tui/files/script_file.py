"""The script file of a run without people: a list of steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import RootModel

from crisis_tui.basis.findings import Source, in_order
from crisis_tui.basis.text import clean_text
from crisis_tui.exercise.step_checks import check_steps
from crisis_tui.exercise.steps import ScriptStep, steps_of
from crisis_tui.files.library import Library
from crisis_tui.files.validation import validate

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from crisis_tui.basis.findings import Finding
    from crisis_tui.exercise.steps import Step
    from crisis_tui.scenario.script import Script


class _ScriptFile(RootModel[tuple[ScriptStep, ...]]):
    pass


@dataclass(frozen=True, slots=True)
class LoadedSteps:
    """The steps in the order in which they are done; not to be used if there are findings."""

    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    files: Mapping[str, Path]


def load_steps(
    path: Path, script: Script | None = None, roles: Collection[str] | None = None
) -> LoadedSteps:
    """Load a script file with everything that is wrong with it.

    Args:
        path: the file.
        script: what will be played, if the ids in the steps are to be looked up in it.
        roles: the roles and people of the roster; None looks up nobody.
    """
    library = Library()
    document = library.open(clean_text(str(path)), path)
    if document is None:
        return LoadedSteps((), tuple(library.findings), library.paths)
    built = validate(document, _ScriptFile)
    entries = () if built.model is None else built.model.root
    unknown = (
        ()
        if script is None or built.findings  # else entries that cannot be read shift the others
        else check_steps(entries, script, Source(document.file), library.locate, roles)
    )
    findings = in_order((*library.findings, *built.findings, *unknown))
    return LoadedSteps(steps_of(entries), findings, library.paths)
