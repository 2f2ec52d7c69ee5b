"""pydantic's errors in plain words: what is wrong, and what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crisis_tui.basis.text import AnyText, Text
from crisis_tui.files.explain_times import (
    explain_duration,
    explain_end,
    explain_handover,
    explain_local_time,
    explain_pace,
    explain_story_time,
    explain_time_of_day,
    explain_weekdays,
)
from crisis_tui.files.misspelt import explain_unknown
from crisis_tui.files.problems import Explained, Problem, nearest_known, shown
from crisis_tui.files.shape import example, fields_by_key, model_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

_MOST_VALUES = 14


def explain(model: type[BaseModel], problem: Problem) -> Explained:
    """Return one problem in words. Kinds that no model uses fall back to "wrong kind of value"."""
    if problem.kind == "extra_forbidden":
        return explain_unknown(model, problem)
    if problem.kind == "missing":
        return _missing(model, problem)
    if problem.value is None:
        return _empty(problem)
    return _BY_KIND.get(problem.kind, _wrong_type)(problem)


def _missing(model: type[BaseModel], problem: Problem) -> Explained:
    here = model_at(model, problem.parent)
    fields = fields_by_key(here) if here is not None else {}
    names = list(problem.context.get("missing", [problem.key]))
    written = [
        f"{name}: {(example(fields[name]) if name in fields else None) or '…'}" for name in names
    ]
    return Explained(
        "S102",
        Text('key "{key}" is missing', key=names[0])
        if len(names) == 1
        else Text("keys are missing: {names}", names=", ".join(names)),
        problem.parent,
        Text("write {example}", example="; ".join(written)),
    )


def _empty(problem: Problem) -> Explained:
    if not problem.path:
        return Explained(
            "S106", Text("the file holds nothing"), (), Text("begin it with what it is")
        )
    return Explained(
        "S106",
        Text('"{key}" has no value', key=problem.key),
        problem.path,
        Text("write one after the colon, or take the key out"),
        at_key=True,
    )


def _blank(problem: Problem) -> Explained:
    return Explained(
        "S106",
        Text('"{key}" is empty', key=problem.key),
        problem.path,
        Text("write a text between the quotes"),
    )


def _list_wanted(problem: Problem) -> Explained:
    if not problem.path:
        return Explained(
            "S103", Text("the file must hold a list"), (), Text("begin each entry with a hyphen")
        )
    if not isinstance(problem.value, str):
        return Explained(
            "S103",
            Text('"{key}" must be a list', key=problem.key),
            problem.path,
            Text("begin each entry with a hyphen and a blank: - …"),
        )
    entries = ", ".join(part.strip() for part in re.split(r"[,;/]", problem.value) if part.strip())
    return Explained(
        "S104",
        Text('"{key}" must be a list, and this is one text', key=problem.key),
        problem.path,
        Text("write {example}", example=f"{problem.key}: [{shown(entries)}]"),
    )


def _too_few(problem: Problem) -> Explained:
    return Explained(
        "S120",
        Text('"{key}" needs at least one entry', key=problem.key),
        problem.path,
        Text("add one"),
    )


def _mapping_wanted(problem: Problem) -> Explained:
    if not problem.path:
        return Explained(
            "S103", Text("the file must hold keys with values"), (), Text('write "key: value"')
        )
    kind = _kind(problem.value)
    return Explained(
        "S103",
        Text('"{key}" must hold keys with values, and this is {kind}', key=problem.key, kind=kind)
        if problem.key
        else Text("an entry must hold keys with values, and this is {kind}", kind=kind),
        problem.path,
        Text('write "key: value" lines below it, indented'),
    )


def _wrong_type(problem: Problem) -> Explained:
    return Explained(
        "S103",
        Text('"{key}" cannot be {kind}', key=problem.key, kind=_kind(problem.value)),
        problem.path,
        Text("write one value after the colon"),
    )


def _kind(value: Any) -> AnyText:  # noqa: ANN401 - what a file holds
    if isinstance(value, list):
        return Text("a list")
    if isinstance(value, dict):
        return Text("keys with values")
    return Text('"{value}"', value=shown(value))


def _not_listed(problem: Problem) -> Explained:
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


def _identifier(problem: Problem) -> Explained:
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


def _boolean(problem: Problem) -> Explained:
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


def _number(problem: Problem) -> Explained:
    return Explained(
        "S113",
        Text(
            '"{key}" must be a number, not "{value}"', key=problem.key, value=shown(problem.value)
        ),
        problem.path,
        Text("write digits only"),
    )


def _too_small(problem: Problem) -> Explained:
    limit = problem.context.get("ge", problem.context.get("gt", 0))
    least = Text("at least {limit}", limit=limit)
    return Explained(
        "S113",
        Text('"{key}" is too small', key=problem.key),
        problem.path,
        least if "ge" in problem.context else Text("more than {limit}", limit=limit),
    )


def _speed(problem: Problem) -> Explained:
    return Explained(
        "S113",
        Text('"{value}" is not a speed', value=shown(problem.value)),
        problem.path,
        Text("write a number from 0.1 to 600, with at most three decimals"),
    )


def _companion(problem: Problem) -> Explained:
    return _together(", ".join(str(name) for name in problem.context.values()))(problem)


def _deed(problem: Problem) -> Explained:
    return _one_of(str(problem.context["known"]))(problem)


def _grip(problem: Problem) -> Explained:
    return _choice(problem, ["0", "1", "2", "3", "4", "5", "Rijk"])


def _cover(problem: Problem) -> Explained:
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


def _arrival(problem: Problem) -> Explained:
    return Explained(
        "S103",
        Text('"{key}" must be a duration or a norm', key=problem.key),
        problem.path,
        Text("write 30m, or {{norm: id}}"),
    )


def _one_of(names: str) -> Callable[[Problem], Explained]:
    def words(problem: Problem) -> Explained:
        return Explained(
            "S116",
            Text("exactly one is needed here of: {names}", names=names),
            problem.path,
            Text("keep one and take the others out"),
        )

    return words


def _together(names: str) -> Callable[[Problem], Explained]:
    def words(problem: Problem) -> Explained:
        return Explained(
            "S117",
            Text("these go together, and one is missing: {names}", names=names),
            problem.path,
            Text("add the other one, or take both out"),
        )

    return words


_BY_KIND: dict[str, Callable[[Problem], Explained]] = {
    "tuple_type": _list_wanted,
    "too_short": _too_few,
    "model_type": _mapping_wanted,
    "dict_type": _mapping_wanted,
    "literal_error": _not_listed,
    "string_too_short": _blank,
    "identifier": _identifier,
    "boolean": _boolean,
    "integer": _number,
    "float_parsing": _number,
    "finite_number": _number,
    "greater_than_equal": _too_small,
    "greater_than": _too_small,
    "duration": explain_duration,
    "end": explain_end,
    "local_time": explain_local_time,
    "story_time": explain_story_time,
    "weekdays": explain_weekdays,
    "time_of_day": explain_time_of_day,
    "handover": explain_handover,
    "pace": explain_pace,
    "grip": _grip,
    "cover": _cover,
    "arrival": _arrival,
    "condition_form": _one_of("decision, met, missed, all, any, not"),
    "condition_outcome": _together("decision, is"),
    "duty_form": _one_of("rotation, shift, calendar"),
    "change_form": _one_of("add, remove, replace"),
    "change_by": _together("replace, by"),
    "rule_form": _one_of("months, exercises, hours, once"),
    "rule_exercises": _together("exercises, in_months"),
    "rule_hours": _together("hours, per"),
    "currency_form": _one_of("any, all"),
    "step_deed": _deed,
    "step_companion": _companion,
    "speed": _speed,
}
