"""The YAML parsers: libyaml's where it is there, else PyYAML's own with the same results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import yaml
from yaml.parser import Parser as _Parser
from yaml.reader import Reader as _Reader
from yaml.scanner import Scanner as _Scanner

if TYPE_CHECKING:
    from collections.abc import Callable

try:
    from yaml import cyaml  # CParser is not exported as yaml.CParser
except ImportError:  # a PyYAML that was built without libyaml: 15 times slower
    CParser: Callable[[str], EventParser] | None = None
else:
    CParser = cyaml.CParser  # type: ignore[attr-defined]  # its stub forgets it

YAMLError = yaml.YAMLError
MarkedYAMLError = yaml.MarkedYAMLError
AliasEvent = yaml.AliasEvent
DocumentStartEvent = yaml.DocumentStartEvent
MappingEndEvent = yaml.MappingEndEvent
MappingStartEvent = yaml.MappingStartEvent
ScalarEvent = yaml.ScalarEvent
SequenceEndEvent = yaml.SequenceEndEvent
SequenceStartEvent = yaml.SequenceStartEvent
StreamEndEvent = yaml.StreamEndEvent

PARSER_ERRORS = (
    YAMLError,
    ValueError,
    OverflowError,
    RecursionError,
    AttributeError,
    IndexError,
    AssertionError,
)
"""What the parsers are known to raise on hostile text; only the first is on purpose."""


class EventParser(Protocol):
    """The part of a PyYAML parser that is used here."""

    def get_event(self) -> Any:
        """Return the next event."""


class _PureParser(_Reader, _Scanner, _Parser):
    def __init__(self, text: str) -> None:
        _Reader.__init__(self, text)
        _Scanner.__init__(self)
        _Parser.__init__(self)


def parse_events(text: str, *, pure: bool = False) -> EventParser:
    """Return a parser over `text`; `pure` asks for the one without libyaml."""
    if pure or CParser is None:
        return _PureParser(text)
    return CParser(text)
