"""Text from broken or hostile files: shown as characters, never obeyed by terminal or program."""

from __future__ import annotations

import asyncio
import os
import pty
import select
import signal
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crisis_tui.basis.text import first_unsafe
from crisis_tui.tui import present
from tests.tui.fakes import FakeServices
from tests.tui.screen import SMALL, Player, playing
from tests.tui.test_screens import WAYS

ROOT = Path(__file__).parents[2]
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


HOSTILE_APP = """
import sys
from crisis_tui.tui.app import CrisisApp, run_app
from tests.tui.fakes import FakeServices
run_app(CrisisApp(FakeServices(sys.argv[1])))
"""


@pytest.mark.e2e
def test_no_byte_of_a_payload_reaches_the_terminal() -> None:
    payload = "".join(TERMINAL_COMMANDS.values()).replace("\x00", "")
    written = _bytes_written(payload, b"24\x1b\x1bf3l\r\x1b\x1b4j\r\x1b\x1b:")
    assert b"EXERCISE" in written or b"OEFENING" in written
    for command in TERMINAL_COMMANDS.values():
        assert command.encode() not in written
    assert b"PWNED\x07" not in written
    assert b"\x1b]52" not in written


def _bytes_written(payload: str, keys: bytes) -> bytes:
    """Run the app in a pseudo-terminal, press keys, and return everything that it wrote."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", LANG="nl_NL.UTF-8", COLUMNS="80", LINES="24")
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-c", HOSTILE_APP, payload])  # noqa: S606
    written = _read_for(terminal, 3.0, until=b"Winteropvang")
    for key in keys:
        os.write(terminal, bytes([key]))
        written += _read_for(terminal, 0.25)
    os.kill(child, signal.SIGTERM)
    written += _read_for(terminal, 3.0, until=b"\x1b[?1049l")
    os.waitpid(child, 0)
    os.close(terminal)
    return written


def _read_for(terminal: int, seconds: float, until: bytes | None = None) -> bytes:
    written, deadline = b"", time.monotonic() + seconds
    while time.monotonic() < deadline and (until is None or until not in written):
        ready, _, _ = select.select([terminal], [], [], 0.05)
        if ready:
            try:
                written += os.read(terminal, 65536)
            except OSError:
                break
    return written
