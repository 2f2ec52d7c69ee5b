"""The way to an exercise's gate: a terminal knocks, and starts the gate if there is none.

A terminal that comes this way opens the gate's lock file and a socket, and no other file of the
exercise.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from crisis_tui.gate.address import is_ours, socket_path
from crisis_tui.gate.client import GateAwayError
from crisis_tui.storage.gate_lock import is_gate_missing, open_gate_lock
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE_MS: Final = 120_000
"""So long a gate may take to read a long journal."""
_MOST_STARTS: Final = 3
_CONNECT_S: Final = 1.0
_UMASK: Final = 0o077


class GateDoor:
    """The door of one exercise's gate."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._clock = MachineClock()
        self._since_ms: int | None = None
        self._starts = 0
        self._started: subprocess.Popen[bytes] | None = None

    def knock(self) -> socket.socket | None:
        """Return a connection with the gate; None if it is not there yet: knock again soon.

        Raises:
            GateAwayError: it does not come.
            OSError: its lock file cannot be opened.
        """
        fd = open_gate_lock(self._folder)
        try:
            connection = _connected(socket_path(os.fstat(fd)))
            if connection is not None:
                self._since_ms, self._starts = None, 0
                self._reap()
                return connection
            self._lose_patience()
            if is_gate_missing(fd):
                self._start(fd)
        finally:
            os.close(fd)
        return None

    def _start(self, fd: int) -> None:
        """Start the gate in a session of its own, and hand it the locked file."""
        self._starts += 1
        self._started = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-P", "-m", "crisis_tui.gate_process", str(self._folder), str(fd)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            pass_fds=(fd,),
            start_new_session=True,
            umask=_UMASK,
        )

    def _lose_patience(self) -> None:
        now_ms = self._clock.elapsed_ms()
        if self._since_ms is None:
            self._since_ms = now_ms
        self._reap()
        if self._starts >= _MOST_STARTS or now_ms - self._since_ms > _PATIENCE_MS:
            self._since_ms, self._starts = None, 0
            raise GateAwayError

    def _reap(self) -> None:
        """Let go of the process that was started: it leaves the gate behind as a child and ends."""
        if self._started is not None and self._started.poll() is not None:
            self._started = None


def _connected(path: Path) -> socket.socket | None:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(_CONNECT_S)
    try:
        connection.connect(str(path))
    except OSError:
        connection.close()
        return None
    if not is_ours(connection):
        connection.close()
        raise GateAwayError
    return connection
