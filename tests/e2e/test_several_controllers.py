"""Several controllers at several terminals: one directs, all steer, nobody is left in the dark."""

from __future__ import annotations

import os
import signal
import time
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.console import Console, journal, types

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]
RUN = ("run", "dinsdag-zonder-netwerk", "--roster", "dronten", "--me", "anna")
JOIN = ("join", "last", "--as", "controller", "--me")


@contextmanager
def directing(workspace: Path) -> Iterator[Console]:
    """Let Anna direct at a terminal."""
    with Console(workspace, *RUN) as anna:
        anna.sees("RUNS 1×", "C01")
        yield anna


def last(workspace: Path, kind: str) -> dict[str, Any]:
    """Return the newest line of a type in the journal."""
    return next(line for line in reversed(journal(workspace)) if line["type"] == kind)


def test_what_one_does_the_other_sees_and_who_is_refused_hears_it_alone(workspace: Path) -> None:
    with directing(workspace) as anna, Console(workspace, *JOIN, "bram") as bram:
        bram.sees("RUNS 1×", "directs: anna", "C01")
        bram.keys("nstroom blijft aan\r")
        anna.sees("stroom blijft aan")
        anna.keys("P", "p")
        bram.sees("Phase 2/5")
        bram.keys(" ")
        anna.sees("PAUSED")  # its clock stands: nothing on a screen changes by itself
        bram.sees("PAUSED")
        time.sleep(9)  # until no answer to anything is on the status line any more
        before = anna.screen
        bram.keys("G")
        bram.keys("R")
        bram.sees("anna at ", " directs.")
        assert anna.screen == before
        count = len(journal(workspace))
        bram.keys("q")
        bram.sees("It goes on without this terminal")
        bram.keys("y")
        assert bram.ends() == 0
        assert len(journal(workspace)) == count
        assert anna.screen == before


def test_a_second_director_is_refused_and_told_who(workspace: Path) -> None:
    resume = ("resume", "last", "--me", "bram")
    with directing(workspace), Console(workspace, *resume) as bram:
        bram.sees("held by anna at", "since")
        assert bram.ends() == 1


def test_a_killed_director_is_replaced_within_a_second(workspace: Path) -> None:
    with (
        directing(workspace) as anna,
        Console(workspace, *JOIN, "bram") as bram,
        Console(workspace, *JOIN, "carla", "--plain") as carla,
    ):
        bram.sees("directs: anna")
        carla.sees("anna at", "directs")
        os.kill(anna.process.pid, signal.SIGKILL)
        killed_ms = time.time_ns() // 1_000_000
        shown = "directs now; anna at"
        carla.sees("anna at", "gone without a word")
        bram.sees("anna at", "gone without a word")
        taken = last(workspace, "DirectorTaken")
        assert taken["data"]["why"] == "gone"
        assert types(workspace).count("DirectorTaken") == 2
        director, other = (bram, carla) if "You direct" in bram.screen else (carla, bram)
        assert "You direct now" in director.screen
        assert shown in other.screen
        assert journal(workspace)[-1]["actor"]["person"] in {"bram", "carla"}
        began_ms = _utc_ms(taken["at"])
        assert began_ms - killed_ms <= 1_000


def test_who_leaves_on_purpose_hands_over_by_key(workspace: Path) -> None:
    with directing(workspace) as anna, Console(workspace, *JOIN, "bram") as bram:
        bram.sees("directs: anna")
        anna.keys("q")
        anna.sees("Its clock stops")
        anna.keys("y")
        assert anna.ends() == 0
        bram.sees("Nobody directs; paused by anna.", "R take over")
        bram.keys(" ")
        bram.sees("take over first")
        bram.keys("R")
        bram.sees("You direct now; anna")
        bram.keys(" ")
        bram.sees("RUNS 1×")


def test_no_play_is_at_every_terminal_and_takes_two_keys_to_lift(workspace: Path) -> None:
    with (
        directing(workspace) as anna,
        Console(workspace, *JOIN, "bram") as bram,
        Console(workspace, *JOIN, "carla", "--plain") as carla,
    ):
        bram.sees("directs: anna")
        carla.sees("anna at")
        bram.keys("!")
        anna.sees("PAUSED")  # before the reason is written
        bram.keys("brand in de kantine\r")
        for console in (anna, bram):
            console.sees("NO PLAY", "Stop playing, this is real: brand in de kantine")
        carla.sees("NO PLAY: brand in de kantine", "The exercise stands still")
        anna.keys("nwij verzamelen buiten\r")
        bram.sees("wij verzamelen buiten")
        carla.keys("go\r")
        carla.sees("lift it explicitly")
        carla.keys("lift\r")
        carla.sees("say it in full")
        assert "Resumed" not in types(workspace)
        anna.keys("!")
        anna.sees("Lift it?")
        anna.keys("l")
        anna.sees("Do all players know?")
        anna.keys("r")
        bram.gone("this is real")
        carla.sees("resumed")


def test_the_end_throws_nobody_out(workspace: Path) -> None:
    with (
        directing(workspace) as anna,
        Console(workspace, *JOIN, "bram") as bram,
        Console(workspace, *JOIN, "carla", "--plain") as carla,
    ):
        bram.sees("directs: anna")
        carla.sees("anna at")
        anna.keys("E", "e", "y")
        bram.sees("ENDED", "D opens the debrief")
        carla.sees("exercise ended", "crisis-tui debrief")
        carla.keys("pause\r")
        carla.sees("not done: The exercise is over.")
        bram.keys("D")
        bram.sees("Debrief", "At a glance")
        with Console(workspace, *JOIN, "dirk") as dirk:
            dirk.sees("The exercise is over; crisis-tui debrief")
            assert dirk.ends() == 1


def test_a_stopped_director_keeps_the_direction_and_is_named(workspace: Path) -> None:
    with directing(workspace) as anna, Console(workspace, *JOIN, "bram") as bram:
        bram.sees("directs: anna")
        os.kill(anna.process.pid, signal.SIGSTOP)
        bram.sees("No sign of life for", "anna at", f"kill {anna.process.pid}")
        assert types(workspace).count("DirectorTaken") == 1
        os.kill(anna.process.pid, signal.SIGCONT)
        bram.gone("No sign of life")
        assert "directs: anna" in bram.screen


@pytest.mark.parametrize("front_end", [(), ("--plain",)])
def test_a_stopped_controller_has_caught_up_when_it_goes_on(
    workspace: Path, front_end: tuple[str, ...]
) -> None:
    with directing(workspace) as anna, Console(workspace, *JOIN, "bram", *front_end) as bram:
        bram.sees("anna", "directs", "C01")
        os.kill(bram.process.pid, signal.SIGSTOP)
        anna.keys("nbram is even weg\r")
        anna.sees("bram is even weg")
        os.kill(bram.process.pid, signal.SIGCONT)
        bram.sees("bram is even weg")
        assert types(workspace).count("DirectorTaken") == 1


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_a_controller_who_goes_changes_nothing(workspace: Path, number: signal.Signals) -> None:
    with directing(workspace) as anna, Console(workspace, *JOIN, "bram") as bram:
        bram.sees("directs: anna")
        before = journal(workspace)
        os.kill(bram.process.pid, number)
        bram.ends()
        assert journal(workspace) == before
        anna.keys("nalles loopt door\r")
        anna.sees("alles loopt door")


def _utc_ms(stamp: str) -> int:
    return round(datetime.fromisoformat(stamp).timestamp() * 1_000)
