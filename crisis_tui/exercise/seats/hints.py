"""The type hints of classes whose modules import some types for type checkers only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

from crisis_tui.basis import pace, text
from crisis_tui.exercise import clock, commands, events, points, refusal, state
from crisis_tui.exercise.seats import head, port, seat, views
from crisis_tui.exercise.views import header
from crisis_tui.scenario import story

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODULES = (
    text,
    pace,
    story,
    clock,
    events,
    commands,
    points,
    refusal,
    state,
    header,
    head,
    port,
    seat,
)


class Field(NamedTuple):
    """A field, its type and its default, or MISSING."""

    name: str
    hint: Any
    default: object


class _Names(dict[str, Any]):
    """What hints may name: what a class's module knows, else what seats' views are made of."""

    def __missing__(self, name: str) -> Any:  # noqa: ANN401 - any class
        return _known()[name]


@cache
def _known() -> Mapping[str, Any]:
    found: dict[str, Any] = {"Mapping": Mapping, "Sequence": Sequence}
    for module in (*_MODULES, *(import_module(each.__module__) for each in views.VIEWS.values())):
        found |= {name: each for name, each in vars(module).items() if _is_of(module, name, each)}
    return found


def _is_of(module: Any, name: str, each: object) -> bool:  # noqa: ANN401 - a module
    if name in {"AnyText", "Value"}:
        return True
    return isinstance(each, type) and each.__module__.startswith(module.__name__)


def hints_of(kind: type) -> dict[str, Any]:
    """Return the type of each field, those of its bases too.

    Raises:
        NameError: a hint names a class of a module that is not listed here.
    """
    return get_type_hints(kind, localns=_Names(vars(import_module(kind.__module__))))


_fields: dict[type, tuple[Field, ...]] = {}


def fields_of(kind: type) -> tuple[Field, ...]:
    """Return the fields of a dataclass or named tuple."""
    found = _fields.get(kind)
    if found is None:
        found = _fields[kind] = tuple(_looked_up(kind))
    return found


def _looked_up(kind: Any) -> Iterator[Field]:  # noqa: ANN401 - a dataclass or named tuple
    hints = hints_of(kind)
    if is_dataclass(kind):
        for one in fields(kind):
            yield Field(one.name, hints[one.name], _default(one))
    else:
        for name in kind._fields:
            yield Field(name, hints[name], kind._field_defaults.get(name, MISSING))


def _default(field: Any) -> object:  # noqa: ANN401 - a dataclass field of any type
    return field.default if field.default_factory is MISSING else field.default_factory()
