"""The gate knows who sits at it, and whose terminal answers, without asking them anything."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui.exercise.seats.seat import SeatKind
from crisis_tui.gate import seated
from crisis_tui.gate.messages import Look
from tests.gate.stage import OBSERVER, OTHER, Stage, playing, until

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import pytest

    from crisis_tui.exercise.presence import Attendee


def at_a_gate(scene: Callable[[Stage], Awaitable[None]]) -> None:
    async def go(path: Path) -> None:
        async with playing(path) as stage:
            await scene(stage)

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(go(Path(folder) / "s"))


def told(stage: Stage, person: str) -> Attendee | None:
    return next((one for one in stage.around.people if one.person == person), None)


def test_who_comes_and_goes_is_told_within_a_beat() -> None:
    async def scene(stage: Stage) -> None:
        await stage.join()
        gone = await stage.join(OBSERVER)
        await until(lambda: len(stage.around.people) == 2, seconds=3)
        player = told(stage, "knardijk")
        assert player is not None
        assert (player.kind, player.terminal, player.roles) == (
            SeatKind.PLAYER,
            "pts/7",
            ("CISO",),
        )
        assert player.since_ms == stage.machine.session.now().at_ms
        gone.close()
        await until(lambda: told(stage, "bremerberg") is None, seconds=3)
        assert told(stage, "knardijk") == player

    at_a_gate(scene)


def test_a_terminal_that_reads_nothing_does_not_answer_until_it_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seated, "SILENT_MS", 500)

    def answers(stage: Stage, person: str) -> bool | None:
        found = told(stage, person)
        return None if found is None else found.answers

    async def scene(stage: Stage) -> None:
        await stage.join()
        stuck = await stage.sit(OTHER)
        await stuck.hear(Look)
        await until(lambda: answers(stage, "vossemeer") is True, seconds=3)
        transport = stuck.reader._transport  # type: ignore[attr-defined]
        transport.pause_reading()
        await until(lambda: answers(stage, "vossemeer") is False, seconds=6)
        assert answers(stage, "knardijk")
        transport.resume_reading()
        await until(lambda: answers(stage, "vossemeer") is True, seconds=3)

    at_a_gate(scene)
