"""A line of the journal: plain JSON, chained to the line before it, sealed by a checksum.

The keys stand in the order seq, at, play, actor, request (if a terminal behind the gate asked for
it), type, data, prev, crc. `prev` is the SHA-256 of
the previous line without its newline; `crc` the CRC-32 of the line's bytes before `,"crc":`.
"""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

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
        "prev": prev,
    }
    body = _dump(content)[:-1].encode()
    if len(body) + _SEAL_BYTES > LONGEST_LINE_BYTES:
        raise EntryTooLongError(line.type)
    return body + _seal(body)


_dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def _seal(body: bytes) -> bytes:
    return b',"crc":"%08x"}' % crc32(body)


def decode_line(raw: bytes, seq: int, prev: str) -> Line:
    """Read line number `seq`, written after the line with hash `prev`.

    Raises:
        JournalDamagedError: it is not that line as it was written.
    """
    if raw[-_SEAL_BYTES:] != _seal(raw[:-_SEAL_BYTES]):
        raise JournalDamagedError(seq, Damage.CHECKSUM)
    try:
        text = str(raw, "utf-8")
        content, end = _load(text)
        line = _line_of(content)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise JournalDamagedError(seq, Damage.FORMAT) from None
    if end != len(text):
        raise JournalDamagedError(seq, Damage.FORMAT)
    if line.seq != seq:
        raise JournalDamagedError(seq, Damage.SEQUENCE)
    if content["prev"] != prev:
        raise JournalDamagedError(seq, Damage.CHAIN)
    return line


_load = json.JSONDecoder().raw_decode
_actors: dict[tuple[str, str, str], Actor] = {}


def _line_of(content: dict[str, Any]) -> Line:
    play_ms, kind, data = content["play"], content["type"], content["data"]
    if not (isinstance(play_ms, int) and isinstance(kind, str) and isinstance(data, dict)):
        raise TypeError("not the values of a journal line")
    if abs(play_ms) >> 63:
        raise ValueError("not a play time")
    at_ms = instant_ms(datetime.fromisoformat(content["at"]))
    request = content.get("request")
    if not (request is None or isinstance(request, str)):
        raise TypeError("not the name of a request")
    return Line(content["seq"], at_ms, play_ms, _actor_of(content["actor"]), kind, data, request)


def _actor_of(names: dict[str, Any]) -> Actor:
    """Return the actor; the same object for the same names, for a journal has few actors."""
    key = (names["person"], names["role"], names["terminal"])
    actor = _actors.get(key)
    if actor is None:
        if not all(isinstance(name, str) for name in key):
            raise TypeError("not the names of an actor")
        actor = _actors[key] = Actor(*key)
    return actor
