"""NO PLAY on a screen: it cannot be overlooked, and it is the same at every terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from crisis_tui.basis.text import Text
from crisis_tui.tui import present

if TYPE_CHECKING:
    from textual.content import Content

    from crisis_tui.basis.text import AnyText

NO_PLAY = "NO PLAY"
"""The word for every player of whatever language; also the reason if nobody gave one."""


class NoPlay(Static):
    """Lines across the screen while NO PLAY is in force, with its reason and what lifts it.

    Every screen and page has them. What people write down stays possible, so nothing else on the
    screen is taken away.
    """

    def __init__(self, way_out: AnyText = "") -> None:
        """Show nothing yet; `way_out` says what lifts it, if that can be done here."""
        super().__init__()
        self._way_out = way_out

    def on_mount(self) -> None:
        """Follow what the application knows, from now on."""
        self.watch(self.app, "no_play", self._show)

    def _show(self, reason: str | None) -> None:
        """Show NO PLAY for this reason, or nothing."""
        self.display = reason is not None
        if reason is not None:
            self.update(stop_lines(reason, self._way_out))


def stop_lines(reason: str, way_out: AnyText = "") -> Content:
    """Return NO PLAY with its reason, if one was given, and what lifts it."""
    real = Text("Stop playing: this is real.")
    if reason != NO_PLAY:
        real = Text("Stop playing, this is real: {reason}", reason=reason)
    told = (present.block(NO_PLAY, "bold"), present.block(real))
    return present.lines(*told, present.block(way_out)) if way_out else present.lines(*told)
