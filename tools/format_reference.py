"""The reference pages of the file formats, made from their JSON Schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

Schema = dict[str, Any]

INTRODUCTION = """\
# {title}

{description}

<!-- Made by `make docs` from the models; change those. -->
An editor completes and checks these files with `crisis-tui schema {kind}`; `crisis-tui check` tells what is wrong and why.
"""
TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` `false`",
    "null": "`null`",
}
TABLE_HEAD = "| key | value | if left out | meaning |\n|---|---|---|---|"


def page(kind: str, model: type[BaseModel]) -> str:
    """Return the page of one file format in Markdown: the file, then every part in order of use."""
    schema = model.model_json_schema()
    parts = schema.get("$defs", {})
    head = INTRODUCTION.format(
        title=f"The {kind} file", description=schema["description"], kind=kind
    )
    sections = [head, _table(schema)]
    for name in _in_order_of_use(schema, parts):
        part = parts[name]
        sections += [f"\n## {name}\n", f"{part.get('description', '')}\n", _table(part)]
    return "\n".join(sections) + "\n"


def _in_order_of_use(schema: Schema, parts: dict[str, Schema]) -> list[str]:
    """Return the names of the parts, each after the first part that uses it."""
    found: list[str] = []
    waiting = list(_references(schema.get("properties", {})))
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found.append(name)
            waiting = [*_references(parts[name]), *waiting]
    return found


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"].rpartition("/")[2]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _table(schema: Schema) -> str:
    required = set(schema.get("required", ()))
    rows = [
        f"| `{key}` | {_value(value)} | {_default(value, required=key in required)}"
        f" | {_cell(value.get('description', ''))} |"
        for key, value in schema.get("properties", {}).items()
    ]
    return "\n".join([TABLE_HEAD, *rows]) if rows else _value(schema)


def _default(schema: Schema, *, required: bool) -> str:
    default = schema.get("default")
    if required:
        return "**must be there**"
    if isinstance(default, dict):
        default = default.get("kind")
    if default is None or default in ("", []):
        return ""
    if default == 0 and _options(schema)[0].get("type") == "string":
        return "`0m`"  # the model holds durations as milliseconds
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def _options(schema: Schema) -> list[Schema]:
    """Return the alternatives of a value, without null: leaving out says that."""
    options = schema.get("anyOf") or schema.get("oneOf") or [schema]
    return [option for option in options if option.get("type") != "null"]


def _value(schema: Schema) -> str:
    return " or ".join(dict.fromkeys(_one_value(option) for option in _options(schema)))


def _one_value(schema: Schema) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return " ".join(f"`{'null' if value is None else value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_value(schema.get('items', {}))}"
    if schema.get("type") == "object":
        return _mapping(schema)
    if "examples" in schema:
        return _cell(", ".join(f"`{example}`" for example in schema["examples"]))
    if "pattern" in schema:
        return "identifier"
    types = schema.get("type", "anything")
    return " or ".join(
        TYPES.get(name, name) for name in ([types] if isinstance(types, str) else types)
    )


def _mapping(schema: Schema) -> str:
    if "properties" in schema:
        return "`{" + ", ".join(f"{key}: …" for key in schema["properties"]) + "}`"
    values = [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")]
    return f"names, each with {_value(values[0] or {})}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
