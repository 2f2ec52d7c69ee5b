"""Conditions of branches: what they look at, and whether they hold: yes, no, or still open."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from crisis_tui.basis.findings import Source
    from crisis_tui.scenario.model import Condition

Subject = tuple[str, str]
"""What a condition looks at: ("decision", id), ("expectation", id), ("milestone", id), or
("deed", id), which is whichever of these has the id.
"""

HasOutcome: TypeAlias = "Callable[[Subject, str], bool | None]"
"""Whether a subject has an outcome, an option's id or one of the words below; None while that is
open. A deed is never open: it is undone until it is done.
"""

MET, MISSED, REACHED, UNDONE = "met", "missed", "reached", "undone"


def subject_of(condition: Condition) -> tuple[Subject, str] | None:
    """Return the subject and the outcome that an elementary condition asks for."""
    if condition.decision is not None:
        return ("decision", condition.decision), condition.outcome or ""
    if condition.met is not None:
        return ("expectation", condition.met), MET
    if condition.missed is not None:
        return ("expectation", condition.missed), MISSED
    if condition.reached is not None:
        return ("milestone", condition.reached), REACHED
    if condition.unless is not None:
        return ("deed", condition.unless), UNDONE
    return None


def parts_of(condition: Condition, source: Source) -> Iterator[tuple[Condition, Source]]:
    """Yield the conditions directly inside a compound one."""
    for key, parts in (("all", condition.all), ("any", condition.any)):
        for index, part in enumerate(parts or ()):
            yield part, source.child(key, index)
    if condition.negated is not None:
        yield condition.negated, source.child("not")


def elements(condition: Condition, source: Source) -> Iterator[tuple[Condition, Source]]:
    """Yield the elementary conditions anywhere inside."""
    if subject_of(condition) is not None:
        yield condition, source
    for part, where in parts_of(condition, source):
        yield from elements(part, where)


def asked_outcomes(condition: Condition) -> Iterator[tuple[Subject, str]]:
    """Yield what a condition asks for, anywhere inside."""
    found = subject_of(condition)
    if found is not None:
        yield found
    for part in (*(condition.all or ()), *(condition.any or ())):
        yield from asked_outcomes(part)
    if condition.negated is not None:
        yield from asked_outcomes(condition.negated)


def required_subjects(condition: Condition) -> frozenset[Subject]:
    """Return what must have an outcome before the condition can hold, whichever way it does."""
    found = subject_of(condition)
    if found is not None:
        return frozenset() if condition.unless is not None else frozenset({found[0]})
    if condition.all is not None:
        return frozenset().union(*map(required_subjects, condition.all))
    if condition.any:
        return frozenset.intersection(*map(required_subjects, condition.any))
    return frozenset()


def holds(condition: Condition, has: HasOutcome) -> bool | None:
    """Tell whether a condition holds; None if it hangs on what is still open."""
    found = subject_of(condition)
    if found is not None:
        return has(*found)
    if condition.negated is not None:
        return _not(holds(condition.negated, has))
    if condition.all is not None:
        return all_hold(holds(part, has) for part in condition.all)
    return _not(all_hold(_not(holds(part, has)) for part in condition.any or ()))


def all_hold(values: Iterable[bool | None]) -> bool | None:
    """Return whether all are true; None if that is open."""
    result: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def _not(value: bool | None) -> bool | None:  # noqa: FBT001 - a logical operator
    return None if value is None else not value
