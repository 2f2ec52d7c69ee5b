"""NO PLAY on a screen: it cannot be overlooked, and it is the same at every terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from crisis_tui.basis.text import Text
from crisis_tui.tui import present

if TYPE_CHECKING:
    from textual.content import Content

    from crisis_tui.basis.text import AnyText

ALARM = "reverse bold $text-error"
STANDS_STILL = Text("The exercise stands still: nothing is sent, no clock runs.")


class StopBanner(Static):
    """Why everything stands still and what lifts it; takes no room while there is play.

    What people write down stays possible, so nothing else on the screen is taken away.
    """

    def show(self, reason: str | None, way_out: AnyText) -> None:
        """Show the reason, if the play is stopped, and how it is lifted or who can lift it."""
        self.set_class(reason is not None, "-stopped")
        if reason is not None:
            self.update(_three_lines(reason, way_out))


def _three_lines(reason: str, way_out: AnyText) -> Content:
    return present.lines(
        present.line((Text("  NO PLAY: {reason}  ", reason=reason), ALARM)),
        present.line((STANDS_STILL, present.STRONG)),
        present.line((way_out, present.STRONG)),
    )
