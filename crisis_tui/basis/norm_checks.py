"""L511 to L515, R105: what is wrong with norms, above all with those that nobody could count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.reporting import Reporter
from crisis_tui.basis.rest_measures import FORMS
from crisis_tui.basis.text import AnyText, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from crisis_tui.basis.findings import Finding, Locator, Source
    from crisis_tui.basis.norms import Norm, Norms
    from crisis_tui.basis.parts import Part
    from crisis_tui.basis.rest_measures import Form, ValueForm

_CERTAINTIES = ("example", "secondary", "official")
_VALUES: Mapping[ValueForm, AnyText] = {
    "duration": Text("write a duration such as 11h or 30m"),
    "count": Text("write a whole number"),
    "flag": Text("write true or false"),
}


def check_norms(part: Part[Norms], held: Mapping[str, Norm], locate: Locator) -> Iterator[Finding]:
    """Yield what is wrong in a file of norms; `held` are the norms that it adds to or replaces."""
    report = Reporter(locate)
    yield from report.duplicates(
        (norm.id, part.source("items", index), "id") for index, norm in enumerate(part.model.items)
    )
    for index, norm in enumerate(part.model.items):
        source = part.source("items", index)
        earlier = held.get(norm.id)
        holds = norm.replacing(earlier)
        if norm.kind == "rest" and holds.counts is None:
            yield _uncounted(norm, held, source, report)
            continue
        yield from _value(norm, holds, source, report)
        yield from _periods(norm, holds, source, report)
        if earlier is not None:
            yield from _less_certain(norm, earlier, source, report)


def _uncounted(norm: Norm, held: Mapping[str, Norm], source: Source, report: Reporter) -> Finding:
    """Return the finding for a rest rule that the program does not know how to count."""
    known: Collection[str] = [each.id for each in held.values() if each.kind == "rest"]
    return report.error(
        "L511",
        Text('"{name}" does not say what it counts, so nobody is held to it', name=norm.id),
        source.child("id"),
        Text(
            "{near} – or, for a rule of your own, add `counts:`, such as counts: standby-blocks",
            near=report.suggest("norm", norm.id, known),
        ),
    )


def _value(norm: Norm, holds: Norm, source: Source, report: Reporter) -> Iterator[Finding]:
    form: ValueForm = "duration"
    if norm.kind == "rating":
        return
    if norm.kind == "rest" and holds.counts is not None:
        form = FORMS[holds.counts].value
    if (norm.duration_ms if norm.kind != "rest" else holds.counted) is None:
        message = Text('"{value}" is no value for "{name}"', value=norm.value, name=norm.id)
        yield report.error("L512", message, source.child("value"), _VALUES[form])


def _periods(norm: Norm, holds: Norm, source: Source, report: Reporter) -> Iterator[Finding]:
    """Yield for `per` and `part`: those that are missing, and those that mean nothing."""
    form = FORMS[holds.counts] if norm.kind == "rest" and holds.counts is not None else None
    for key, example in (("per", "per: 28d"), ("part", "part: 1d")):
        is_asked = form is not None and _asks(form, key)
        if is_asked and getattr(holds, key) is None:
            yield report.error(
                "L513",
                Text('"{name}" counts {counts}, which needs "{key}"', name=norm.id, counts=holds.counts or "", key=key),
                source,
                Text("write {example}", example=example),
            )  # fmt: skip
        elif not is_asked and getattr(norm, key) is not None:
            yield report.warning(
                "L514",
                Text('"{key}" means nothing for "{name}"', key=key, name=norm.id),
                source.child(key),
                Text("take it out"),
            )
    if form is None and norm.counts is not None:
        yield report.warning(
            "L514",
            Text('"{key}" means nothing for "{name}"', key="counts", name=norm.id),
            source.child("counts"),
            Text("only a norm with kind: rest counts something"),
        )


def _asks(form: Form, key: str) -> bool:
    return form.per if key == "per" else form.part


def _less_certain(norm: Norm, earlier: Norm, source: Source, report: Reporter) -> Iterator[Finding]:
    """Yield if a well-founded value gives way to another one with less behind it."""
    is_less = _CERTAINTIES.index(norm.certainty) < _CERTAINTIES.index(earlier.certainty)
    if is_less and norm.value != earlier.value:
        yield report.warning(
            "L515",
            Text(
                '"{name}" replaces {earlier} ({source}) by {value}, with less certainty',
                name=norm.id,
                earlier=earlier.value,
                source=earlier.source,
                value=norm.value,
            ),
            source.child("certainty"),
            Text("name the text that sets this value, and what you read of it"),
        )
