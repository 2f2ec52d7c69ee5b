"""Which ids are lost with an entry that is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.parts import Muted

if TYPE_CHECKING:
    from pydantic import BaseModel

    from crisis_tui.basis.findings import PathPart

KINDS = {
    "injects": "inject",
    "phases": "phase",
    "milestones": "milestone",
    "objectives": "objective",
    "expects": "expectation",
    "decision": "decision",
    "options": "option",
    "clocks": "clock",
    "variants": "variant",
    "variables": "variable",
    "roles": "role",
    "teams": "team",
    "people": "person",
    "duties": "duty",
    "changes": "change",
    "qualifications": "qualification",
    "records": "record",
    "items": "norm",
}
INJECT_KINDS = frozenset({"inject", "expectation", "decision", "option"})
TRAINING_KINDS = frozenset({"qualification", "record"})
_HOLDS = {
    "injects": INJECT_KINDS,
    "include": INJECT_KINDS,
    "expects": frozenset({"expectation"}),
    "decision": frozenset({"decision", "option"}),
    "training": TRAINING_KINDS,
    "files": frozenset({"record"}),
}
"""Keys whose loss hides ids of these kinds."""

_ROSTER_KINDS = frozenset({"role", "team", "person", "duty", "change"})
_KINDS_OF = {
    "Norms": frozenset({"norm"}),
    "Training": TRAINING_KINDS,
    "Roster": _ROSTER_KINDS,
    "Fragment": INJECT_KINDS,
}


def all_lost(model: type[BaseModel]) -> Muted:
    """Return what is lost with a whole file of a model's kind."""
    scenario = frozenset(KINDS.values()) - _ROSTER_KINDS - TRAINING_KINDS - {"norm"}
    return Muted(kinds=_KINDS_OF.get(model.__name__, scenario))


def lost(path: tuple[PathPart, ...], value: Any) -> Muted:
    """Return what is lost when the value at `path` is left out."""
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    is_entry = bool(path) and isinstance(path[-1], int)
    if len(path) > 1 and path[-2] == "variables":
        return Muted(ids=frozenset({("variable", str(path[-1]))}))
    if not is_entry and key != "decision" and not isinstance(value, list | dict):
        return Muted(kinds=_HOLDS.get(key, frozenset({KINDS[key]} if key in KINDS else ())))
    return _lost_below(key, value)


def _lost_below(key: str, value: Any) -> Muted:
    ids: set[tuple[str, str]] = set()
    kinds: set[str] = set()
    stack = [(key, value)]
    while stack:
        key, node = stack.pop()
        if isinstance(node, list):
            stack.extend((key, entry) for entry in node)
        elif isinstance(node, dict):
            if key in KINDS and key != "variables":
                name = node.get("id")
                _note(ids, kinds, KINDS[key], name)
            stack.extend((str(inner), entry) for inner, entry in node.items())
        elif key in _HOLDS:
            kinds |= _HOLDS[key]
    return Muted(frozenset(ids), frozenset(kinds))


def _note(ids: set[tuple[str, str]], kinds: set[str], kind: str, name: Any) -> None:
    if isinstance(name, str):
        ids.add((kind, name))
    else:
        kinds.add(kind)
