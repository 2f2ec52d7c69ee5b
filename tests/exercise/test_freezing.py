"""A state that went through JSON equals the one that the journal leads to, whatever happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.exercise.commands import RecordEntry
from crisis_tui.exercise.events import Actor, EntryRecorded, Record
from crisis_tui.exercise.fold import fold_all
from crisis_tui.exercise.freezing import FreezingError, LazyBlock, freeze, thaw
from crisis_tui.exercise.state import ExerciseState, initial_state
from crisis_tui.exercise.trail import BLOCK
from tests.exercise.playing import Play, minutes, script
from tests.exercise.through_json import through_json

if TYPE_CHECKING:
    from collections.abc import Sequence


def busy_play() -> Play:
    play = Play(
        script(
            {"id": "C1", "at": "1m", "expects": [{"id": "E1", "by": "CISO", "action": "x"}]},
            {"id": "R1", "at": "2m", "every": "1m"},
            {"id": "C2", "at": "90m"},
            clocks=[{"id": "avg", "title": "AVG", "starts": "C1", "due": "72h", "owner": "FG"}],
        )
    ).start()
    for number in range(80):
        play.run_to(minutes(1 + number / 8))
        play.do(RecordEntry("note", f"regel {number}", role="CISO"))
    return play


def test_a_state_goes_through_json_and_plays_on_alike() -> None:
    play = busy_play()
    thawed = through_json(play.state, play.journal)
    assert thawed == play.state
    assert repr(thawed) == repr(play.state)
    before = len(play.journal)
    play.run_to(minutes(95))
    assert len(play.journal) > before
    assert fold_all(thawed, play.journal[before:]) == play.state


def test_frozen_again_it_is_the_same() -> None:
    play = busy_play()
    thawed = through_json(play.state, play.journal)
    assert freeze(thawed) == freeze(play.state)


def test_old_records_are_read_only_when_somebody_looks() -> None:
    play = busy_play()
    asked: list[int] = []

    def load(seqs: Sequence[int]) -> tuple[Record, ...]:
        asked.extend(seqs)
        return tuple(play.journal[seq - 1] for seq in seqs)

    thawed = thaw(freeze(play.state), play.script, load)
    at_once = len(asked)
    assert at_once < len(play.state.log)
    newest = next(iter(thawed.log.newest_first()))
    assert newest == play.journal[-1]
    assert len(thawed.log) == len(play.state.log)
    assert list(thawed.log) == list(play.state.log)
    assert len(asked) > at_once


def test_a_block_is_equal_to_a_tuple_of_its_records() -> None:
    records = [
        Record(seq, 0, 0, Actor("a", "b", "c"), EntryRecorded(f"e{seq}", "note", "", 0, 0))
        for seq in range(1, BLOCK + 1)
    ]
    block = LazyBlock(lambda seqs: tuple(records[seq - 1] for seq in seqs), range(1, 33), 0)
    assert block == tuple(records)
    assert tuple(records) == block
    assert block != tuple(records[:-1])
    assert (block[0], block[-1], len(block)) == (records[0], records[-1], BLOCK)
    assert list(reversed(block)) == records[::-1]


def test_what_is_not_the_engines_own_is_refused() -> None:
    draft = initial_state().draft()
    draft.no_play = object()  # type: ignore[assignment]
    with pytest.raises(FreezingError):
        freeze(ExerciseState.of(draft))


@pytest.mark.parametrize("spoil", ["missing", "class", "fields", "shape"])
def test_data_that_is_no_state_is_refused(spoil: str) -> None:
    data = freeze(busy_play().state)
    if spoil == "missing":
        del data["clock"]
    elif spoil == "class":
        data["clock"][0] = 9_999
    elif spoil == "fields":
        data["clock"].append(1)
    else:
        data["log"] = [5]
    with pytest.raises((LookupError, ValueError, TypeError)):
        thaw(data, None, lambda _: ())
