"""How far long work has come, on a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DRAWN_EVERY = 50


@contextmanager
def progress(steps: int, what: str) -> Iterator[Callable[[int], None]]:
    """Give a function that is told how many more steps are done; the bar goes when all are."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=steps)
        done = 0

        def more(count: int) -> None:
            nonlocal done
            done += count
            if done % _DRAWN_EVERY < count:
                bar.update(task, completed=done)

        yield more
