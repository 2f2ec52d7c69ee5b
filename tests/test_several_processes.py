"""Several processes at one exercise at the same instant: the journal's lock decides, once."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crisis_tui.bootstrap_exercise import join_exercise
from crisis_tui.exercise.commands import (
    DeliverInject,
    PauseExercise,
    RecordEntry,
    ResumeExercise,
    StopPlay,
)
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.runner import JOURNAL_BUSY
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.timeout(120)
ROOT = Path(__file__).parents[1]
ROUNDS = 10
RACE = """
import sys, time
from pathlib import Path
from crisis_tui.bootstrap_exercise import join_exercise
from crisis_tui.exercise.commands import DeliverInject
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.system_clock import MachineClock
folder, name = Path(sys.argv[1]), sys.argv[2]
exercise = join_exercise(folder, MachineClock(), Actor(name, "controller", name))
print("ready", flush=True)
for line in sys.stdin:
    inject, at = line.split()
    while time.time() < float(at):
        pass
    outcome = exercise.session.act(DeliverInject(inject), exercise.actor)
    print(outcome.reason if isinstance(outcome, Refusal) else "done", flush=True)
exercise.close("quit")
"""


def start(*command: str, stdin: int | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        text=True,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LANG": "en_GB.UTF-8"},
        stdin=stdin,
    )


@pytest.fixture
def directed(tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    """An exercise that another process directs on the machine's clock: its folder and director."""
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "rosters").mkdir()
    injects = "\n".join(
        f"  - {{id: C{n:02}, at: 9h, to: [CISO], title: Bericht}}" for n in range(ROUNDS + 1)
    )
    (tmp_path / "scenarios" / "wedloop.yaml").write_text(SCENARIO + injects + "\n")
    command = ("run", "wedloop", "--headless", "--until", "8h", "--format", "jsonl")
    director = start("-m", "crisis_tui", *command, "--workspace", str(tmp_path), "--me", "anna")
    with director:
        assert director.stdout is not None
        while "DirectorTaken" not in (line := director.stdout.readline()):
            assert line, "the director never began"
        (folder,) = (path.parent for path in tmp_path.glob("exercises/*/journal.jsonl"))
        yield folder, director
        director.kill()


SCENARIO = """\
scenario: "1"
id: wedloop
title: Wedloop
crisis: cyber
story_start: 2026-03-03 07:42
end: 10h
objectives:
  - {id: O1, title: Doel}
injects:
"""


def test_of_controllers_who_send_the_same_at_once_one_does_and_the_others_hear_it_was_sent(
    directed: tuple[Path, subprocess.Popen[str]],
) -> None:
    folder, _ = directed
    racers = [start("-c", RACE, str(folder), f"k{n}", stdin=subprocess.PIPE) for n in range(3)]
    assert [racer.stdout.readline() for racer in racers if racer.stdout] == ["ready\n"] * 3
    for number in range(ROUNDS):
        inject, at = f"C{number:02}", time.time() + 0.05
        for racer in racers:
            assert racer.stdin is not None
            racer.stdin.write(f"{inject} {at}\n")
            racer.stdin.flush()
        said = sorted(racer.stdout.readline().strip() for racer in racers if racer.stdout)
        sent = f"{inject} was sent already."
        assert said == [sent, sent, "done"]
    for racer in racers:
        racer.communicate()
    events = [json.loads(line) for line in (folder / "journal.jsonl").read_text().splitlines()]
    delivered = [one["data"]["inject"] for one in events if one["type"] == "InjectDelivered"]
    assert delivered == [f"C{number:02}" for number in range(ROUNDS)]
    assert [one["type"] for one in events].count("DirectorTaken") == 1


def test_a_process_stopped_with_the_journals_lock_holds_nobody_up(
    directed: tuple[Path, subprocess.Popen[str]],
) -> None:
    folder, director = directed
    bram = Actor("bram", "controller", "t2")
    exercise = join_exercise(folder, MachineClock(), bram)
    with (folder / "journal.jsonl").open("rb") as stopped:
        fcntl.flock(stopped, fcntl.LOCK_EX)
        began = time.monotonic()
        outcome = exercise.session.act(DeliverInject("C00"), bram)
        assert isinstance(outcome, Refusal)
        assert outcome.reason == JOURNAL_BUSY
        assert time.monotonic() - began < 2
        exercise.session.refresh()  # reading goes on
    assert not isinstance(exercise.session.act(RecordEntry("note", "verder"), bram), Refusal)
    assert exercise.session.trouble is None
    assert director.poll() is None
    exercise.close("quit")


def test_a_director_without_a_person_waits_for_who_paused_it(
    directed: tuple[Path, subprocess.Popen[str]],
) -> None:
    folder, director = directed
    bram = Actor("bram", "controller", "t2")
    exercise = join_exercise(folder, MachineClock(), bram)
    for stop, go in (
        (PauseExercise(), ResumeExercise()),
        (StopPlay("brand"), ResumeExercise(after_stop=True)),
    ):
        assert not isinstance(exercise.session.act(stop, bram), Refusal)
        time.sleep(2)
        assert director.poll() is None
        assert not isinstance(exercise.session.act(go, bram), Refusal)
    exercise.close("quit")


JOINED = """
import asyncio, sys
from pathlib import Path
from crisis_tui.bootstrap_exercise import join_exercise
from crisis_tui.exercise.events import Actor
from crisis_tui.system_clock import MachineClock
name = sys.argv[2]
exercise = join_exercise(Path(sys.argv[1]), MachineClock(), Actor(name, "controller", name))
async def attend():
    exercise.attend(print)
    print("ready", flush=True)
    await asyncio.sleep(60)
asyncio.run(attend())
"""


def test_when_the_director_is_killed_exactly_one_of_four_steps_in_within_a_second(
    directed: tuple[Path, subprocess.Popen[str]],
) -> None:
    folder, director = directed
    joined = [start("-c", JOINED, str(folder), f"k{n}") for n in range(4)]
    try:
        assert [one.stdout.readline() for one in joined if one.stdout] == ["ready\n"] * 4
        for taken in (2, 3, 4):  # and then the one who stepped in, and the next one
            killed_ms = time.time_ns() // 1_000_000
            director.send_signal(signal.SIGKILL)
            director.wait()
            time.sleep(1.5)
            events = [
                json.loads(one) for one in (folder / "journal.jsonl").read_text().splitlines()
            ]
            takes = [one for one in events if one["type"] == "DirectorTaken"]
            assert len(takes) == taken
            assert _utc_ms(takes[-1]["at"]) - killed_ms <= 1_000
            assert takes[-1]["data"]["previous_person"] == takes[-2]["actor"]["person"]
            director = joined[int(takes[-1]["actor"]["person"][1:])]
    finally:
        for one in joined:
            one.kill()
            one.communicate()


def _utc_ms(stamp: str) -> int:
    return round(datetime.fromisoformat(stamp).timestamp() * 1_000)
