"""The upper levels of a text with exact beginnings and ends, for those who add something to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from crisis_tui.files.collecting import no_collections
from crisis_tui.files.parser import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    parse_events,
)

_LEVELS = 2
"""Below the root: the values of its keys, and the entries of those that are lists."""


@dataclass(slots=True)
class Outlined:
    """A value or key. Places are characters of the text; `end` is where its own text ends.

    What follows on the last line, such as a comment, does not belong to it. `named` tells of an
    anchor or a tag, `bracketed` of a list or mapping between brackets or braces. The `children` of
    a mapping are its keys and values in turn.
    """

    start: int
    column: int
    text: str | None
    is_list: bool
    is_mapping: bool
    bracketed: bool
    named: bool
    end: int = 0
    children: list[Outlined] = field(default_factory=list)

    def items(self) -> list[tuple[Outlined, Outlined]]:
        """Return a mapping's keys with their values."""
        return list(zip(self.children[::2], self.children[1::2], strict=True))


def outline(text: str, levels: int = _LEVELS) -> Outlined | None:
    """Return the root of a text that was read without a syntax error, None if it is empty.

    `levels` of what is below it have their children too.
    """
    with no_collections():
        return _walk(parse_events(text).get_event, levels)


def _walk(get: Any, levels: int) -> Outlined | None:
    stack: list[Outlined] = []
    end = 0
    while type(event := get()) is not StreamEndEvent:
        kind = type(event)
        if kind in _ENDS:
            node = stack.pop()
            node.end = end = event.end_mark.index if node.bracketed else end
        elif kind in _NODES:
            node = _outlined(event, kind)
            if 0 < len(stack) <= levels:
                stack[-1].children.append(node)
            if kind in _STARTS:
                stack.append(node)
                continue
            node.end = end = event.end_mark.index
        else:
            continue
        if not stack:
            return node
    return None


def _outlined(event: Any, kind: type) -> Outlined:
    alias = kind is AliasEvent
    return Outlined(
        start=event.start_mark.index,
        column=event.start_mark.column,
        text=event.value if kind is ScalarEvent else None,
        is_list=kind is SequenceStartEvent,
        is_mapping=kind is MappingStartEvent,
        bracketed=kind in _STARTS and bool(event.flow_style),
        named=alias or event.anchor is not None or event.tag is not None,
    )


_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)
_NODES = (*_STARTS, ScalarEvent, AliasEvent)
