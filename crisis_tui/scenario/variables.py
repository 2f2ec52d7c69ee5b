"""Variables: `${name}` in the texts of a scenario, `$${` for the sign itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from crisis_tui.basis.fields import Model
from crisis_tui.basis.text import AnyText, Text
from crisis_tui.scenario.model import (
    Decision,
    ExpectedAction,
    Inject,
    Milestone,
    Objective,
    Option,
    Phase,
    Scenario,
    StatutoryClock,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisis_tui.basis.findings import Finding, PathPart, Source
    from crisis_tui.basis.parts import Muted
    from crisis_tui.basis.reporting import Reporter

M = TypeVar("M", bound=Model)

_PLACE = re.compile(r"\$\$\{|\$\{(?:([A-Za-z0-9_-]+)\})?")

_TEXTS: Mapping[type[Model], tuple[tuple[str, str], ...]] = {
    Inject: (
        ("sender", "from"),
        ("storyline", "storyline"),
        ("title", "title"),
        ("text", "text"),
        ("gloss", "gloss"),
        ("guidance", "guidance"),
    ),
    ExpectedAction: (("action", "action"),),
    Decision: (("question", "question"),),
    Option: (("title", "title"),),
    Scenario: (("title", "title"), ("summary", "summary")),
    Objective: (("title", "title"), ("tasks", "tasks")),
    Phase: (("title", "title"),),
    Milestone: (("title", "title"),),
    StatutoryClock: (("title", "title"),),
}
"""Fields whose text may hold variables, with their keys in the file."""

_PARTS: Mapping[type[Model], tuple[str, ...]] = {
    Inject: ("expects", "decision"),
    Decision: ("options",),
    Scenario: ("objectives", "phases", "milestones", "clocks"),
}
"""Fields that hold models with such texts; their names are their keys."""


def names_in_text(text: str) -> Iterator[str]:
    """Yield the names of the variables in a text."""
    if "${" in text:
        yield from filter(None, _PLACE.findall(text))


def names_in(model: Model) -> Iterator[str]:
    """Yield the names of the variables in a model's texts."""
    for field, _ in _TEXTS.get(type(model), ()):
        value = getattr(model, field) or ()
        for text in (value,) if isinstance(value, str) else value:
            yield from names_in_text(text)
    for field in _PARTS.get(type(model), ()):
        value = getattr(model, field) or ()
        for part in value if isinstance(value, tuple) else (value,):
            yield from names_in(part)


class Filler:
    """Fills in variables, and remembers what was wrong."""

    def __init__(self, values: Mapping[str, str], report: Reporter, muted: Muted) -> None:
        """Take the variables' values."""
        self._values = values
        self._report = report
        self._muted = muted
        self.findings: list[Finding] = []

    def fill(self, model: M, source: Source, path: tuple[PathPart, ...] = ()) -> M:
        """Return the model with the variables in its texts filled in; itself if it has none.

        It stands at `path` below `source`.
        """
        kind = type(model)
        changes: dict[str, object] = {}
        for field, key in _TEXTS.get(kind, ()):
            text = getattr(model, field)
            if text and (filled := self._fill_value(text, source, (*path, key))) is not text:
                changes[field] = filled
        for field in _PARTS.get(kind, ()):
            part = getattr(model, field)
            if part and (changed := self._fill_part(part, source, (*path, field))) is not part:
                changes[field] = changed
        return model.model_copy(update=changes) if changes else model

    def _fill_part(
        self, value: Model | tuple[Model, ...], source: Source, path: tuple[PathPart, ...]
    ) -> Model | tuple[Model, ...]:
        if not isinstance(value, tuple):
            return self.fill(value, source, path)
        filled = tuple(self.fill(item, source, (*path, n)) for n, item in enumerate(value))
        return filled if any(a is not b for a, b in zip(filled, value, strict=True)) else value

    def _fill_value(
        self, value: str | tuple[str, ...], source: Source, path: tuple[PathPart, ...]
    ) -> str | tuple[str, ...]:
        if isinstance(value, str):
            return self._fill_text(value, source, path) if "${" in value else value
        if not any("${" in text for text in value):
            return value
        return tuple(self._fill_text(text, source, (*path, n)) for n, text in enumerate(value))

    def _fill_text(self, text: str, source: Source, path: tuple[PathPart, ...]) -> str:
        place = source.child(*path)
        return _PLACE.sub(lambda match: self._value(match, place), text)

    def _value(self, match: re.Match[str], source: Source) -> str:
        name = match[1]
        if match[0] == "$${":
            return "${"
        if name is None:
            self._note(match, source, *_NOT_A_VARIABLE)
            return match[0]
        if name in self._values:
            return self._values[name]
        if not self._muted.has("variable", name):
            message = Text('the variable "{name}" is not defined', name=name)
            self._note(match, source, message, self._report.suggest("variable", name, self._values))
        return match[0]

    def _note(self, match: re.Match[str], source: Source, message: AnyText, cure: AnyText) -> None:
        place = source.inside(match.start(), match.end() - match.start())
        self.findings.append(self._report.error("R108", message, place, cure))


_NOT_A_VARIABLE = (
    Text('"${{" is not followed by a variable\'s name and "}}"'),
    Text('write ${{name}}, or $${{ where the text itself has "${{"'),
)
