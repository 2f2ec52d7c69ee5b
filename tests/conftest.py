"""What every test may count on."""

from __future__ import annotations

import pytest

from crisis_tui import i18n


@pytest.fixture(autouse=True)
def _english() -> None:
    """Start each test in the language of the source, whatever the one before spoke."""
    i18n.activate("en")
