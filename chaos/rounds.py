"""Round after round: an exercise begins, chaos, somebody brings it to its end, the judge looks."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chaos.faults import FAULTS, make_skews
from chaos.stage import SCENARIO, SPEED, write_scenario
from chaos.worker import BROKEN, FINISHER, OVER

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
KINDS = (
    "director",
    "controller",
    "controller",
    "player",
    "player",
    "observer",
    "simcell",
    "screen",
)
SEATS = {"player", "observer", "simcell", "screen"}
"""Who is at the exercise at any time; who dies is replaced."""
ROUND_SECONDS = 20.0
MOST_FINISH_SECONDS = 90.0


@dataclass
class Tally:
    """What all rounds added up to."""

    rounds: int = 0
    processes: int = 0
    cpu_seconds: float = 0
    counts: Counter[str] = field(default_factory=Counter)
    faults_made: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield it for people."""
        made = ", ".join(f"{name} {count}" for name, count in self.faults_made.most_common())
        yield f"{self.rounds} exercises, {self.processes} processes, {self.cpu_seconds:.0f} s of CPU"
        yield f"made to go wrong: {made}"
        yield ", ".join(f"{name} {count:,}" for name, count in self.counts.items())
        yield f"{len(self.faults)} faults"
        yield from self.faults


def play_for(folder: Path, cpu_seconds: float, chance: random.Random) -> Tally:
    """Play rounds until they took so much processor time, of children and all."""
    tally = Tally()
    started = _cpu_seconds()
    while tally.cpu_seconds < cpu_seconds and not tally.faults:
        _round(folder / str(tally.rounds), tally, chance)
        tally.cpu_seconds = _cpu_seconds() - started
    return tally


def _cpu_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _round(folder: Path, tally: Tally, chance: random.Random) -> None:
    heard = folder / "heard"
    make_skews(heard)
    write_scenario(folder, chance)
    exercise = _begin(folder)
    crowd = Crowd(exercise, heard, tally, chance)
    crowd.suffer(ROUND_SECONDS)
    crowd.end()
    verdict = _judged(exercise, heard)
    tally.rounds += 1
    tally.faults += [f"round {tally.rounds}: {fault}" for fault in verdict.pop("faults")]
    tally.counts.update(verdict)


def _begin(folder: Path) -> Path:
    command = [
        *(sys.executable, "-m", "crisis_tui", "run", SCENARIO, "--headless", "--until", "1s"),
        *("--workspace", str(folder), "--speed", str(SPEED)),
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("exercises/*/journal.jsonl")).parent


def _judged(exercise: Path, heard: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "chaos.judge", str(exercise), str(heard)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    verdict: dict[str, Any] = json.loads(done.stdout)
    return verdict


class Crowd:
    """The processes at one exercise; whoever dies is replaced by another of the same kind."""

    def __init__(self, exercise: Path, heard: Path, tally: Tally, chance: random.Random) -> None:
        self._exercise = exercise
        self._heard = heard
        self._tally = tally
        self._chance = chance
        self._over = False
        self._members = [(kind, self._start(kind)) for kind in KINDS]

    def suffer(self, seconds: float) -> None:
        """Let things go wrong, one after another, for so long."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._over:
            time.sleep(self._chance.uniform(0, 0.4))
            fault = self._chance.choices(list(FAULTS), list(FAULTS.values()))[0]
            victim = self._chance.choice(self._members)[1]
            if victim.poll() is None:
                fault(victim, self._exercise / "journal.jsonl", self._heard, self._chance)
                self._tally.faults_made[fault.__name__.replace("_", " ")] += 1
            self._replace_the_dead()

    def end(self) -> None:
        """Kill everybody and have one process bring the exercise to its end in good order."""
        for _, member in self._members:
            member.kill()
            member.communicate()
        if self._over:
            return
        finisher = self._start(FINISHER)
        try:
            finisher.wait(MOST_FINISH_SECONDS)
        except subprocess.TimeoutExpired:
            self._tally.faults.append(f"{self._exercise} could not be brought to its end")
            finisher.kill()
        self._look_at(finisher)

    def _replace_the_dead(self) -> None:
        for place, (kind, member) in enumerate(self._members):
            if member.poll() is not None:
                self._look_at(member)
                self._members[place] = (kind, self._start(kind))

    def _start(self, kind: str) -> subprocess.Popen[bytes]:
        self._tally.processes += 1
        module = "chaos.seat" if kind in SEATS else "chaos.worker"
        command = [
            *(sys.executable, "-m", module, kind, str(self._exercise)),
            *(str(self._heard), str(self._tally.processes)),
        ]
        return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def _look_at(self, member: subprocess.Popen[bytes]) -> None:
        """A process may be killed or say that the journal failed it; it may not fall over."""
        said = member.communicate()[1].decode()
        self._over = self._over or member.returncode == OVER
        if member.returncode > 0 and member.returncode != BROKEN:
            self._tally.faults.append(f"a process fell over: {said[-2000:]}")
        elif member.returncode == BROKEN:
            self._tally.counts[f"gave up: {said.strip().rpartition(': ')[2]}"] += 1
