"""cli.md, `run --until` and `resume`: left with the clock standing, taken up again, by one only."""

from __future__ import annotations

import shutil
import signal
import time
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.files import roster, scenario
from tests.acceptance.stranger import Stranger, minutes, of_type, sent

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

INJECTS = """
- {id: A1, at: 0m, to: [OVD], title: Nu}
- {id: A2, at: 20m, to: [OVD], title: Straks}
- {id: A3, at: 40m, to: [OVD], title: Later}
"""


@pytest.fixture
def here(here: Stranger) -> Stranger:
    here.write("rosters/proef.yaml", roster(people=""))
    here.write("scenarios/proef.yaml", scenario(INJECTS))
    return here


def test_until_is_play_time_and_leaves_the_clock_standing(here: Stranger) -> None:
    events = here.play("proef", "--until", "30m")
    assert [event["type"] for event in events[-2:]] == ["Paused", "DirectorReleased"]
    assert events[-1]["data"] == {"reason": "until"}
    assert minutes(events[-1]) == 30
    assert sent(events) == [(0, "A1"), (20, "A2")]
    assert here.ask("resume", "last", "--headless", "--until", "35m").code == 0
    assert minutes(here.journal[-1]) == 35
    assert here.json("exercises")["exercises"][0]["state"] == "resumable"
    assert here.ask("resume", "last", "--headless").code == 0
    assert sent(here.journal) == [(0, "A1"), (20, "A2"), (40, "A3")]
    assert of_type(here.journal, "ExerciseEnded")[0]["play"] == 3_600_000


def test_resume_takes_a_script_and_jsonl(here: Stranger) -> None:
    here.play("proef", "--until", "30m")
    path = here.write("later.yaml", "- {at: 33m, observe: laat}\n- {at: 5m, observe: voorbij}\n")
    more = ("--headless", "--script", str(path), "--speed", "max", "--format", "jsonl")
    said = here.ask("resume", "last", *more)
    assert said.code == 0
    assert said.lines
    found = of_type(here.journal, "ObservationRecorded")
    assert [event["data"]["text"] for event in found] == ["laat"]


def test_resume_needs_the_exercise_folder_only(here: Stranger) -> None:
    here.play("proef", "--until", "30m")
    (here.root / "scenarios/proef.yaml").unlink()
    (here.root / "rosters/proef.yaml").unlink()
    assert here.ask("resume", "last", "--headless").code == 0
    assert sent(here.journal)[-1] == (40, "A3")


def test_what_is_over_cannot_be_resumed(here: Stranger) -> None:
    events = here.play("proef")
    assert here.ask("resume", "last", "--headless").code == 1
    assert here.journal == events


def wait_for(process: subprocess.Popen[str], word: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if word in line:
            return
    raise AssertionError(word)


@pytest.fixture
def live(here: Stranger) -> Iterator[subprocess.Popen[str]]:
    """An exercise in the background, after its first message."""
    arguments = ("--headless", "--format", "jsonl", "--me", "Hilde", "--lang", "en")
    process = here.begin("run", "proef", *arguments)
    wait_for(process, "InjectDelivered")
    yield process
    process.kill()
    process.communicate()


def test_a_second_director_is_refused_and_hears_who_and_since_when(
    here: Stranger, live: subprocess.Popen[str]
) -> None:
    before = len(here.journal)
    for command in (("resume", "last", "--headless"), ("resume", "last", "--plain")):
        said = here.ask(*command)
        assert (said.code, said.out) == (1, "")
        assert "held by Hilde" in said.err
        assert "since 20" in said.err
    assert len(here.journal) == before
    assert here.json("exercises")["exercises"][0]["state"] == "running"
    live.send_signal(signal.SIGTERM)
    live.wait(timeout=20)
    assert here.ask("resume", "last", "--headless", "--until", "1s").code == 0


OVERDUE: dict[tuple[str, ...], list[str]] = {
    (): ["InjectHeld"],
    ("--overdue", "hold"): ["InjectHeld"],
    ("--overdue", "send"): ["InjectHeld", "InjectDelivered"],
    ("--overdue", "skip"): ["InjectHeld", "InjectSkipped"],
}


def test_overdue_injects_wait_are_sent_or_skipped(here: Stranger) -> None:
    here.change("scenarios/proef.yaml", "at: 20m", "at: 5m")
    process = here.begin("run", "proef", "--headless", "--speed", "600", "--format", "jsonl")
    wait_for(process, "InjectDelivered")
    process.kill()
    process.communicate()
    time.sleep(0.7)  # five minutes of play and more pass, with nobody to direct
    killed = here.journal
    for copy, (more, kinds) in enumerate(OVERDUE.items()):
        root = here.root.with_name(f"kopie-{copy}")
        shutil.copytree(here.root, root)
        there = Stranger(root, here.capsys)
        said = there.ask("resume", "last", "--headless", "--until", "20m", *more)
        assert said.code == 0
        assert there.journal[: len(killed)] == killed
        about = [event for event in there.journal if event["data"].get("inject") == "A2"]
        assert [event["type"] for event in about] == kinds
        assert about[0]["data"]["reason"] == "outage"
        assert ("catch-up list" in said.err) == (kinds == ["InjectHeld"])


def test_a_follower_hears_what_happens_and_stops_when_asked(
    here: Stranger, live: subprocess.Popen[str]
) -> None:
    follower = here.begin("log", "last", "--follow", "--format", "jsonl")
    wait_for(follower, "ExerciseStarted")
    live.send_signal(signal.SIGINT)
    assert live.wait(timeout=20) == 130
    wait_for(follower, "DirectorReleased")
    follower.send_signal(signal.SIGINT)
    assert follower.wait(timeout=20) == 130
    follower.communicate()
