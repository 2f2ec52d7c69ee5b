"""What the debrief states about a journal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.debrief import words
from crisis_tui.debrief.build import NothingToDebriefError, build_debrief
from crisis_tui.debrief.facts import Debrief, Outcome
from crisis_tui.debrief.outcomes import judge
from crisis_tui.exercise import events as ev
from tests.debrief.small_exercise import MINUTE, START_AT_MS, journal, played, script


def debrief(records: list[ev.Record] | None = None, *, names: bool = False) -> Debrief:
    return build_debrief(
        script(),
        played() if records is None else records,
        journal_head="f" * 64,
        team_of={"CISO": "CYBER", "GS": "GBT", "BGM": "GBT", "PVL": "CCOM"},
        names=names,
    )


def outcomes(made: Debrief) -> dict[str, Outcome]:
    return {action.id: action.outcome for one in made.injects for action in one.expects}


def test_expected_actions_are_in_time_late_missed_or_open() -> None:
    assert outcomes(debrief()) == {
        "C01-a": Outcome.IN_TIME,  # exactly at its limit
        "C01-b": Outcome.MISSED,
        "C01-c": Outcome.LATE,
        "C01-d": Outcome.OPEN,  # no limit, not seen
    }


def test_a_tick_that_was_taken_back_does_not_count() -> None:
    records = [*played()[:-1]]
    records.append(replace(records[-1], event=ev.ExpectationRetracted("C01-a", "C01")))
    assert outcomes(debrief(records))["C01-a"] is Outcome.MISSED


def test_an_inject_that_was_voided_is_shown_but_not_counted() -> None:
    records = [*played()[:-1]]
    records.append(replace(records[-1], event=ev.InjectVoided("C01", "verkeerde tekst")))
    made = debrief(records)
    assert next(one for one in made.injects if one.id == "C01").state == "voided"
    assert made.overall.expected == 0
    assert {one.name for one in made.roles} == {"BGM", "GS"}


def test_a_branch_not_taken_is_told_from_what_was_held_back() -> None:
    records = [record for record in played() if not isinstance(record.event, ev.InjectDelivered)]
    for reason, shown in (("condition", "branch not taken"), ("hand", "held by hand")):
        held = replace(records[-1], event=ev.InjectHeld("C03", reason))
        (fact,) = [one for one in debrief([*records[:-1], held]).injects if one.id == "C03"]
        assert str(words.state(fact)) == shown


def test_the_story_goes_on_from_where_the_engine_anchored_it() -> None:
    records = played()
    story_ms = script().story_start_ms
    leap = ev.StoryJumped(story_ms, story_ms + 60 * MINUTE, anchor_play_ms=39 * MINUTE)
    made = debrief([*records[:-2], replace(records[-2], event=leap), records[-1]])
    assert made.timeline[-1].story_ms == story_ms + 60 * MINUTE + 21 * MINUTE


def test_measures_are_by_role_and_by_team() -> None:
    made = debrief()
    by_role = {one.name: one for one in made.roles}
    assert (by_role["GS"].injects, by_role["GS"].late, by_role["GS"].missed) == (2, 1, 1)
    assert by_role["CISO"].acknowledge_median_ms == MINUTE
    assert by_role["CISO"].act_median_ms == 5 * MINUTE
    by_team = {one.name: one for one in made.teams}
    assert by_team["GBT"].injects == 3
    assert "CCOM" not in by_team  # nobody of that team was asked anything


def test_decisions_carry_options_and_reason() -> None:
    (decision,) = debrief().decisions
    assert (decision.option_title, decision.role, decision.reason) == (
        "Niet betalen",
        "BGM",
        "principe",
    )
    assert decision.outcome is Outcome.IN_TIME


def test_a_clock_that_fell_due_inside_a_story_jump_is_missed() -> None:
    (clock,) = debrief().clocks
    assert clock.outcome is Outcome.MISSED


def test_observations_stand_with_their_objective_at_the_moment_they_were_opened() -> None:
    objective = next(one for one in debrief().objectives if one.id == "O3")
    (note,) = objective.observations
    assert (note.play_ms, note.by) == (6 * MINUTE, "controller")


def test_retracted_entries_are_gone_from_the_lists_but_not_from_the_timeline() -> None:
    records = played()
    retraction = replace(records[-1], seq=len(records), event=ev.EntryRetracted("n1"))
    made = debrief([*records[:-1], retraction])
    assert made.observations == ()
    kinds = [one.kind for one in made.timeline]
    assert kinds.count("observation") == 1
    assert kinds[-1] == "steering"


def test_points_to_improve_rest_on_the_journal() -> None:
    assert [one.basis for one in debrief().improvements] == [
        "AP72",
        "C01-b",
        "C01-c",
        "C01",  # GS never confirmed it
        "n3",
    ]


def test_nobody_is_named_unless_asked() -> None:
    assert "coordinator" not in repr(debrief())
    named = debrief(names=True)
    assert named.head.people == ("coordinator",)
    assert named.observations[0].by == "coordinator (controller)"


def test_the_timeline_shows_three_clocks() -> None:
    made = debrief()
    phase = [one for one in made.timeline if one.kind == "phase"][-1]
    assert phase.play_ms == 30 * MINUTE
    assert phase.story_ms == script().phases[1].start_story_ms
    assert phase.at_ms == START_AT_MS + 30 * MINUTE


def test_a_pause_is_counted_in_wall_time() -> None:
    records = played()
    pause = [
        replace(records[4], event=ev.Paused("koffie")),
        replace(records[4], at_ms=records[4].at_ms + 10 * MINUTE, event=ev.Resumed()),
    ]
    made = debrief([*records[:4], *pause, *records[4:]])
    assert made.head.paused_ms == 10 * MINUTE


def test_what_is_written_after_the_end_does_not_put_it_off() -> None:
    records = played()
    last = records[-1]
    late = replace(
        last,
        seq=last.seq + 1,
        at_ms=last.at_ms + MINUTE,
        event=ev.Paused("nazit"),
    )
    assert debrief([*records, late]).head.ended_at_ms == last.at_ms


def test_a_journal_without_a_start_has_no_debrief() -> None:
    with pytest.raises(NothingToDebriefError):
        debrief(journal((0, ev.Paused())))
    with pytest.raises(NothingToDebriefError):
        debrief([])


def test_every_beginning_of_a_journal_can_be_debriefed() -> None:
    records = played()
    for length in range(1, len(records) + 1):
        made = debrief(records[:length])
        assert made.head.is_ended == (length == len(records))


minutes = st.one_of(st.none(), st.integers(min_value=0, max_value=100))


@given(minutes, minutes, st.integers(min_value=0, max_value=100))
def test_an_outcome_is_one_of_four_and_only_a_limit_makes_late(
    done: int | None, due: int | None, end: int
) -> None:
    outcome = judge(done, due, end)
    if outcome in {Outcome.LATE, Outcome.MISSED}:
        assert due is not None
    assert (outcome in {Outcome.IN_TIME, Outcome.LATE}) == (done is not None)
