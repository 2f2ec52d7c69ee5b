"""What must be true of an exercise after all the chaos, from its journal and what processes heard.

Run as a process of its own, as every member of the crowd is: none has the same order of hashes, and
all must come to the same state.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.kill import fingerprint
from chaos.seat import sight
from crisis_tui.exercise.due import next_due
from crisis_tui.exercise.events import EntryRecorded, InjectDelivered
from crisis_tui.exercise.fold import fold
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from crisis_tui.exercise.seats.views import seat_view
from crisis_tui.exercise.seats.wire import from_wire
from crisis_tui.exercise.state import InjectStatus, initial_state
from crisis_tui.frozen_inputs import script_of, started_event
from crisis_tui.storage.journal import open_journal, read_journal
from crisis_tui.storage.summary import JOURNAL_FILE
from crisis_tui.storage.verify import verify_journal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisis_tui.exercise.events import Record
    from crisis_tui.exercise.state import ExerciseState


@dataclass
class Verdict:
    """What was looked at, and `faults` in words; no faults means that the exercise stood it."""

    events: int = 0
    heads: int = 0
    states: int = 0
    sights: int = 0
    answered: int = 0
    delivered: int = 0
    by_hand: int = 0
    takeovers: int = 0
    faults: list[str] = field(default_factory=list)

    def demand(self, holds: object, fault: str) -> None:
        """Note a fault if something does not hold."""
        if not holds:
            self.faults.append(fault)


def judge(folder: Path, heard: Path) -> Verdict:
    """Look at the journal of an exercise and at every `*.jsonl` of what its processes heard."""
    verdict = Verdict()
    open_journal(folder / JOURNAL_FILE).close()  # half a line that nobody came back to set aside
    found = verify_journal(folder / JOURNAL_FILE)
    verdict.demand(found.valid, f"the journal is not whole: {found.problem}")
    if not found.valid:
        return verdict
    heads = _heads(folder / JOURNAL_FILE)
    verdict.events = len(heads) - 1
    wanted = _compare_heads(heard, heads, verdict)
    seats = [SeatHeard.read(path) for path in sorted(heard.glob("*.seat"))]
    state = _replay(folder, wanted, seats, verdict)
    _judge_end(state, verdict)
    _judge_answers(state, seats, verdict)
    return verdict


def _heads(journal: Path) -> list[str]:
    """Return the hash of the journal's line by its number, from 0 before the first."""
    reading = read_journal(journal)
    heads = [reading.head, *(reading.head for _ in reading.read_new())]
    reading.close()
    return heads


def _compare_heads(heard: Path, heads: list[str], verdict: Verdict) -> dict[int, set[str]]:
    """Compare what every process was told with the journal; return the states to compare."""
    wanted: dict[int, set[str]] = {}
    for path in sorted(heard.glob("*.jsonl")):
        for line in whole_lines(path):
            seq = line["seq"]
            verdict.heads += 1
            same = seq < len(heads) and heads[seq] == line["head"]
            verdict.demand(same, f"{path.stem} heard of event {seq}, which the journal lost")
            if "state" in line:
                wanted.setdefault(seq, set()).add(line["state"])
    return wanted


def whole_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a process that may have died while it wrote its last one."""
    for raw in path.read_bytes().splitlines(keepends=True):
        if raw.endswith(b"\n"):
            yield json.loads(raw)


@dataclass
class SeatHeard:
    """What a seat behind the gate saw, in order, and which of its lines were said to be durable."""

    name: str
    seat: Seat
    sights: list[str]
    answered: list[str]
    found: int = 0
    """So many of the sights stand in the journal, one after another."""

    @classmethod
    def read(cls, path: Path) -> SeatHeard:
        lines = list(whole_lines(path))
        seat = from_wire(Seat, lines[0]["seat"]) if lines else Seat(SeatKind.SCREEN, "", "")
        sights = [line["sight"] for line in lines if "sight" in line]
        different = [
            one for one, before in zip(sights, [None, *sights], strict=False) if one != before
        ]
        return cls(
            path.stem, seat, different, [line["answered"] for line in lines if "answered" in line]
        )

    def look(self, seen: str) -> None:
        """Go on if this is what it saw next."""
        if self.found < len(self.sights) and self.sights[self.found] == seen:
            self.found += 1


def _look(state: ExerciseState, seats: list[SeatHeard]) -> None:
    """Compare what every seat would see now with what it saw next."""
    seen = {one.seat: "" for one in seats if one.found < len(one.sights)}
    for seat in seen:
        seen[seat] = sight(seat_view(state, seat))
    for one in seats:
        if one.seat in seen:
            one.look(seen[one.seat])


def _judge_answers(state: ExerciseState, seats: list[SeatHeard], verdict: Verdict) -> None:
    """Demand that every answered line is in the log once, and every sight was one of the state."""
    written = Counter(
        record.event.text for record in state.log if isinstance(record.event, EntryRecorded)
    )
    for one in seats:
        verdict.sights += one.found
        verdict.answered += len(one.answered)
        strange = len(one.sights) - one.found
        verdict.demand(not strange, f"{one.name} saw {strange} views that follow from no state")
        lost = [text for text in one.answered if written[text] == 0]
        verdict.demand(not lost, f"answered but not in the journal: {lost}")
    doubled = [text for text, count in written.items() if count > 1 and "-" in text]
    verdict.demand(not doubled, f"asked once, written more than once: {doubled}")


def _replay(
    folder: Path, wanted: Mapping[int, set[str]], seats: list[SeatHeard], verdict: Verdict
) -> ExerciseState:
    """Fold the journal one by one, and look at each delivery and at each state to compare."""
    state = initial_state(script_of(folder, started_event(folder)))
    reading = read_journal(folder / JOURNAL_FILE)
    times: Counter[str] = Counter()
    for record in reading.read_new():
        if isinstance(record.event, InjectDelivered):
            _judge_delivery(state, record, record.event, verdict)
            times[record.event.inject] += 1
        verdict.takeovers += getattr(record.event, "reason", None) == "takeover"
        state = fold(state, record)
        _look(state, seats)
        if record.seq in wanted:
            verdict.states += 1
            same = wanted[record.seq] == {fingerprint(state)["state"]}
            verdict.demand(same, f"a terminal saw another state after event {record.seq}")
    reading.close()
    doubled = [inject for inject, count in times.items() if count > 1]
    verdict.demand(not doubled, f"delivered more than once: {doubled}")
    return state


def _judge_delivery(
    state: ExerciseState, record: Record, event: InjectDelivered, verdict: Verdict
) -> None:
    verdict.delivered += 1
    if event.by_hand:
        verdict.by_hand += 1
        return
    due = next_due(state)
    in_order = due is not None and due.id == event.inject
    verdict.demand(in_order, f"event {record.seq}: {event.inject} before {due and due.id}")
    late = event.due_play_ms is not None and event.due_play_ms <= record.play_ms
    verdict.demand(late, f"event {record.seq}: {event.inject} came before its time")


def _judge_end(state: ExerciseState, verdict: Verdict) -> None:
    verdict.demand(state.ended is not None, "the exercise never came to its end")
    injects = {planned.inject.id: state.inject(planned.inject.id) for planned in state.plan.injects}
    forgotten = [
        (name, inject.due_play_ms)
        for name, inject in injects.items()
        if inject.status is InjectStatus.PLANNED
        and inject.due_play_ms is not None
        and inject.due_play_ms < state.play_ms
    ]
    verdict.demand(not forgotten, f"never came, though nobody held it: {forgotten}")


if __name__ == "__main__":
    print(json.dumps(asdict(judge(Path(sys.argv[1]), Path(sys.argv[2])))))
