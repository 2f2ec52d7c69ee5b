"""A branch's condition in words."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from crisis_tui.scenario.model import Condition


def condition_text(condition: Condition) -> Text:
    """Return a condition as a phrase: losgeld = wel, C05-bellen missed, not (…)."""
    if condition.decision is not None:
        return Text(
            "{decision} = {option}", decision=condition.decision, option=condition.outcome or ""
        )
    if condition.met is not None:
        return Text("{action} done", action=condition.met)
    if condition.missed is not None:
        return Text("{action} missed", action=condition.missed)
    if condition.reached is not None:
        return Text("{milestone} reached", milestone=condition.reached)
    if condition.unless is not None:
        return Text("{deed} not done yet", deed=condition.unless)
    if condition.negated is not None:
        return Text("not ({condition})", condition=condition_text(condition.negated))
    if condition.all is not None:
        return reduce(_and, (condition_text(part) for part in condition.all))
    return reduce(_or, (condition_text(part) for part in condition.any or ()))


def _and(first: Text, second: Text) -> Text:
    return Text("{first} and {second}", first=first, second=second)


def _or(first: Text, second: Text) -> Text:
    return Text("({first} or {second})", first=first, second=second)
