"""Events to and from the journal's `type` and `data`, strictly by the fields of `events`."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from crisis_tui.exercise import events
from crisis_tui.exercise.events import Event, Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

_Scalar = type[Any]


class EventDataError(ValueError):
    """The data is not that of the event that it claims to be."""


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    types: tuple[_Scalar, ...]
    items: _Scalar | None
    default: object
    """The value if the data does not hold the field; MISSING if it must."""

    def absent(self) -> object:
        """Return what stands for a field that the data does not hold."""
        if self.default is MISSING:
            raise EventDataError(f"{self.name}: missing")
        return self.default

    def read(self, value: object) -> object:
        if self.items is not None and isinstance(value, list):
            if all(type(item) is self.items for item in value):
                return tuple(value)
        elif type(value) in self.types and not _is_too_large(value):
            return float(value) if self.types == (float, int) else value  # type: ignore[arg-type]
        raise EventDataError(f"{self.name}: {type(value).__name__}")


_BEYOND = 1 << 63


def _is_too_large(value: object) -> bool:
    """Tell whether a number is none that every reader of JSON takes for the same."""
    return isinstance(value, int) and not -_BEYOND < value < _BEYOND


EVENT_TYPES: dict[str, type[Event]] = {
    name: kind
    for name, kind in vars(events).items()
    if isinstance(kind, type) and issubclass(kind, Event) and kind not in {Event, Unknown}
}
"""Every event that this version knows, by its name in the journal."""


def encode_event(event: Event) -> tuple[str, dict[str, Any]]:
    """Return the journal's `type` and `data`; fields that are None are left out."""
    if isinstance(event, Unknown):
        return event.type, dict(event.data)
    data: dict[str, Any] = {}
    for field in _FIELDS[type(event)]:
        value = getattr(event, field.name)
        if value is not None:
            data[field.name] = list(value) if isinstance(value, tuple) else value
    return type(event).__name__, data


def decode_event(kind: str, data: Mapping[str, Any]) -> Event:
    """Return the event; `Unknown` for a type from a newer version.

    Fields that a newer version added are passed over.

    Raises:
        EventDataError: a field is missing or is not of its type.
    """
    known = EVENT_TYPES.get(kind)
    if known is None:
        return Unknown(kind, dict(data))
    values: list[object] = []
    for name, quick, field in _READERS[known]:
        value: object = data.get(name, MISSING)
        if value is MISSING:
            value = field.absent()
        elif type(value) is not quick or (quick is int and _is_too_large(value)):
            value = field.read(value)
        values.append(value)
    return known(*values)


def _field(name: str, hint: Any, default: object) -> _Field:  # noqa: ANN401 - a type hint is any object
    alternatives = get_args(hint)
    if type(None) in alternatives:
        hint = next(kind for kind in alternatives if kind is not type(None))
        default = None if default is MISSING else default
    origin = get_origin(hint) or hint
    if origin is tuple:
        return _Field(name, (), get_args(hint)[0], default)
    return _Field(name, (float, int) if origin is float else (origin,), None, default)


def _fields_of(kind: type[Event]) -> tuple[_Field, ...]:
    hints = get_type_hints(kind)
    return tuple(_field(field.name, hints[field.name], field.default) for field in fields(kind))


_FIELDS = {kind: _fields_of(kind) for kind in EVENT_TYPES.values()}
_READERS: dict[type[Event], tuple[tuple[str, object, _Field], ...]] = {
    kind: tuple(
        (field.name, field.types[0] if field.types in {(str,), (int,)} else None, field)
        for field in known
    )
    for kind, known in _FIELDS.items()
}
"""Name, a type that is taken as it is, and the field: a long journal is read in that loop."""
