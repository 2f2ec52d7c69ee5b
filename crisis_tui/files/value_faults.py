"""What YAML allows and the file formats do not, and the limits of a file, in plain words."""

from __future__ import annotations

from crisis_tui.basis.findings import Severity
from crisis_tui.basis.text import Text
from crisis_tui.files.faults import MAX_FAULTS, Fault, Span

MAX_DEPTH = 50
MAX_ALIAS_NODES = 100_000
MAX_NODES = 400_000
"""A scenario of 10,000 injects has about 250,000."""
MAX_KEYS = 10_000


def second_document(span: Span) -> Fault:
    """Return the fault of a line `---` in the middle of a file."""
    return Fault(
        "Y005",
        Text("a second document begins here; a file holds one"),
        Span(span.start, span.start + 3),
        Text("put it in a file of its own, or delete the line with ---"),
    )


def directive(span: Span) -> Fault:
    """Return the fault of `%YAML 1.2` and the like."""
    return Fault(
        "Y004",
        Text("a line that begins with % is a YAML directive, which is not used here"),
        span,
        Text("delete the line"),
    )


def tag(span: Span, written: str) -> Fault:
    """Return the fault of `!tag`."""
    return Fault(
        "Y004",
        Text('"{tag}" is a YAML tag, which is not used here', tag=written),
        span,
        Text("delete it; if it is text, put the whole text between double quotes"),
    )


def merge_key(span: Span) -> Fault:
    """Return the fault of `<<: *other`."""
    return Fault(
        "Y004",
        Text("merge keys (<<) are not used here"),
        span,
        Text("write the keys out where they belong"),
    )


def complex_key(span: Span) -> Fault:
    """Return the fault of a key that is a list, a mapping or an alias."""
    return Fault(
        "Y010",
        Text("a key must be plain text"),
        span,
        Text("if this is text that begins with {{ or [, put the whole text between double quotes"),
    )


def unknown_alias(span: Span, name: str) -> Fault:
    """Return the fault of an alias without an anchor above it."""
    return Fault(
        "Y019",
        Text('"*{name}" refers to an anchor "&{name}" that is not above it', name=name),
        span,
        Text("if this is text that begins with *, put the whole text between double quotes"),
    )


def unused_anchor(span: Span, name: str) -> Fault:
    """Return the fault of `title: &co is`: the sign and the word after it are gone."""
    return Fault(
        "Y019",
        Text(
            '"&{name}" is an anchor that nothing refers to; it is not part of the text', name=name
        ),
        span,
        Text("if it is text, put the whole text between double quotes; else take it out"),
        Severity.WARNING,
    )


def endless_alias(span: Span, name: str) -> Fault:
    """Return the fault of an alias inside its own anchor."""
    return Fault(
        "Y006",
        Text('"*{name}" stands inside "&{name}" itself and would never end', name=name),
        span,
    )


def _limit(span: Span, message: Text) -> Fault:
    return Fault("Y006", message, span, Text("split the file, or remove what was generated"))


def alias_bomb(span: Span) -> Fault:
    """Return the fault of aliases of aliases that grow too much."""
    return _limit(span, Text("aliases expand to more than {n} values", n=f"{MAX_ALIAS_NODES:,}"))


def too_deep(span: Span) -> Fault:
    """Return the fault of too much nesting."""
    return _limit(span, Text("more than {n} levels of nesting", n=MAX_DEPTH))


def too_many_values(span: Span) -> Fault:
    """Return the fault of too many values."""
    return _limit(span, Text("more than {n} values in one file", n=f"{MAX_NODES:,}"))


def too_many_keys(span: Span) -> Fault:
    """Return the fault of too many keys in one mapping."""
    return _limit(span, Text("more than {n} keys in one place", n=f"{MAX_KEYS:,}"))


def too_many_duplicates(span: Span) -> Fault:
    """Return the fault of a file that is full of doubled keys."""
    return _limit(span, Text("more than {n} doubled keys in one file", n=MAX_FAULTS))
