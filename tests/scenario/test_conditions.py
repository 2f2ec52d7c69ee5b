from __future__ import annotations

from functools import partial
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.scenario.conditions import MISSED as MISSED_OUTCOME
from crisis_tui.scenario.conditions import Subject, asked_outcomes, holds
from crisis_tui.scenario.model import Condition

LEAVES = st.one_of(
    st.builds(
        lambda name, option: {"decision": name, "is": option},
        st.sampled_from("de"),
        st.sampled_from("jn"),
    ),
    st.builds(lambda name: {"met": name}, st.sampled_from("xy")),
    st.builds(lambda name: {"missed": name}, st.sampled_from("xy")),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=6,
)
OPEN = (None, None)
MET, MISSED = (True, False), (False, True)


def _answer(
    decided: dict[str, str | None],
    outcome: dict[str, tuple[bool | None, bool | None]],
    subject: Subject,
    wanted: str,
) -> bool | None:
    kind, name = subject
    if kind == "decision":
        taken = decided[name]
        return None if taken is None else taken == wanted
    return outcome[name][wanted == MISSED_OUTCOME]


def _two_valued(tree: dict[str, Any], decided: dict[str, str], outcome: dict[str, Any]) -> bool:
    if "decision" in tree:
        return bool(decided[tree["decision"]] == tree["is"])
    if "met" in tree:
        return bool(outcome[tree["met"]][0])
    if "missed" in tree:
        return bool(outcome[tree["missed"]][1])
    if "not" in tree:
        return not _two_valued(tree["not"], decided, outcome)
    parts = [_two_valued(part, decided, outcome) for part in tree.get("all", tree.get("any", ()))]
    return all(parts) if "all" in tree else any(parts)


@given(
    TREES,
    st.fixed_dictionaries(
        {"d": st.sampled_from([None, "j", "n"]), "e": st.sampled_from([None, "j", "n"])}
    ),
    st.fixed_dictionaries(
        {"x": st.sampled_from([OPEN, MET, MISSED]), "y": st.sampled_from([OPEN, MET, MISSED])}
    ),
)
def test_what_is_settled_stays_so_whatever_open_facts_become(
    tree: dict[str, Any], decided: dict[str, str | None], outcome: dict[str, Any]
) -> None:
    condition = Condition.model_validate(tree)
    value = holds(condition, partial(_answer, decided, outcome))
    known = {name: option for name, option in decided.items() if option is not None}
    endings = [
        _two_valued(
            tree, dict(zip("de", options, strict=True)), dict(zip("xy", outcomes, strict=True))
        )
        for options in product(*([known[name]] if name in known else ["j", "n"] for name in "de"))
        for outcomes in product(
            *([MET, MISSED] if outcome[name] == OPEN else [outcome[name]] for name in "xy")
        )
    ]
    if value is not None:
        assert set(endings) == {value}
    if None not in decided.values() and OPEN not in outcome.values():
        assert value is endings[0]


def test_what_is_asked_is_found_at_any_depth() -> None:
    tree = {
        "any": [{"not": {"met": "x"}}, {"all": [{"missed": "y"}, {"decision": "d", "is": "j"}]}]
    }
    assert set(asked_outcomes(Condition.model_validate(tree))) == {
        (("expectation", "x"), "met"),
        (("expectation", "y"), "missed"),
        (("decision", "d"), "j"),
    }


@pytest.mark.parametrize(("met", "holds_now"), [(OPEN, None), (MET, False), (MISSED, True)])
def test_not_turns_yes_and_no_and_leaves_open(
    met: tuple[bool | None, bool | None],
    holds_now: bool | None,  # noqa: FBT001 - a logical value
) -> None:
    condition = Condition.model_validate({"not": {"met": "x"}})
    assert holds(condition, lambda _subject, _wanted: met[0]) is holds_now
