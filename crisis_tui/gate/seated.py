"""A terminal at the gate: what it was shown last, and whether it keeps up."""

from __future__ import annotations

import fcntl
import struct
import termios
from typing import TYPE_CHECKING

from crisis_tui.exercise.presence import Attendee
from crisis_tui.exercise.seats.delta import changes
from crisis_tui.gate.messages import Change, Look, Trouble, line_of

if TYPE_CHECKING:
    from asyncio import StreamWriter

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.port import SeatView
    from crisis_tui.exercise.seats.seat import Seat
    from crisis_tui.gate.messages import Message

SILENT_MS = 3_000
"""A terminal that has not read for so long what it was told does not answer."""
_INT = struct.Struct("i")


class Seated:
    """One terminal that took a seat.

    It is shown nothing while it has not read what it was told, and the newest view as soon as it
    has: a slow terminal misses nothing, costs no memory and holds nobody up.
    """

    def __init__(self, seat: Seat, token: str, writer: StreamWriter, since_ms: int) -> None:
        """Sit down at `since_ms` (UTC)."""
        self.seat = seat
        self.token = token
        self.since_ms = since_ms
        self.shown_seq = -1
        """How far in the journal it was shown its view."""
        self._writer = writer
        self._shown: SeatView | None = None
        self._trouble: AnyText | None = None
        self._behind_since_ms: int | None = None
        self._read_ms: int | None = None

    def attendee(self, elapsed_ms: int) -> Attendee:
        """Return who sits there; to be asked about once a second, before it is told something."""
        if self._read_ms is None or not _unread_bytes(self._writer):
            self._read_ms = elapsed_ms
        seat, answers = self.seat, elapsed_ms - self._read_ms < SILENT_MS
        return Attendee(seat.kind, seat.person, seat.terminal, seat.roles, self.since_ms, answers)

    @property
    def keeps_up(self) -> bool:
        """Whether it has read everything, as far as the gate can see."""
        return self._writer.transport.get_write_buffer_size() == 0

    def show(self, view: SeatView, seq: int) -> None:
        """Show it what its seat sees after record `seq`, as far as that is news."""
        self.shown_seq = seq
        if self._shown is None or type(view) is not type(self._shown):
            self.tell(Look(view))
        elif changed := changes(self._shown, view):
            self.tell(Change(changed))
        self._shown = view

    def show_trouble(self, trouble: AnyText | None) -> None:
        """Tell it why the exercise cannot go on, or that it can, if that is news."""
        if trouble != self._trouble:
            self.tell(Trouble(trouble))
        self._trouble = trouble

    def tell(self, message: Message) -> None:
        """Say something to it."""
        if not self._writer.is_closing():
            self._writer.write(line_of(message))

    def is_stuck(self, elapsed_ms: int, patience_ms: int) -> bool:
        """Tell whether it has not read for longer than `patience_ms`; to be asked now and then."""
        if self.keeps_up:
            self._behind_since_ms = None
            return False
        if self._behind_since_ms is None:
            self._behind_since_ms = elapsed_ms
        return elapsed_ms - self._behind_since_ms > patience_ms

    def drop(self) -> None:
        """Let go of it at once, with what it did not read."""
        self._writer.transport.abort()


def _unread_bytes(writer: StreamWriter) -> int:
    """Return how much the other process has not read yet, as the kernel tells; 0 if it does not."""
    try:
        fd = writer.get_extra_info("socket").fileno()
        return int(_INT.unpack(fcntl.ioctl(fd, termios.TIOCOUTQ, bytes(_INT.size)))[0])
    except (OSError, ValueError):
        return 0
