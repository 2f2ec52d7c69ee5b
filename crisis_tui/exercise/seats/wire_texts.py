"""Scalars and translatable texts as JSON and back.

A text is filled by `format_map` wherever it is shown, so a message from elsewhere may hold nothing
but plain `{name}` places for which it brings values.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any, TypeVar

from crisis_tui.basis.text import Text, Texts, clean_text

if TYPE_CHECKING:
    from collections.abc import Container

Json = Any
_PLACES = string.Formatter()
_LONGEST_FORMAT = 4
"""`{n:02}` is a format, `{n:999999999}` an attack."""
_DEEPEST = 8
T = TypeVar("T", Text, Texts)


class WireError(ValueError):
    """What came over the wire is not what it should be."""


def require(kind: type, data: Json) -> Any:  # noqa: ANN401 - a value of that kind
    """Return `data` if it is exactly of a kind of JSON value.

    Raises:
        WireError: it is not.
    """
    if type(data) is not kind:
        raise WireError(f"no {kind.__name__}")
    return data


def read_int(data: Json) -> int:
    """Read a whole number that every reader of JSON takes for the same."""
    number = int(require(int, data))
    if abs(number) >> 63:
        raise WireError("number too large")
    return number


def read_str(data: Json) -> str:
    """Read a string, cleaned."""
    return clean_text(require(str, data))


def text_to_wire(text: Text | Texts) -> Json:
    """Return a text as JSON: its message and its values, still to be translated."""
    values = {
        name: text_to_wire(value) if isinstance(value, Text | Texts) else value
        for name, value in text.values
    }
    if isinstance(text, Text):
        return {"text": text.message, "values": values}
    return {"text": text.singular, "plural": text.plural, "n": text.n, "values": values}


def read_text(data: Json, depth: int = 0) -> Text:
    """Read a text."""
    if require(dict, data).keys() != {"text", "values"}:
        raise WireError("no text")
    values = _values(data["values"], depth)
    return _filled(Text(_message(data["text"], values), **values))


def read_texts(data: Json, depth: int = 0) -> Texts:
    """Read a text whose form depends on a number."""
    if require(dict, data).keys() != {"text", "plural", "n", "values"}:
        raise WireError("no text")
    values = _values(data["values"], depth)
    one, many = (_message(data[form], {*values, "n"}) for form in ("text", "plural"))
    return _filled(Texts(one, many, read_int(data["n"]), **values))


def _values(data: Json, depth: int) -> dict[str, Any]:
    if depth > _DEEPEST:
        raise WireError("nested too deep")
    return {name: _value(value, depth) for name, value in require(dict, data).items()}


def _value(data: Json, depth: int) -> str | int | float | Text | Texts:
    if type(data) is dict:
        read = read_texts if "plural" in data else read_text
        return read(data, depth + 1)
    if type(data) is int:
        return read_int(data)
    return data if type(data) is float else read_str(data)


def _message(data: Json, names: Container[str]) -> str:
    message = read_str(data)
    try:
        places = list(_PLACES.parse(message))
    except ValueError:
        raise WireError("no message") from None
    for _, name, form, conversion in places:
        if name is not None and not _is_plain(name, form or "", conversion, names):
            raise WireError("no message")
    return message


def _is_plain(name: str, form: str, conversion: str | None, names: Container[str]) -> bool:
    return name in names and not conversion and len(form) <= _LONGEST_FORMAT and "{" not in form


def _filled(text: T) -> T:
    """Return the text if it can be shown."""
    try:
        str(text)
    except (ValueError, TypeError, OverflowError):
        raise WireError("no message") from None
    return text
