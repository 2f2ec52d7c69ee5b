"""`run --headless --speed max`: a whole exercise in a moment, the same every time."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from crisis_tui.storage.verify import verify_journal
from tests.cli.exercising import Desk, types, without_stamps

if TYPE_CHECKING:
    from pathlib import Path

PLAYED = [
    "ExerciseStarted",
    "DirectorTaken",
    "PhaseEntered",
    "InjectDelivered",  # S01
    "ClockStarted",
    "InjectAcknowledged",
    "ExpectationMet",
    "ObservationRecorded",
    "Paused",
    "Resumed",
    "InjectDelivered",  # S04, by hand
    "SpeedChanged",
    "InjectDelivered",  # S02
    "DecisionTaken",
    "ActionRecorded",
    "StoryJumped",
    "ClockMissed",
    "PhaseEntered",
    "InjectDelivered",  # S03, because the decision was yes
    "Jumped",
    "InjectDelivered",  # S05
    "ExerciseEnded",
    "DirectorReleased",
]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk.at(tmp_path, capsys)


def test_a_script_is_played_to_the_planned_end(desk: Desk) -> None:
    assert desk.play("--script", desk.script) == 0
    events = desk.events(desk.the_exercise())
    assert types(events) == PLAYED
    assert [event["data"].get("late_ms", 0) for event in events] == [0] * len(PLAYED)
    assert "OVD has S01 Het licht gaat uit" in desk.out
    assert desk.out.startswith("EXERCISE  Stroom weg\n")
    assert max(map(len, desk.out.splitlines())) <= 80


def test_pause_and_speed_count_on_the_wall(desk: Desk) -> None:
    desk.play("--script", desk.script)
    events = desk.events(desk.the_exercise())
    wall = [int(event["at"][14:16]) * 60 + int(event["at"][17:19]) for event in events]
    stood = (wall[PLAYED.index("Resumed")] - wall[PLAYED.index("Paused")]) % 3600
    fast = (wall[PLAYED.index("DecisionTaken")] - wall[PLAYED.index("SpeedChanged")]) % 3600
    assert (stood, fast) == (600, 120)


def test_the_same_script_gives_the_same_journal_but_for_stamps_and_identities(desk: Desk) -> None:
    assert desk.play("--script", desk.script) == 0
    first = desk.the_exercise()
    assert desk.play("--script", desk.script, "--me", "vic") == 0
    second = first[:-1] + "2"
    assert without_stamps(desk.events(first)) == without_stamps(desk.events(second))
    assert desk.events(second)[0]["actor"]["person"] == "vic"


def test_jsonl_on_stdout_is_the_journal_itself(desk: Desk) -> None:
    assert desk.play("--script", desk.script, "--format", "jsonl") == 0
    journal = desk.exercises / desk.the_exercise() / "journal.jsonl"
    assert desk.out == journal.read_text()
    assert verify_journal(journal).valid


def test_inputs_are_frozen_and_hashed_with_their_includes(desk: Desk) -> None:
    desk.play()
    folder = desk.exercises / desk.the_exercise()
    started = desk.events(folder.name)[0]["data"]
    assert set(started["inputs"]) == {
        "scenarios/stroom.yaml",
        "scenarios/stroom-extra.yaml",
        "rosters/klein.yaml",
        "norms/00-shipped.yaml",
    }
    for name, digest in started["inputs"].items():
        frozen = (folder / "inputs" / name).read_bytes()
        assert hashlib.sha256(frozen).hexdigest() == digest
        if not name.startswith("norms"):
            assert frozen == (desk.root / name).read_bytes()
    assert started["roster"] == "klein"


def test_a_variant_leaves_injects_out(desk: Desk) -> None:
    assert desk.play("--variant", "kort") == 0
    events = desk.events(desk.the_exercise())
    sent = [event["data"]["inject"] for event in events if event["type"] == "InjectDelivered"]
    assert sent == ["S01", "S05"]
    assert events[0]["data"]["variant"] == "kort"


def test_the_story_can_start_at_another_time(desk: Desk) -> None:
    assert desk.play("--start", "2027-07-01T08:00+02:00") == 0
    started = desk.events(desk.the_exercise())[0]["data"]
    assert started["story_start_ms"] == 1_814_421_600_000


def test_until_leaves_it_standing_and_resumable(desk: Desk) -> None:
    assert desk.play("--until", "12m", "--script", desk.script) == 0
    name = desk.the_exercise()
    assert types(desk.events(name))[-2:] == ["Paused", "DirectorReleased"]
    assert desk.events(name)[-1]["play"] == 720_000
    assert desk.say("exercises", "--format", "json") == 0
    (listed,) = json.loads(desk.out)["exercises"]
    assert (listed["id"], listed["state"], listed["scenario"]) == (name, "resumable", "stroom")

    shutil.rmtree(desk.root / "scenarios")
    (desk.root / "scenarios").mkdir()
    assert desk.say("resume", name, "--headless", "--script", desk.script) == 0
    events = desk.events(name)
    stop = types(events).index("DirectorReleased")
    assert types(events)[stop + 1 : stop + 3] == ["DirectorTaken", "Resumed"]
    once = {"Paused", "Resumed", "DirectorTaken", "DirectorReleased"}
    kept = [kind for kind in types(events) if kind not in once]
    assert kept == [kind for kind in PLAYED if kind not in once]
    assert desk.say("exercises", "--format", "json") == 0
    assert json.loads(desk.out)["exercises"][0]["state"] == "ended"


def test_what_a_script_asks_in_vain_is_told_and_counts(desk: Desk, tmp_path: Path) -> None:
    script = tmp_path / "vain.yaml"
    script.write_text("- {at: 1m, as: OVD, acknowledge: S02}\n- {at: 2m, send: S04}\n")
    assert desk.play("--script", str(script)) == 1
    assert "step at 0:01:00 refused" in desk.err
    assert types(desk.events(desk.the_exercise())).count("ExerciseEnded") == 1


def test_a_script_with_faults_starts_nothing(desk: Desk, tmp_path: Path) -> None:
    script = tmp_path / "wrong.yaml"
    script.write_text(
        "- {at: 1m, acknowledg: S01}\n- {at: 3, send: S04}\n- {at: 2m, speed: 9000}\n"
    )
    assert desk.play("--script", str(script)) == 1
    for place in ("wrong.yaml:1:12", "wrong.yaml:2:8", "wrong.yaml:3:19"):
        assert place in desk.err
    assert not desk.exercises.exists()


def test_a_script_about_what_is_not_there_starts_nothing(desk: Desk, tmp_path: Path) -> None:
    script = tmp_path / "wrong.yaml"
    script.write_text("- {at: 1m, as: OVD, acknowledge: S99}\n- {at: 2m, send: S04}\n")
    assert desk.play("--script", str(script)) == 1
    assert "wrong.yaml:1:34" in desk.err
    assert not desk.exercises.exists()


def test_a_scenario_with_errors_is_refused_with_its_findings(desk: Desk) -> None:
    scenario = desk.root / "scenarios" / "stroom.yaml"
    scenario.write_text(scenario.read_text().replace("to: [OVD]", "to: [ODV]", 1))
    assert desk.play() == 1
    assert "stroom.yaml:18:" in desk.err
    assert "ODV" in desk.err
    assert not desk.exercises.exists()


def test_an_open_end_needs_a_time_to_stop(desk: Desk) -> None:
    scenario = desk.root / "scenarios" / "stroom.yaml"
    scenario.write_text(scenario.read_text().replace("end: 30m", "end: open"))
    assert desk.play() == 2
    assert "--until" in desk.err
    assert not desk.exercises.exists()
    assert desk.play("--until", "2h") == 0
    assert desk.events(desk.the_exercise())[-1]["play"] == 7_200_000


def test_an_exercise_that_nothing_moves_on_stops_with_a_word(desk: Desk, tmp_path: Path) -> None:
    script = tmp_path / "stop.yaml"
    script.write_text('- {at: 1m, stop: "echte brand"}\n')
    assert desk.play("--script", str(script)) == 1
    assert "stands still" in desk.err
    assert types(desk.events(desk.the_exercise()))[-1] == "DirectorReleased"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "stroom"], "terminal"),
        (["run", "stroom", "--until", "3h"], "--headless"),
        (["run", "stroom", "--script", "x.yaml"], "--headless"),
        (["run", "stroom", "--speed", "max"], "--headless"),
        (["run", "strom", "--headless"], "stroom"),
        (["run", "stroom", "--headless", "--roster", "groot"], "klein"),
        (["run", "stroom", "--headless", "--speed", "0"], "0.1"),
        (["run", "stroom", "--headless", "--until", "soon"], "90m"),
        (["run", "stroom", "--headless", "--start", "yesterday"], "is not a time"),
        (["resume", "nothing", "--headless"], "no exercise"),
    ],
)
def test_wrong_use_is_told_with_a_cure(desk: Desk, arguments: list[str], said: str) -> None:
    assert desk.say(*arguments) == 2
    assert said in desk.err
    assert not desk.exercises.exists()


def test_a_workspace_without_rosters_can_run_too(desk: Desk) -> None:
    shutil.rmtree(desk.root / "rosters")
    assert desk.play() == 0
    assert "roster" not in desk.events(desk.the_exercise())[0]["data"]


def test_a_scenario_outside_the_workspace_is_frozen_and_resumed(desk: Desk, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (desk.root / "scenarios").rename(elsewhere)
    (desk.root / "scenarios").mkdir()
    code = desk.say(
        "run", str(elsewhere / "stroom.yaml"), "--headless", "--speed", "max", "--until", "12m"
    )
    assert code == 0
    name = desk.the_exercise()
    assert "outside/stroom.yaml" in desk.events(name)[0]["data"]["inputs"]
    shutil.rmtree(elsewhere)
    assert desk.say("resume", "last", "--headless") == 0
    assert "ExerciseEnded" in types(desk.events(name))
