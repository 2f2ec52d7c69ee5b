"""Values that their key does not allow, in plain words, with the nearest that it does."""

from __future__ import annotations

import re

from crisis_tui.basis.text import Text
from crisis_tui.files.problems import Explained, Problem, nearest_known, shown

_MOST_VALUES = 14


def explain_not_listed(problem: Problem) -> Explained:
    """Return words for a value outside a fixed list, or an unknown version."""
    known = re.findall(r"'([^']*)'", str(problem.context.get("expected", "")))
    if len(problem.path) == 1 and known == ["1"]:
        return _version(problem)
    return _choice(problem, known)


def _choice(problem: Problem, known: list[str]) -> Explained:
    near = nearest_known(str(problem.value), known)
    listed = Text("known are: {names}", names=", ".join(known[:_MOST_VALUES]))
    return Explained(
        "S105",
        Text('"{key}" cannot be "{value}"', key=problem.key, value=shown(problem.value)),
        problem.path,
        Text('did you mean "{name}"?', name=near) if near is not None else listed,
    )


def _version(problem: Problem) -> Explained:
    return Explained(
        "S107",
        Text('version "{version}" of the format is unknown here', version=shown(problem.value)),
        problem.path,
        Text("write {key}: 1, or use a newer crisis-tui", key=problem.key),
    )


def explain_identifier(problem: Problem) -> Explained:
    """Return words for an id with other characters."""
    value = str(problem.value)
    proposed = re.sub(r"[^A-Za-z0-9_.-]+", "-", value.replace("'", "")).strip("-")
    return Explained(
        "S108",
        Text('"{value}" is not an identifier', value=shown(value)),
        problem.path,
        Text('only letters, digits, - and _: write "{name}"', name=shown(proposed))
        if proposed
        else Text("only letters, digits, - and _"),
    )


def explain_boolean(problem: Problem) -> Explained:
    """Return words for something else than true or false."""
    meant = {"yes": "true", "ja": "true", "on": "true", "y": "true", "1": "true"}
    meant |= {"no": "false", "nee": "false", "off": "false", "n": "false", "0": "false"}
    word = meant.get(str(problem.value).casefold(), str(problem.value).casefold())
    return Explained(
        "Y018",
        Text(
            '"{key}" is true or false, not "{value}"', key=problem.key, value=shown(problem.value)
        ),
        problem.path,
        Text("write {example}", example=f"{problem.key}: {word}")
        if word in {"true", "false"}
        else Text("write true or false"),
    )


def explain_number(problem: Problem) -> Explained:
    """Return words for something else than a number."""
    return Explained(
        "S113",
        Text(
            '"{key}" must be a number, not "{value}"', key=problem.key, value=shown(problem.value)
        ),
        problem.path,
        Text("write digits only"),
    )


def explain_too_small(problem: Problem) -> Explained:
    """Return words for a number below its limit."""
    limit = problem.context.get("ge", problem.context.get("gt", 0))
    least = Text("at least {limit}", limit=limit)
    return Explained(
        "S113",
        Text('"{key}" is too small', key=problem.key),
        problem.path,
        least if "ge" in problem.context else Text("more than {limit}", limit=limit),
    )


def explain_too_large(problem: Problem) -> Explained:
    """Return words for a number above its limit."""
    return Explained(
        "S113",
        Text('"{key}" is too large', key=problem.key),
        problem.path,
        Text("at most {limit}", limit=problem.context.get("le", 0)),
    )


def explain_speed(problem: Problem) -> Explained:
    """Return words for a speed that no clock runs at."""
    return Explained(
        "S113",
        Text('"{value}" is not a speed', value=shown(problem.value)),
        problem.path,
        Text("write a number from 0.1 to 600, with at most three decimals"),
    )


def explain_grip(problem: Problem) -> Explained:
    """Return words for something else than a GRIP level."""
    return _choice(problem, str(problem.context["known"]).split(", "))


def explain_cover(problem: Problem) -> Explained:
    """Return words for an unknown cover."""
    return Explained(
        "S105",
        Text(
            '"{key}" cannot be "{value}"',
            key=problem.key,
            value=shown(problem.context.get("value", "")),
        ),
        problem.path,
        Text('write always, none, or {{weekdays: "Mon-Fri", from: "08:00", until: "17:00"}}'),
    )


def explain_arrival(problem: Problem) -> Explained:
    """Return words for an unknown arrival limit."""
    return Explained(
        "S103",
        Text('"{key}" must be a duration or a norm', key=problem.key),
        problem.path,
        Text("write 30m, or {{norm: id}}"),
    )
