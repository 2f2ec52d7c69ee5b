"""Times that are missing, doubled, too late, too short or too many; clocks; quality."""

from __future__ import annotations

import pytest

from crisis_tui.basis.findings import Severity
from tests.scenario.build import (
    Data,
    codes,
    decision,
    expects,
    found,
    inject,
    one,
    phase,
    place,
    scenario,
)

CLOCK = {"id": "AP72", "title": "Melding", "starts": "C1", "due": "72h", "owner": "FG"}


# T201: after the end.


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"injects": [inject(at="61m")]}, "injects/0/at"),
        (
            {
                "injects": [
                    inject("C1", at="50m"),
                    inject("C2", after={"inject": "C1", "by": "11m"}),
                ]
            },
            "injects/1/after",
        ),
        ({"phases": [phase("a"), phase("b", at="61m")]}, "phases/1/at"),
    ],
)
def test_nothing_comes_after_the_end(more: Data, where: str) -> None:
    finding = one(found(scenario(**more)), "T201")
    assert place(finding) == where
    assert str(finding.message) == "1h1m is after the end of the exercise, at 1h"


def test_the_end_itself_is_in_time() -> None:
    assert (
        found(scenario(phases=[phase("a"), phase("b", at="60m")], injects=[inject(at="60m")])) == []
    )


def test_an_open_exercise_has_no_end() -> None:
    late = [inject(at="99d", expects=[expects()])]
    assert found(scenario(end="open", phases=[phase(lasts="1w")], injects=late)) == []


def test_a_late_phase_is_one_fault() -> None:
    data = scenario(
        phases=[phase("a"), phase("b", at="61m")], injects=[inject(every="1m", from_phase="b")]
    )
    assert codes(found(data)) == ["T201"]


# T208: due after the end.


def test_what_is_due_after_the_end_is_a_warning() -> None:
    late = inject(at="55m", expects=[expects("a", within="5m"), expects("b", within="6m")])
    finding = one(found(scenario(injects=[late])), "T208")
    assert finding.severity is Severity.WARNING
    assert place(finding) == "injects/0/expects/1/within"


def test_a_decision_too_is_due_before_the_end() -> None:
    data = scenario(
        injects=[
            inject("C1", at="50m", decision=decision(within="11m")),
            inject("C2", at="55m", when={"decision": "losgeld", "is": "wel"}),
        ]
    )
    assert place(one(found(data), "T208")) == "injects/0/decision/within"


# T209, T219: no time, two times.


def test_an_inject_needs_some_way_to_come() -> None:
    data = inject()
    del data["at"]
    finding = one(found(scenario(injects=[data])), "T209")
    assert finding.severity is Severity.WARNING
    assert "bank: true" in str(finding.help)


@pytest.mark.parametrize(
    "ways",
    [
        {"at": "1m"},
        {"after": {"inject": "C0"}},
        {"bank": "true"},
        {"from_phase": "begin"},
        {"from_phase": "begin", "every": "30m"},
        {"at": "0m", "every": "30m"},
    ],
)
def test_each_way_to_come_is_enough(ways: Data) -> None:
    assert found(scenario(phases=[phase("begin")], injects=[inject("C0"), inject(**ways)])) == []


@pytest.mark.parametrize(
    ("ways", "key"),
    [
        ({"at": "1m", "after": {"inject": "C0"}}, "after"),
        ({"at": "1m", "bank": "true"}, "bank"),
        ({"at": "1m", "from_phase": "begin"}, "from_phase"),
        ({"after": {"inject": "C0"}, "bank": "true"}, "bank"),
    ],
)
def test_two_ways_to_come_are_an_error(ways: Data, key: str) -> None:
    data = scenario(phases=[phase("begin")], injects=[inject("C0"), inject(**ways)])
    finding = one(found(data), "T219")
    assert finding.severity is Severity.ERROR
    assert place(finding) == f"injects/1/{key} (key)"


# T205, T220, T221, T223: lengths.


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"end": "0m"}, "end"),
        ({"injects": [inject(every="0m")]}, "injects/0/every"),
        ({"phases": [phase(lasts="0m")]}, "phases/0/lasts"),
        ({"phases": [phase(needs=[{"role": "GS", "shift": "0h"}])]}, "phases/0/needs/0/shift"),
        (
            {"phases": [phase(needs=[{"role": "GS", "from": "2m", "until": "2m"}])]},
            "phases/0/needs/0/until",
        ),
        (
            {"phases": [phase(needs=[{"role": "GS", "from": "2m", "until": "1m"}])]},
            "phases/0/needs/0/until",
        ),
        ({"injects": [inject("C1")], "clocks": [{**CLOCK, "due": "0m"}]}, "clocks/0/due"),
    ],
)
def test_a_length_is_longer_than_nothing(more: Data, where: str) -> None:
    assert place(one(found(scenario(**more)), "T205")) == where


def test_a_need_may_start_and_end_within_its_phase() -> None:
    needs = [{"role": "GS", "from": "10m", "until": "20m", "shift": "8h", "within": "0m"}]
    assert found(scenario(phases=[phase(needs=needs)])) == []


def test_a_need_after_its_phase_is_a_warning() -> None:
    needs = [{"role": "GS", "from": "20m"}, {"role": "GS", "from": "19m"}]
    data = scenario(phases=[phase("a", needs=needs), phase("b", at="20m")])
    assert place(one(found(data), "T223")) == "phases/0/needs/0/from"


def test_two_phases_cannot_start_together() -> None:
    finding = one(found(scenario(phases=[phase("a"), phase("b")])), "T220")
    assert finding.severity is Severity.WARNING
    assert place(finding) == "phases/0/at"


def test_only_the_last_phase_says_how_long_it_lasts() -> None:
    data = scenario(phases=[phase("a", lasts="2d"), phase("b", at="20m", lasts="2d")])
    assert place(one(found(data), "T221")) == "phases/0/lasts"


# T212: repeats.


def test_a_hundred_repeats_are_plenty() -> None:
    assert found(scenario(end="99m", injects=[inject(every="1m")])) == []
    finding = one(found(scenario(end="100m", injects=[inject(every="1m")])), "T212")
    assert place(finding) == "injects/0/every"
    assert "comes 101 times" in str(finding.message)


def test_repeats_on_the_story_clock_are_counted_there() -> None:
    phases = [phase(pace="1m = 1d")]
    hourly = inject(every="1h", clock="story")
    assert codes(found(scenario(phases=phases, injects=[hourly]))) == ["T212"]
    daily = inject(every="24h", clock="story")
    assert found(scenario(phases=phases, injects=[daily])) == []


def test_repeats_without_an_end_or_a_start_are_not_counted() -> None:
    endless = scenario(end="open", phases=[phase(lasts="1w")], injects=[inject(every="1s")])
    assert found(endless) == []
    data = scenario(injects=[inject("B1", bank="true", every="1s", clock="story")])
    assert found(data) == []


# R118, T218: clocks.


def test_a_clock_has_an_owner() -> None:
    ownerless = {key: value for key, value in CLOCK.items() if key != "owner"}
    data = scenario(injects=[inject("C1")], clocks=[{**ownerless, "due": "5m"}])
    finding = one(found(data), "R118")
    assert (finding.severity, place(finding)) == (Severity.WARNING, "clocks/0/id")


@pytest.mark.parametrize(
    ("due", "clock", "expected"),
    [
        ("40m", "play", []),
        ("41m", "play", ["T218"]),
        ("40d", "story", []),
        ("41d", "story", ["T218"]),
    ],
)
def test_a_clock_that_outlasts_the_exercise_is_a_hint(
    due: str, clock: str, expected: list[str]
) -> None:
    data = scenario(
        phases=[phase(pace="1m = 1d")],
        injects=[inject("C1", at="20m")],
        clocks=[{**CLOCK, "due": due, "clock": clock}],
    )
    findings = found(data)
    assert codes(findings) == expected
    assert all(finding.severity is Severity.HINT for finding in findings)


def test_a_clock_that_nothing_starts_for_certain_is_left_alone() -> None:
    data = scenario(injects=[inject("C1", bank="true")], clocks=[CLOCK])
    assert found(data) == []
    assert found(scenario(end="open", injects=[inject("C1")], clocks=[CLOCK])) == []


# Q601, Q603: quality.


def test_an_action_without_a_limit_is_a_hint() -> None:
    action = expects()
    del action["within"]
    finding = one(found(scenario(injects=[inject(expects=[action])])), "Q601")
    assert (finding.severity, place(finding)) == (Severity.HINT, "injects/0/expects/0/id")


def test_an_inject_without_a_sender_is_a_hint() -> None:
    data = inject()
    del data["from"]
    finding = one(found(scenario(injects=[data])), "Q603")
    assert (finding.severity, place(finding)) == (Severity.HINT, "injects/0/id")
