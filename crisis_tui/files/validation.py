"""From plain values to a model: every fault a finding, and a model of what is whole.

A broken entry of a list is left out and its ids are muted; a broken or missing key of the header
is left out or replaced by a placeholder. What only follows from that is not reported.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from crisis_tui.basis.findings import Finding, Severity, Source
from crisis_tui.basis.parts import NOTHING_MUTED, Muted
from crisis_tui.files.explain import explain
from crisis_tui.files.misspelt import renamed_keys
from crisis_tui.files.muting import all_lost, lost
from crisis_tui.files.problems import Explained, Problem, value_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisis_tui.basis.findings import PathPart
    from crisis_tui.files.document import Document

M = TypeVar("M", bound=BaseModel)
_ROUNDS = 20
_HEADERS = frozenset({"scenario", "roster", "training", "norms"})


@dataclass(frozen=True, slots=True)
class Validated(Generic[M]):
    """A model as far as the values allow it, what is wrong, and which ids are not in it."""

    model: M | None
    findings: tuple[Finding, ...]
    muted: Muted


def validate(
    document: Document, model: type[M], placeholders: Mapping[str, str] | None = None
) -> Validated[M]:
    """Build `model` from a document.

    Args:
        document: its `edits` note what had to be left out, so that it finds places afterwards.
        model: the model of the file's kind.
        placeholders: header keys with the text to take where theirs cannot be used.
    """
    if not document.readable:
        return Validated(None, document.findings, all_lost(model))
    repair = _Repair(document, model, placeholders or {})
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
        self.findings: list[Finding] = []
        self.touched: set[tuple[PathPart, ...]] = set()

    def build(self) -> M | None:
        for round_number in range(_ROUNDS):
            try:
                return self._validate()
            except ValidationError as error:
                if round_number == 0:
                    self.values = _unshared(self.document.value)
                problems = self._problems(error)
                if not self._mend(problems):
                    return None
        return None

    def _validate(self) -> M:
        collecting = gc.isenabled()
        gc.disable()
        try:
            return self.model.model_validate(self.values, by_alias=True, by_name=False)
        finally:
            if collecting:
                gc.enable()

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

    def _existing(self, path: tuple[PathPart, ...], kind: str) -> tuple[PathPart, ...]:
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
        version = [problem for problem in problems if _is_version(problem)]
        if version:
            self._report(explain(self.model, version[0]))
            return False
        if any(not problem.path and problem.kind != "missing" for problem in problems):
            self._report(explain(self.model, problems[0]))
            return False
        renamed, problems = renamed_keys(self.model, problems, self.document.value)
        for rename in renamed:
            self._report(rename.explained)
            self.document.edits.rename(rename.parent, rename.written, rename.meant, self.values)
        for problem in _causes(problems):
            if not self._follows(problem):
                self._report(explain(self.model, problem))
        for problem in sorted(problems, key=lambda each: len(each.path)):
            self._take_out(problem)
        return True

    def _follows(self, problem: Problem) -> bool:
        """Tell whether a problem only comes from something that was taken out before."""
        path = problem.path
        return any(
            path[: len(other)] == other or other[: len(path)] == path for other in self.touched
        )

    def _report(self, explained: Explained) -> None:
        source = Source(self.document.file, explained.path, at_key=explained.at_key)
        finding = Finding(
            explained.code,
            Severity.ERROR,
            explained.message,
            self.document.where(source),
            explained.help,
        )
        if finding not in self.findings:
            self.findings.append(finding)

    def _take_out(self, problem: Problem) -> None:
        path = problem.path
        if len(path) == 1 and path[0] in self.placeholders:
            self.values[path[0]] = self.placeholders[str(path[0])]
            self.touched.add(path)
            return
        if problem.kind == "extra_forbidden":
            self.document.edits.remove(path, self.values)
            self.touched.add(path)
            return
        self._leave_out(self._victim(path))

    def _victim(self, path: tuple[PathPart, ...]) -> tuple[PathPart, ...]:
        """Return the nearest entry of a list that is still there, else the innermost key."""
        for end in range(len(path), 0, -1):
            if isinstance(path[end - 1], int) and path[:end] not in self.touched:
                return path[:end]
        while len(path) > 1 and path in self.touched:
            path = path[:-1]
        return path

    def _leave_out(self, path: tuple[PathPart, ...]) -> None:
        if any(path[: len(gone)] == gone for gone in self.touched):
            return
        self.muted |= lost(path, value_at(self.document.value, path))
        self.document.edits.remove(path, self.values)
        self.touched.add(path)


def _is_version(problem: Problem) -> bool:
    return (
        len(problem.path) == 1 and problem.path[0] in _HEADERS and problem.kind == "literal_error"
    )


def _causes(problems: list[Problem]) -> Iterator[Problem]:
    """Yield the problems without those that only follow, the missing keys of an entry as one."""
    missing: dict[tuple[PathPart, ...], list[str]] = {}
    for problem in problems:
        if problem.kind == "missing":
            missing.setdefault(problem.parent, []).append(problem.key)
    for problem in problems:
        path = problem.path
        if problem.kind == "missing":
            others = missing.pop(problem.parent, None)
            if others is not None:
                yield replace(problem, context={"missing": others})
        elif problem.kind != "too_short" or not any(
            other.path[: len(path)] == path and other is not problem for other in problems
        ):
            yield problem


def _unshared(value: Any) -> Any:  # noqa: ANN401 - what a file holds
    """Copy values so that what two aliases share can be mended apart; the depth is limited."""
    if isinstance(value, dict):
        return {key: _unshared(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_unshared(inner) for inner in value]
    return value
