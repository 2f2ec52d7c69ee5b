"""What the loaders return: models, findings, and a way back to the place in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.basis.findings import has_errors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from crisis_tui.basis.findings import Finding, Locator
    from crisis_tui.basis.norms import Norms
    from crisis_tui.basis.parts import Muted, Part
    from crisis_tui.roster.duties import CalendarDuties
    from crisis_tui.roster.model import Roster
    from crisis_tui.scenario.model import Fragment, Scenario
    from crisis_tui.scenario.script import Script
    from crisis_tui.training.model import Training


@dataclass(frozen=True, slots=True)
class LoadedScenario:
    """A scenario with its includes; `parts[0]` is the scenario itself, in the order of reading.

    `scenario` is None if the file holds nothing that could be read. A broken file still loads as
    far as it can: entries that are wrong are left out and named in `muted`, a header that is wrong
    is replaced by a placeholder; so nobody may run what is `broken`.
    """

    name: str
    scenario: Scenario | None
    parts: tuple[Part[Scenario] | Part[Fragment], ...]
    muted: Muted
    findings: tuple[Finding, ...]
    locate: Locator
    files: Mapping[str, Path]

    @property
    def broken(self) -> bool:
        """Tell whether the files hold errors."""
        return self.scenario is None or has_errors(self.findings)


@dataclass(frozen=True, slots=True)
class LoadedRoster:
    """A roster with its training files and the norms that hold for it.

    `training` is all of `training_parts` joined; a part's `source("records", i)` is the place of
    its i-th record, for CSV files too. `calendars` holds those that could be read. `files` are all files that the answer depends on, by key.
    """

    name: str
    file: str
    roster: Roster | None
    training: Training
    training_parts: tuple[Part[Training], ...]
    norms: Norms
    calendars: CalendarDuties
    muted: Muted
    findings: tuple[Finding, ...]
    locate: Locator
    files: Mapping[str, Path]

    @property
    def broken(self) -> bool:
        """Tell whether the files hold errors."""
        return self.roster is None or has_errors(self.findings)


@dataclass(frozen=True, slots=True)
class ScriptResult:
    """A scenario worked out for one exercise, or why it cannot be; findings of loading included."""

    script: Script | None
    findings: tuple[Finding, ...]
