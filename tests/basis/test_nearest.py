"""Who was probably meant: only somebody who is really alike."""

from __future__ import annotations

import pytest

from crisis_tui.basis.findings import nearest_person

KNOWN = ("wiebe@example.invalid", "dewi", "Cato Sluis")


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("uitzendbureau@example.invalid", None),
        ("weibe@example.invalid", "wiebe@example.invalid"),
        ("wiebe@elsewhere.invalid", "wiebe@example.invalid"),
        ("dewi", "dewi"),
        ("Kato Sluis", "Cato Sluis"),
        ("wim", None),
    ],
)
def test_addresses_are_compared_before_the_at(word: str, near: str | None) -> None:
    assert nearest_person(word, KNOWN) == near
