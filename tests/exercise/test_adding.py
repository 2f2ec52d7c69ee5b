"""A second scenario on top of a running exercise: its own ids, one clock, in every process."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crisis_tui.exercise import commands as do
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.additions import fold_with_additions, with_plan
from crisis_tui.exercise.freezing import freeze, thaw
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.runner import ExerciseSession
from crisis_tui.exercise.state import initial_state
from crisis_tui.scenario.on_top import put_on_top
from tests.exercise.machine import Machine
from tests.exercise.playing import DIRECTOR, STORY_MS, minutes, script
from tests.memory_journal import MemoryJournal

if TYPE_CHECKING:
    from crisis_tui.scenario.script import Script

FIRST = script(
    {"id": "C1", "at": "1m"},
    {"id": "C2", "at": "30m"},
    {"id": "B1", "bank": True, "key": "1"},
    phases=[{"id": "warm", "at": "0m"}, {"id": "rust", "at": "60m"}],
)
SECOND = script(
    {
        "id": "C1",
        "at": "5m",
        "story": "20h",
        "expects": [{"id": "A", "by": "CISO", "action": "Belt", "within": "5m"}],
        "decision": {
            "id": "weg",
            "question": "Weg?",
            "options": [{"id": "wel", "title": "Ja"}],
        },
    },
    {"id": "C2", "after": {"inject": "C1", "by": "1m"}, "when": {"decision": "weg", "is": "wel"}},
    {"id": "C3", "after": {"inject": "C1", "by": "10m"}, "unless": "A"},
    {"id": "S", "from_phase": "plat", "every": "10m", "until_phase": "op"},
    {"id": "C4", "at": "2m", "when": {"reached": "gemist"}},
    {"id": "B1", "bank": True, "key": "1"},
    {"id": "B2", "bank": True, "key": "2"},
    phases=[
        {"id": "plat", "at": "0m", "story": "40h", "pace": "1m = 1h"},
        {"id": "op", "at": "25m"},
    ],
    milestones=[{"id": "gemist", "when": {"missed": "A"}}],
    clocks=[{"id": "AP", "title": "Melding", "starts": "C1", "due": "72h"}],
)


def added(event: ev.ScenarioAdded) -> Script:
    assert event.scenario == "tweede"
    return SECOND


def machine() -> Machine:
    made = Machine(script=FIRST)
    made.session = ExerciseSession(FIRST, made.journal, made.clocks, added=added)
    return made.start()


def observer(made: Machine) -> ExerciseSession:
    return ExerciseSession(FIRST, MemoryJournal(made.lines), made.clocks, added=added)


def add(prefix: str = "cyber") -> do.AddScenario:
    return do.AddScenario(prefix, "tweede", "Tweede", {})


def run(made: Machine, play_ms: int) -> None:
    while made.session.now().play_ms < play_ms:
        made.wait(1_000)


def test_what_is_added_comes_at_its_times_from_now_on() -> None:
    made = machine()
    run(made, minutes(10))
    made.act(add())
    run(made, minutes(40))
    sent = [
        (event.inject, (event.due_play_ms or 0) // minutes(1))
        for event in made.happened(ev.InjectDelivered)
        if isinstance(event, ev.InjectDelivered)
    ]
    assert sent == [
        ("C1", 1),
        ("cyber:S", 10),
        ("cyber:C1", 15),
        ("cyber:S.2", 20),
        ("cyber:C4", 20),
        ("cyber:C3", 25),
        ("C2", 30),
        ("cyber:S.3", 30),
    ]


def test_a_shift_moves_what_was_added_before_it_only() -> None:
    made = machine()
    run(made, minutes(9))
    made.act(do.ShiftSchedule(minutes(2)))
    made.act(add("een"))
    run(made, minutes(10))
    made.act(do.ShiftSchedule(minutes(3)))
    made.act(add("twee"))
    run(made, minutes(36))
    sent = {one: made.session.state.inject(one).delivered_play_ms for one in made.delivered()}
    assert sent["een:C1"] == minutes(9 + 5 + 3)
    assert sent["twee:C1"] == minutes(10 + 5)
    assert sent["C2"] == minutes(30 + 2 + 3)


def test_its_phases_run_beside_and_move_no_story() -> None:
    made = machine()
    run(made, minutes(10))
    made.act(add())
    run(made, minutes(36))
    state = made.session.state
    assert (state.phase, dict(state.side_phases)) == ("warm", {"cyber": "cyber:op"})
    assert state.story_at(minutes(36)) == STORY_MS + minutes(36)
    assert made.happened(ev.StoryJumped) == []
    assert isinstance(made.session.act(do.EnterPhase("cyber:plat"), DIRECTOR), Refusal)
    made.act(do.EnterPhase("rust"))
    assert (made.session.state.phase, state.side_phases["cyber"]) == ("rust", "cyber:op")


def test_what_it_asks_is_answered_under_its_own_ids() -> None:
    made = machine()
    made.act(add())
    run(made, minutes(6))
    made.act(do.MeetExpectation("cyber:A"))
    made.act(do.TakeDecision("cyber:weg", "wel"))
    made.act(do.MeetClock("cyber:AP"))
    run(made, minutes(20))
    assert "cyber:C2" in made.delivered()
    assert "cyber:C3" not in made.delivered()
    assert "cyber:gemist" not in made.session.state.milestones


def test_a_key_that_the_first_scenario_gave_stays_its_own() -> None:
    made = machine()
    made.act(add())
    keys = {key: one.inject.id for key, one in made.session.state.plan.bank_keys.items()}
    assert keys == {1: "B1", 2: "cyber:B2"}


def test_every_process_has_the_same_plan_and_state() -> None:
    made = machine()
    watching = observer(made)
    run(made, minutes(3))
    made.act(add())
    run(made, minutes(12))
    watching.refresh()
    late = observer(made)
    assert watching.state == made.session.state == late.state
    assert late.state.plan.inject("cyber:C1") is not None
    assert watching.state.agenda.first() == made.session.state.agenda.first()


def test_another_process_may_add_it_and_the_director_plays_it() -> None:
    made = machine()
    run(made, minutes(3))
    other = observer(made)
    outcome = other.act(add(), replace(DIRECTOR, person="knardijk", terminal="t2"))
    assert not isinstance(outcome, Refusal)
    run(made, minutes(9))
    assert "cyber:C1" in made.delivered()


def test_two_additions_live_beside_each_other() -> None:
    made = machine()
    made.act(add("een"))
    run(made, minutes(2))
    made.act(add("twee"))
    run(made, minutes(8))
    starts = [name for name in made.delivered() if name.endswith("C1")]
    assert starts == ["C1", "een:C1", "twee:C1"]
    assert observer(made).state == made.session.state


def test_a_director_killed_around_an_addition_loses_nothing() -> None:
    for dies_after in (False, True):
        made = machine()
        run(made, minutes(3))
        if dies_after:
            made.act(add())
        made.session = observer(made)
        if not dies_after:
            assert not isinstance(made.session.act(add(), DIRECTOR), Refusal)
        assert made.session.direct(DIRECTOR, "takeover") is None
        run(made, minutes(9))
        assert made.delivered().count("cyber:C1") == 1
        assert observer(made).state == made.session.state


@pytest.mark.parametrize(
    ("prefix", "said"), [("cyber", "in use"), ("", "at most 20"), ("a:b", "at most 20")]
)
def test_a_prefix_is_short_and_free(prefix: str, said: str) -> None:
    made = machine()
    made.act(add())
    refused = made.session.act(add(prefix), DIRECTOR)
    assert isinstance(refused, Refusal)
    assert said in str(refused.reason)


def test_nothing_is_added_to_what_is_over() -> None:
    made = machine()
    made.act(do.EndExercise())
    assert isinstance(made.session.act(add(), DIRECTOR), Refusal)


def test_without_its_script_the_journal_is_read_all_the_same() -> None:
    made = machine()
    made.act(add())
    run(made, minutes(8))
    bare = fold_with_additions(initial_state(FIRST), made.records(), None)
    assert bare.additions[0].prefix == "cyber"
    assert "cyber:C1" in bare.delivered


def test_conditions_keep_their_shape_under_the_prefix() -> None:
    nested = script(
        {"id": "C1", "at": "0m", "when": {"any": [{"not": {"met": "A"}}, {"reached": "m"}]}}
    )
    whole = put_on_top(FIRST, nested, "x", 0)
    when = whole.inject_by_id["x:C1"].inject.when
    assert when is not None
    assert when.any is not None
    assert when.any[0].negated is not None
    assert (when.any[0].negated.met, when.any[1].reached) == ("x:A", "x:m")


def test_a_jump_back_finds_the_phases_of_both_where_they_were() -> None:
    made = machine()
    made.act(add())
    run(made, minutes(30))
    made.act(do.JumpTo(minutes(10)))
    state = made.session.state
    assert (state.phase, dict(state.side_phases)) == ("warm", {"cyber": "cyber:plat"})
    run(made, minutes(26))
    assert made.session.state.side_phases["cyber"] == "cyber:op"
    assert observer(made).state == made.session.state
    bare = fold_with_additions(initial_state(), made.records(), None)
    assert bare.side_phases["cyber"] == "cyber:op"


def test_a_kept_state_gets_its_plan_back() -> None:
    made = machine()
    made.act(add())
    made.act(do.SignHandover("ketelmeer", "knardijk", "s", "b", "a", "v", "c"))
    run(made, minutes(12))
    records = {record.seq: record for record in made.records()}
    kept = json.loads(json.dumps(freeze(made.session.state)))
    thawed = thaw(kept, FIRST, lambda seqs: tuple(records[seq] for seq in seqs))
    again = with_plan(thawed, added)
    assert again == made.session.state
    assert again.plan.inject("cyber:C1") is not None
