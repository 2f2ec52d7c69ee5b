"""Two hundred times kill -9 at a random instant of a live exercise: nothing lost, nothing doubled.

Every round resumes the exercise of the round before. The process in the middle writes down each
event that the journal acknowledged, and a fingerprint of its state; the next one says with what
state it begins, before it does anything.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from benchmarks.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.open_exercise import OpenExercise

ROUNDS = 200
LONGEST_LIFE_S = 0.6
"""From the first event of a round to its end."""
SPEED = 600.0
ROOT = Path(__file__).parent.parent
SCENARIO = """\
scenario: 1
id: lang
title: Lang
crisis: infrastructure
story_start: 2026-03-03 07:42
end: {end}s
phases:
  - {{id: alles, title: Alles, at: 0m, story: D1 07:42}}
injects:
"""
INJECT = """\
  - {{id: C{number:04}, at: {at}s, to: [OVD], title: Bericht {number}, expects: [{{id: C{number:04}-doen, by: OVD, action: Doet iets, within: 5m}}]}}
"""
INJECTS = 3_000
EVERY_S = 5
"""Play time between injects: 120 a second of wall time, and as many expected actions missed."""


@dataclass
class Tally:
    """What the rounds added up to."""

    rounds: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    invalid: int = 0
    torn: bool = False
    other_states: int = 0
    compared_states: int = 0
    previous: tuple[int, str] | None = field(default=None, repr=False)


def measure() -> Iterator[Figure]:
    """Yield what 200 rounds lost, doubled or changed."""
    with tempfile.TemporaryDirectory() as folder:
        tally = run_rounds(Path(folder), ROUNDS, random.Random(2026))  # noqa: S311 - to be repeated, not to be secret
    yield Figure("kill -9, rounds", str(tally.rounds))
    yield Figure("events acknowledged before the kills", f"{tally.acknowledged:,}")
    for name, count in (
        ("acknowledged events lost", tally.lost),
        ("events doubled", tally.doubled),
        ("journals not whole afterwards", tally.invalid),
        (f"states unlike before the kill, of {tally.compared_states}", tally.other_states),
    ):
        yield Figure(name, str(count), "0", count == 0)
    yield Figure("torn lines were set aside", "yes" if tally.torn else "no")


def run_rounds(folder: Path, rounds: int, chance: random.Random) -> Tally:
    """Kill an exercise again and again, and count what is wrong with its journal each time."""
    workspace = folder / "workspace"
    (workspace / "scenarios").mkdir(parents=True)
    text = SCENARIO.format(end=INJECTS * EVERY_S + 600) + "".join(
        INJECT.format(number=number, at=number * EVERY_S) for number in range(INJECTS)
    )
    (workspace / "scenarios" / "lang.yaml").write_text(text)
    tally = Tally()
    for _ in range(rounds):
        _round(workspace, tally, chance)
    tally.torn = any(workspace.glob("exercises/*/journal.torn"))
    shutil.rmtree(workspace)
    return tally


def _round(workspace: Path, tally: Tally, chance: random.Random) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.kill", str(workspace)],
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    if not first:
        raise RuntimeError(f"it did not begin: exit code {process.wait()}")
    begun = json.loads(first)
    time.sleep(chance.uniform(0, LONGEST_LIFE_S))
    process.send_signal(signal.SIGKILL)
    said = _whole_lines(process.stdout)
    process.communicate()
    tally.rounds += 1
    _compare_states(tally, begun)
    if said:
        tally.previous = (said[-1]["seq"], said[-1]["state"])
    _count(workspace, tally, [seq for line in said for seq in line["acknowledged"]])


def _whole_lines(pipe: IO[bytes]) -> list[dict[str, Any]]:
    return [
        json.loads(line) for line in pipe.read().splitlines(keepends=True) if line[-1:] == b"\n"
    ]


def _compare_states(tally: Tally, begun: dict[str, object]) -> None:
    """Compare with the last state before the kill, if the journal knows nothing newer."""
    if tally.previous is None or begun.get("seq") != tally.previous[0]:
        return
    tally.compared_states += 1
    tally.other_states += begun["state"] != tally.previous[1]


def _count(workspace: Path, tally: Tally, acknowledged: list[int]) -> None:
    from crisis_tui.exercise.events import ExpectationMissed, InjectDelivered
    from crisis_tui.storage.journal import open_journal
    from crisis_tui.storage.verify import verify_journal

    exercise = _exercise(workspace)
    assert exercise is not None
    journal = open_journal(exercise / "journal.jsonl")
    records = list(journal.read_new())
    journal.close()
    seqs = Counter(record.seq for record in records)
    once = Counter(
        (type(record.event).__name__, getattr(record.event, "expectation", record.event.inject))
        for record in records
        if isinstance(record.event, InjectDelivered | ExpectationMissed)
    )
    tally.acknowledged += len(acknowledged)
    tally.lost += sum(seq not in seqs for seq in acknowledged)
    tally.doubled += sum(count - 1 for count in (*seqs.values(), *once.values()))
    tally.invalid += not verify_journal(exercise / "journal.jsonl").valid


def _exercise(workspace: Path) -> Path | None:
    """Return the exercise at hand: a new one is begun where the last one is over."""
    found = [path.parent for path in workspace.glob("exercises/*/journal.jsonl")]
    return max(found, key=lambda folder: (len(folder.name), folder.name), default=None)


def _live(workspace: Path) -> None:
    """Play the exercise until killed; what is overdue is sent, so that every round has work."""
    from crisis_tui.alarm import Alarm
    from crisis_tui.exercise.commands import SendOverdue
    from crisis_tui.system_clock import MachineClock

    exercise, begun = _open(workspace)
    _say(begun)
    clock = MachineClock()
    exercise.session.subscribe(
        lambda records: _say(
            {
                "acknowledged": [record.seq for record in records],
                **fingerprint(exercise.session.state),
            }
        )
    )
    exercise.session.act(SendOverdue(), exercise.actor)

    async def play() -> None:
        Alarm(exercise.session, clock, lambda _: os._exit(70)).start()
        await asyncio.Event().wait()

    asyncio.run(play())


def _open(workspace: Path) -> tuple[OpenExercise, dict[str, object]]:
    from crisis_tui.bootstrap import load_scenario, open_workspace
    from crisis_tui.bootstrap_exercise import Setup, resume_exercise, start_exercise
    from crisis_tui.exercise.events import Actor
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.frozen_inputs import script_of, started_event
    from crisis_tui.storage.journal import read_journal
    from crisis_tui.system_clock import MachineClock

    clock, director = MachineClock(), Actor("ketelmeer", "controller", "-")
    folder = _exercise(workspace)
    if folder is not None:
        script = script_of(folder, started_event(folder))
        before = ExerciseSession(script, read_journal(folder / "journal.jsonl"), clock)
        if before.is_live:
            return resume_exercise(folder, clock, director), fingerprint(before.state)
    opened = open_workspace(str(workspace))
    setup = Setup(opened, load_scenario(opened, "lang"), speed=SPEED)
    exercise = start_exercise(setup, clock, director)
    return exercise, fingerprint(exercise.session.state)


def fingerprint(state: ExerciseState) -> dict[str, object]:
    """Return a state in a few bytes; equal states have equal ones in every process."""
    from crisis_tui.exercise.freezing import freeze

    whole = json.dumps(freeze(state), sort_keys=True)
    return {"seq": state.seq, "state": hashlib.sha256(whole.encode()).hexdigest()}


def _say(line: dict[str, object]) -> None:
    os.write(1, f"{json.dumps(line)}\n".encode())


if __name__ == "__main__":
    _live(Path(sys.argv[1]))
