"""Texts that YAML takes for something else because of how they begin: quotes, signs, brackets."""

from __future__ import annotations

import re

from crisis_tui.basis.text import Text
from crisis_tui.files.faults import Fault, Span

BETWEEN_QUOTES = Text("put the whole text between double quotes")

_VALUE_START = re.compile(r"[ ]*(?:- +)*(?:[^\s:#'\"\[{][^:#]*:[ ]+)?")
_OPENING = re.compile(r"(?:^[ ]*(?:- +)*|:[ ]+|[\[{,][ ]*|- +)(['\"])", re.MULTILINE)
_APOSTROPHE = re.compile(r"'[a-zA-Z]{1,2}(?:[- ]|$)")
_LOOK_BACK = 20_000
"""Characters in which an opening quote is looked for; longer texts belong in a block anyway."""


def value_start(line: str) -> int:
    """Return the column (from 0) at which a line's value begins."""
    match = _VALUE_START.match(line)
    return match.end() if match else 0


def quote_that_ends_before(text: str, at: int) -> int | None:
    """Return where the quoted text was opened that was closed just before `at`, or None."""
    end = len(text[:at].rstrip())
    if end == 0 or text[end - 1] not in "'\"":
        return None
    sign = text[end - 1]
    for match in reversed(list(_OPENING.finditer(text, max(0, at - _LOOK_BACK), end - 1))):
        if match.group(1) == sign and closing_quote(text, match.start(1)) == end - 1:
            return match.start(1)
    return None


def closing_quote(text: str, opening: int) -> int | None:
    """Return the place of the quote that closes the one at `opening`, or None."""
    sign = text[opening]
    pattern = r"(?:[^'\\]|\\|'')*+'" if sign == "'" else r"(?:[^\"\\]|\\[\s\S])*+\""
    match = re.compile(pattern).match(text, opening + 1)
    return match.end() - 1 if match else None


def quote_fault(text: str, opening: int, closed_before: int | None) -> Fault:
    """Return the fault of a quote that is never closed, or closed where nobody meant it."""
    if _APOSTROPHE.match(text, opening):
        return _apostrophe_fault(text, opening)
    line_end = text.find("\n", opening)
    same_line = closed_before is not None and (line_end < 0 or closed_before <= line_end)
    if same_line and closed_before is not None:
        return Fault(
            "Y007",
            Text("the text goes on after its closing quote"),
            Span(opening, closed_before),
            Text("put the whole text between quotes of the other kind"),
        )
    return Fault(
        "Y007",
        Text("this quote is never closed")
        if closed_before is None
        else Text("this quote is not closed on its line"),
        Span(opening, opening + 1),
        Text("write {sign} where the text ends", sign=text[opening]),
    )


def _apostrophe_fault(text: str, opening: int) -> Fault:
    end = re.compile(r"[^\n,\]}]*").match(text, opening)
    written = end.group().rstrip() if end else text[opening]
    return Fault(
        "Y008",
        Text("an apostrophe at the beginning is read as an opening quote"),
        Span(opening, opening + 1),
        Text("{advice}: {example}", advice=BETWEEN_QUOTES, example=f'"{written[:40]}"'),
    )


def indicator_fault(text: str, at: int) -> Fault:
    """Return the fault of a text that begins with a sign that means something in YAML."""
    line_end = text.find("\n", at)
    written = text[at : line_end if line_end >= 0 else len(text)].rstrip()
    sign = text[at : at + 1]
    advice: Text = BETWEEN_QUOTES
    if sign in "|>" and sign:
        advice = Text("begin the text on the next line, or put it between double quotes")
    elif written and '"' not in written:
        advice = Text("{advice}: {example}", advice=BETWEEN_QUOTES, example=f'"{written[:40]}"')
    return Fault(
        "Y010",
        Text('a text cannot begin with "{sign}"', sign=sign),
        Span(at, at + max(1, len(written))),
        advice,
    )


def tag_fault(text: str, at: int) -> Fault:
    """Return the fault of a text that begins with `!`, or of a real tag."""
    match = re.compile(r"!\S*").search(text, at)
    span = Span(*match.span()) if match else Span(at, at + 1)
    return Fault(
        "Y004",
        Text('"{tag}" is a YAML tag, which is not used here', tag=text[span.start : span.end]),
        span,
        Text("delete it; if it is text, put the whole text between double quotes"),
    )


def after_flow_text(text: str, at: int) -> Fault | None:
    """Return the fault of `title: [NAAM] belt`: text after a closing bracket; None if it is not."""
    line_start = text.rfind("\n", 0, at) + 1
    before = text[line_start:at].rstrip()
    value = value_start(text[line_start:at])
    if before[-1:] not in {"]", "}"} or text[line_start + value : line_start + value + 1] not in {
        "[",
        "{",
    }:
        return None
    return indicator_fault(text, line_start + value)
