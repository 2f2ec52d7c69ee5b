"""What the models allow where: used only to explain a fault."""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic.fields import FieldInfo

    from crisis_tui.basis.findings import PathPart

_INNER_KEYS = frozenset({"within_ms", "kind"})
"""Keys of `Arrival` and `Cover` that only their readers write."""


def fields_by_key(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return a model's fields by the keys that a file may use."""
    inner = _INNER_KEYS if model.__name__ in {"Arrival", "Cover"} else frozenset()
    return {
        info.alias or name: info for name, info in model.model_fields.items() if name not in inner
    }


def model_at(model: type[BaseModel], path: Sequence[PathPart]) -> type[BaseModel] | None:
    """Return the model that holds for the mapping at `path`, or None if there is none."""
    current: type[BaseModel] | None = model
    for part in path:
        if isinstance(part, int):
            if current is not None and current.__pydantic_root_model__:
                current = child_model(current.model_fields["root"])
            continue  # lists hold one kind of entry: their key said which
        info = fields_by_key(current).get(part) if current is not None else None
        current = child_model(info) if info is not None else None
    return current


def child_model(info: FieldInfo) -> type[BaseModel] | None:
    """Return the model of a field's value, or of the entries of its list."""
    return next(
        (
            kind
            for kind in _kinds(info.annotation)
            if isinstance(kind, type) and issubclass(kind, BaseModel)
        ),
        None,
    )


def is_list(info: FieldInfo) -> bool:
    """Tell whether a field holds a list."""
    return any(get_origin(kind) is tuple for kind in alternatives(info.annotation))


def example(info: FieldInfo) -> str | None:
    """Return how a field's value may be written, or None if it is free text."""
    for extra in info.metadata:
        if isinstance(extra, WithJsonSchema) and extra.json_schema:
            examples = extra.json_schema.get("examples") or [extra.json_schema.get("const")]
            if examples[0] is not None:
                return str(examples[0])
    for kind in alternatives(info.annotation):
        if get_origin(kind) is Literal:
            return str(get_args(kind)[0])
    return "[…]" if is_list(info) else None


def _kinds(annotation: Any) -> list[Any]:
    found = []
    for kind in alternatives(annotation):
        if get_origin(kind) is tuple:
            found += alternatives(get_args(kind)[0])
        else:
            found.append(kind)
    return found


def alternatives(annotation: Any) -> list[Any]:
    """Return the types that a field may have, without their metadata."""
    if get_origin(annotation) is Annotated:
        return alternatives(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return [kind for part in get_args(annotation) for kind in alternatives(part)]
    return [annotation]
