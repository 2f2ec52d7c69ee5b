"""A model of a file with faults: what is broken is told and left out, and what is whole is built.

A broken entry of a list is left out and its ids are muted, unless it can do without the broken
value; a text where a list belongs is read as that list; a broken or missing key of the header is
left out or replaced by a placeholder. What only follows from that is not reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic

from pydantic import ValidationError

from crisis_tui.basis.findings import Finding, Severity, Source
from crisis_tui.basis.parts import NOTHING_MUTED, Muted
from crisis_tui.basis.text import Text
from crisis_tui.files.causes import causes
from crisis_tui.files.edits import shallow_copy, value_at
from crisis_tui.files.explain import explain
from crisis_tui.files.misspelt import renamed_keys
from crisis_tui.files.muting import all_lost, lost
from crisis_tui.files.problems import Explained, Problem
from crisis_tui.files.validation import LARGE, M, Validated, build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.basis.findings import PathPart
    from crisis_tui.files.document import Document

MAX_EXPLAINED = 1_000
"""So many faults of one file get words; more would be read by nobody and take seconds."""
MAX_MENDED = 20_000
"""With more faults than this nothing is built: the file is something else."""
_SAMPLE = 200
_ROUNDS = 20
_HEADERS = frozenset({"scenario", "roster", "training", "norms"})
_DISPENSABLE = frozenset(
    {
        "acknowledge",
        "channel",
        "column",
        "desired",
        "gloss",
        "grip",
        "guidance",
        "stage",
        "storyline",
        "truth",
    }
)
"""Keys that nothing else depends on: without its value the rest of an entry can be checked."""
_Path = tuple["PathPart", ...]


def mend(document: Document, model: type[M], placeholders: Mapping[str, str]) -> Validated[M]:
    """Build `model` from what is whole in a document; see `validate`."""
    if not document.readable:
        return Validated(None, document.findings, all_lost(model))
    repair = _Repair(document, model, placeholders)
    built = repair.build()
    muted = repair.muted if built is not None else all_lost(model)
    return Validated(built, (*document.findings, *repair.findings), muted)


class _Repair(Generic[M]):
    """Validates again and again, each time without what was wrong."""

    def __init__(self, document: Document, model: type[M], placeholders: Mapping[str, str]) -> None:
        self.document = document
        self.model = model
        self.placeholders = placeholders
        self.values = document.value
        self.muted = NOTHING_MUTED
        self.findings: dict[Finding, None] = {}
        self.touched: set[_Path] = set()
        self.above_touched: set[_Path] = set()

    def build(self) -> M | None:
        if self._is_something_else():
            return None
        for round_number in range(_ROUNDS):
            try:
                return build(self.model, self.values)
            except ValidationError as error:
                if round_number == 0:
                    self.values = shallow_copy(self.document.value)
                if error.error_count() > MAX_MENDED:
                    self._explain(self._problems(error)[:MAX_EXPLAINED])
                    self._report_rest()
                    return None
                before = len(self.touched) + len(self.findings)
                mended = self._mend(self._problems(error))
                if not mended or len(self.touched) + len(self.findings) == before:
                    return None
        return None

    def _is_something_else(self) -> bool:
        """Tell whether a large file is broken in most of its entries; if so, report the first ones.

        Half a million faults would take seconds and help nobody.
        """
        if len(self.document.text) < LARGE:
            return False
        self.values = _sample(self.document.value)
        try:
            build(self.model, self.values)
        except ValidationError as error:
            if error.error_count() >= _SAMPLE:
                self._explain(self._problems(error))
                self._report_rest()
                return True
        self.values = self.document.value
        return False

    def _problems(self, error: ValidationError) -> list[Problem]:
        edits = self.document.edits
        return [
            Problem(
                kind=str(entry["type"]),
                path=edits.written_path(self._existing(entry["loc"], str(entry["type"]))),
                value=entry["input"],
                context=entry.get("ctx", {}),
            )
            for entry in error.errors(include_url=False)
        ]

    def _existing(self, path: _Path, kind: str) -> _Path:
        """Cut a path where the file's values end: readers turn a text into keys of their own."""
        node: Any = self.values
        for depth, part in enumerate(path):
            try:
                node = node[part]
            except (KeyError, IndexError, TypeError):
                missing = kind == "missing" and depth == len(path) - 1 and isinstance(node, dict)
                return path if missing else path[:depth]
        return path

    def _mend(self, problems: list[Problem]) -> bool:
        """Report the problems and take them out; False if nothing can be built at all."""
        hopeless = [problem for problem in problems if _is_version(problem) or not problem.path]
        if hopeless:
            self._report(explain(self.model, hopeless[0]))
            return False
        problems = self._explain(problems)
        for problem in sorted(problems, key=lambda each: len(each.path)):
            self._take_out(problem)
        return True

    def _explain(self, problems: list[Problem]) -> list[Problem]:
        """Report the problems; rename misspelt keys; return the problems that are left."""
        renamed, problems = renamed_keys(
            self.model, problems, self.document.value, most=MAX_EXPLAINED
        )
        for rename in renamed:
            self._report(rename.explained)
            self.document.edits.rename(rename.parent, rename.written, rename.meant, self.values)
        for problem in causes(problems):
            if self._follows(problem.path):
                continue
            if len(self.findings) >= MAX_EXPLAINED:
                self._report_rest()
                break
            self._report(explain(self.model, problem))
        return problems

    def _report_rest(self) -> None:
        message = Text("there are more faults in this file than these")
        self._report(Explained("S123", message, (), Text("mend these first, then check again")))

    def _follows(self, path: _Path) -> bool:
        """Tell whether a problem only comes from something that was taken out before."""
        return path in self.above_touched or self._is_gone(path)

    def _is_gone(self, path: _Path) -> bool:
        return any(path[:end] in self.touched for end in range(1, len(path) + 1))

    def _touch(self, path: _Path) -> None:
        self.touched.add(path)
        self.above_touched.update(path[:end] for end in range(len(path)))

    def _report(self, explained: Explained) -> None:
        source = Source(self.document.file, explained.path, at_key=explained.at_key)
        where = self.document.where(source)
        finding = Finding(explained.code, Severity.ERROR, explained.message, where, explained.help)
        self.findings[finding] = None

    def _take_out(self, problem: Problem) -> None:
        path = problem.path
        if len(path) == 1 and path[0] in self.placeholders:
            self.values[path[0]] = self.placeholders[str(path[0])]
            self.muted |= Muted(kinds=frozenset({str(path[0])}))
        elif problem.kind == "extra_forbidden" or self._is_dispensable(path):
            self.document.edits.remove(path, self.values)
        elif problem.kind == "tuple_type" and isinstance(problem.value, str):
            entries = [entry.strip() for entry in problem.value.split(",")]
            self.document.edits.replace(path, entries, self.values)
        else:
            path = self._victim(path)
            if self._is_gone(path):
                return
            self.muted |= lost(path, value_at(self.document.value, path))
            self.document.edits.remove(path, self.values)
        self._touch(path)

    def _is_dispensable(self, path: _Path) -> bool:
        return path[-1] in _DISPENSABLE and path not in self.touched

    def _victim(self, path: _Path) -> _Path:
        """Return the nearest entry of a list that is still there, else the innermost key."""
        for end in range(len(path), 0, -1):
            if isinstance(path[end - 1], int) and path[:end] not in self.touched:
                return path[:end]
        while len(path) > 1 and path in self.touched:
            path = path[:-1]
        return path


def _is_version(problem: Problem) -> bool:
    return (
        len(problem.path) == 1 and problem.path[0] in _HEADERS and problem.kind == "literal_error"
    )


def _sample(value: Any) -> Any:
    """Copy values with the first entries of each list; the depth is limited."""
    if isinstance(value, dict):
        return {key: _sample(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_sample(inner) for inner in value[:_SAMPLE]]
    return value
