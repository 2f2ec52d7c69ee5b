"""A state of an exercise as plain JSON and back, equal in every part.

A value of a class goes as a list: the number of its class, then its fields in order. The classes
are those of the engine's own modules and no others. Lists of records hold their numbers only, for
the journal has the records; they are read again a block at a time, when somebody looks. The numbers
go in the order of bytes of this machine.
"""

from __future__ import annotations

import base64
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, overload

from immutables import Map

from crisis_tui.basis import pace
from crisis_tui.exercise import agenda, clock, events, points, state
from crisis_tui.exercise.events import Record
from crisis_tui.exercise.plan import Plan
from crisis_tui.exercise.state import Draft, ExerciseState
from crisis_tui.exercise.trail import BLOCK, Trail
from crisis_tui.scenario import story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.scenario.script import Script

    Json = Any
    Load = Callable[[Sequence[int]], tuple[Record, ...]]

_MODULES = (agenda, clock, events, points, state, pace, story)
_PLAIN = (str, int, float, type(None))
_TUPLE, _MAP, _PLAIN_MAP, _DICT, _TRAIL, _RECORDS, _FIRST_CLASS = range(7)
_SEQ_CODE = "I"


class FreezingError(TypeError):
    """A state holds a value of a class that is not the engine's own."""


class LazyBlock(Sequence[Record]):
    """Records of a journal by their numbers, read when somebody looks at them."""

    __slots__ = ("_load", "_seqs", "_start")

    def __init__(self, load: Load, seqs: Sequence[int], start: int) -> None:
        self._load = load
        self._seqs = seqs
        self._start = start

    @property
    def seqs(self) -> Sequence[int]:
        """The numbers of the records."""
        return self._seqs[self._start : self._start + BLOCK]

    def __len__(self) -> int:
        """Return how many there are: as many as in any full block."""
        return BLOCK

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Record, ...]: ...
    def __getitem__(self, index: int | slice) -> Record | tuple[Record, ...]:
        """Return a record, or some."""
        return self._load(self.seqs)[index]

    def __iter__(self) -> Iterator[Record]:
        """Yield the records, oldest first."""
        return iter(self._load(self.seqs))

    def __reversed__(self) -> Iterator[Record]:
        """Yield the records, newest first."""
        return reversed(self._load(self.seqs))

    def __eq__(self, other: object) -> bool:
        """Tell whether the other holds the same records."""
        return isinstance(other, tuple | LazyBlock) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as long as what it holds


def freeze(of: ExerciseState) -> Json:
    """Return a state as JSON, without its plan.

    Raises:
        FreezingError: it holds something that does not go into JSON and back.
    """
    return {one.name: _frozen(getattr(of, one.name)) for one in _state_fields()}


def thaw(data: Json, script: Script | None, load: Load) -> ExerciseState:
    """Return the state; `load` gives records of the journal by their numbers.

    Its plan is that of the script without what was added to it (see `additions.with_plan`).

    Raises:
        KeyError, ValueError, TypeError, IndexError: the data is not that of a state.
    """
    draft = Draft(plan=Plan(script))
    for one in _state_fields():
        setattr(draft, one.name, _thawed(data[one.name], load))
    return ExerciseState.of(draft)


def _state_fields() -> list[Any]:
    return [one for one in fields(Draft) if one.name != "plan"]


@cache
def _classes() -> Mapping[type, int]:
    found = [
        each
        for module in _MODULES
        for each in vars(module).values()
        if isinstance(each, type)
        and each.__module__.startswith(module.__name__)
        and (is_dataclass(each) or hasattr(each, "_fields") or issubclass(each, Enum))
    ]
    return {kind: _FIRST_CLASS + number for number, kind in enumerate(found)}


@cache
def _kinds() -> Mapping[int, type]:
    return {number: kind for kind, number in _classes().items()}


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a dataclass or named tuple
    return kind._fields if hasattr(kind, "_fields") else tuple(one.name for one in fields(kind))


def _frozen(value: Any) -> Json:  # noqa: ANN401 - any part of a state
    kind = type(value)
    if kind in _PLAIN or kind is bool:
        return value
    number = _classes().get(kind)
    if number is not None:
        parts = (value.value,) if isinstance(value, Enum) else _parts(value, kind)
        return [number, *map(_frozen, parts)]
    if kind is tuple:
        return [_TUPLE, *map(_frozen, value)]
    if kind is dict:
        return [_DICT, {key: _frozen(item) for key, item in value.items()}]
    if kind is Map:
        return _frozen_map(value)
    if kind is Trail:
        return _frozen_trail(value)
    raise FreezingError(kind.__name__)


def _parts(value: Any, kind: type) -> Iterator[Any]:  # noqa: ANN401 - a dataclass or named tuple
    return (getattr(value, name) for name in _names(kind))


def _frozen_map(value: Map[Any, Any]) -> Json:
    items = dict(value)
    if not all(type(key) is str for key in items):
        raise FreezingError("a mapping by other keys than strings")
    if all(type(item) in _PLAIN for item in items.values()):
        return [_PLAIN_MAP, items]
    return [_MAP, {key: _frozen(item) for key, item in items.items()}]


def _frozen_trail(trail: Trail[Any]) -> Json:
    blocks, last = trail.blocks, trail.last
    first = blocks[0][0] if blocks and not isinstance(blocks[0], LazyBlock) else None
    if isinstance(first or (last[0] if last else None), Record) or (blocks and first is None):
        seqs = array(_SEQ_CODE)
        for block in blocks:
            seqs.extend(block.seqs if isinstance(block, LazyBlock) else _seqs(block))
        seqs.extend(_seqs(last))
        return [_RECORDS, base64.b64encode(seqs.tobytes()).decode()]
    return [_TRAIL, *map(_frozen, trail)]


def _seqs(records: Sequence[Record]) -> Iterator[int]:
    return (record.seq for record in records)


def _thawed(data: Json, load: Load) -> Any:  # noqa: ANN401 - any part of a state
    if not isinstance(data, list):
        return data
    number = data[0]
    if number >= _FIRST_CLASS:
        return _of_class(_kinds()[number], data, load)
    if number == _TUPLE:
        return tuple([_thawed(item, load) for item in data[1:]])
    if number == _PLAIN_MAP:
        return Map(data[1])
    if number in {_MAP, _DICT}:
        items = {key: _thawed(item, load) for key, item in data[1].items()}
        return Map(items) if number == _MAP else items
    if number == _TRAIL:
        return _trail([_thawed(item, load) for item in data[1:]])
    return _lazy_trail(data, load)


def _of_class(kind: Any, data: list[Json], load: Load) -> Any:  # noqa: ANN401 - whatever it is
    parts = [_thawed(item, load) if type(item) is list else item for item in data[1:]]
    if len(parts) != len(_names(kind) if not issubclass(kind, Enum) else parts[:1]):
        raise ValueError(kind.__name__)
    return kind(*parts)


def _trail(items: list[Any]) -> Trail[Any]:
    full = len(items) // BLOCK
    blocks = {number: tuple(items[number * BLOCK : (number + 1) * BLOCK]) for number in range(full)}
    return Trail(Map(blocks), tuple(items[full * BLOCK :]))


def _lazy_trail(data: list[Json], load: Load) -> Trail[Record]:
    seqs = array(_SEQ_CODE, base64.b64decode(data[1]))
    full = len(seqs) // BLOCK
    blocks = {number: LazyBlock(load, seqs, number * BLOCK) for number in range(full)}
    return Trail(Map(blocks), load(seqs[full * BLOCK :]))
