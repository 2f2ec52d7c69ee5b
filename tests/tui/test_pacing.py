from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.tui.pacing import Paced

if TYPE_CHECKING:
    from collections.abc import Callable


class Loop:
    """What is to be called after what goes on now, and at the end of the rest."""

    def __init__(self) -> None:
        self.soon: list[Callable[[], None]] = []
        self.timers: list[tuple[float, Callable[[], None]]] = []

    def call_later(self, callback: Callable[[], None], /) -> None:
        self.soon.append(callback)

    def set_timer(self, delay: float, callback: Callable[[], None], /) -> None:
        self.timers.append((delay, callback))

    def turn(self) -> None:
        while self.soon:
            self.soon.pop(0)()

    def rest(self) -> float:
        delay, callback = self.timers.pop(0)
        callback()
        self.turn()
        return delay


def test_it_is_done_at_once_and_once_for_a_whole_batch() -> None:
    loop, done = Loop(), list[str]()
    paced = Paced(loop, lambda: done.append("drawn"), 0.2)
    for _ in range(10):
        paced.ask()
    assert not done
    loop.turn()
    assert done == ["drawn"]
    assert loop.rest() == 0.2
    assert done == ["drawn"]
    assert not loop.timers


def test_what_comes_while_it_rests_is_done_once_afterwards() -> None:
    loop, done = Loop(), list[str]()
    paced = Paced(loop, lambda: done.append("drawn"), 0.2)
    paced.ask()
    loop.turn()
    for _ in range(10):
        paced.ask()
        loop.turn()
    assert len(done) == 1
    loop.rest()
    assert len(done) == 2
    loop.rest()
    paced.ask()
    loop.turn()
    assert len(done) == 3
