"""From bytes to text: UTF-8 without surprises, every control character found with its place."""

from __future__ import annotations

import unicodedata

from crisis_tui.basis.findings import Severity
from crisis_tui.basis.text import REPLACEMENT, UNSAFE, Text, first_unsafe
from crisis_tui.files.faults import MAX_FAULTS, Fault, Span

MAX_BYTES = 10 * 2**20

_BOM = b"\xef\xbb\xbf"
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u2065")
_CONTROL_NAMES = {"\x00": "NUL", "\x1b": "ESCAPE", "\r": "CARRIAGE RETURN", "\x7f": "DELETE"}


def decode(data: bytes) -> tuple[str, tuple[Fault, ...]]:
    """Return the text and what is wrong with it; unsafe characters are replaced one by one.

    If the bytes are not UTF-8 at all, the text is only good for showing where.
    """
    data = data.removeprefix(_BOM)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:1000].count(0) * 3 > len(data[:1000]):
        return "", (_not_utf8(Span(0, 0), _SAVE_AS_UTF8_FROM_16),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.decode("utf-8", "replace").replace("\r\n", "\n"), (
            _wrong_byte(data, error.start),
        )
    return clean_characters(text.replace("\r\n", "\n"))


def clean_characters(text: str) -> tuple[str, tuple[Fault, ...]]:
    """Return `text` with unsafe characters replaced, and a fault for each of the first hundred."""
    if first_unsafe(text) is None:
        return text, ()
    faults = []
    for match in UNSAFE.finditer(text):
        faults.append(character_fault(match.group(), Span(match.start(), match.end())))
        if len(faults) == MAX_FAULTS:
            break
    return without_unsafe_characters(text), tuple(faults)


def without_unsafe_characters(text: str) -> str:
    """Return `text` with a replacement sign for each unsafe character."""
    return UNSAFE.sub(REPLACEMENT, text)


def character_fault(character: str, span: Span) -> Fault:
    """Return the fault of a character that commands a terminal, reorders text or cannot be seen."""
    code_point = f"U+{ord(character):04X}"
    name = _CONTROL_NAMES.get(character) or str(unicodedata.name(character, "control"))
    if character in _INVISIBLE:
        return Fault(
            "Y013",
            Text("invisible character {code_point} ({name})", code_point=code_point, name=name),
            span,
            Text("it is shown as a replacement sign; delete it, or write what you mean"),
            Severity.WARNING,
        )
    return Fault(
        "Y013",
        Text(
            "character {code_point} ({name}) is not allowed in a file",
            code_point=code_point,
            name=name,
        ),
        span,
        Text("it could command a terminal or reorder text; delete it"),
    )


_SAVE_AS_UTF8_FROM_16 = Text(
    "the file looks like UTF-16; save it as UTF-8 (in the editor: Save with Encoding, UTF-8)"
)


def _not_utf8(span: Span, help_text: Text) -> Fault:
    return Fault("Y001", Text("the file is not UTF-8 text"), span, help_text)


def _wrong_byte(data: bytes, start: int) -> Fault:
    offset = len(data[:start].decode("utf-8").replace("\r\n", "\n"))
    byte = data[start : start + 1]
    guess = byte.decode("cp1252", "ignore")
    help_text = (
        Text(
            'byte {byte} would be "{character}" in Windows-1252; save the file as UTF-8',
            byte=f"0x{byte[0]:02X}",
            character=guess,
        )
        if guess and guess.isprintable()
        else Text("byte {byte} fits no text; save the file as UTF-8", byte=f"0x{byte[0]:02X}")
    )
    return _not_utf8(Span(offset, offset + 1), help_text)
