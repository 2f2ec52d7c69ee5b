"""Values as plain JSON and back, strictly by the type hints of their classes.

What may travel: None, booleans, numbers, strings, enumerations of strings, texts, tuples, mappings
with strings as keys, and frozen dataclasses and named tuples of these. A class that others extend
(a view, a command) travels with its name; nothing is made but what the hint allows. Strings are
cleaned on their way in, so what was clean arrives as it left.
"""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, is_dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any, Final, Union, get_args, get_origin

from immutables import Map

from crisis_tui.basis.text import Text, Texts, clean_text
from crisis_tui.exercise.commands import Command
from crisis_tui.exercise.seats.hints import fields_of
from crisis_tui.exercise.seats.port import SeatView
from crisis_tui.exercise.seats.wire_texts import (
    Json,
    WireError,
    read_int,
    read_str,
    read_text,
    read_texts,
    require,
    text_to_wire,
)

__all__ = ["Json", "WireError", "from_wire", "reader_of", "to_wire"]

_Reader = Callable[[Json], Any]

OPEN_CLASSES: Final = (Command, SeatView)
"""Classes that travel as whichever class extends them."""
_KIND = "is"


def to_wire(value: object) -> Json:
    """Return a value as JSON; a field that is None is left out.

    Raises:
        TypeError: such a value does not travel.
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Text | Texts):
        return text_to_wire(value)
    if is_dataclass(value) or hasattr(value, "_fields"):
        return _fields_to_wire(value)
    if isinstance(value, tuple | list):
        return [to_wire(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_wire(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} does not travel")


def from_wire(hint: Any, data: Json) -> Any:  # noqa: ANN401 - a type hint is any object
    """Return the value of a type from its JSON.

    Raises:
        WireError: it is not that of such a value.
    """
    try:
        return reader_of(hint)(data)
    except RecursionError:
        raise WireError("nested too deep") from None


@cache
def reader_of(hint: Any) -> _Reader:  # noqa: ANN401 - a type hint is any object
    """Return what reads values of a type hint.

    Raises:
        TypeError: such a value does not travel.
    """
    origin, arguments = get_origin(hint) or hint, get_args(hint)
    if origin in (Union, types.UnionType):
        return _union_reader(arguments)
    if origin is tuple:
        return _tuple_reader(arguments)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping_reader(origin, arguments)
    return _class_reader(origin)


def _class_reader(kind: Any) -> _Reader:  # noqa: ANN401 - a type hint is any object
    if kind in _SCALARS:
        return _SCALARS[kind]
    if kind in OPEN_CLASSES:
        return lambda data: _read_open(kind, data)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return lambda data: _read_enum(kind, data)
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return lambda data: _read_fields(kind, data)
    raise TypeError(f"{kind} does not travel")


def _union_reader(arguments: tuple[Any, ...]) -> _Reader:
    """Read an optional value, or one of several that differ in JSON."""
    kinds = [kind for kind in arguments if kind is not type(None)]
    may_be_none = len(kinds) < len(arguments)
    readers = [reader_of(kind) for kind in kinds]

    def read(data: Json) -> Any:  # noqa: ANN401 - whatever the hint says
        if data is None and may_be_none:
            return None
        if len(readers) == 1:
            return readers[0](data)
        for reader in readers:
            try:
                return reader(data)
            except WireError:
                continue
        raise WireError(f"none of {len(readers)} types")

    return read


def _tuple_reader(arguments: tuple[Any, ...]) -> _Reader:
    if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...]
        item = reader_of(arguments[0])
        return lambda data: tuple(item(each) for each in require(list, data))
    readers = tuple(reader_of(kind) for kind in arguments)

    def read(data: Json) -> tuple[Any, ...]:
        if len(require(list, data)) != len(readers):
            raise WireError(f"not {len(readers)} items")
        return tuple(reader(each) for reader, each in zip(readers, data, strict=True))

    return read


def _mapping_reader(kind: type, arguments: tuple[Any, ...]) -> _Reader:
    if arguments[0] is not str:
        raise TypeError(f"{kind} with keys that are no strings does not travel")
    item = reader_of(arguments[1])
    make = Map if kind is Map else dict

    def read(data: Json) -> Any:  # noqa: ANN401 - a mapping of the kind asked for
        pairs = require(dict, data).items()
        return make({clean_text(key): item(each) for key, each in pairs})

    return read


def _fields_to_wire(value: Any) -> Json:  # noqa: ANN401 - a dataclass or named tuple
    kind = type(value)
    found = {_KIND: kind.__name__} if isinstance(value, OPEN_CLASSES) else {}
    for name, _, __ in fields_of(kind):
        item = getattr(value, name)
        if item is not None:
            found[name] = to_wire(item)
    return found


def _read_fields(kind: type, data: Json) -> Any:  # noqa: ANN401 - a value of that kind
    rest = dict(require(dict, data))
    values = {}
    for name, hint, default in fields_of(kind):
        if name in rest:
            values[name] = reader_of(hint)(rest.pop(name))
        elif type(None) in get_args(hint):
            values[name] = None
        elif default is MISSING:
            raise WireError(f"{kind.__name__}.{name}: missing")
        else:
            values[name] = default
    if rest:
        raise WireError(f"{kind.__name__}: unknown fields")
    return kind(**values)


def _read_open(base: type, data: Json) -> Any:  # noqa: ANN401 - a value of a kind of the base
    rest = dict(require(dict, data))
    name = rest.pop(_KIND, None)
    kind = subclass_named(base, name) if isinstance(name, str) else None
    if kind is None:
        raise WireError(f"no such {base.__name__}")
    return _read_fields(kind, rest)


def subclass_named(base: type, name: str) -> type | None:
    """Return the class of this name that extends `base`, or is it.

    It is the one that its module knows by that name: a dataclass with slots is made of a class
    that stays among the subclasses for a while.
    """
    if base.__name__ == name:
        found: type = getattr(import_module(base.__module__), name)
        return found
    subclasses: list[type] = base.__subclasses__()
    for each in subclasses:
        deeper = subclass_named(each, name)
        if deeper is not None:
            return deeper
    return None


def _read_enum(kind: type[StrEnum], data: Json) -> StrEnum:
    try:
        return kind(require(str, data))
    except ValueError:
        raise WireError(f"no {kind.__name__}") from None


def _read_float(data: Json) -> float:
    if type(data) is int:
        return float(read_int(data))
    if not math.isfinite(require(float, data)):
        raise WireError("no number")
    return float(data)


_SCALARS: Mapping[Any, _Reader] = {
    object: lambda data: data,
    str: read_str,
    bool: lambda data: require(bool, data),
    int: read_int,
    float: _read_float,
    Text: read_text,
    Texts: read_texts,
}
