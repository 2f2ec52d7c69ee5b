"""What changed between two views of one kind, as JSON, and the new view from the old one and that.

Lists are long and change at few places: of a tuple only the stretch travels that differs.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from crisis_tui.exercise.seats.hints import fields_of
from crisis_tui.exercise.seats.wire import reader_of, to_wire
from crisis_tui.exercise.seats.wire_texts import Json, WireError, read_int, require

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.exercise.seats.port import SeatView

V = TypeVar("V")


def changes(old: SeatView, new: SeatView) -> Json:
    """Return what makes `new` of `old`, which is of the same class; {} if they are equal."""
    return _changed_fields(old, new)


def changed(old: SeatView, data: Json) -> SeatView:
    """Return the view after changes.

    Raises:
        WireError: these are no changes of such a view.
    """
    try:
        return _with_fields(old, data)
    except RecursionError:
        raise WireError("nested too deep") from None


def _changed_fields(old: Any, new: Any) -> Json:  # noqa: ANN401 - a dataclass
    return {
        name: _change(was, now, hint)
        for name, hint, _ in fields_of(type(new))
        if (was := getattr(old, name)) is not (now := getattr(new, name)) and was != now
    }


def _change(old: Any, new: Any, hint: Any) -> Json:  # noqa: ANN401 - the value of a field
    if type(old) is type(new) and is_dataclass(new):
        return {"in": _changed_fields(old, new)}
    if type(old) is tuple and type(new) is tuple and _is_list(hint):
        return _splice(old, new)
    return {"new": to_wire(new)}


def _splice(old: tuple[Any, ...], new: tuple[Any, ...]) -> Json:
    before = _same(zip(old, new, strict=False))
    longest = min(len(old), len(new)) - before
    rest = zip(reversed(old), reversed(new), strict=False)
    behind = _same(islice(rest, longest))
    return {
        "at": before,
        "gone": len(old) - before - behind,
        "items": [to_wire(item) for item in new[before : len(new) - behind]],
    }


def _same(pairs: Iterable[tuple[Any, Any]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1] or pair[0] == pair[1], pairs))


def _with_fields(old: V, data: Json) -> V:
    rest = dict(require(dict, data))
    values = {}
    for name, hint, _ in fields_of(type(old)):
        was = getattr(old, name)
        values[name] = _with_change(was, hint, rest.pop(name)) if name in rest else was
    if rest:
        raise WireError(f"{type(old).__name__}: unknown fields")
    return type(old)(**values)


def _with_change(old: Any, hint: Any, data: Json) -> Any:  # noqa: ANN401 - the value of a field
    found = require(dict, data)
    if found.keys() == {"new"}:
        return reader_of(hint)(found["new"])
    if found.keys() == {"in"} and is_dataclass(old):
        return _with_fields(old, found["in"])
    if found.keys() == {"at", "gone", "items"} and _is_list(hint):
        return _spliced(old, hint, found)
    raise WireError("no change")


def _spliced(old: tuple[Any, ...], hint: Any, data: Json) -> tuple[Any, ...]:  # noqa: ANN401
    at, gone = read_int(data["at"]), read_int(data["gone"])
    if not 0 <= at <= at + gone <= len(old):
        raise WireError("no such items")
    new = reader_of(hint)(data["items"])
    return (*old[:at], *new, *old[at + gone :])


def _is_list(hint: Any) -> bool:  # noqa: ANN401 - a type hint is any object
    """Tell whether a type hint is that of a tuple of any length."""
    return get_origin(hint) is tuple and get_args(hint)[1:] == (Ellipsis,)
