"""Rest rules that a change breaks, told before it is made; what was broken already is not its fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.readiness.change_effect import ChangeEffect, change_effect
from crisis_tui.readiness.rest_difference import worse_breaches
from crisis_tui.readiness.what_if import AddChange, applied
from crisis_tui.roster.model import Change
from crisis_tui.training.model import Training
from tests.roster.build import at, change, rotation, window, workforce

if TYPE_CHECKING:
    from crisis_tui.roster.rest.evaluation import RuleBreach
    from crisis_tui.roster.workforce import Workforce

STANDBY: dict[str, Any] = {
    "id": "standby",
    "kind": "rest",
    "counts": "standby-blocks",
    "value": 14,
    "per": "28d",
    "part": "1d",
    "unit": "blocks",
    "title": {"nl": "Consignatie", "en": "Standby"},
    "source": "voorbeeld",
    "certainty": "example",
    "checked": "2026-01-01",
}
NOTHING = Training.model_validate({"training": "1"})


def roster(*people: str) -> Workforce:
    """People who take turns of a week."""
    return workforce([], list(people), [rotation(people)], norms=[STANDBY])


def made(who: str, by: str, from_: str, until: str) -> Change:
    return Change.model_validate(change(from_, until, replace=who, by=by))


def breaches(force: Workforce, asked: Change, who: str) -> tuple[RuleBreach, ...]:
    after = applied(force, AddChange(asked), NOTHING)
    return worse_breaches(force, after, [who], window(str(asked.from_), str(asked.until)))


def told(force: Workforce, asked: Change) -> ChangeEffect:
    return change_effect(force, NOTHING, asked, at("2026-01-01"))


def test_a_day_more_than_the_rule_allows_is_told_with_its_source() -> None:
    # Anna has the weeks of 2 and 16 March: fourteen blocks of a day. This makes fifteen.
    found = told(
        roster("anna", "bram"), made("bram", "anna", "2026-03-11 12:00", "2026-03-12 12:00")
    )
    (caution,) = (each for each in found.cautions if each.code == "rest-rule")
    assert "15" in str(caution.text)
    assert "voorbeeld" in str(caution.text)


def test_a_day_that_the_rule_allows_is_not_told() -> None:
    force = roster("anna", "bram", "cato", "dewi")
    found = told(force, made("bram", "anna", "2026-03-11 12:00", "2026-03-12 12:00"))
    assert [each for each in found.cautions if each.code == "rest-rule"] == []


def test_what_was_broken_as_badly_before_is_not_the_fault_of_a_change() -> None:
    force = roster("anna")  # always on duty
    assert breaches(force, made("bram", "anna", "2026-03-11", "2026-03-12"), "anna") == ()


def test_what_gets_worse_is_told_again() -> None:
    force = workforce(
        [],
        ["anna", "bram"],
        [rotation(["anna", "bram"])],
        norms=[STANDBY],
        changes=[change("2026-03-11 12:00", "2026-03-12 12:00", replace="bram", by="anna")],
    )
    (found,) = breaches(force, made("bram", "anna", "2026-03-12 12:00", "2026-03-13 12:00"), "anna")
    assert found.found == 16
    assert (
        breaches(force, made("bram", "bram", "2026-03-12 12:00", "2026-03-13 12:00"), "bram") == ()
    )


def test_whoever_goes_is_not_blamed() -> None:
    force = roster("anna", "bram")
    assert (
        breaches(force, made("bram", "anna", "2026-03-11 12:00", "2026-03-12 12:00"), "bram") == ()
    )
