"""How far long work has come: on a terminal, and only if it takes more than a moment."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import SECOND_MS
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DRAWN_EVERY = 20


@contextmanager
def progress(steps: int, what: str) -> Iterator[Callable[[int], None]]:
    """Give a function that is told how many more steps are done; the bar goes when all are."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with ExitStack() as stack:
        yield _Bar(steps, what, stack).more


class _Bar:
    """A bar that appears when a second has passed."""

    def __init__(self, steps: int, what: str, stack: ExitStack) -> None:
        self._steps = steps
        self._what = what
        self._stack = stack
        self._done = 0
        self._clock = MachineClock()
        self._from_ms = self._clock.elapsed_ms() + SECOND_MS
        self._draw: Callable[[int], None] | None = None

    def more(self, steps: int) -> None:
        """Count steps that are done."""
        self._done += steps
        if self._done % _DRAWN_EVERY >= steps:
            return
        if self._draw is None and self._clock.elapsed_ms() >= self._from_ms:
            self._draw = self._shown()
        if self._draw is not None:
            self._draw(self._done)

    def _shown(self) -> Callable[[int], None]:
        from rich.console import Console
        from rich.progress import Progress

        bar = self._stack.enter_context(Progress(console=Console(stderr=True), transient=True))
        task = bar.add_task(self._what, total=self._steps)
        return lambda done: bar.update(task, completed=done)
