"""What changed between two views of one kind, as JSON, and the new view from the old one and that.

Lists are long and change at few places: of a tuple only what is new travels.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from crisis_tui.exercise.seats.hints import fields_of
from crisis_tui.exercise.seats.wire import reader_of, to_wire
from crisis_tui.exercise.seats.wire_texts import Json, WireError, read_int, require

if TYPE_CHECKING:
    from crisis_tui.exercise.seats.port import SeatView

V = TypeVar("V")
_FARTHEST = 32
"""So many items further on an old item is looked for."""


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
        return {"runs": _runs(old, new)}
    return {"new": to_wire(new)}


def _runs(old: tuple[Any, ...], new: tuple[Any, ...]) -> list[Json]:
    """Return a new list as runs of the old one, `[from, count]`, and items that are new.

    Lists grow at one end, lose items at the other and change here and there, so what comes next is
    looked for where the last run ended.
    """
    runs: list[Json] = []
    place = 0
    for item in new:
        found = _place_of(item, old, place)
        if found is None:
            _append_new(runs, to_wire(item))
            continue
        if runs and type(runs[-1]) is list and sum(runs[-1]) == found:
            runs[-1][1] += 1
        else:
            runs.append([found, 1])
        place = found + 1
    return runs


def _place_of(item: object, old: tuple[Any, ...], start: int) -> int | None:
    for place in range(start, min(len(old), start + _FARTHEST)):
        if old[place] is item or old[place] == item:
            return place
    return None


def _append_new(runs: list[Json], item: Json) -> None:
    if not (runs and type(runs[-1]) is dict):
        runs.append({"new": []})
    runs[-1]["new"].append(item)


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
    if found.keys() == {"runs"} and _is_list(hint):
        return _rebuilt(old, hint, found["runs"])
    raise WireError("no change")


def _rebuilt(old: tuple[Any, ...], hint: Any, runs: Json) -> tuple[Any, ...]:  # noqa: ANN401
    items: list[Any] = []
    for run in require(list, runs):
        if type(run) is dict and run.keys() == {"new"}:
            items += reader_of(hint)(run["new"])
        else:
            items += _stretch(old, run)
    return tuple(items)


def _stretch(old: tuple[Any, ...], run: Json) -> tuple[Any, ...]:
    if len(require(list, run)) != 2:  # noqa: PLR2004 - from, count
        raise WireError("no run")
    place, count = map(read_int, run)
    if not 0 <= place <= place + count <= len(old):
        raise WireError("no such items")
    return old[place : place + count]


def _is_list(hint: Any) -> bool:  # noqa: ANN401 - a type hint is any object
    """Tell whether a type hint is that of a tuple of any length."""
    return get_origin(hint) is tuple and get_args(hint)[1:] == (Ellipsis,)
