from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from crisis_tui import i18n
from crisis_tui.tui import present
from crisis_tui.tui.views import (
    Attention,
    ExerciseLine,
    ExpiringTraining,
    PersonOnPost,
    PostLine,
    ScenarioLine,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App

NOW = datetime(2026, 11, 21, 22, 14, tzinfo=UTC)
MINUTE_MS = 60_000


def screen_text(app: App[int]) -> str:
    """Return what stands on the screen, line by line."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


class FakeServices:
    """Answers as a small municipality would; `hostile` is put into every text."""

    def __init__(self, hostile: str = "") -> None:
        self.hostile = hostile

    def _text(self, text: str) -> str:
        return text + self.hostile

    def place(self) -> str:
        return self._text("oefenmap")

    def scenarios(self) -> tuple[ScenarioLine, ...]:
        text = self._text
        return (
            ScenarioLine("dinsdag", text("Dinsdag zonder netwerk"), 0, 0, 165 * MINUTE_MS, 20, NOW),
            ScenarioLine("vondst", text("Vondst in het Oefenbos"), 0, 2, 240 * MINUTE_MS, 20),
            ScenarioLine("winter", text("Winteropvang"), 3, 1, None, 18),
        )

    def attention(self, roster: str | None) -> Attention:
        text = self._text
        person = PersonOnPost(
            "urkerveld", text("Wiebe Urkerveld"), 41 * MINUTE_MS, NOW, usable=False, note="41 > 30"
        )
        return Attention(
            roster or "dronten",
            text("Gemeente Dronten (fictief)"),
            NOW,
            (
                PostLine("GS", text("gemeentesecretaris"), "filled", (person,), 1),
                PostLine("OVDBZ", text("officier van dienst"), "empty", (), 1, text("gat")),
                PostLine("PVL", text("persvoorlichter"), "late", (person,), 1, text("11 te laat")),
                PostLine("LO", text("loket"), "not-required", (), 0),
            ),
            (ExpiringTraining(text("Rosa Kuinderbos"), text("BOB"), NOW, expired=True),),
            (
                ExerciseLine(
                    text("2026-1"), text("Dinsdag zonder netwerk"), "stopped", NOW, 2467000
                ),
            ),
        )


@pytest.fixture(autouse=True)
def _dutch_unicode(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)
    i18n.activate("en")
    yield
    i18n.activate("en")
    present.use_ascii(False)
