"""Text from broken or hostile files: shown as characters, never obeyed by terminal or program."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crisis_tui.basis.text import first_unsafe
from crisis_tui.tui import present
from tests.terminal import Terminal
from tests.tui.fakes import FakeServices
from tests.tui.screen import SMALL, Player, playing
from tests.tui.test_screens import WAYS

TERMINAL_COMMANDS = {
    "clear": "\x1b[2J",
    "title": "\x1b]0;PWNED\x07",
    "clipboard": "\x1b]52;c;UFdORUQ=\x1b\\",
    "c1-csi": "\x9b31m",
    "c1-osc": "\x9d0;PWNED\x9c",
    "reset": "\x1bc",
    "ask": "\x1b[6n",
    "nul": "a\x00b",
    "shift-out": "\x0e",
    "delete": "\x7f",
    "bidi": "\u202egnp.exe",
    "line-separator": "one\u2028two",
}
MARKUP = {
    "closing": "AAA[/]",
    "click": "[@click=app.leave]approve[/]",
    "colour": "[red]x[/red]",
    "pydantic": "[type=x, v={'a[0]'}]",
    "link": "[link=http://x]",
    "variable": "[$primary]",
}
SHAPES = {
    "lines": "one\ntwo\nthree\tfour",
    "wide": "日本語のとても長い文字列" * 8,
    "long": "x" * 2000,
}
PAYLOADS = {
    "terminal": "".join(TERMINAL_COMMANDS.values()),
    "markup": "".join(MARKUP.values()),
    **SHAPES,
}


async def every_screen(player: Player) -> list[str]:
    """Open every screen and return what they showed."""
    shown = [player.text]
    for keys, _words in WAYS.values():
        for key in keys:
            await player.press(key)
            await player.until(lambda: not list(player.app.workers))
            shown.append(player.text)
        while len(player.app.screen_stack) > 2:
            await player.press("escape")
    return shown


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_no_screen_obeys_a_text(payload: str) -> None:
    async def look() -> tuple[list[str], list[dict[str, object]]]:
        async with playing(SMALL, FakeServices(payload)) as player:
            shown = await every_screen(player)
            strips = player.app.screen._compositor.render_strips()
            metas = [s.style.meta for strip in strips for s in strip if s.style and s.style._meta]
            return shown, metas

    shown, metas = asyncio.run(look())
    assert all(first_unsafe(screen.replace("\n", "")) is None for screen in shown)
    assert not [meta for meta in metas if "@click" in str(meta)]


def test_markup_is_shown_as_it_was_written() -> None:
    async def look() -> None:
        async with playing(SMALL, FakeServices("[red]x[/]")) as player:
            await player.sees("Winteropvang[red]x[/]")

    asyncio.run(look())


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.integers(0, 40), st.sampled_from(["ascii", "unicode"]))
def test_a_fitted_text_is_safe_and_exactly_as_wide_as_asked(
    text: str, width: int, signs: str
) -> None:
    present.use_ascii(signs == "ascii")
    fitted = present.fit(present.line(text), width)
    assert fitted.cell_length == width
    assert first_unsafe(fitted.plain) is None
    assert signs == "unicode" or fitted.plain.isascii()


@pytest.mark.e2e
def test_no_byte_of_a_payload_reaches_the_terminal() -> None:
    payload = "".join(TERMINAL_COMMANDS.values()).replace("\x00", "")
    with Terminal.with_screens(payload) as terminal:
        terminal.read(10, until=b"Winteropvang")
        terminal.press(b"24\x1b\x1bf3l\r\x1b\x1b4j\r\x1b\x1b:")
        written = terminal.written
    assert b"Winteropvang" in written
    assert [name for name, it in TERMINAL_COMMANDS.items() if it.encode() in written] == []
    assert b"\x1b]52" not in written
