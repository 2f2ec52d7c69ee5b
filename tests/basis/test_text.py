"""Text is cleaned of terminal commands and translated late."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.basis.text import REPLACEMENT, Text, Texts, clean_text, first_unsafe, render

HOSTILE = ("\x1b]52;c;aGk=\x07", "\x9b2J", "\u202eabc", "a\u2028b", "\x00", "\x7f", "\ud800")


def test_terminal_commands_and_bidi_controls_are_replaced() -> None:
    for text in HOSTILE:
        assert first_unsafe(clean_text(text)) is None
        assert REPLACEMENT in clean_text(text)


@given(st.text())
def test_cleaning_is_idempotent_and_keeps_lines(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert cleaned.count("\n") == text.count("\n")


class Dutch:
    """A translator with two entries."""

    def gettext(self, message: str, /) -> str:
        return {"{role} is late": "{role} is te laat", "the mayor": "de burgemeester"}.get(
            message, message
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        return {"{n} gap": "{n} gat", "{n} gaps": "{n} gaten"}[msgid1 if n == 1 else msgid2]


def test_values_are_translated_too() -> None:
    text = Text("{role} is late", role=Text("the mayor"))
    assert str(text) == "the mayor is late"
    assert render(text, Dutch()) == "de burgemeester is te laat"


def test_braces_in_values_stay_what_they_are() -> None:
    assert str(Text("{role} is late", role="{0}{x}")) == "{0}{x} is late"


def test_number_chooses_the_form() -> None:
    assert [render(Texts("{n} gap", "{n} gaps", n), Dutch()) for n in (1, 2)] == [
        "1 gat",
        "2 gaten",
    ]
    assert render("plain", Dutch()) == "plain"
