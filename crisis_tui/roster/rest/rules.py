"""Rest rules as the norms give them. A norm that is not there is no rule: no number stands here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.rest_measures import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crisis_tui.basis.fields import Bilingual, Period
    from crisis_tui.basis.norms import Certainty, Norm, Norms, PersonKind
    from crisis_tui.basis.rest_measures import Measure

_EMPLOYEES: tuple[PersonKind, ...] = ("employee",)


class RestRule(NamedTuple):
    """A norm that the program can count. `value` is in milliseconds, a number, or 0 for `false`."""

    id: str
    counts: Measure
    value: int
    per: Period | None
    part: Period | None
    title: Bilingual
    source: str
    certainty: Certainty
    kinds: tuple[PersonKind, ...]


class RestRules:
    """The rules for one kind of people, by what they count."""

    def __init__(self, rules: Iterable[RestRule]) -> None:
        self._by_measure: dict[Measure, list[RestRule]] = {}
        for rule in rules:
            self._by_measure.setdefault(rule.counts, []).append(rule)

    def counting(self, measure: Measure) -> Sequence[RestRule]:
        """Return the rules that count this, in the order of the norms."""
        return self._by_measure.get(measure, ())

    def first(self, measure: Measure) -> RestRule | None:
        """Return the first norm for something of which one holds, such as what a night is."""
        found = self.counting(measure)
        return found[0] if found else None

    def value(self, measure: Measure) -> int:
        """Return the first norm's value, 0 if there is none."""
        found = self.first(measure)
        return 0 if found is None else found.value

    @property
    def limits(self) -> tuple[RestRule, ...]:
        """Everything that can be broken."""
        return tuple(
            rule
            for measure, rules in self._by_measure.items()
            if FORMS[measure].is_rule
            for rule in rules
        )


def rest_rules(norms: Norms, kind: PersonKind = "employee") -> RestRules:
    """Return the rules for a kind of people; what only says how others count holds for everybody.

    Norms that say nothing the program can count are left out: the check of the files tells of them.
    """
    found = (_rule(norm) for norm in norms.items if norm.kind == "rest")
    return RestRules(
        rule
        for rule in found
        if rule is not None and (kind in rule.kinds or not FORMS[rule.counts].is_rule)
    )


def _rule(norm: Norm) -> RestRule | None:
    value = norm.counted
    if norm.counts is None or value is None:
        return None
    form = FORMS[norm.counts]
    if (form.per and norm.per is None) or (form.part and norm.part is None):
        return None
    return RestRule(
        norm.id, norm.counts, value, norm.per, norm.part, norm.title, norm.source,
        norm.certainty, norm.applies_to or _EMPLOYEES,
    )  # fmt: skip
