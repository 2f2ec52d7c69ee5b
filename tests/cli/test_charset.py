"""What is written where: UTF-8 for programs, ASCII on a terminal that cannot show more."""

from __future__ import annotations

import io

import pytest

from crisis_tui.basis.ascii import to_ascii
from crisis_tui.cli.charset import charset_for


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def only_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRISIS_TUI_GLYPHS", "ascii")


def test_a_terminal_without_unicode_gets_the_nearest_signs() -> None:
    encoding, errors = charset_for(_Terminal())
    written = "✓ één post – 1× te laat…".encode(encoding, errors)
    assert written == b"+ een post - 1x te laat."


def test_a_pipe_gets_utf_8_whatever_the_terminal_shows() -> None:
    assert charset_for(io.StringIO()) == ("utf-8", "replace")


def test_a_terminal_with_unicode_gets_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRISIS_TUI_GLYPHS", "unicode")
    assert charset_for(_Terminal()) == ("utf-8", "replace")


def test_every_sign_becomes_one_sign() -> None:
    assert to_ascii("✓✗●◌▶‖…–·›→↳€─│漢") == "+x*o>=.-->>>E-|?"
