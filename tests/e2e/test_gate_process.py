"""The gate as a process: started once by many, killed and started anew, and why there is none."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crisis_tui import __version__
from crisis_tui.bootstrap import load_scenario, open_workspace
from crisis_tui.bootstrap_exercise import Setup, start_exercise
from crisis_tui.exercise.commands import RecordEntry
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.gate.client import LOST, GateSeat, NotAdmittedError
from crisis_tui.gate_door import GateDoor
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crisis_tui.open_exercise import OpenExercise

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

CONTROLLER = Actor("ketelmeer", "controller", "pts/1")
SOON_S = 20.0


@pytest.fixture
def exercise(workspace: Path) -> Iterator[OpenExercise]:
    found = open_workspace(str(workspace))
    setup = Setup(found, load_scenario(found, "dinsdag-zonder-netwerk"))
    opened = start_exercise(setup, MachineClock(), CONTROLLER)
    yield opened
    for pid in gates_of(opened.folder):
        os.kill(pid, signal.SIGKILL)
    opened.close("quit")


def gates_of(folder: Path) -> list[int]:
    """Return the processes that are this exercise's gate."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes() if entry.name.isdigit() else b""
        except OSError:
            continue
        if b"crisis_tui.gate_process\0" + os.fsencode(folder) + b"\0" in words:
            found.append(int(entry.name))
    return found


def has_another_gate(folder: Path, killed: list[int]) -> bool:
    return bool(set(gates_of(folder)) - set(killed))


def join(folder: Path, number: int = 0) -> GateSeat:
    seat = Seat(SeatKind.PLAYER, f"speler{number}", "t", ("CISO",))
    return GateSeat.join(seat, GateDoor(folder), MachineClock(), __version__)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON_S):
        while not true():  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.01)


def test_many_who_come_at_once_start_one_gate(exercise: OpenExercise) -> None:
    with ThreadPoolExecutor(10) as pool:
        seats = list(pool.map(lambda number: join(exercise.folder, number), range(10)))
    assert len(gates_of(exercise.folder)) == 1
    for seated in seats:
        seated.close()


def test_a_killed_gate_is_started_anew_and_nothing_asked_is_lost_or_doubled(
    exercise: OpenExercise,
) -> None:
    async def play(seats: list[GateSeat]) -> None:
        for seated in seats:
            seated.subscribe(lambda: None)
        for round_number in range(3):
            asked = [
                asyncio.create_task(
                    seated.act(RecordEntry("note", f"r{round_number} s{number}", "CISO"), "CISO")
                )
                for number, seated in enumerate(seats)
            ]
            await asyncio.sleep(0.03 * round_number)
            killed = gates_of(exercise.folder)
            for pid in killed:
                os.kill(pid, signal.SIGKILL)
            assert await asyncio.gather(*asked) == [None] * len(seats)
            await until(partial(has_another_gate, exercise.folder, killed))
            await until(lambda: all(seated.trouble != LOST for seated in seats))
            assert len(gates_of(exercise.folder)) == 1

    seats = [join(exercise.folder, number) for number in range(8)]
    asyncio.run(play(seats))
    for seated in seats:
        seated.close()
    journal = (exercise.folder / "journal.jsonl").read_text()
    for round_number in range(3):
        for number in range(8):
            assert journal.count(f'"r{round_number} s{number}"') == 1


def test_a_damaged_journal_is_told_to_who_joins(exercise: OpenExercise) -> None:
    journal = exercise.folder / "journal.jsonl"
    content = journal.read_bytes()
    journal.write_bytes(content.replace(b'"play":0', b'"play":1', 1))
    with pytest.raises(NotAdmittedError, match="damaged at line 1"):
        join(exercise.folder)
    journal.write_bytes(content)


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (["--as", "player"], 1, "Say with --role which role you play"),
        (["--as", "player", "--role", "GVB"], 1, "The exercise has no role GVB; it has: AOV"),
        (["--as", "observer", "--role", "CISO"], 2, "--role goes with --as player"),
        (["--as", "god"], 2, "invalid choice"),
        ([], 2, "--as"),
    ],
)
def test_who_asks_wrong_hears_what_to_ask(
    exercise: OpenExercise, asked: list[str], code: int, said: str
) -> None:
    command = [sys.executable, "-m", "crisis_tui", "--plain", "--lang", "en", "join"]
    found = subprocess.run(
        [*command, str(exercise.folder), *asked],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=Path(__file__).parents[2],
        stdin=subprocess.DEVNULL,
    )
    assert (found.returncode, found.stdout) == (code, "")
    assert said in found.stderr
