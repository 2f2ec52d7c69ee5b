"""The gate's socket: bound in place of a dead one, and taken away by its owner alone."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from crisis_tui.gate.messages import LONGEST_ASKED_BYTES, Shut, line_of

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    Met = Callable[[StreamReader, StreamWriter], Awaitable[None]]

_BACKLOG = 200
_LAST_WORDS_S = 0.1


class Listening:
    """A socket at which terminals are met, from `at` until `close`."""

    def __init__(self, path: Path, server: asyncio.Server) -> None:
        self._path = path
        self._server = server
        self._inode = path.stat().st_ino

    @classmethod
    async def at(cls, path: Path, met: Met) -> Listening:
        """Listen at a path; the caller holds the gate's lock, so what stands there is dead.

        Raises:
            OSError: it cannot be bound.
        """
        _unlink(path)
        server = await asyncio.start_unix_server(
            met, path, limit=LONGEST_ASKED_BYTES, backlog=_BACKLOG
        )
        return cls(path, server)

    @property
    def is_found(self) -> bool:
        """Whether terminals can still find it: somebody may have tidied up."""
        try:
            return self._path.stat().st_ino == self._inode
        except OSError:
            return False

    async def close(self) -> None:
        """Meet nobody any more, after the last words went out."""
        if self.is_found:
            _unlink(self._path)
        self._server.close()
        await asyncio.sleep(_LAST_WORDS_S)


def _unlink(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


async def turn_away(path: Path, last_word: Shut, seconds: float) -> None:
    """Tell everybody who comes within some time why there is nothing to join.

    Raises:
        OSError: the socket cannot be bound.
    """

    async def met(_: StreamReader, writer: StreamWriter) -> None:
        writer.write(line_of(last_word))
        writer.close()

    listening = await Listening.at(path, met)
    await asyncio.sleep(seconds)
    await listening.close()
