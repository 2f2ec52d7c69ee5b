"""Looks for a combination of outcomes that passes a test, within a number of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crisis_tui.scenario.conditions import HasOutcome, Subject

Outcome = str | None
"""An option's id, "met" or "missed"; None if nothing is decided or done."""

Test: TypeAlias = "Callable[[Mapping[Subject, Outcome]], bool | None]"

_MOST_SUBJECTS = 200


def among(outcomes: Mapping[Subject, Outcome]) -> HasOutcome:
    """Return what conditions ask, answered from these; open for subjects that are not in it."""
    return lambda subject, wanted: outcomes[subject] == wanted if subject in outcomes else None


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
