"""JSON Schema 2020-12 of the file formats, for editors that complete and check while typing.

Editors read YAML 1.2, where `12` and `true` are no texts; the formats take them as typed. So the
schema accepts them wherever a text may stand: it is looser than `check`, never stricter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.durations import format_duration
from crisis_tui.basis.norms import Norms
from crisis_tui.roster.model import Roster
from crisis_tui.scenario.model import Fragment, Scenario
from crisis_tui.training.model import Training

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FORMATS: Mapping[str, type[BaseModel]] = {
    "scenario": Scenario,
    "fragment": Fragment,
    "roster": Roster,
    "training": Training,
    "norms": Norms,
}


def json_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of one format."""
    schema = FORMATS[kind].model_json_schema(by_alias=True, mode="validation")
    return {"$schema": DIALECT, **_loosened(schema)}


def _loosened(node: Any) -> Any:
    """Let plain texts be numbers and truth values too; texts with a pattern of their own may not."""
    if isinstance(node, list):
        return [_loosened(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    loose = {key: _loosened(value) for key, value in node.items() if key not in _LITERAL}
    loose |= {key: node[key] for key in _LITERAL if key in node}
    if node.get("type") == "string" and not (_CLOSED & node.keys()):
        loose["type"] = ["string", "number", "boolean"]
    if node.get("type") == "string" and type(node.get("default")) is int:
        loose["default"] = format_duration(node["default"])
    return loose


_LITERAL = frozenset({"default", "examples", "const", "enum"})
"""Keywords whose values are data, not schemas."""
_CLOSED = frozenset({"enum", "const", "examples", "format"})
"""What says that a text has a form of its own, which no number has."""
