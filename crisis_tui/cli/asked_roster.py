"""The roster that a command asks questions of: loaded, worked out, and what is wrong in its files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.cli.roster_option import count_errors, readable, roster_path, tell_faults
from crisis_tui.readiness.compiling import unread_calendars, workforce_of

if TYPE_CHECKING:
    from crisis_tui.basis.findings import Finding
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.roster.workforce import Workforce


@dataclass(frozen=True)
class AskedRoster:
    """A roster that can be read, ready for questions, and its faults."""

    loaded: LoadedRoster
    workforce: Workforce

    @cached_property
    def faults(self) -> tuple[Finding, ...]:
        """Everything that is wrong or odd in its files."""
        return bootstrap.roster_faults(self.loaded)

    def tell_faults(self, others: tuple[Finding, ...] = ()) -> bool:
        """Say what makes an answer incomplete, faults of scenarios too; tell whether anything does."""
        roster, errors = self.workforce.roster, count_errors((*others, *self.faults))
        return tell_faults(
            self.loaded.name, errors, unread_calendars(roster, self.loaded.calendars)
        )


def asked_roster(workspace: Workspace, name: str | None) -> AskedRoster:
    """Load a roster by its name, or the first; leave with exit code 3 if it cannot be read."""
    loaded = bootstrap.load_roster(workspace, str(roster_path(workspace, name)))
    roster = readable(loaded)
    workforce = workforce_of(roster, loaded.training, loaded.norms, loaded.calendars)
    return AskedRoster(loaded, workforce)
