"""Why a text is not YAML, in plain words: the parser's place, our reading of the lines around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.files.faults import Fault, LineIndex, Span
from crisis_tui.files.parser import MarkedYAMLError
from crisis_tui.files.syntax_layout import documents, indentation, lone_text
from crisis_tui.files.syntax_text import (
    BETWEEN_QUOTES,
    after_flow_text,
    indicator_fault,
    quote_fault,
    quote_that_ends_before,
    tag_fault,
    value_start,
)
from crisis_tui.files.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

_KEY_WITHOUT_BLANK = re.compile(r"[ ]*(?:- +)*([A-Za-z_]\w*):(?![\s/:])\S")
_KEY_AND_VALUE = re.compile(r"[ ]*(?:- +)*[^\s#'\"\[{][^#]*?:[ ]+\S")


def explain_syntax_error(text: str, error: BaseException) -> Fault:
    """Return one fault in plain words for what a parser raised on `text`."""
    trouble = _trouble(LineIndex(text), error)
    for recognise in _RECOGNISERS:
        fault = recognise(trouble)
        if fault is not None:
            return fault
    return Fault(
        "Y021",
        Text("the structure of the file is not understood here"),
        trouble.span(),
        Text("compare the indentation, colons and quotes with the lines above"),
    )


def _trouble(lines: LineIndex, error: BaseException) -> Trouble:
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Trouble(lines, "", 0, "", None)
    context_mark = error.context_mark
    return Trouble(
        lines,
        str(error.problem or ""),
        min(error.problem_mark.index, len(lines.text)),
        str(error.context or ""),
        None if context_mark is None else min(context_mark.index, len(lines.text)),
    )


def _tab(trouble: Trouble) -> Fault | None:
    start = trouble.lines.offset(trouble.line_number)
    blank = re.compile(r"\s*").match(trouble.text, start, max(start, trouble.at + 1))
    tab = trouble.text.find("\t", start, blank.end() if blank else start)
    if tab < 0 and trouble.text[trouble.at : trouble.at + 1] == "\t":
        tab = trouble.at
    if tab < 0:
        return None
    return Fault(
        "Y002",
        Text("a tab where only blanks may stand"),
        Span(tab, tab + 1),
        Text("replace it by blanks: two for each level"),
    )


def _hard_space(trouble: Trouble) -> Fault | None:
    for number in range(trouble.line_number, max(0, trouble.line_number - 3), -1):
        line = trouble.lines.line(number)
        lead = len(line) - len(line.lstrip(" \xa0-"))
        if "\xa0" in line[:lead]:
            start = trouble.lines.offset(number) + line.index("\xa0")
            return hard_space_fault(Span(start, start + 1))
    return None


def hard_space_fault(span: Span) -> Fault:
    """Return the fault of a non-breaking space where the structure needs a blank."""
    return Fault(
        "Y017",
        Text("a non-breaking space (U+00A0) where a blank must stand"),
        span,
        Text("it comes with text copied from a web page or a word processor: type a blank"),
    )


def _quote(trouble: Trouble) -> Fault | None:
    if "quoted" in trouble.context and "escape" not in trouble.problem:
        opening = trouble.context_at
        return None if opening is None else quote_fault(trouble.text, opening, None)
    opening = quote_that_ends_before(trouble.text, trouble.at)
    return None if opening is None else quote_fault(trouble.text, opening, trouble.at)


def _escape(trouble: Trouble) -> Fault | None:
    if "escape" not in trouble.problem:
        return None
    start = trouble.text.rfind("\\", 0, trouble.at + 1)
    if start < 0:  # an escape in a tag, which has its own recogniser
        return None
    return Fault(
        "Y022",
        Text("a backslash between double quotes means something special, and this does not"),
        Span(start, start + 2),
        Text("write it twice (\\\\), or use single quotes around the text"),
    )


def _indicator(trouble: Trouble) -> Fault | None:
    if "cannot start any token" in trouble.problem:
        return indicator_fault(trouble.text, trouble.at)
    if (
        "alias" in trouble.context
        or "anchor" in trouble.context
        or "block scalar" in trouble.context
    ):
        return (
            None
            if trouble.context_at is None
            else indicator_fault(trouble.text, trouble.context_at)
        )
    if "tag" in trouble.context or "tag" in trouble.problem:
        at = trouble.at if trouble.context_at is None else trouble.context_at
        return tag_fault(trouble.text, at)
    return after_flow_text(trouble.text, trouble.at)


def _flow(trouble: Trouble) -> Fault | None:
    if "flow" not in trouble.context or trouble.context_at is None:
        return None
    opening = trouble.text[trouble.context_at : trouble.context_at + 1]
    if trouble.lines.position(trouble.context_at)[0] == trouble.line_number:
        return Fault(
            "Y020",
            Text('a comma or the closing sign is missing here, after "{sign}"', sign=opening),
            trouble.span(),
            Text('text that holds : , [ ] {{ or }} goes between double quotes: "like this"'),
        )
    return Fault(
        "Y020",
        Text('this "{sign}" is never closed', sign=opening),
        Span(trouble.context_at, trouble.context_at + 1),
        Text('write "{sign}" where the list or the keys end', sign="]" if opening == "[" else "}"),
    )


def _missing_blank(trouble: Trouble) -> Fault | None:
    if "mapping values" not in trouble.problem and "expected ':'" not in trouble.problem:
        return None
    if _own_colon(trouble):
        return None
    for number in range(trouble.line_number, max(0, trouble.line_number - 3), -1):
        match = _KEY_WITHOUT_BLANK.match(trouble.lines.line(number))
        if match:
            start = trouble.lines.offset(number)
            return missing_blank_fault(
                match.group(1), Span(start + match.start(1), start + match.end(1) + 1)
            )
    return None


def missing_blank_fault(key: str, span: Span) -> Fault:
    """Return the fault of `title:Oefening`."""
    return Fault(
        "Y012",
        Text("a blank is missing after the colon"),
        span,
        Text('write "{key}: " and then the value', key=key),
    )


def _own_colon(trouble: Trouble) -> bool:
    """Tell whether the line in trouble has a key and a value before the place of the trouble."""
    start = trouble.lines.offset(trouble.line_number)
    return _KEY_AND_VALUE.match(trouble.text[start : trouble.at]) is not None


def _colon_in_text(trouble: Trouble) -> Fault | None:
    if "mapping values" not in trouble.problem or not _own_colon(trouble):
        return None
    start = trouble.lines.offset(trouble.line_number)
    line = trouble.lines.line(trouble.line_number)
    value = value_start(line)
    written = line[value:].strip()
    return Fault(
        "Y009",
        Text("a colon with a blank after it ends a key, and this stands inside a text"),
        Span(start + value, start + value + len(written)),
        BETWEEN_QUOTES
        if '"' in written
        else Text("{advice}: {example}", advice=BETWEEN_QUOTES, example=f'"{written}"'),
    )


def _deeper_line(trouble: Trouble) -> Fault | None:
    if "mapping values" not in trouble.problem:
        return None
    start = trouble.lines.offset(trouble.line_number)
    line = trouble.lines.line(trouble.line_number)
    indent = len(line) - len(line.lstrip(" "))
    return Fault(
        "Y014",
        Text("this line is indented deeper than the line above, which has a value already"),
        Span(start + indent, start + len(line)),
        Text("let the keys of one entry begin in the same column"),
    )


_RECOGNISERS: tuple[Callable[[Trouble], Fault | None], ...] = (
    _tab,
    _hard_space,
    _escape,
    _quote,
    _indicator,
    _flow,
    _missing_blank,
    _colon_in_text,
    _deeper_line,
    lone_text,
    documents,
    indentation,
)
