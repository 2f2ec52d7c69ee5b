from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui import i18n
from crisis_tui.tui import present

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _calm_english_unicode(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)
    i18n.activate("en")
    present.use_ascii(False)
    yield
    i18n.activate("en")
    present.use_ascii(False)
