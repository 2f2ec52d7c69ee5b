"""Which of the problems are causes: what only follows from another one is not told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisis_tui.basis.findings import PathPart
    from crisis_tui.files.problems import Problem


def causes(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems that stand for themselves; the missing keys of one entry are one.

    A list whose entries are broken is not also too short.
    """
    missing: dict[tuple[PathPart, ...], list[str]] = {}
    above: set[tuple[PathPart, ...]] = set()
    for problem in problems:
        above.update(problem.path[:end] for end in range(len(problem.path)))
        if problem.kind == "missing":
            missing.setdefault(problem.parent, []).append(problem.key)
    for problem in problems:
        if problem.kind == "missing":
            keys = missing.pop(problem.parent, None)
            if keys is not None:
                yield replace(problem, context={"missing": keys})
        elif problem.kind != "too_short" or problem.path not in above:
            yield problem
