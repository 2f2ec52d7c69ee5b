"""Where every value and key of a text stands: a second walk, made only when somebody asks.

Kept small: four numbers a node in flat arrays, and the children by key or index.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from crisis_tui.basis.text import Text
from crisis_tui.files.collecting import no_collections
from crisis_tui.files.faults import Fault, Span
from crisis_tui.files.parser import (
    PARSER_ERRORS,
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    parse_events,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.basis.findings import PathPart

_NO_KEY = 0xFFFFFFFF
_Children = dict[str, int] | list[int]


class SourceMap:
    """Spans of the nodes of one text, or of the piece of it that holds one node.

    `end` is where a list or mapping that is all of it ends, 0 if it breaks off.

    Args:
        text: the whole text.
        piece: where the node begins and something after it does; None: all of the text.
        until: where a text breaks off, or where the walk may end.
        pure: without libyaml.
    """

    def __init__(
        self,
        text: str,
        piece: Span | None = None,
        *,
        until: int | None = None,
        pure: bool = False,
    ) -> None:
        self._until = len(text) + 1 if until is None else until
        self._shift = 0
        if piece is not None:
            column = piece.start - text.rfind("\n", 0, piece.start) - 1
            self._shift = piece.start - column
            text = " " * column + text[piece.start : piece.end]  # it keeps its indentation
        self.duplicates: list[Fault] = []
        self.plain_ends: set[int] = set()
        self.end = 0
        self._starts = array("L")
        self._ends = array("L")
        self._key_starts = array("L")
        self._key_ends = array("L")
        self._children: dict[int, _Children] = {}
        self._anchors: dict[str, int] = {}
        try:
            with no_collections():
                self._walk(parse_events(text, pure=pure).get_event)
        except PARSER_ERRORS:  # explained by the reading already, or after the piece
            return

    def find(self, path: Sequence[PathPart]) -> tuple[int, int]:
        """Return the node at `path` or its nearest ancestor, and how many parts were found."""
        node = 0
        for depth, part in enumerate(path):
            children = self._children.get(node)
            if isinstance(children, dict) and part in children:
                node = children[str(part)]
            elif isinstance(children, list) and isinstance(part, int) and part < len(children):
                node = children[part]
            else:
                return node, depth
        return node, len(path)

    def is_scalar(self, node: int) -> bool:
        """Tell whether the node is text; lists and mappings are not."""
        return node not in self._children

    def value_span(self, node: int) -> Span:
        """Return where a node's value stands; a list's or mapping's end is not exact."""
        if not self._starts:
            return Span(0, 0)
        return Span(self._starts[node], self._ends[node])

    def key_span(self, node: int) -> Span | None:
        """Return where the node's key stands, or None for entries of lists and the root."""
        if not self._starts or self._key_starts[node] == _NO_KEY:
            return None
        return Span(self._key_starts[node], self._key_ends[node])

    def _walk(self, get: Any) -> None:
        stack: list[tuple[_Children, Any]] = []
        children: _Children = []
        key: Any = None  # the event of the key that waits for its value
        while True:
            event = get()
            kind = type(event)
            if kind is StreamEndEvent or event.start_mark.index > self._until:
                return
            if kind is SequenceEndEvent or kind is MappingEndEvent:
                children, key = stack.pop()
                if not stack:
                    self.end = event.end_mark.index + self._shift
                    return
                continue
            if kind not in _NODES:
                continue
            if type(children) is dict and key is None and kind is ScalarEvent:
                key = event
                continue
            node = self._add(event, kind, key)
            self._attach(children, key, node)
            key = None
            if kind is ScalarEvent or kind is AliasEvent:
                if not stack:
                    return
                continue
            stack.append((children, key))
            children = self._children.setdefault(node, {} if kind is MappingStartEvent else [])

    def _add(self, event: Any, kind: type, key: Any) -> int:
        if kind is AliasEvent:
            return self._anchors.get(event.anchor, 0)
        node = len(self._starts)
        start, end = event.start_mark.index + self._shift, event.end_mark.index + self._shift
        self._starts.append(start)
        self._ends.append(end)
        self._key_starts.append(_NO_KEY if key is None else key.start_mark.index + self._shift)
        self._key_ends.append(0 if key is None else key.end_mark.index + self._shift)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        if kind is ScalarEvent and not event.style:
            self.plain_ends.add(end)
        return node

    def _attach(self, children: _Children, key: Any, node: int) -> None:
        if isinstance(children, list):
            children.append(node)
        elif key.value == "<<" and not key.style:
            return
        elif key.value in children:
            first = self.key_span(children[key.value])
            self.duplicates.append(_duplicate(key, self._shift, first))
        else:
            children[key.value] = node


_NODES = (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent)


def _duplicate(key: Any, shift: int, first: Span | None) -> Fault:
    return Fault(
        "Y003",
        Text('key "{key}" stands here twice', key=key.value),
        Span(key.start_mark.index + shift, key.end_mark.index + shift),
        Text("delete one of the two; only the first is read"),
        related=((first, Text("the first one")),) if first is not None else (),
    )
