"""Changes to roster files: planned with all that they would do, shown, and only then applied.

`open_roster`, `plan_change`, show the plan and ask, `apply_change`. Nothing is written before the
last. Importing this module costs nothing much; the heavy parts are imported where they are used.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.text import Text
from crisis_tui.refused_change import (
    RefusedChange,
    changes_nothing,
    locked_by,
    obstacle_to_change,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.findings import Finding
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.readiness.change_effect import Caution, ChangeEffect
    from crisis_tui.roster.asked_change import AskedChange
    from crisis_tui.roster.model import Change, Roster
    from crisis_tui.roster.workforce import Workforce

_TOLD_BY_EFFECT = frozenset({"P410"})
"""Warnings of the checks that `ChangeEffect` gives too: on duty without having the role."""


class PlannedChange(NamedTuple):
    """A change that can be made. `line` is where its entry will stand, `diff` what `patch` reads.

    `entry` holds the keys and texts of the entry; `effect` and `cautions` are to be shown before
    anybody is asked; the cautions of the effect are among them.
    """

    path: Path
    file: str
    line: int
    diff: str
    entry: Mapping[str, str]
    change: Change
    effect: ChangeEffect
    cautions: tuple[Caution, ...]
    zone: ZoneInfo
    before: bytes
    after: bytes


class AppliedChange(NamedTuple):
    """A change that is in the file; `record` is where it is recorded who made it."""

    path: Path
    line: int
    record: Path


class OpenRoster:
    """A roster as read from its file at one moment, with its bytes."""

    def __init__(self, workspace: Workspace, path: Path, data: bytes, loaded: LoadedRoster) -> None:
        self.workspace = workspace
        self.path = path
        self.data = data
        self.loaded = loaded

    @cached_property
    def workforce(self) -> Workforce:
        """The roster ready for questions; only if `loaded.roster` is there."""
        from crisis_tui.readiness.compiling import workforce_of

        return workforce_of(
            self.roster, self.loaded.training, self.loaded.norms, self.loaded.calendars
        )

    @property
    def roster(self) -> Roster:
        """The roster itself."""
        if self.loaded.roster is None:
            raise ValueError("nothing of the roster could be read")
        return self.loaded.roster


def open_roster(workspace: Workspace, name: str | None = None) -> OpenRoster:
    """Read a roster by its name or path (None: the only one).

    Raises:
        AskedWrongError: there is no such roster, or no only one.
    """
    from crisis_tui.bootstrap import load_roster_at
    from crisis_tui.files.reading import CannotReadError, read_file

    path = workspace.roster_path(name)
    try:
        data = read_file(path)
    except CannotReadError:  # the loader says why
        return OpenRoster(workspace, path, b"", load_roster_at(workspace, path))
    return OpenRoster(workspace, path, data, load_roster_at(workspace, path, data))


def plan_change(
    opened: OpenRoster, asked: AskedChange, now_ms: int
) -> PlannedChange | RefusedChange:
    """Work out an edit of the roster's text and everything that it would do; write nothing.

    Raises:
        AskedWrongError: the role or a person is not in the roster, or the change makes no sense.
    """
    refused = obstacle_to_change(opened.workspace, opened.path, opened.loaded)
    if refused is not None:
        return refused
    from crisis_tui.basis.findings import has_errors
    from crisis_tui.bootstrap import load_roster_at, roster_faults
    from crisis_tui.files.roster_edit import CannotEditError, with_change
    from crisis_tui.files.splicing import unified_diff
    from crisis_tui.readiness.change_effect import change_effect
    from crisis_tui.roster.asked_change import entry_of
    from crisis_tui.roster.model import Change

    entry = entry_of(asked, opened.roster, opened.workforce.zone)
    change = Change.model_validate(entry)
    effect = change_effect(opened.workforce, opened.loaded.training, change, now_ms)
    if effect.idle:
        return changes_nothing(opened.roster, asked.role, effect)
    try:
        edited = with_change(opened.data, entry)
    except CannotEditError as error:
        return RefusedChange("cannot-edit", error.reason)
    after = load_roster_at(opened.workspace, opened.path, edited.data)
    faults = roster_faults(opened.loaded)
    new = _new_findings(faults, roster_faults(after))
    return _unsound(opened.roster, after, change, new) or PlannedChange(
        path=opened.path,
        file=opened.loaded.file,
        line=edited.line,
        diff=unified_diff(opened.data, edited.data, opened.loaded.file),
        entry=entry,
        change=change,
        effect=effect,
        cautions=(
            *effect.cautions,
            *_earlier_changes(opened, effect),
            *_about_files(new, broken=has_errors(faults)),
        ),
        zone=opened.workforce.zone,
        before=opened.data,
        after=edited.data,
    )


def apply_change(planned: PlannedChange, who: str, terminal: str) -> AppliedChange | RefusedChange:
    """Write a planned change and record who made it; the file is as it was, or has the change."""
    from crisis_tui.storage.change_record import record_path

    texts = (planned.before, planned.after)
    refused = replace_file(
        planned.path, planned.file, texts, planned.entry, who, terminal, zone=planned.zone
    )
    return refused or AppliedChange(planned.path, planned.line, record_path(planned.path))


def replace_file(
    path: Path,
    file: str,
    texts: tuple[bytes, bytes],
    entry: Mapping[str, str | int],
    who: str,
    terminal: str,
    *,
    zone: ZoneInfo,
) -> RefusedChange | None:
    """Replace a file's text, before and after, and record it; or say why nothing is written."""
    from crisis_tui.storage.edit_lock import EditLockHeldError
    from crisis_tui.storage.lease import Holder
    from crisis_tui.storage.replacing import FileChangedError, replace_recorded
    from crisis_tui.system_clock import MachineClock

    holder = Holder(who, terminal, os.getpid(), MachineClock().wall_ms())
    try:
        replace_recorded(path, *texts, entry, holder)
    except EditLockHeldError as error:
        return locked_by(error.holder, zone)
    except FileChangedError:
        return RefusedChange(
            "file-changed",
            Text("{file} was changed in the meantime; nothing is written", file=file),
            Text("ask again: what you saw may no longer hold"),
        )
    except OSError as error:
        reason = Text(
            "{file} cannot be written: {reason}",
            file=file,
            reason=error.strerror or type(error).__name__,
        )
        return RefusedChange("not-written", reason, Text("the file is as it was"))
    return None


def _unsound(
    before: Roster, after: LoadedRoster, change: Change, new: Sequence[Finding]
) -> RefusedChange | None:
    """Refuse an edit after which the file says anything else than before and the change."""
    if after.roster != before.model_copy(update={"changes": (*before.changes, change)}):
        return RefusedChange(
            "cannot-edit",
            Text("with this entry the file would be read otherwise than it should; add it by hand"),
        )
    errors = tuple(each for each in new if each.severity == "error")
    if not errors:
        return None
    return RefusedChange(
        "new-errors", Text("the roster would have errors that it does not have now"), None, errors
    )


def _earlier_changes(opened: OpenRoster, effect: ChangeEffect) -> Iterator[Caution]:
    """Yield the changes that last in the same time, by their lines."""
    from crisis_tui.basis.findings import Source
    from crisis_tui.readiness.change_effect import Caution

    changes = opened.roster.changes
    for number in effect.overlapping:
        where = opened.loaded.locate(Source(opened.loaded.file, ("changes", number)))
        text = Text(
            "an earlier change lasts in the same time, and comes first: line {line}, {from_} – {until}",
            line=where.line,
            from_=str(changes[number].from_),
            until=str(changes[number].until),
        )
        yield Caution("earlier-change", text)


def _about_files(new: Iterable[Finding], *, broken: bool) -> Iterator[Caution]:
    """Yield the warnings that the change would bring, and that the files are not sound as it is."""
    from crisis_tui.readiness.change_effect import Caution

    for finding in new:
        if finding.code not in _TOLD_BY_EFFECT:
            yield Caution("new-warning", finding.message)
    if broken:
        text = Text("there are errors in the files, so what is said here may be wrong")
        yield Caution("files-with-errors", text)


def new_findings(before: LoadedRoster, after: LoadedRoster) -> list[Finding]:
    """Return what an edit of a roster or its training would have found wrong that was not before."""
    from crisis_tui.bootstrap import roster_faults

    return _new_findings(roster_faults(before), roster_faults(after))


def _new_findings(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """Return the findings that were not there before, wherever the others moved to."""

    def key(finding: Finding) -> tuple[str, str, str]:
        return finding.code, finding.where.file, str(finding.message)

    known = Counter(map(key, before))
    new = []
    for finding in after:
        known[key(finding)] -= 1
        if known[key(finding)] < 0:
            new.append(finding)
    return new
