"""formats.md, "Scenario" and "The two clocks": what comes when, on play time and on story time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.files import roster, scenario
from tests.acceptance.stranger import minutes, of_type, sent

if TYPE_CHECKING:
    from tests.acceptance.stranger import Stranger

ASK = """
- id: A1
  at: 10m
  to: [OVD]
  title: Betalen?
  decision: {id: losgeld, question: Betalen?, options: [{id: niet, title: Nee}, {id: wel, title: Ja}]}
  expects:
    - {id: E1, by: OVD, action: Belt, within: 5m}
    - {id: E2, by: OVD, action: Schrijft, within: 5m}
"""
START_MS = datetime.fromisoformat("2026-03-03T09:00:00+01:00").timestamp() * 1000
HOUR_MS = 3_600_000


@pytest.fixture
def here(here: Stranger) -> Stranger:
    roles = "- {id: OVD, title: Officier}\n- {id: FG, title: Functionaris}"
    here.write("rosters/proef.yaml", roster(roles, people=""))
    return here


def play(
    here: Stranger, injects: str, script: str = "", *arguments: str, **more: str
) -> list[dict[str, Any]]:
    here.write("scenarios/proef.yaml", scenario(injects, **more))
    return here.play("proef", *arguments, script=script)


def story_hours(event: dict[str, Any]) -> tuple[float, float]:
    """Return from where to where the story jumped, in hours after its start."""
    data = event["data"]
    return (
        (data["from_story_ms"] - START_MS) / HOUR_MS,
        (data["to_story_ms"] - START_MS) / HOUR_MS,
    )


def skipped(events: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (event["data"]["inject"], event["data"]["reason"])
        for event in of_type(events, "InjectSkipped")
    ]


BRANCH = "- {{id: B1, at: 20m, to: [OVD], title: Vervolg, when: {when}}}"


@pytest.mark.parametrize(
    ("when", "script", "comes"),
    [
        ("{decision: losgeld, is: wel}", "- {at: 12m, decide: losgeld, option: wel}", True),
        ("{decision: losgeld, is: wel}", "- {at: 12m, decide: losgeld, option: niet}", False),
        ("{met: E1}", "- {at: 12m, done: E1}", True),
        ("{met: E1}", "", False),
        ("{missed: E1}", "", True),
        ("{missed: E1}", "- {at: 12m, done: E1}", False),
        ("{not: {met: E1}}", "", True),
        ("{not: {decision: losgeld, is: wel}}", "- {at: 12m, decide: losgeld, option: niet}", True),
        ("{all: [{met: E1}, {missed: E2}]}", "- {at: 12m, done: E1}", True),
        ("{all: [{met: E1}, {met: E2}]}", "- {at: 12m, done: E1}", False),
        ("{any: [{met: E1}, {met: E2}]}", "- {at: 12m, done: E2}", True),
        ("{any: [{met: E1}, {met: E2}]}", "", False),
        (
            "{all: [{any: [{met: E1}, {met: E2}]}, {not: {decision: losgeld, is: wel}}]}",
            "- {at: 12m, done: E2}\n- {at: 13m, decide: losgeld, option: niet}",
            True,
        ),
    ],
)
def test_branches(here: Stranger, when: str, script: str, comes: bool) -> None:  # noqa: FBT001
    events = play(here, ASK + BRANCH.format(when=when), script)
    assert ((20, "B1") in sent(events)) is comes
    assert (("B1", "condition") in skipped(events)) is not comes


def test_a_branch_that_is_not_settled_waits_and_comes_once_it_is(here: Stranger) -> None:
    branch = BRANCH.format(when="{decision: losgeld, is: wel}")
    events = play(here, ASK + branch, "- {at: 40m, decide: losgeld, option: wel}")
    assert of_type(events, "InjectHeld")[0]["data"] == {"inject": "B1", "reason": "condition"}
    assert (40, "B1") in sent(events)


def test_after_counts_from_the_delivery(here: Stranger) -> None:
    after = "- {id: B1, after: {inject: A1, by: 10m}, to: [OVD], title: Vervolg}\n"
    at_once = "- {id: B2, after: {inject: B1}, to: [OVD], title: Meteen}"
    assert sent(play(here, ASK + after + at_once)) == [(10, "A1"), (20, "B1"), (20, "B2")]
    moved = sent(play(here, ASK + after, "- {at: 5m, send: A1}"))
    assert moved == [(5, "A1"), (15, "B1")]


def test_what_is_in_the_bank_comes_by_hand_only(here: Stranger) -> None:
    bank = "- {id: B1, bank: true, to: [OVD], title: Op zak}"
    assert sent(play(here, ASK + bank)) == [(10, "A1")]


def test_variables_are_filled_in_and_variants_change_them(here: Stranger) -> None:
    injects = (
        '- {id: A1, at: 0m, to: [OVD], title: "Bel ${nummer}"}\n'
        "- {id: A2, at: 1m, to: [OVD], title: Weg}"
    )
    more = (
        'variables: {nummer: "0320 000 000"}\n'
        'variants:\n  - {id: kort, title: Kort, set: {nummer: "112"}, without: [A2]}'
    )
    here.write("scenarios/proef.yaml", scenario(injects, more=more))
    for variant, number in ((), "0320 000 000"), (("--variant", "kort"), "112"):
        said = here.ask("run", "proef", "--headless", "--speed", "max", *variant)
        assert f"Bel {number}" in said.out
        assert ("A2" in said.out) == (not variant)
    said = here.ask("run", "proef", "--headless", "--speed", "max", "--variant", "krot")
    assert said.code == 2
    assert '"kort"' in said.err


def test_includes_are_read_inside_the_workspace_only(here: Stranger) -> None:
    here.write("scenarios/pers.yaml", "injects:\n  - {id: P1, at: 5m, to: [OVD], title: Pers}\n")
    events = play(here, ASK, more="include: [pers.yaml]")
    assert sent(events) == [(5, "P1"), (10, "A1")]
    (here.root.parent / "buiten.yaml").write_text("injects: []\n")
    for name in ("../../buiten.yaml", "/etc/hostname", "weg.yaml"):
        here.write("scenarios/proef.yaml", scenario(ASK, more=f"include: [{name}]"))
        assert here.json("check")["errors"] == 1
        assert here.try_play("proef").code in {1, 3}


def test_recurring_on_play_time(here: Stranger) -> None:
    events = play(here, "- {id: sitrap, at: 10m, every: 20m, to: [OVD], title: Sitrap}")
    assert [minute for minute, _ in sent(events)] == [10, 30, 50]
    names = [name for _, name in sent(events)]
    assert names[0] == "sitrap"
    assert len(set(names)) == 3
    assert all(name.startswith("sitrap") for name in names)


PHASES = """
- {id: een, title: Een, at: 0m}
- {id: twee, title: Twee, at: 25m}
"""


def test_recurring_from_a_phase(here: Stranger) -> None:
    events = play(
        here,
        "- {id: sitrap, every: 10m, from_phase: twee, to: [OVD], title: Sitrap}",
        phases=PHASES,
    )
    assert [minute for minute, _ in sent(events)] == [25, 35, 45, 55]


def test_recurring_on_story_time_at_the_phases_pace(here: Stranger) -> None:
    events = play(
        here,
        "- {id: sitrap, every: 24h, clock: story, from_phase: een, to: [OVD], title: Sitrap}",
        phases='- {id: een, title: Een, at: 0m, pace: "10m = 1d"}',
        end="35m",
    )
    assert [minute for minute, _ in sent(events)] == [0, 10, 20, 30]


def test_recurrences_that_a_jump_passes_over_are_logged_not_delivered(here: Stranger) -> None:
    story = (
        "- {id: sitrap, every: 24h, clock: story, at: 0m, to: [OVD], title: Sitrap}\n"
        "- {id: A1, at: 10m, story: D4 10:00, to: [OVD], title: Later}"
    )
    events = play(here, story, end="30m")
    assert sent(events) == [(0, "sitrap"), (10, "A1")]
    (passed,) = of_type(events, "InjectSkipped")
    assert passed["data"]["reason"] == "jump"
    assert passed["data"]["inject"].startswith("sitrap")
    assert passed["data"]["through"].startswith("sitrap")
    play_clock = "- {id: sitrap, every: 10m, at: 0m, to: [OVD], title: Sitrap}"
    events = play(here, play_clock, "- {at: 5m, jump: 35m}")
    assert [minute for minute, _ in sent(events)] == [0, 40, 50, 60]
    (passed,) = of_type(events, "InjectSkipped")
    assert passed["data"]["reason"] == "jump"


def test_story_runs_one_to_one_from_the_last_anchor_and_jumps_to_the_next(here: Stranger) -> None:
    injects = (
        "- {id: A1, at: 10m, to: [OVD], title: Eerst}\n"
        "- {id: A2, at: 20m, story: D1 12:00, to: [OVD], title: Dan}\n"
        "- {id: A3, at: 40m, story: D3 09:00, to: [OVD], title: Later}"
    )
    jumps = of_type(play(here, injects), "StoryJumped")
    assert [minutes(each) for each in jumps] == [20, 40]
    spans = [(round(a, 3), round(b, 3)) for a, b in map(story_hours, jumps)]
    assert spans == [(0.333, 3), (3.333, 48)]
    assert [each["data"]["inject"] for each in jumps] == ["A2", "A3"]


def test_phases_anchor_the_story_and_set_its_pace(here: Stranger) -> None:
    phases = (
        '- {id: een, title: Een, at: 0m, pace: "1m = 1h"}\n'
        "- {id: twee, title: Twee, at: 20m, story: D2 09:00}\n"
        "- {id: drie, title: Drie, at: 40m}"
    )
    events = play(here, ASK, phases=phases)
    entered = of_type(events, "PhaseEntered")
    hours = [(each["data"]["story_ms"] - START_MS) / HOUR_MS for each in entered]
    assert [minutes(each) for each in entered] == [0, 20, 40]
    assert [round(hour, 3) for hour in hours] == [0, 24, 24.333]
    assert story_hours(of_type(events, "StoryJumped")[0]) == (20, 24)
    assert entered[0]["data"]["pace_story_ms"] / entered[0]["data"]["pace_play_ms"] == 60


def test_an_anchor_before_the_story_is_t210(here: Stranger) -> None:
    injects = (
        "- {id: A1, at: 10m, story: D2 09:00, to: [OVD], title: Eerst}\n"
        "- {id: A2, at: 20m, story: D1 12:00, to: [OVD], title: Terug}"
    )
    here.write("scenarios/proef.yaml", scenario(injects))
    found = [each for each in here.json("check")["findings"] if each["severity"] == "error"]
    assert [each["code"] for each in found] == ["T210"]


CLOCK = "clocks:\n  - {id: AP72, title: Melding, starts: A1, due: 72h, clock: story, owner: FG}"
LONG = (
    "- {id: A1, at: 0m, to: [OVD], title: Lek}\n"
    "- {id: A2, at: 30m, story: D9 09:00, to: [OVD], title: Week later}"
)


def test_a_clock_on_story_time_is_missed_at_the_jump(here: Stranger) -> None:
    events = play(here, LONG, more=CLOCK)
    started = of_type(events, "ClockStarted")[0]["data"]
    assert started["clock"] == "AP72"
    assert started["due_story_ms"] == START_MS + 72 * HOUR_MS
    (missed,) = of_type(events, "ClockMissed")
    assert (minutes(missed), missed["data"]) == (30, {"clock": "AP72"})
    kinds = [event["type"] for event in events]
    assert kinds.index("StoryJumped") < kinds.index("ClockMissed")


def test_a_clock_that_is_met_before_the_jump_is_not_missed(here: Stranger) -> None:
    events = play(here, LONG, "- {at: 20m, as: FG, clock: AP72}", more=CLOCK)
    assert not of_type(events, "ClockMissed")
    assert of_type(events, "ClockMet")[0]["data"] == {"clock": "AP72", "role": "FG"}


def test_a_clock_on_play_time(here: Stranger) -> None:
    clock = CLOCK.replace("due: 72h, clock: story", "due: 15m, clock: play")
    (missed,) = of_type(play(here, LONG, more=clock), "ClockMissed")
    assert minutes(missed) == 15


def test_a_clock_on_story_time_follows_the_pace(here: Stranger) -> None:
    paced = '- {id: een, title: Een, at: 0m, pace: "1m = 4h"}'
    inject = "- {id: A1, at: 0m, to: [OVD], title: Lek}"
    (missed,) = of_type(play(here, inject, more=CLOCK, phases=paced), "ClockMissed")
    assert minutes(missed) == 18


def test_an_open_end_needs_until_and_stays_resumable(here: Stranger) -> None:
    here.write("scenarios/proef.yaml", scenario(ASK, end="open"))
    said = here.try_play("proef")
    assert (said.code, said.out) == (2, "")
    assert "--until" in said.err
    events = here.play("proef", "--until", "2h")
    assert events[-1]["type"] == "DirectorReleased"
    assert minutes(events[-1]) == 120
    assert here.json("exercises")["exercises"][0]["state"] == "resumable"


@pytest.mark.parametrize(
    ("start", "utc", "hours"),
    [
        ("2026-03-03 20:00", "2026-03-03T19:00:00+00:00", 24),
        ("2027-07-01 08:00", "2027-07-01T06:00:00+00:00", 24),
        ("2026-03-28 09:00", "2026-03-28T08:00:00+00:00", 23),
    ],
)
def test_start_moves_the_story(here: Stranger, start: str, utc: str, hours: int) -> None:
    tomorrow = "- {id: A1, at: 0m, story: D2 09:00, to: [OVD], title: Morgen}"
    events = play(here, tomorrow, "", "--start", start)
    began_ms = events[0]["data"]["story_start_ms"]
    assert began_ms == datetime.fromisoformat(utc).timestamp() * 1000
    jump = of_type(events, "StoryJumped")[0]["data"]
    assert (jump["to_story_ms"] - began_ms) / HOUR_MS == hours


def test_injects_of_one_moment_come_in_the_files_order(here: Stranger) -> None:
    injects = "\n".join(f"- {{id: X{n}, at: 5m, to: [OVD], title: x}}" for n in (3, 1, 2))
    assert [name for _, name in sent(play(here, injects))] == ["X3", "X1", "X2"]


def test_no_scenario_with_an_error_is_run(here: Stranger) -> None:
    here.write("scenarios/proef.yaml", scenario(ASK.replace("to: [OVD]", "to: [OVB]")))
    said = here.try_play("proef")
    assert (said.code, said.out) == (1, "")
    assert "OVB" in said.err
    assert not here.exercises
