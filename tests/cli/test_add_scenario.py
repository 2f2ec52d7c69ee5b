"""A second scenario on top of a live exercise: played by the process that directs, kept for ever."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.exercising import Desk, types

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk.at(tmp_path, capsys)


@pytest.fixture
def live(desk: Desk) -> Iterator[subprocess.Popen[str]]:
    """A live exercise, begun and past its first event."""
    process = desk.begin("run", "stroom", "--headless", "--format", "jsonl")
    heard(process, "InjectDelivered")
    yield process
    process.kill()
    process.communicate()


def heard(process: subprocess.Popen[str], word: str) -> dict[str, Any]:
    """Read what the process tells until a line has a word."""
    assert process.stdout is not None
    while word not in (line := process.stdout.readline()):
        assert process.poll() is None
    event: dict[str, Any] = json.loads(line)
    return event


def inputs_of(desk: Desk) -> Path:
    return desk.exercises / desk.the_exercise() / "inputs"


def add(desk: Desk, *more: str) -> int:
    return desk.say("add-scenario", "last", "stroom", *more, "--me", "knardijk")


def test_the_director_of_another_process_plays_it(desk: Desk, live: subprocess.Popen[str]) -> None:
    assert add(desk, "--prefix", "tweede") == 0
    assert '"tweede:"' in desk.out
    assert heard(live, '"tweede:')["type"] in {"PhaseEntered", "InjectDelivered"}
    added = next(one for one in desk.events(desk.the_exercise()) if one["type"] == "ScenarioAdded")
    assert added["actor"]["person"] == "knardijk"
    assert all(name.startswith("added-1/") for name in added["data"]["inputs"])


def test_who_resumes_after_a_kill_has_it_and_so_do_log_and_debrief(
    desk: Desk, live: subprocess.Popen[str]
) -> None:
    assert add(desk, "--prefix", "een") == 0
    assert add(desk, "--prefix", "twee") == 0
    heard(live, '"twee:')
    live.kill()
    live.communicate()
    assert desk.say("resume", "last", "--headless", "--until", "1s") == 0
    assert types(desk.events(desk.the_exercise())).count("ScenarioAdded") == 2
    assert desk.say("log", "last") == 0
    assert "een:" in desk.out
    assert desk.say("debrief", "last", "--format", "json") == 0
    ids = {inject["id"] for inject in json.loads(desk.out)["injects"]}
    assert any(name.startswith("een:") for name in ids)
    assert any(name.startswith("twee:") for name in ids)


@pytest.mark.usefixtures("live")
def test_a_prefix_is_free_and_nothing_is_frozen_for_one_that_is_not(desk: Desk) -> None:
    assert add(desk) == 0
    prefix = desk.out.split('"')[1].rstrip(":")
    assert add(desk, "--prefix", prefix) == 1
    assert add(desk, "--prefix", "a:b") == 1
    inputs = inputs_of(desk)
    assert sorted(path.name for path in inputs.glob("added-*")) == ["added-1"]
    assert add(desk) == 0
    assert f'"{prefix}2:"' in desk.out


@pytest.mark.usefixtures("live")
def test_inputs_that_changed_are_told(desk: Desk) -> None:
    assert add(desk) == 0
    frozen = next((inputs_of(desk) / "added-1").rglob("*.yaml"))
    frozen.write_text(frozen.read_text(encoding="utf-8") + "# anders\n", encoding="utf-8")
    assert desk.say("debrief", "last") == 3
    assert "added-1/" in desk.err


def test_a_scenario_with_errors_is_not_added(desk: Desk) -> None:
    wrong = desk.root / "scenarios" / "fout.yaml"
    wrong.write_text("scenario: 1\nid: fout\n", encoding="utf-8")
    assert desk.play() == 0
    assert desk.say("add-scenario", "last", "fout") == 1
    assert "fout.yaml" in desk.err


def test_what_was_played_in_no_time_takes_nothing_more(desk: Desk) -> None:
    assert desk.play() == 0
    assert add(desk) == 1
    assert not list((inputs_of(desk)).glob("added-*"))
