"""What goes wrong around an exercise: each fault is put on one process or on the journal."""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    import subprocess
    from collections.abc import Callable

    Victim = subprocess.Popen[bytes]
    Fault = Callable[["Victim", Path, Path, random.Random], None]

SKEWS = 4
"""So many wall clocks, each shared by a part of the processes."""
_LONGEST_STEP_MS = 3 * 3_600_000
_SKEW_BYTES = 8


def kill(victim: Victim, _: Path, __: Path, ___: random.Random) -> None:
    """Kill -9."""
    victim.send_signal(signal.SIGKILL)


def terminate(victim: Victim, _: Path, __: Path, chance: random.Random) -> None:
    """Ask it to stop, or take its terminal away."""
    victim.send_signal(chance.choice((signal.SIGTERM, signal.SIGHUP)))


def freeze(victim: Victim, _: Path, __: Path, chance: random.Random) -> None:
    """Stop it as Ctrl-Z does, wherever it is, and let it go on."""
    victim.send_signal(signal.SIGSTOP)
    time.sleep(chance.uniform(0.05, 0.8))
    victim.send_signal(signal.SIGCONT)


def fill_the_disk(victim: Victim, journal: Path, _: Path, chance: random.Random) -> None:
    """Leave it room for less than a few lines for a while."""
    unlimited = resource.RLIM_INFINITY
    limit = journal.stat().st_size + chance.randrange(600)
    try:
        resource.prlimit(victim.pid, resource.RLIMIT_FSIZE, (limit, unlimited))
        time.sleep(chance.uniform(0.1, 1.0))
        resource.prlimit(victim.pid, resource.RLIMIT_FSIZE, (unlimited, unlimited))
    except ProcessLookupError:
        return  # it died meanwhile, of another fault


def hog_the_lock(_: Victim, journal: Path, __: Path, chance: random.Random) -> None:
    """Hold the journal's lock as a stopped process would."""
    fd = os.open(journal, os.O_RDONLY)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        time.sleep(chance.uniform(0.05, 0.9))
    finally:
        os.close(fd)


def tear_a_line(_: Victim, journal: Path, __: Path, chance: random.Random) -> None:
    """Leave half a line, as a process does that dies while it writes."""
    fd = os.open(journal, os.O_RDWR | os.O_APPEND)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        size = os.fstat(fd).st_size
        if size and os.pread(fd, 1, size - 1) == b"\n":
            os.write(
                fd, b'{"seq":99,"at":"2026-10-24T20:00:00.000Z","play"'[: chance.randrange(1, 48)]
            )
    finally:
        os.close(fd)


def step_the_clock(_: Victim, __: Path, heard: Path, chance: random.Random) -> None:
    """Let a machine's wall clock leap, forth or back."""
    skew = heard / "skew" / str(chance.randrange(SKEWS))
    step_ms = chance.randrange(-_LONGEST_STEP_MS, _LONGEST_STEP_MS)
    with skew.open("r+b") as file:
        file.write(step_ms.to_bytes(_SKEW_BYTES, "little", signed=True))


def kill_the_gate(_: Victim, journal: Path, __: Path, ___: random.Random) -> None:
    """Kill -9 the process through which the seats see the exercise."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (process / "cmdline").read_bytes().split(b"\0")
            if b"crisis_tui.gate_process" in command and bytes(journal.parent) in command:
                os.kill(int(process.name), signal.SIGKILL)


FAULTS: dict[Fault, int] = {
    kill: 8,
    kill_the_gate: 3,
    terminate: 3,
    freeze: 3,
    fill_the_disk: 2,
    hog_the_lock: 2,
    tear_a_line: 2,
    step_the_clock: 2,
}
"""How often each happens, beside the others."""


def make_skews(heard: Path) -> None:
    """Let all wall clocks be right."""
    (heard / "skew").mkdir(parents=True)
    for number in range(SKEWS):
        (heard / "skew" / str(number)).write_bytes(bytes(_SKEW_BYTES))
