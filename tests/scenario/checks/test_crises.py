"""Phases on conditions, milestones, ends of what repeats, contingencies and keys of the bank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.basis.findings import Severity
from crisis_tui.basis.parts import Muted
from tests.scenario.build import (
    Data,
    decision,
    expects,
    found,
    inject,
    one,
    phase,
    place,
    resolved,
    scenario,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.basis.findings import Finding

CALL = inject("C1", at="1m", expects=[expects("C1-a", within="10m")])
ASK = inject("C2", at="2m", decision=decision())
OPEN = {"id": "leeg", "title": "Leeg"}


def milestones(*listed: Data, **more: object) -> Data:
    return scenario(milestones=[{"title": "Mijlpaal", **one} for one in listed], **more)


def kinds(findings: Iterable[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def untimed(name: str, **more: object) -> Data:
    return {"id": name, "title": name, **more}


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (milestones(OPEN, injects=[inject(when={"reached": "leg"})]), "injects/0/when/reached"),
        (
            scenario(phases=[phase(), untimed("rust", when={"reached": "leeg"})]),
            "phases/1/when/reached",
        ),
        (
            milestones(OPEN, {"id": "vol", "when": {"any": [{"reached": "iets"}]}}),
            "milestones/1/when/any/0/reached",
        ),
    ],
)
def test_a_milestone_must_exist_wherever_it_is_named(data: Data, where: str) -> None:
    assert place(one(found(data), "R123")) == where


def test_a_milestone_that_could_not_be_read_is_not_reported() -> None:
    data = scenario(injects=[inject(when={"reached": "leeg"})])
    assert "R123" not in kinds(found(data, muted=Muted(ids=frozenset({("milestone", "leeg")}))))


def test_unless_names_one_thing_that_can_be_done() -> None:
    for name in ("C1-a", "losgeld", "leeg"):
        data = milestones(OPEN, injects=[CALL, ASK, inject("C9", at="30m", unless=name)])
        assert not kinds(found(data)) & {"R124", "G307", "G311"}
    unknown = one(found(scenario(injects=[CALL, inject("C9", at="30m", unless="C1")])), "R124")
    assert place(unknown) == "injects/1/unless"
    assert "C1-a" in str(unknown.help)
    doubled = milestones({"id": "C1-a"}, injects=[CALL, inject("C9", at="30m", unless="C1-a")])
    assert "more than one" in str(one(found(doubled), "R124").message)


@pytest.mark.parametrize(
    ("at", "severity"), [("1m", Severity.WARNING), ("5m", Severity.HINT), ("11m", None)]
)
def test_unless_leaves_the_players_their_time(at: str, severity: Severity | None) -> None:
    findings = found(scenario(injects=[CALL, inject("C9", at=at, unless="C1-a")]))
    assert [each.severity for each in findings if each.code == "G311"] == [
        severity for severity in (severity,) if severity is not None
    ]


def test_unless_in_a_variant_where_nobody_asks() -> None:
    data = scenario(
        injects=[CALL, inject("C9", at="30m", unless="C1-a")],
        variants=[{"id": "kort", "title": "Kort", "without": ["C1"]}],
    )
    assert place(one(found(data), "G311")) == "variants/0/without/0"
    data["variants"] = [{"id": "kort", "title": "Kort", "without": ["C1", "C9"]}]
    assert "G311" not in kinds(found(data))


def test_not_reached_is_never_settled() -> None:
    twice = {"not": {"any": [{"not": {"reached": "leeg"}}, {"reached": "leeg"}]}}
    (finding,) = [
        each
        for each in found(milestones(OPEN, injects=[inject(when=twice)]))
        if each.code == "G310"
    ]
    assert place(finding) == "injects/0/when/not/any/1/reached"


def test_what_waits_for_each_other_may_be_of_any_kind() -> None:
    data = milestones(
        {"id": "een", "when": {"reached": "twee"}},
        {"id": "twee", "when": {"missed": "C1-a"}},
        phases=[phase(), untimed("rust", when={"reached": "een"})],
        injects=[inject("C1", from_phase="rust", expects=[expects("C1-a")])],
    )
    message = str(one(found(data), "G301").message)
    assert message == "these wait for each other: C1 → rust → een → twee → C1"
    alone = milestones({"id": "een", "when": {"reached": "een"}})
    assert place(one(found(alone), "G301")) == "milestones/0/when"


def test_conditions_that_never_or_always_hold() -> None:
    both = {"all": [{"decision": "losgeld", "is": "wel"}, {"decision": "losgeld", "is": "niet"}]}
    data = milestones(
        {"id": "nooit", "when": both},
        phases=[phase(), untimed("rust", when=both)],
        injects=[ASK, inject("C3", at="9m", when={"reached": "nooit"})],
    )
    messages = [str(each.message) for each in found(data) if each.code == "G307"]
    assert sorted(messages) == [
        'this never holds, so milestone "nooit" is reached by hand only',
        'this never holds, so phase "rust" is entered by hand only',
    ]
    assert "G302" not in kinds(found(data))


def test_what_waits_for_nothing_to_be_done_comes_at_once() -> None:
    idle = {"any": [{"unless": "C1-a"}, {"decision": "losgeld", "is": "wel"}]}
    data = milestones(
        {"id": "niets", "when": idle},
        {"id": "wel", "when": {"all": [idle, {"decision": "losgeld", "is": "wel"}]}},
        phases=[phase(), phase("op-tijd", at="20m", when=idle), untimed("rust", when=idle)],
        injects=[CALL, ASK, inject("C9", at="30m", unless="C1-a")],
    )
    messages = [str(each.message) for each in found(data) if each.code == "G307"]
    assert sorted(messages) == [
        'this always holds, so milestone "niets" is reached at once',
        'this always holds, so phase "rust" waits for nothing',
    ]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([phase(), untimed("rust")], {"T231"}),
        ([phase(), untimed("rust", by_hand="true")], set()),
        ([phase(), untimed("rust", at="9m", by_hand="true")], {"T232"}),
        ([phase(), untimed("rust", when={"decision": "losgeld", "is": "wel"})], set()),
        ([phase(), phase("rust", when={"decision": "losgeld", "is": "wel"})], set()),
    ],
)
def test_a_phase_has_one_way_to_begin(listed: list[Data], expected: set[str]) -> None:
    data = scenario(phases=listed, injects=[ASK])
    assert kinds(found(data)) & {"T231", "T232", "T220"} == expected


def test_what_is_taken_for_granted_of_a_phase_without_a_time_is_said() -> None:
    needs = [{"role": "GS"}]
    rest = untimed("rust", by_hand="true", needs=needs)
    finding = one(found(scenario(phases=[phase(story="D1 09:00"), rest])), "T230")
    assert "from D1 09:00 to D1 10:00" in str(finding.message)
    told = scenario(phases=[phase(), {**rest, "story": "D3 08:00"}])
    assert "T230" not in kinds(found(told))
    after = scenario(phases=[phase(lasts="2w"), rest], end="open")
    assert not kinds(found(after)) & {"T230", "T221"}


def test_phases_without_a_time_have_a_place_in_order_and_story() -> None:
    data = scenario(
        end="open",
        phases=[
            phase("b", at="30m", lasts="2w"),
            untimed("c", by_hand="true", lasts="1w"),
            phase("a", at="0m"),
        ],
    )
    script = resolved(data).script
    assert script is not None
    assert [(each.phase.id, each.start_play_ms) for each in script.phases] == [
        ("a", 0),
        ("b", 30 * 60_000),
        ("c", None),
    ]
    days = [(each.until_story_ms - each.start_story_ms) / 86_400_000 for each in script.phases[1:]]
    assert days == [14, 7]
    assert script.story_end_ms == script.phases[-1].until_story_ms


@pytest.mark.parametrize(
    ("repeated", "expected"),
    [
        ({"from_phase": "a", "until_phase": "b", "every": "5m"}, None),
        ({"from_phase": "b", "until_phase": "a", "every": "5m"}, "begins before"),
        ({"from_phase": "a", "until_phase": "a", "every": "5m"}, "begins before"),
        ({"at": "30m", "until_phase": "b", "every": "5m"}, "begins before"),
        ({"at": "29m", "until_phase": "b", "every": "5m"}, None),
        ({"at": "1m", "until_phase": "b"}, "comes once"),
    ],
)
def test_until_phase_ends_something(repeated: Data, expected: str | None) -> None:
    data = scenario(phases=[phase("a"), phase("b", at="30m")], injects=[inject(**repeated)])
    messages = [str(each.message) for each in found(data) if each.code == "T233"]
    assert len(messages) == (expected is not None)
    assert expected is None or expected in messages[0]


def test_what_repeats_for_ever_in_an_open_scenario_is_hinted_at() -> None:
    phases = [phase("a"), untimed("b", by_hand="true", lasts="1w")]
    data = scenario(end="open", phases=phases, injects=[inject(from_phase="a", every="24h")])
    assert "until_phase: b" in str(one(found(data), "G309").help)
    assert "G309" not in kinds(found({**data, "end": "2d"}))
    unknown = inject(from_phase="a", until_phase="c", every="24h")
    assert place(one(found({**data, "injects": [unknown]}), "R115")) == "injects/0/until_phase"


def test_keys_of_the_bank() -> None:
    bank = [inject(f"B{key}", bank="true", key=key) for key in ("1", "2")]
    assert not kinds(found(scenario(injects=bank))) & {"R125", "G312"}
    twice = scenario(injects=[*bank, inject("B3", bank="true", key="2")])
    assert place(one(found(twice), "R125")) == "injects/2/key"
    assert place(one(found(scenario(injects=[inject(key="1")])), "G312")) == "injects/0/key"


def test_conditions_in_the_bank_are_looked_at_by_nobody() -> None:
    sent = inject("B1", bank="true", when={"met": "C1-a"}, unless="C1-a")
    faults = [each for each in found(scenario(injects=[CALL, sent])) if each.code == "G313"]
    assert {place(each) for each in faults} == {"injects/1/when (key)", "injects/1/unless (key)"}
    timed = inject("B1", at="40m", when={"missed": "C1-a"})
    assert "G313" not in kinds(found(scenario(injects=[CALL, timed])))


def test_what_a_variant_leaves_out_whole_is_not_said_to_come_always() -> None:
    follower = inject("C2", after={"inject": "C1", "by": "30m"}, unless="C1-a")
    variants = [{"id": "kort", "title": "Kort", "without": ["C1"]}]
    codes = kinds(found(scenario(injects=[CALL, follower], variants=variants)))
    assert "G302" in codes
    assert "G311" not in codes
    timed = inject("C2", at="40m", unless="C1-a")
    assert "G311" in kinds(found(scenario(injects=[CALL, timed], variants=variants)))


@pytest.mark.parametrize("key", ["any", "all"])
def test_a_list_of_no_conditions_is_told_to_be_filled(key: str) -> None:
    empty = inject("C5", at="40m", when={key: []})
    assert "what it looks at" in str(one(found(scenario(injects=[empty])), "G307").help)


def test_repeating_at_once_is_one_message() -> None:
    phases = [phase("a"), phase("b", at="20m")]
    data = scenario(phases=phases, injects=[inject(from_phase="a", until_phase="b", every="0m")])
    assert {"T205", "T233"} & kinds(found(data)) == {"T205"}


def test_variants_that_leave_a_milestone_or_phase_hanging() -> None:
    data = milestones(
        {"id": "laat", "when": {"missed": "C1-a"}},
        phases=[phase(), untimed("rust", when={"missed": "C1-a"})],
        injects=[CALL, inject("C5", at="40m", when={"reached": "laat"})],
        variants=[{"id": "kort", "title": "Kort", "without": ["C1"]}],
    )
    messages = [str(each.message) for each in found(data) if each.code == "G302"]
    assert {message.split(":")[0] for message in messages} == {
        'in variant "kort" phase "rust" is entered by hand only',
        'in variant "kort" milestone "laat" is reached by hand only',
    }
