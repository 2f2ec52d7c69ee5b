"""Unknown keys: misspelt ones get the name that was meant, others are told where they belong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crisis_tui.basis.text import Text
from crisis_tui.files.edits import value_at
from crisis_tui.files.problems import Explained, Problem, nearest_known, shown
from crisis_tui.files.shape import child_model, fields_by_key, model_at

if TYPE_CHECKING:
    from collections.abc import Collection

    from pydantic import BaseModel

    from crisis_tui.basis.findings import PathPart

_MOST_KEYS = 12


@dataclass(frozen=True, slots=True)
class Renamed:
    """A key that is read as another one, so that the rest of the file can be judged."""

    parent: tuple[PathPart, ...]
    written: str
    meant: str
    explained: Explained


def renamed_keys(
    model: type[BaseModel],
    problems: list[Problem],
    values: Any,
    *,
    most: int,
) -> tuple[list[Renamed], list[Problem]]:
    """Return the misspelt keys among the first `most` problems, and the problems left."""
    missing = {problem.path for problem in problems if problem.kind == "missing"}
    renamed = []
    for problem in problems[:most]:
        meant = _meant(model, problem, missing, values)
        if meant is not None:
            renamed.append(
                Renamed(problem.parent, problem.key, meant, explain_unknown(model, problem))
            )
    explained = {(*rename.parent, rename.meant) for rename in renamed} | {
        (*rename.parent, rename.written) for rename in renamed
    }
    return renamed, [problem for problem in problems if problem.path not in explained]


def _meant(
    model: type[BaseModel],
    problem: Problem,
    missing: Collection[tuple[PathPart, ...]],
    values: Any,
) -> str | None:
    if problem.kind != "extra_forbidden" or not _is_plain(problem.key):
        return None
    here = model_at(model, problem.parent)
    if here is None:
        return None
    needed = [key for key in fields_by_key(here) if (*problem.parent, key) in missing]
    present = value_at(values, problem.parent) or {}
    meant = nearest_known(problem.key, needed)
    if meant is None and _elsewhere(model, problem) is None:
        meant = nearest_known(problem.key, fields_by_key(here))
    return None if meant is None or meant in present else meant


def _is_plain(key: str) -> bool:
    return ":" not in key and "\xa0" not in key


def explain_unknown(model: type[BaseModel], problem: Problem) -> Explained:
    """Return words for a key that does not exist where it stands."""
    here = model_at(model, problem.parent)
    known = list(fields_by_key(here)) if here is not None else []
    return _structural(problem, known) or Explained(
        "S101",
        Text('unknown key "{key}"', key=shown(problem.key)),
        problem.path,
        _advice(model, problem, known),
        at_key=True,
    )


def _structural(problem: Problem, known: list[str]) -> Explained | None:
    """Recognise `at:5m` and keys that were pasted with a non-breaking space."""
    if problem.key.replace("\xa0", " ").strip() in known and "\xa0" in problem.key:
        return Explained(
            "Y017",
            Text("a non-breaking space (U+00A0) where a blank must stand"),
            problem.path,
            Text("it comes with text copied from a web page or a word processor: type a blank"),
            at_key=True,
        )
    match = re.match(r"(\w+):", problem.key)
    if match and match.group(1) in known:
        return Explained(
            "Y012",
            Text("a blank is missing after the colon"),
            problem.path,
            Text('write "{key}: " and then the value', key=match.group(1)),
            at_key=True,
        )
    return None


def _advice(model: type[BaseModel], problem: Problem, known: list[str]) -> Text:
    if problem.value is None and " " in problem.key:
        return Text("inside {{ }} a comma ends a text: put the whole text in double quotes")
    elsewhere = _elsewhere(model, problem)
    if elsewhere is not None:
        return elsewhere
    near = nearest_known(problem.key, known)
    if near is not None:
        return Text('did you mean "{name}"?', name=near)
    if len(known) <= _MOST_KEYS:
        return Text("known are: {names}", names=", ".join(known))
    return Text("see the format's reference, or take it out")


def _elsewhere(model: type[BaseModel], problem: Problem) -> Text | None:
    """Return where a key belongs that is right one level deeper or higher: its indent is wrong."""
    for key, info in _fields(model, problem.parent).items():
        below = child_model(info)
        if below is not None and problem.key in fields_by_key(below):
            return Text('it belongs under "{key}", indented deeper', key=key)
    holder = next((part for part in reversed(problem.parent) if isinstance(part, str)), None)
    if holder is not None and problem.key in _fields(model, _above(problem.parent)):
        return Text('it belongs one level up, beside "{key}"', key=holder)
    return None


def _fields(model: type[BaseModel], path: tuple[PathPart, ...]) -> dict[str, Any]:
    here = model_at(model, path)
    return fields_by_key(here) if here is not None else {}


def _above(path: tuple[PathPart, ...]) -> tuple[PathPart, ...]:
    """Return the path of the mapping that holds the one at `path`, past the list between them."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    return path[:-1]
