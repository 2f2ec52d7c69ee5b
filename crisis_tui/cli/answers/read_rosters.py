"""Rosters as they were read last, for as long as their files stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui import bootstrap
from crisis_tui.readiness.compiling import workforce_of
from crisis_tui.storage.board_cache import settled, stamp
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.storage.board_cache import Stamp


class ReadRoster(NamedTuple):
    """What a roster's files hold; `workforce` is None if nothing of the roster could be read."""

    loaded: LoadedRoster
    workforce: Workforce | None


class ReadRosters:
    """Reads a roster again only if one of its files, or a folder of theirs, has changed."""

    def __init__(self, workspace: Workspace) -> None:
        """Know none of the rosters of a workspace yet."""
        self._workspace = workspace
        self._read: dict[Path, tuple[tuple[Stamp, ...], ReadRoster]] = {}

    def roster(self, path: Path) -> ReadRoster:
        """Return the roster of a file."""
        known = self._read.get(path)
        if known is not None and known[0] == self._stamps(path, known[1].loaded):
            return known[1]
        started_ms = MachineClock().wall_ms()
        loaded = bootstrap.load_roster(self._workspace, str(path))
        workforce = None
        if loaded.roster is not None:
            workforce = workforce_of(loaded.roster, loaded.training, loaded.norms, loaded.calendars)
        found = ReadRoster(loaded, workforce)
        stamps = self._stamps(path, loaded)
        if settled(stamps, started_ms):
            self._read[path] = (stamps, found)
        return found

    def _stamps(self, path: Path, loaded: LoadedRoster) -> tuple[Stamp, ...]:
        """Return how everything that was read stands now."""
        places = (*loaded.files.values(), path, path.parent, self._workspace.norms)
        return tuple(stamp(str(place.absolute())) for place in places)
