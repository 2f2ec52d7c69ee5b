"""What a terminal and the gate say to each other: one JSON object per line, never a pickle.

A terminal says `Hello`, then asks; the gate answers and tells. `Hello.program` and `Shut` are read
by every version, so that versions that differ can say so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from crisis_tui.basis.text import AnyText  # noqa: TC001 - read at run time, to decode
from crisis_tui.exercise.commands import Command  # noqa: TC001 - the same
from crisis_tui.exercise.seats.port import SeatView  # noqa: TC001 - the same
from crisis_tui.exercise.seats.seat import Seat  # noqa: TC001 - the same
from crisis_tui.exercise.seats.wire import from_wire, to_wire
from crisis_tui.exercise.seats.wire_texts import WireError, read_int

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_ASKED_BYTES: Final = 1 << 18
"""A terminal that says more on one line is not one of ours."""
LONGEST_TOLD_BYTES: Final = 1 << 26
_KIND = "is"


@dataclass(frozen=True, slots=True)
class Message:
    """Base of all messages."""


@dataclass(frozen=True, slots=True)
class Hello(Message):
    """A terminal takes a seat; `token` is its own, the same when it comes back."""

    program: str
    token: str
    seat: Seat


@dataclass(frozen=True, slots=True)
class Ask(Message):
    """A command, in one of the roles held; `number` counts the terminal's requests from 1."""

    number: int
    command: Command
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Welcome(Message):
    """The seat is taken, with roles written as the exercise writes them."""

    seat: Seat


@dataclass(frozen=True, slots=True)
class Look(Message):
    """What the seat sees now."""

    view: SeatView


@dataclass(frozen=True, slots=True)
class Change(Message):
    """What changed since the view before, as `delta` says it."""

    view: object


@dataclass(frozen=True, slots=True)
class Answer(Message):
    """A request was done, or why it was not."""

    number: int
    refusal: AnyText | None = None


@dataclass(frozen=True, slots=True)
class Trouble(Message):
    """Why the exercise cannot go on for now; None once it can."""

    reason: AnyText | None = None


@dataclass(frozen=True, slots=True)
class Pulse(Message):
    """The gate is alive: UTC of its stamps, at a reading of the machine's elapsed clock.

    `still_play_ms` is where the exercise clock stands while the director can write nothing.
    """

    at_ms: int
    elapsed_ms: int
    still_play_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Shut(Message):
    """The gate lets nobody in, or closes; `for_good` unless another try may help."""

    reason: AnyText
    for_good: bool = True


ASKED: Final[Mapping[str, type[Message]]] = {kind.__name__: kind for kind in (Hello, Ask)}
"""What the gate listens to."""
TOLD: Final[Mapping[str, type[Message]]] = {
    kind.__name__: kind for kind in (Welcome, Look, Change, Answer, Trouble, Pulse, Shut)
}
"""What a terminal listens to."""


def line_of(message: Message) -> bytes:
    """Return a message as a line."""
    return _dump({_KIND: type(message).__name__, **to_wire(message)}).encode() + b"\n"


def message_of(line: bytes, known: Mapping[str, type[Message]]) -> Message:
    """Return the message that a line holds, one of the `known`.

    Raises:
        WireError: it holds none.
    """
    found = object_of(line)
    kind = known.get(str(found.pop(_KIND, "")))
    if kind is None:
        raise WireError("no such message")
    message: Message = from_wire(kind, found)
    return message


def program_of(line: bytes) -> str | None:
    """Return the version that a terminal says hello with, whatever else it says; None if none."""
    try:
        found = object_of(line)
    except WireError:
        return None
    program = found.get("program")
    return program if found.get(_KIND) == Hello.__name__ and isinstance(program, str) else None


def number_of(line: bytes) -> int:
    """Return the number of a request, also of one that cannot be read further.

    Raises:
        WireError: it has none, so it cannot be answered.
    """
    return read_int(object_of(line).get("number"))


def object_of(line: bytes) -> dict[str, Any]:
    """Return the JSON object that a line holds.

    Raises:
        WireError: it holds none.
    """
    try:
        found = _load(line.decode())
    except (ValueError, RecursionError):
        raise WireError("no JSON") from None
    if not isinstance(found, dict):
        raise WireError("no object")
    return found


def _no_constant(name: str) -> NoReturn:
    raise WireError(name)


_dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_load = json.JSONDecoder(parse_constant=_no_constant).decode
