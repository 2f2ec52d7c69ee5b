"""Conditions of branches: what they look at, and whether they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from crisis_tui.basis.findings import Source
    from crisis_tui.scenario.model import Condition

Subject = tuple[str, str]
"""What a condition looks at: ("decision", id) or ("expectation", id)."""

Outcome = str | None
"""An option's id, "met" or "missed"; None while it is open."""

Test: TypeAlias = "Callable[[Mapping[Subject, Outcome]], bool | None]"

MET, MISSED = "met", "missed"
_MOST_SUBJECTS = 200


def subject_of(condition: Condition) -> tuple[Subject, str] | None:
    """Return the subject and the outcome that an elementary condition asks for."""
    if condition.decision is not None:
        return ("decision", condition.decision), condition.outcome or ""
    if condition.met is not None:
        return ("expectation", condition.met), MET
    if condition.missed is not None:
        return ("expectation", condition.missed), MISSED
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
        return frozenset({found[0]})
    if condition.all is not None:
        return frozenset().union(*map(required_subjects, condition.all))
    if condition.any:
        return frozenset.intersection(*map(required_subjects, condition.any))
    return frozenset()


def holds(condition: Condition, outcomes: Mapping[Subject, Outcome]) -> bool | None:
    """Tell whether a condition holds; None if subjects without an entry decide it."""
    found = subject_of(condition)
    if found is not None:
        subject, wanted = found
        return outcomes[subject] == wanted if subject in outcomes else None
    if condition.negated is not None:
        inner = holds(condition.negated, outcomes)
        return None if inner is None else not inner
    if condition.all is not None:
        return all_hold(holds(part, outcomes) for part in condition.all)
    return _any_holds(holds(part, outcomes) for part in condition.any or ())


def all_hold(values: Iterable[bool | None]) -> bool | None:
    """Return whether all are true; None if that is open."""
    result: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def _any_holds(values: Iterable[bool | None]) -> bool | None:
    inverse = all_hold(None if value is None else not value for value in values)
    return None if inverse is None else not inverse


class Search:
    """Looks for outcomes that pass a test, and takes them to exist once its steps are used up."""

    def __init__(self, steps: int = 100_000) -> None:
        """Allow this many steps in all searches together."""
        self._left = steps

    def can_be(self, choices: Mapping[Subject, Sequence[Outcome]], test: Test) -> bool:
        """Tell whether some combination of outcomes passes the test.

        Args:
            choices: the outcomes that each subject can have.
            test: gets the outcomes chosen so far; None if it needs more of them.
        """
        return self._search(choices, list(choices)[:_MOST_SUBJECTS], {}, test)

    def _search(
        self,
        choices: Mapping[Subject, Sequence[Outcome]],
        open_subjects: Sequence[Subject],
        chosen: dict[Subject, Outcome],
        test: Test,
    ) -> bool:
        self._left -= 1
        verdict = test(chosen)
        if verdict is not None or not open_subjects or self._left < 0:
            return verdict is not False
        subject, *rest = open_subjects
        for outcome in choices[subject]:
            if self._search(choices, rest, {**chosen, subject: outcome}, test):
                return True
        return False
