"""The shipped scenarios: faultless, complete, bilingual, and free of anything real."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from crisis_tui.files.rosters import load_roster_file
from crisis_tui.files.scenarios import load_scenario_file
from crisis_tui.files.workspace import sample_workspace
from crisis_tui.scenario.checks import Organisation, check_scenario
from crisis_tui.scenario.resolve import resolve

if TYPE_CHECKING:
    from crisis_tui.files.loaded import LoadedScenario
    from crisis_tui.scenario.model import Scenario

WORKSPACE = sample_workspace()
NAMES = ("dinsdag-zonder-netwerk", "vondst-in-het-oefenbos", "winteropvang")
MAIN_LINE = {
    "dinsdag-zonder-netwerk": ("C", 20),
    "vondst-in-het-oefenbos": ("B", 20),
    "winteropvang": ("A", 18),
}
MAIL_OR_PHONE = re.compile(r"@|\+?\d[\d -]{7,}\d")


@cache
def loaded(name: str) -> LoadedScenario:
    return load_scenario_file(WORKSPACE, WORKSPACE.scenario_path(name))


def scenario(name: str) -> Scenario:
    found = loaded(name).scenario
    assert found is not None
    return found


@cache
def organisation() -> Organisation:
    roster_file = load_roster_file(WORKSPACE, WORKSPACE.roster_path("dronten"))
    assert roster_file.roster is not None
    return Organisation(
        roles=frozenset(role.id for role in roster_file.roster.roles),
        held_roles=frozenset(role for person in roster_file.roster.people for role in person.roles),
        qualifications=frozenset(each.id for each in roster_file.training.qualifications),
    )


def test_these_are_the_samples() -> None:
    assert tuple(WORKSPACE.scenario_names()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_or_odd(name: str) -> None:
    files = loaded(name)
    assert not files.findings
    resolved = resolve(files.parts, files.locate)
    assert not resolved.findings
    found = check_scenario(
        files.parts, resolved.script, files.locate, organisation=organisation(), media=()
    )
    assert not found


@pytest.mark.parametrize("name", NAMES)
def test_every_variant_can_be_played(name: str) -> None:
    files = loaded(name)
    variants = scenario(name).variants
    assert 2 <= len(variants) <= 4
    for variant in variants:
        resolved = resolve(files.parts, files.locate, variant=variant.id)
        assert resolved.script is not None
        assert not resolved.findings
        left = resolved.script.inject_by_id
        assert not set(variant.without) & set(left)
        for planned in left.values():
            assert planned.inject.after is None or planned.inject.after.inject in left


@pytest.mark.parametrize("name", NAMES)
def test_the_main_line_is_whole(name: str) -> None:
    letter, count = MAIN_LINE[name]
    timed = [each.id for each in scenario(name).injects if each.at_ms is not None]
    assert timed == [f"{letter}{number:02}" for number in range(1, count + 1)]


@pytest.mark.parametrize("name", NAMES)
def test_every_inject_is_complete(name: str) -> None:
    for inject in scenario(name).injects:
        assert inject.text, inject.id
        assert inject.gloss, inject.id
        assert inject.guidance, inject.id
        assert inject.sender, inject.id
        assert inject.channel, inject.id
        assert inject.acknowledge_ms, inject.id
        assert 1 <= len(inject.expects) <= 3, inject.id
        for action in inject.expects:
            assert action.id.startswith(f"{inject.id}-")
            assert action.by in inject.to, action.id
            assert action.objective, action.id


@pytest.mark.parametrize("name", NAMES)
def test_texts_hold_no_address_and_no_number_to_call(name: str) -> None:
    assert scenario(name).fictional
    for inject in scenario(name).injects:
        assert not MAIL_OR_PHONE.search(inject.text), inject.id


def test_the_breach_clock_starts_when_the_breach_is_known() -> None:
    clock = scenario("dinsdag-zonder-netwerk").clocks[0]
    assert (clock.starts, clock.due_ms, clock.clock) == ("C02", 72 * 3_600_000, "story")
    assert clock.owner == "FG"


def test_the_ransom_decides_how_it_goes_on() -> None:
    injects = {each.id: each for each in scenario("dinsdag-zonder-netwerk").injects}
    decision = injects["C11"].decision
    assert decision is not None
    outcomes = {
        each.when.outcome
        for each in injects.values()
        if each.when is not None and each.when.decision == decision.id
    }
    assert outcomes == {option.id for option in decision.options}


def test_the_long_crisis_turns_on_what_happens() -> None:
    winter = scenario("winteropvang")
    injects = {each.id: each for each in winter.injects}
    last = winter.phases[-1]
    assert last.at_ms is None
    assert last.when is not None
    assert last.when.reached in {each.id for each in winter.milestones}
    assert injects["MAAND"].until_phase == last.id
    assert injects["A11b"].unless == "A11-overdracht"
    assert injects["BANK1"].key == 1


def test_the_long_crisis_has_no_full_stop() -> None:
    winter = scenario("winteropvang")
    assert winter.end_ms is None
    assert winter.phases[-1].lasts_ms
    assert any(phase.pace is not None for phase in winter.phases)
