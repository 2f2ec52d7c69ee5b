"""Bytes become text, or a fault that says which character and where."""

from __future__ import annotations

import pytest

from crisis_tui.basis.findings import Severity
from crisis_tui.files.decoding import decode
from crisis_tui.files.document import Document


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("title: é 😀\n".encode(), "title: é 😀\n"),
        (b"\xef\xbb\xbfa: 1\n", "a: 1\n"),
        (b"a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
    ],
)
def test_utf8_with_or_without_mark_and_either_line_end(data: bytes, text: str) -> None:
    assert decode(data) == (text, ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_recognised(encoding: str) -> None:
    _text, [fault] = decode("scenario: 1\n".encode(encoding))
    assert fault.code == "Y001"
    assert "UTF-16" in str(fault.help)


def test_latin_1_is_guessed_with_the_character_and_its_place() -> None:
    [finding] = Document("f", "a: 1\r\nb: café\n".encode("cp1252")).findings
    assert (finding.code, finding.where.line, finding.where.column) == ("Y001", 2, 7)
    assert '"é"' in str(finding.help)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "NUL"),
        ("\x1b", "ESCAPE"),
        ("\r", "CARRIAGE RETURN"),
        ("\x9b", "U+009B"),
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE"),
        ("\u2028", "LINE SEPARATOR"),
        ("\ufeff", "U+FEFF"),
    ],
)
def test_unsafe_characters_are_refused_by_name(character: str, name: str) -> None:
    document = Document("f", f"a: 1\nb: x{character}y\n".encode())
    [finding] = document.findings
    assert (finding.code, finding.severity) == ("Y013", Severity.ERROR)
    assert (finding.where.line, finding.where.column) == (2, 5)
    assert name in str(finding.message)
    assert document.value == {"a": "1", "b": "x\ufffdy"}


def test_invisible_characters_are_warned_about() -> None:
    [finding] = Document("f", "a: x\u200by\n".encode()).findings
    assert finding.severity is Severity.WARNING


def test_a_file_full_of_them_gives_a_hundred() -> None:
    assert len(Document("f", b"a: " + b"\x1b" * 5000).findings) == 100
