"""How far long work has come."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from crisis_tui.cli import progress as module
from crisis_tui.cli.progress import progress

if TYPE_CHECKING:
    import pytest

STEPS = 200


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """A second passes with each look at it."""

    def __init__(self) -> None:
        self._now_ms = 0

    def elapsed_ms(self) -> int:
        self._now_ms += 1000
        return self._now_ms


class StoppedClock:
    def elapsed_ms(self) -> int:
        return 0


def work(monkeypatch: pytest.MonkeyPatch, said: io.StringIO, clock: type[object]) -> str:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", said)
    monkeypatch.setattr(module, "MachineClock", clock)
    with progress(STEPS, "starts") as more:
        for _ in range(STEPS):
            more(1)
    return said.getvalue()


def test_a_bar_on_a_terminal_when_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "starts" in work(monkeypatch, Terminal(), Clock)


def test_no_bar_for_what_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert work(monkeypatch, Terminal(), StoppedClock) == ""


def test_no_bar_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert work(monkeypatch, io.StringIO(), Clock) == ""
