"""A line of the journal: plain JSON, chained to the line before it, sealed by a checksum.

The keys stand in the order seq, at, play, actor, request (if a terminal behind the gate asked for
it), type, data, batch, prev, crc. `batch` is the seq of the first of the lines that were written at
once, left out in that one; `prev` the SHA-256 of the previous line without its newline; `crc` the
CRC-32 of the line's bytes before `,"crc":`.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from pydantic_core import from_json

from crisis_tui.basis.times import instant_ms, utc_datetime
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.ports import Damage, EntryTooLongError, JournalDamagedError

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_PREV = "0" * 64
LONGEST_LINE_BYTES = 1 << 20
_SEAL_BYTES = len(_SEAL := b',"crc":"00000000"}')


class Line(NamedTuple):
    """A line's content; the event is still its type and data."""

    seq: int
    at_ms: int
    play_ms: int
    actor: Actor
    type: str
    data: Mapping[str, Any]
    request: str | None = None
    batch: int | None = None
    """The seq of the first line that was written at once with this one; None if it is the first."""


def format_instant(at_ms: int) -> str:
    """Return an instant as ISO 8601 in UTC with milliseconds and Z."""
    return utc_datetime(at_ms).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def line_hash(line: bytes) -> str:
    """Return the SHA-256 of a line without its newline, in hexadecimal."""
    return sha256(line).hexdigest()


def encode_line(line: Line, prev: str) -> bytes:
    """Return the line's bytes without a newline.

    Raises:
        EntryTooLongError: the line is too long for a journal.
        ValueError: a text cannot be UTF-8, or a number is not finite.
    """
    content = {
        "seq": line.seq,
        "at": format_instant(line.at_ms),
        "play": line.play_ms,
        "actor": {
            "person": line.actor.person,
            "role": line.actor.role,
            "terminal": line.actor.terminal,
        },
        **({} if line.request is None else {"request": line.request}),
        "type": line.type,
        "data": line.data,
        **({} if line.batch is None else {"batch": line.batch}),
        "prev": prev,
    }
    body = _dump(content)[:-1].encode()
    if len(body) + _SEAL_BYTES > LONGEST_LINE_BYTES:
        raise EntryTooLongError(line.type)
    return body + _seal(body)


_dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def _seal(body: bytes) -> bytes:
    return b',"crc":"%08x"}' % crc32(body)


def decode_line(raw: bytes, seq: int, prev: str | None) -> Line:
    """Read line number `seq`, written after the line with hash `prev` (None: whichever).

    Raises:
        JournalDamagedError: it is not that line as it was written.
    """
    if not _is_sealed(raw):
        raise JournalDamagedError(seq, Damage.CHECKSUM)
    try:
        content = from_json(raw, allow_inf_nan=False)
        line = _line_of(content)
    except (ValueError, LookupError, TypeError):
        raise JournalDamagedError(seq, Damage.FORMAT) from None
    if line.seq != seq:
        raise JournalDamagedError(seq, Damage.SEQUENCE)
    if prev is not None and content["prev"] != prev:
        raise JournalDamagedError(seq, Damage.CHAIN)
    return line


def append_of(raw: bytes) -> int | None:
    """Return the seq of the first line that was written at once with this one, None if it is bad."""
    if not _is_sealed(raw):
        return None
    try:
        line = _line_of(from_json(raw, allow_inf_nan=False))
    except (ValueError, LookupError, TypeError):
        return None
    return line.seq if line.batch is None else line.batch


def _is_sealed(raw: bytes) -> bool:
    return raw[-_SEAL_BYTES:] == _seal(raw[:-_SEAL_BYTES])


def _line_of(content: dict[str, Any]) -> Line:
    seq, play_ms, kind, data = content["seq"], content["play"], content["type"], content["data"]
    batch, request = content.get("batch"), content.get("request")
    if not (type(seq) is int and type(play_ms) is int and type(batch) in _BATCH_TYPES):
        raise TypeError("not the numbers of a journal line")
    if not (isinstance(kind, str) and isinstance(data, dict) and type(request) in _REQUEST_TYPES):
        raise TypeError("not the event of a journal line")
    if abs(play_ms) >> 63:
        raise ValueError("not a play time")
    at_ms = instant_ms(datetime.fromisoformat(content["at"]))
    names = content["actor"]
    actor = _actor_of(names["person"], names["role"], names["terminal"])
    return Line(seq, at_ms, play_ms, actor, kind, data, request, batch)


_BATCH_TYPES = {int, type(None)}
_REQUEST_TYPES = {str, type(None)}


@lru_cache(maxsize=1024)
def _actor_of(person: Any, role: Any, terminal: Any) -> Actor:  # noqa: ANN401 - as JSON has it
    """Return the actor; the same object for the same names, for a journal has few actors."""
    if not (isinstance(person, str) and isinstance(role, str) and isinstance(terminal, str)):
        raise TypeError("not the names of an actor")
    return Actor(person, role, terminal)
