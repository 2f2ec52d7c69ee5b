"""Circles, dead branches, empty conditions, and decisions that decide nothing."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.basis.findings import Severity
from crisis_tui.basis.parts import Muted
from crisis_tui.scenario.checks.search import Search, among
from crisis_tui.scenario.conditions import holds
from crisis_tui.scenario.model import Condition
from tests.scenario.build import Data, codes, decision, expects, found, inject, one, place, scenario

WEL: Data = {"decision": "losgeld", "is": "wel"}
NIET: Data = {"decision": "losgeld", "is": "niet"}


def asked(*injects: Data) -> Data:
    """C1 asks whether to pay; C1w keeps the decision in use."""
    first = inject("C1", decision=decision(), expects=[expects("C1-a")])
    return scenario(injects=[first, inject("C1w", at="9m", when=WEL), *injects])


def after(parent: str, **more: object) -> dict[str, Any]:
    return {"after": {"inject": parent, "by": "1m"}, **more}


# G301: circles.


def test_a_circle_is_shown_with_its_path() -> None:
    data = scenario(
        injects=[
            inject("C0"),
            inject("C1", **after("C3")),
            inject("C2", **after("C1")),
            inject("C3", **after("C2")),
        ]
    )
    finding = one(found(data), "G301")
    assert finding.severity is Severity.ERROR
    assert str(finding.message) == "these injects wait for each other: C1 → C3 → C2 → C1"
    assert place(finding) == "injects/1/after"


def test_an_inject_cannot_wait_for_itself() -> None:
    assert "C1 → C1" in str(
        one(found(scenario(injects=[inject("C1", **after("C1"))])), "G301").message
    )
    own = inject("C1", expects=[expects("C1-a")], when={"missed": "C1-a"})
    assert place(one(found(scenario(injects=[own])), "G301")) == "injects/0/when"


def test_a_circle_may_run_through_a_decision() -> None:
    data = scenario(
        injects=[
            inject("C1", **after("C2"), decision=decision()),
            inject("C2", at="5m", when=WEL),
        ]
    )
    assert str(one(found(data), "G301").message).endswith("C1 → C2 → C1")


def test_every_circle_is_shown_once_and_what_hangs_on_it_is_not() -> None:
    data = scenario(
        injects=[
            inject("A1", **after("A2")),
            inject("A2", **after("A1")),
            inject("A3", **after("A1")),
            inject("B1", **after("B1")),
            inject("B2", **after("A3")),
        ]
    )
    assert codes(found(data)) == ["G301", "G301"]


def test_either_of_two_ways_is_no_circle() -> None:
    data = scenario(
        injects=[
            inject("C1", expects=[expects("C1-a")]),
            inject(
                "C2",
                at="1m",
                expects=[expects("C2-a")],
                when={"any": [{"met": "C1-a"}, {"met": "C2-a"}]},
            ),
        ]
    )
    assert found(data) == []


def test_a_long_circle_is_cut_in_the_middle() -> None:
    count = 40
    injects = [inject(f"C{n}", **after(f"C{(n - 1) % count}")) for n in range(count)]
    message = str(one(found(scenario(injects=injects)), "G301").message)
    assert message.endswith("C0 → C39 → C38 → C37 → C36 → C35 → … → C0")


# G302, G307: never.


@pytest.mark.parametrize(
    "when",
    [
        {"all": [WEL, NIET]},
        {"all": [{"met": "C1-a"}, {"missed": "C1-a"}]},
        {"all": [WEL, {"not": WEL}]},
        {"any": []},
        {"not": {"any": [WEL, {"not": WEL}]}},
    ],
)
def test_a_condition_that_never_holds(when: Data) -> None:
    finding = one(found(asked(inject("C2", at="10m", when=when))), "G307")
    assert finding.severity is Severity.WARNING
    assert "never" in str(finding.message)
    assert place(finding) == "injects/2/when"


@pytest.mark.parametrize(
    "when", [{"all": []}, {"any": [WEL, {"not": WEL}]}, {"not": {"all": [WEL, NIET]}}]
)
def test_a_condition_that_always_holds(when: Data) -> None:
    assert "always" in str(one(found(asked(inject("C2", at="10m", when=when))), "G307").message)


@pytest.mark.parametrize(
    "when",
    [
        WEL,
        {"any": [WEL, NIET]},
        {"any": [{"met": "C1-a"}, {"missed": "C1-a"}]},
        {"all": [WEL, {"missed": "C1-a"}]},
        {"not": {"any": [WEL, NIET]}},
    ],
)
def test_a_condition_that_waits_is_no_fault(when: Data) -> None:
    assert found(asked(inject("C2", at="10m", when=when))) == []


def test_a_branch_within_the_other_branch_never_comes() -> None:
    data = asked(
        inject("C4", **after("C3"), when=NIET),
        inject("C2", at="10m", when=WEL),
        inject("C3", **after("C2")),
        inject("C5", **after("C4"), when=NIET),
    )
    finding = one(found(data), "G302")
    assert place(finding) == "injects/2/when"
    assert "(C2)" in str(finding.message)


def test_a_branch_of_a_branch_may_come() -> None:
    assert (
        found(asked(inject("C2", at="10m", when=WEL), inject("C3", **after("C2"), when=WEL))) == []
    )


def test_what_follows_a_dead_branch_is_not_reported_again() -> None:
    data = asked(
        inject("C2", at="10m", when={"all": [WEL, NIET]}),
        inject("C3", **after("C2"), when=WEL),
        inject("C4", **after("C3")),
    )
    assert codes(found(data)) == ["G307"]


def test_unknown_options_are_no_reason_for_never() -> None:
    data = asked(inject("C2", at="10m", when={"decision": "losgeld", "is": "later"}))
    assert codes(found(data)) == ["R107"]


def test_a_variant_leaves_what_waits_for_the_rest() -> None:
    data = asked(inject("C2", **after("C1")), inject("C3", **after("C2")))
    data["variants"] = [
        {"id": "kaal", "title": "Kaal", "without": ["C1"]},
        {"id": "netjes", "title": "Netjes", "without": ["C1", "C1w", "C2", "C3"]},
    ]
    findings = found(data)
    assert codes(findings) == ["G302", "G302"]
    assert {place(finding) for finding in findings} == {"variants/0/without/0"}
    assert [each.related[0].where.file for each in findings] == [
        "proef.yaml:injects/1/id",
        "proef.yaml:injects/2/id",
    ]


# G304, G305, G308: decisions.


def test_a_decision_has_options() -> None:
    data = scenario(
        injects=[inject(decision=decision("losgeld", "wel")), inject("C2", at="9m", when=WEL)]
    )
    finding = one(found(data), "G304")
    assert (finding.severity, place(finding)) == (Severity.HINT, "injects/0/decision/options")
    assert found(data, muted=Muted(ids=frozenset({("option", "niet")}))) == []


def test_a_decision_steers_something() -> None:
    finding = one(found(scenario(injects=[inject(decision=decision())])), "G305")
    assert finding.severity is Severity.HINT
    assert "{decision: losgeld, is: wel}" in str(finding.help)


def test_a_decision_that_branches_wait_for_has_a_limit() -> None:
    unlimited = decision()
    del unlimited["within"]
    data = scenario(injects=[inject(decision=unlimited), inject("C2", at="9m", when=WEL)])
    finding = one(found(data), "G308")
    assert (finding.severity, place(finding)) == (Severity.WARNING, "injects/0/decision/id")
    assert codes(found(scenario(injects=[inject(decision=unlimited)]))) == ["G305"]


# Conditions against a truth table.

SUBJECTS = [("decision", "a"), ("decision", "b"), ("expectation", "x")]
OUTCOMES = {
    ("decision", "a"): (None, "ja", "nee"),
    ("decision", "b"): (None, "ja", "nee"),
    ("expectation", "x"): (None, "met", "missed"),
}
elementary = st.one_of(
    st.builds(
        lambda name, option: {"decision": name, "is": option},
        st.sampled_from("ab"),
        st.sampled_from(["ja", "nee"]),
    ),
    st.sampled_from([{"met": "x"}, {"missed": "x"}]),
)
conditions = st.recursive(
    elementary,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=6,
)


@given(conditions)
def test_can_be_tries_every_combination(data: Data) -> None:
    condition = Condition.model_validate(data)
    courses = [dict(zip(SUBJECTS, each, strict=True)) for each in product(*OUTCOMES.values())]
    expected = any(holds(condition, among(course)) for course in courses)
    assert Search().can_be(OUTCOMES, lambda chosen: holds(condition, among(chosen))) is expected


@given(conditions, st.lists(st.sampled_from(SUBJECTS), unique=True), st.data())
def test_what_is_said_early_stays_said(
    data: Data, known: list[tuple[str, str]], draw: st.DataObject
) -> None:
    condition = Condition.model_validate(data)
    part = {subject: draw.draw(st.sampled_from(OUTCOMES[subject])) for subject in known}
    rest = {
        subject: part.get(subject, draw.draw(st.sampled_from(OUTCOMES[subject])))
        for subject in SUBJECTS
    }
    early = holds(condition, among(part))
    assert early is None or early is holds(condition, among(rest))


def test_a_search_that_takes_too_long_takes_it_as_possible() -> None:
    never = Condition.model_validate({"all": [{"met": "x"}, {"missed": "x"}]})
    assert Search().can_be(OUTCOMES, lambda chosen: holds(never, among(chosen))) is False
    assert Search(steps=1).can_be(OUTCOMES, lambda chosen: holds(never, among(chosen))) is True
