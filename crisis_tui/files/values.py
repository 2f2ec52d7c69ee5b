"""From YAML events to plain values: dict, list, str and None, nothing guessed.

A plain scalar that is empty, `~` or `null` is None; everything else stays the text that it looks
like, and the models' types decide. Refused: tags, several documents, keys that are not text, merge
keys, doubled keys (found by `source_map`), and everything above the limits. No recursion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from sys import intern
from typing import Any

from crisis_tui.basis.text import first_unsafe
from crisis_tui.files import value_faults
from crisis_tui.files.collecting import no_collections
from crisis_tui.files.decoding import character_fault, without_unsafe_characters
from crisis_tui.files.faults import MAX_FAULTS, FatalFault, Fault, Span
from crisis_tui.files.parser import (
    PARSER_ERRORS,
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    parse_events,
)
from crisis_tui.files.scalars import span_inside
from crisis_tui.files.value_faults import MAX_ALIAS_NODES, MAX_DEPTH, MAX_KEYS, MAX_NODES

_OUTERMOST = 2
"""How many containers are open inside a list that is the value of a key of the top."""
NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_TAG = re.compile(r"!\S*")
_FIRST_CONTENT = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*(?=%)")


@dataclass(slots=True)
class Values:
    """What a text holds, and what was wrong with it; `value` is None if it ended in a fault.

    `duplicates` tells where doubled keys stand, `entries` where the entries of the outermost lists
    begin; of a text with anchors, nothing.
    """

    value: Any = None
    faults: list[Fault] = field(default_factory=list)
    duplicates: list[int] = field(default_factory=list)
    stopped_at: int | None = None
    entries: dict[str, list[int]] = field(default_factory=dict)

    @property
    def readable(self) -> bool:
        """Tell whether the text was read to its end."""
        return self.stopped_at is None

    def stop(self, fault: Fault) -> None:
        """Note the fault after which nothing more was read."""
        self.faults.append(fault)
        self.stopped_at = fault.span.start
        self.value = None


def read_values(text: str, *, pure: bool = False) -> Values:
    """Read a text of YAML; never raises for what the text holds."""
    reader = _Reader(text, pure=pure)
    try:
        with no_collections():
            reader.read()
    except FatalFault as fatal:
        reader.result.stop(fatal.fault)
    except PARSER_ERRORS as error:
        from crisis_tui.files.syntax import explain_syntax_error  # few files need the words

        reader.result.stop(explain_syntax_error(text, error))
    return reader.result


class _Reader:
    """One walk over the events, with a stack of its own."""

    def __init__(self, text: str, *, pure: bool) -> None:
        self.text = text
        self.pure = pure
        self.result = Values()
        self.anchors: dict[str, Any] = {}
        self.unfinished: dict[int, str] = {}
        self.sizes: dict[int, tuple[int, int]] = {}
        self.alias_nodes = 0
        self.discarded: list[tuple[dict[str, Any], str]] = []
        self.unused: dict[str, Span] = {}

    def read(self) -> None:
        directive = _FIRST_CONTENT.match(self.text)
        if directive:
            raise FatalFault(value_faults.directive(Span(directive.end(), directive.end() + 1)))
        self.next = parse_events(self.text, pure=self.pure).get_event
        self.next()  # the stream's start
        if type(self.next()) is StreamEndEvent:
            return
        self.result.value = self._read_root()
        self.next()  # the document's end
        event = self.next()
        if type(event) is not StreamEndEvent:
            self._note(value_faults.second_document(_at(event)))
        for container, key in self.discarded:
            container.pop(key, None)
        for name, span in self.unused.items():
            self._note(value_faults.unused_anchor(span, name))
        if self.anchors:
            self.result.entries.clear()

    def _note(self, fault: Fault) -> None:
        if len(self.result.faults) < MAX_FAULTS:
            self.result.faults.append(fault)

    def _read_root(self) -> Any:  # noqa: C901, PLR0912, PLR0915 - the hot loop stays in one piece
        root: list[Any] = []
        container: Any = root
        mapping = False  # is the container a mapping?
        key: str | None = None  # the key that waits for its value
        stack: list[Any] = []
        entries: list[int] = []
        nodes = 0
        while True:
            event = self.next()
            kind = type(event)
            if kind is ScalarEvent:
                value: Any = event.value
                if mapping and key is None:
                    key = self._key(container, value, event)
                    continue
                if not event.style:
                    if value in NULLS:
                        value = None
                elif event.style == '"':
                    value = self._without_escapes(value, event)
                if event.anchor is not None or event.tag is not None:
                    self._note_properties(value, event)
            elif kind is SequenceEndEvent or kind is MappingEndEvent:
                if self.unfinished:
                    self._finish(container)
                container = stack.pop()
                mapping = type(container) is dict
                if not stack:
                    return root[0]
                continue
            elif mapping and key is None:
                raise FatalFault(value_faults.complex_key(_at(event)))
            elif kind is AliasEvent:
                value = self._expand(event, len(stack))
            else:
                value = {} if kind is MappingStartEvent else []
                if event.anchor is not None or event.tag is not None:
                    self._note_properties(value, event, unfinished=True)
            nodes += 1
            if nodes > MAX_NODES:
                raise FatalFault(value_faults.too_many_values(_at(event)))
            if mapping:
                container[key] = value
            else:
                container.append(value)
                if len(stack) == _OUTERMOST:
                    entries.append(event.start_mark.index)
            if kind is ScalarEvent or kind is AliasEvent:
                if not stack:
                    return root[0]
            else:
                if len(stack) >= MAX_DEPTH:
                    raise FatalFault(value_faults.too_deep(_at(event)))
                stack.append(container)
                if key is not None and len(stack) == _OUTERMOST:
                    entries = self.result.entries[key] = []
                container = value
                mapping = kind is MappingStartEvent
            key = None

    def _key(self, container: dict[str, Any], key: str, event: Any) -> str:
        if event.style == '"':
            key = self._without_escapes(key, event)
        if event.anchor is not None or event.tag is not None:
            self._note_properties(key, event)
        if key == "<<" and not event.style:
            self._note(value_faults.merge_key(_span(event)))
            return self._discard(container, event)
        if key in container:
            self.result.duplicates.append(event.start_mark.index)
            if len(self.result.duplicates) > MAX_FAULTS:
                raise FatalFault(value_faults.too_many_duplicates(_span(event)))
            return self._discard(container, event)
        if len(container) >= MAX_KEYS:
            raise FatalFault(value_faults.too_many_keys(_span(event)))
        return intern(key)

    def _discard(self, container: dict[str, Any], event: Any) -> str:
        """Return a key that no file can hold, under which a refused value is read and dropped."""
        key = f"\0{event.start_mark.index}"
        self.discarded.append((container, key))
        return key

    def _without_escapes(self, value: str, event: Any) -> str:
        r"""Return a text between double quotes without what `\x1b` and its like stand for."""
        match = first_unsafe(value)
        if match is None:
            return value
        span = span_inside(self.text, _span(event), match.start(), 1)
        self._note(character_fault(match.group(), span))
        return without_unsafe_characters(value)

    def _note_properties(self, value: Any, event: Any, *, unfinished: bool = False) -> None:
        if event.tag is not None:
            match = _TAG.search(self.text, event.start_mark.index)
            span = Span(*match.span()) if match else _at(event)
            self._note(value_faults.tag(span, self.text[span.start : span.end]))
        if event.anchor is not None:
            self.anchors[event.anchor] = value
            if isinstance(value, str):
                self.unused[event.anchor] = _span(event)
            if unfinished:
                self.unfinished[id(value)] = event.anchor

    def _finish(self, container: Any) -> None:
        if self.unfinished.pop(id(container), None) is not None:
            self.sizes[id(container)] = _measure(container, self.sizes)

    def _expand(self, event: Any, depth: int) -> Any:
        if event.anchor not in self.anchors:
            raise FatalFault(value_faults.unknown_alias(_span(event), event.anchor))
        value = self.anchors[event.anchor]
        self.unused.pop(event.anchor, None)
        if id(value) in self.unfinished:
            raise FatalFault(value_faults.endless_alias(_span(event), event.anchor))
        count, height = self.sizes.get(id(value), (1, 0))
        self.alias_nodes += count
        if self.alias_nodes > MAX_ALIAS_NODES:
            raise FatalFault(value_faults.alias_bomb(_span(event)))
        if depth + height > MAX_DEPTH:
            raise FatalFault(value_faults.too_deep(_span(event)))
        return value


def _measure(value: Any, sizes: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Return the number of nodes below and with `value`, aliases expanded, and its height."""
    count, height = 0, 0
    stack = [(value, 1)]
    while stack:
        node, level = stack.pop()
        known = sizes.get(id(node))
        if known is not None:
            count += known[0]
            height = max(height, level - 1 + known[1])
            continue
        count += 1
        if isinstance(node, dict | list):
            height = max(height, level)
            children = node.values() if isinstance(node, dict) else node
            stack.extend((child, level + 1) for child in children)
    return count, height


def _span(event: Any) -> Span:
    return Span(event.start_mark.index, event.end_mark.index)


def _at(event: Any) -> Span:
    return Span(event.start_mark.index, event.start_mark.index + 1)
