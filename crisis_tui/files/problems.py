"""What pydantic found wrong, by the path in the file; and the words for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crisis_tui.basis.findings import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crisis_tui.basis.findings import PathPart
    from crisis_tui.basis.text import AnyText


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in the values: pydantic's kind of error, the path as written, the value."""

    kind: str
    path: tuple[PathPart, ...]
    value: Any
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The innermost key on the path: what a person calls the place."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), "")

    @property
    def parent(self) -> tuple[PathPart, ...]:
        """Path of the mapping or list that holds the place."""
        return self.path[:-1]


@dataclass(frozen=True, slots=True)
class Explained:
    """A problem in words: its code, where to point, and what to write instead."""

    code: str
    message: AnyText
    path: tuple[PathPart, ...]
    help: AnyText | None = None
    at_key: bool = False


def nearest_known(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant; remembered, because faults repeat."""
    return _nearest(word[:_LONGEST], tuple(known))


@lru_cache(maxsize=4096)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    return nearest(word, known)


def shown(value: Any) -> str:
    """Return a value for a message: one line, not long."""
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


_LONGEST = 40
