"""A short way to say what is wrong at a place in the files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from crisis_tui.basis.findings import Finding, Locator, Related, Severity, Source
from crisis_tui.basis.references import Suggestions
from crisis_tui.basis.text import AnyText, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from crisis_tui.basis.findings import PathPart


Named: TypeAlias = "tuple[str, Source, *tuple[PathPart, ...]]"
"""An id, a source, and the path below it where the id stands: cheap while nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Reporter:
    """Makes findings at located sources."""

    locate: Locator
    _suggestions: Suggestions = field(default_factory=Suggestions)

    def suggest(self, kind: str, word: str, known: Collection[str]) -> Text:
        """Return what to write instead of an unknown id of a kind."""
        return self._suggestions.suggest(kind, word, known)

    def error(
        self, code: str, message: AnyText, source: Source, cure: AnyText, *related: Related
    ) -> Finding:
        """Return an error: the data has no single meaning."""
        return Finding(code, Severity.ERROR, message, self.locate(source), cure, related)

    def warning(
        self, code: str, message: AnyText, source: Source, cure: AnyText, *related: Related
    ) -> Finding:
        """Return a warning: it has a meaning, but probably not the one that was meant."""
        return Finding(code, Severity.WARNING, message, self.locate(source), cure, related)

    def hint(
        self, code: str, message: AnyText, source: Source, cure: AnyText, *related: Related
    ) -> Finding:
        """Return a hint: it could be better."""
        return Finding(code, Severity.HINT, message, self.locate(source), cure, related)

    def related(self, source: Source, message: AnyText) -> Related:
        """Return a second place for a finding."""
        return Related(self.locate(source), message)

    def duplicates(self, named: Iterable[Named]) -> Iterator[Finding]:
        """Yield an error for every id that was used before among these of one kind."""
        first: dict[str, Named] = {}
        for each in named:
            name, source, *path = each
            earlier = first.setdefault(name, each)
            if earlier is not each:
                yield self.error(
                    "R105",
                    Text('the id "{name}" is used twice', name=name),
                    source.child(*path),
                    Text("give one of them another id"),
                    self.related(earlier[1].child(*earlier[2:]), Text("first used here")),
                )


def shown_path(names: Sequence[str], most: int = 8) -> str:
    """Return names with arrows between them, the middle left out if they are too many."""
    if len(names) > most:
        names = [*names[: most - 2], "…", names[-1]]
    return " → ".join(names)
