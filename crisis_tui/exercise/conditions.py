"""Whether a branch's `when` holds: yes, no, or not settled yet.

Facts are `decision:ID` and `expectation:ID`. An unsettled fact can still go either way; the facts
of an inject that is left out or void are settled: nothing was decided, met or missed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crisis_tui.scenario.model import Condition

    DecisionOutcome = Callable[[str], str | bool | None]
    ExpectationOutcome = Callable[[str], tuple[bool | None, bool | None]]


def facts_of(condition: Condition) -> frozenset[str]:
    """Return the facts that a condition looks at."""
    return frozenset(_facts(condition))


def holds(
    condition: Condition, decided: DecisionOutcome, outcome: ExpectationOutcome
) -> bool | None:
    """Evaluate a condition; None if it is not settled.

    Args:
        condition: the `when` of an inject.
        decided: gives the option taken, None while open, False if nothing can be decided any more.
        outcome: gives (met, missed) of an expected action, None while open.
    """
    if condition.decision is not None:
        taken = decided(condition.decision)
        return None if taken is None else taken == condition.outcome
    if condition.met is not None:
        return outcome(condition.met)[0]
    if condition.missed is not None:
        return outcome(condition.missed)[1]
    if condition.negated is not None:
        value = holds(condition.negated, decided, outcome)
        return None if value is None else not value
    return _combined(condition, decided, outcome)


def _combined(
    condition: Condition, decided: DecisionOutcome, outcome: ExpectationOutcome
) -> bool | None:
    if condition.all is not None:
        return _all([holds(part, decided, outcome) for part in condition.all])
    none_holds = _all([_not(holds(part, decided, outcome)) for part in condition.any or ()])
    return _not(none_holds)


def _all(values: Sequence[bool | None]) -> bool | None:
    if False in values:
        return False
    return None if None in values else True


def _not(value: bool | None) -> bool | None:  # noqa: FBT001 - a logical operator
    return None if value is None else not value


def _facts(condition: Condition) -> Iterator[str]:
    if condition.decision is not None:
        yield f"decision:{condition.decision}"
    for expectation in (condition.met, condition.missed):
        if expectation is not None:
            yield f"expectation:{expectation}"
    parts = (*(condition.all or ()), *(condition.any or ()))
    for part in parts if condition.negated is None else (*parts, condition.negated):
        yield from _facts(part)
