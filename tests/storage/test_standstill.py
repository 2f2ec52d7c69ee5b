"""The director's word that nothing can be written: heard by all others, never in anybody's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.storage.standstill import STANDSTILL_FILE, Standstill

if TYPE_CHECKING:
    from pathlib import Path


def hears(one: Standstill) -> bool:
    return one.told_by_others


def test_others_hear_it_until_it_is_over(tmp_path: Path) -> None:
    director, other = Standstill(tmp_path), Standstill(tmp_path)
    director.prepare()
    assert not hears(other)
    director.tell(stuck=True)
    assert hears(other)
    assert not hears(director)
    director.tell(stuck=False)
    assert not hears(other)


def test_where_its_file_cannot_be_made_nobody_hears_it_and_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / STANDSTILL_FILE).mkdir()
    director, other = Standstill(tmp_path), Standstill(tmp_path)
    director.prepare()
    director.tell(stuck=True)
    assert not hears(other)
    director.tell(stuck=False)
    director.close()
    director.tell(stuck=True)


def test_a_file_made_after_the_first_look_is_heard(tmp_path: Path) -> None:
    director, other = Standstill(tmp_path), Standstill(tmp_path)
    assert not hears(other)
    director.tell(stuck=True)
    assert hears(other)
