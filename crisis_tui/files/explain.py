"""pydantic's errors in plain words: what is wrong, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import replace
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
from crisis_tui.files.explain_values import (
    explain_arrival,
    explain_boolean,
    explain_cover,
    explain_grip,
    explain_identifier,
    explain_not_listed,
    explain_number,
    explain_speed,
    explain_too_large,
    explain_too_small,
)
from crisis_tui.files.misspelt import explain_unknown
from crisis_tui.files.problems import Explained, Problem, shown
from crisis_tui.files.shape import example, fields_by_key, model_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel


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


def _kind(value: Any) -> AnyText:
    if isinstance(value, list):
        return Text("a list")
    if isinstance(value, dict):
        return Text("keys with values")
    return Text('"{value}"', value=shown(value))


def _one_of(names: str) -> Callable[[Problem], Explained]:
    def words(problem: Problem) -> Explained:
        return Explained(
            "S116",
            Text("exactly one is needed here of: {names}", names=names),
            problem.path,
            Text("keep one and take the others out"),
        )

    return words


def _condition(problem: Problem) -> Explained:
    words = _one_of("decision, met, missed, reached, unless, all, any, not")(problem)
    if problem.value:
        return words
    return replace(words, help=Text("write one, such as {example}", example="{missed: ID}"))


def _together(names: str) -> Callable[[Problem], Explained]:
    def words(problem: Problem) -> Explained:
        return Explained(
            "S117",
            Text("these go together, and one is missing: {names}", names=names),
            problem.path,
            Text("add the other one, or take both out"),
        )

    return words


def _companion(problem: Problem) -> Explained:
    return _together(", ".join(str(name) for name in problem.context.values()))(problem)


def _deed(problem: Problem) -> Explained:
    return _one_of(str(problem.context["known"]))(problem)


_BY_KIND: dict[str, Callable[[Problem], Explained]] = {
    "tuple_type": _list_wanted,
    "too_short": _too_few,
    "model_type": _mapping_wanted,
    "dict_type": _mapping_wanted,
    "literal_error": explain_not_listed,
    "string_too_short": _blank,
    "identifier": explain_identifier,
    "boolean": explain_boolean,
    "integer": explain_number,
    "float_parsing": explain_number,
    "finite_number": explain_number,
    "greater_than_equal": explain_too_small,
    "greater_than": explain_too_small,
    "less_than_equal": explain_too_large,
    "duration": explain_duration,
    "end": explain_end,
    "local_time": explain_local_time,
    "story_time": explain_story_time,
    "weekdays": explain_weekdays,
    "time_of_day": explain_time_of_day,
    "handover": explain_handover,
    "pace": explain_pace,
    "grip": explain_grip,
    "cover": explain_cover,
    "arrival": explain_arrival,
    "condition_form": _condition,
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
    "speed": explain_speed,
}
