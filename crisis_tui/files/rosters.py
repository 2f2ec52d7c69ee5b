"""A roster with its training files and the norms that hold for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Finding, Severity, Source, has_errors, in_order, nearest
from crisis_tui.basis.norms import Norms
from crisis_tui.basis.parts import NOTHING_MUTED, Muted, Part
from crisis_tui.basis.text import Text
from crisis_tui.files.ical.question import UNKNOWN_PERSON, NoCalendarError
from crisis_tui.files.library import Library
from crisis_tui.files.loaded import LoadedRoster
from crisis_tui.files.local_times import check_local_times, check_zone
from crisis_tui.files.muting import TRAINING_KINDS
from crisis_tui.files.names import check_name
from crisis_tui.files.norm_files import load_norms
from crisis_tui.files.reading import CannotReadError, read_below
from crisis_tui.files.validation import validate
from crisis_tui.roster.model import Roster
from crisis_tui.training.model import Training

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from crisis_tui.basis.text import AnyText
    from crisis_tui.files.calendars import Kept
    from crisis_tui.files.document import Document
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.roster.duties import PlannedDuty
    from crisis_tui.roster.model import Calendar

DEFAULT_TRAINING = "training.yaml"


def load_roster_file(
    workspace: Workspace, path: Path, data: bytes | None = None, *, kept: Kept | None = None
) -> LoadedRoster:
    """Load the roster in the file `path`.

    Args:
        workspace: the folder that it belongs to.
        path: the file.
        data: its text if that is not to be read from there.
        kept: where what calendars say is kept; None: they are read anew.
    """
    return _RosterLoader(workspace, path, kept).load(data)


def load_training_file(workspace: Workspace, path: Path, data: bytes | None = None) -> LoadedRoster:
    """Load a training file alone; `roster` is None and only the file's own faults are found."""
    return _RosterLoader(workspace, path).load_training(data)


class _RosterLoader:
    """Collects the parts and findings of one roster."""

    def __init__(self, workspace: Workspace, path: Path, kept: Kept | None = None) -> None:
        self.workspace = workspace
        self.path = path
        self.key = workspace.key(path)
        self.library = Library()
        self.findings: list[Finding] = []
        self.muted: Muted = NOTHING_MUTED
        self.parts: list[Part[Training]] = []
        self.kept = kept
        self.calendars: dict[int, tuple[PlannedDuty, ...]] = {}
        self.timezone = "Europe/Amsterdam"

    def load(self, data: bytes | None) -> LoadedRoster:
        """Read the roster, then its training files, its calendars and the norms."""
        document = self.library.open(self.key, self.path, data)
        roster = self._roster(document) if document is not None else None
        if roster is not None:
            self._training_files(roster)
            self._calendars(roster)
        return self._loaded(roster)

    def load_training(self, data: bytes | None) -> LoadedRoster:
        """Read a training file and its tables."""
        document = self.library.open(self.key, self.path, data)
        if document is not None:
            self._training(document)
        return self._loaded(None)

    def _loaded(self, roster: Roster | None) -> LoadedRoster:
        norms = load_norms(self.workspace, self.library)
        return LoadedRoster(
            name=self.path.stem,
            file=self.key,
            roster=roster,
            training=Training(
                training="1",
                qualifications=tuple(
                    entry for part in self.parts for entry in part.model.qualifications
                ),
                records=tuple(entry for part in self.parts for entry in part.model.records),
            ),
            training_parts=tuple(self.parts),
            norms=norms.model or Norms(norms="1"),
            calendars=self.calendars,
            muted=self.muted | norms.muted,
            findings=in_order((*self.library.findings, *self.findings, *norms.findings)),
            locate=self.library.locate,
            files=self.library.paths,
        )

    def _roster(self, document: Document) -> Roster | None:
        placeholders = {"roster": "1", "organisation": "?", "planned_until": "open"}
        built = validate(document, Roster, placeholders)
        self.findings += built.findings
        self.muted |= built.muted
        if built.model is None:
            return None
        source = Source(self.key)
        self.timezone = built.model.timezone
        self.findings += check_zone(self.timezone, source, self.library.locate)
        if built.model.id is not None:
            self.findings += check_name(built.model.id, self.path, source, document, built.findings)
        self.findings += check_local_times(built.model, self.timezone, source, self.library.locate)
        return built.model

    def _training_files(self, roster: Roster) -> None:
        if roster.training is None:
            if (self.path.parent / DEFAULT_TRAINING).exists():
                self._open_training(DEFAULT_TRAINING, Source(self.key))
            return
        for index, name in enumerate(roster.training):
            self._open_training(name, Source(self.key, ("training", index)))

    def _open_training(self, name: str, source: Source) -> None:
        data = self._beside(name, source)
        if data is None:
            self.muted |= Muted(kinds=TRAINING_KINDS)
            return
        path = self.path.parent / name
        self._training(self.library.add(self.workspace.key(path), path, data))

    def _training(self, document: Document) -> None:
        built = validate(document, Training, {"training": "1"})
        self.findings += built.findings
        self.muted |= built.muted if built.model is not None else Muted(kinds=TRAINING_KINDS)
        if built.model is None:
            return
        self.parts.append(Part(document.file, built.model))
        source = Source(document.file)
        self.findings += check_local_times(built.model, self.timezone, source, self.library.locate)
        for index, name in enumerate(built.model.files):
            self._records(name, source.child("files", index))

    def _records(self, name: str, source: Source) -> None:
        data = self._beside(name, source)
        if data is None:
            self.muted |= Muted(kinds=frozenset({"record"}))
            return
        from crisis_tui.files.records import RecordsFile  # few rosters have tables

        path = self.path.parent / name
        records = RecordsFile(self.workspace.key(path), data)
        self.library.add_located(records.file, path, records)
        self.findings += records.findings
        self.findings += check_local_times(
            records.training, self.timezone, Source(records.file), self.library.locate
        )
        if has_errors(records.findings):
            self.muted |= Muted(kinds=frozenset({"record"}))
        self.parts.append(Part(records.file, records.training))

    def _calendars(self, roster: Roster) -> None:
        for number, duty in enumerate(roster.duties):
            if duty.calendar is not None:
                self._calendar(roster, number, duty.calendar)

    def _calendar(self, roster: Roster, number: int, calendar: Calendar) -> None:
        source = Source(self.key, ("duties", number, "calendar", "file"))
        data = self._beside(calendar.file, source)
        if data is None:
            return
        from crisis_tui.files import calendars  # few rosters have any

        path = self.path.parent / calendar.file
        key = self.workspace.key(path)
        self.library.add_located(key, path, calendars.CalendarFile(key))
        question = calendars.question_of(roster, calendar)
        try:
            answer = calendars.calendar_answer(data, key, question, self.kept)
        except NoCalendarError as error:
            self.findings.append(self._unreadable(calendar.file, source, error.reason))
            return
        self.findings += self._not_of_lost_people(answer.findings)
        self.calendars[number] = calendars.duties_on(calendar.role, answer)

    def _not_of_lost_people(self, findings: Iterable[Finding]) -> Iterable[Finding]:
        """Leave out who is unknown if people could not be read: one cause, one message."""
        lost = "person" in self.muted.kinds or any(kind == "person" for kind, _ in self.muted.ids)
        return [finding for finding in findings if not (lost and finding.code == UNKNOWN_PERSON)]

    def _beside(self, name: str, source: Source) -> bytes | None:
        """Return the bytes of a file beside the roster, or None with a finding at its name."""
        if name.startswith(("/", "../")) or "/../" in name or "\0" in name:
            problem = Text('"{name}" does not lie beside the roster', name=name)
            where = self.library.locate(source)
            self.findings.append(Finding("R110", Severity.ERROR, problem, where))
            return None
        try:
            return read_below(self.path.parent, name)
        except CannotReadError as error:
            near = self._near(name) if error.missing else None
            self.findings.append(self._unreadable(name, source, error.reason, near))
            return None

    def _unreadable(
        self, name: str, source: Source, reason: AnyText, near: Text | None = None
    ) -> Finding:
        problem = Text('"{name}" cannot be read: {reason}', name=name, reason=reason)
        return Finding("R110", Severity.ERROR, problem, self.library.locate(source), near)

    def _near(self, name: str) -> Text | None:
        near = nearest(name, [entry.name for entry in self.path.parent.iterdir()])
        return Text('did you mean "{name}"?', name=near) if near is not None else None
