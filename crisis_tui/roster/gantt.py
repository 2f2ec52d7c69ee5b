"""A roster as a chart: a lane for everybody who is on a role at once, a bar for each duty.

Somebody who is missing has a bar too, so that no gap is ever an empty place. Plain data made from
posts, the same for the screens and for the command line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisis_tui.basis.instants import Interval
    from crisis_tui.roster.seats import DutyKind, Post, Seat, Segment

BarState = Literal["spare", "certain", "probable", "late", "lacking", "unplanned", "vacant"]
BAR_STATES: tuple[BarState, ...] = get_args(BarState)
"""From what may be overlooked to what may not: a cell shows the last one of those in it."""

GAP_STATES: frozenset[BarState] = frozenset({"late", "lacking", "unplanned", "vacant"})
"""Those that leave a post short."""


class Bar(NamedTuple):
    """A time on a lane in which nothing changes but how soon the person would be there.

    `seat` is None where nobody is on duty, else as the bar begins.

    `certain` and `probable` people count, by the kind of duty. `spare` ones are not missed if they
    do not count, or nobody is asked for. `late` and `lacking` ones do not count and leave the post
    short. `vacant` is an empty place that should be filled, `unplanned` one beyond what is planned.
    """

    from_ms: int
    until_ms: int
    state: BarState
    seat: Seat | None

    @property
    def person(self) -> str | None:
        """Who it is."""
        return None if self.seat is None else self.seat.person


class Lane(NamedTuple):
    """One line of the chart; a role has as many as it has people at once, or should have."""

    role: str
    number: int
    bars: tuple[Bar, ...]


class Piece(NamedTuple):
    """Some cells in a row that show the same; `state` is None where there is nothing.

    `begins`: somebody's duty begins here. `named`: here is the first room for the person's name.
    """

    first: int
    cells: int
    state: BarState | None
    person: str | None
    begins: bool = False
    named: bool = False


LEAST_NAME_CELLS = 5
"""Room for a handover sign and some letters."""


def lanes(post: Post, window: Interval) -> tuple[Lane, ...]:
    """Return the lanes of a post in the window, none if nobody is on duty or asked for.

    Whoever goes on keeps the lane; whoever comes takes the first free one.
    """
    rows: list[list[Bar]] = []
    holders: dict[str, int] = {}
    for segment in post.segments:
        from_ms = max(segment.from_ms, window.from_ms)
        until_ms = min(segment.until_ms, window.until_ms)
        if from_ms >= until_ms:
            continue
        places = list(_places(segment, post.duty))
        holders = _seated(places, holders)
        taken = set(holders.values())
        free = (number for number in range(len(places) + len(taken)) if number not in taken)
        for seat, state in places:
            number = next(free) if seat is None else holders[seat.person]
            rows += [[] for _ in range(number + 1 - len(rows))]
            _append(rows[number], Bar(from_ms, until_ms, state, seat))
    return tuple(Lane(post.role, number, tuple(bars)) for number, bars in enumerate(rows))


def whole_lanes(post: Post, window: Interval) -> tuple[Lane, ...]:
    """Return the lanes of the window, with the bars at its ends told as long as they really are."""
    first = bisect_right(post.segments, window.from_ms, key=lambda each: each.from_ms) - 1
    last = bisect_left(post.segments, window.until_ms, key=lambda each: each.from_ms)
    before, after = post.segments[: first + 1][::-1], post.segments[max(last - 1, 0) :]
    found = []
    for lane in lanes(post._replace(segments=post.segments[max(first, 0) : last]), window):
        bars = list(lane.bars)
        begins = [bar.from_ms for bar in _reaching(before, bars[0], post.duty)]
        bars[0] = bars[0]._replace(from_ms=begins[-1] if begins else bars[0].from_ms)
        ends = [bar.until_ms for bar in _reaching(after, bars[-1], post.duty)]
        bars[-1] = bars[-1]._replace(until_ms=ends[-1] if ends else bars[-1].until_ms)
        found.append(lane._replace(bars=tuple(bars)))
    return tuple(found)


def _reaching(segments: Sequence[Segment], bar: Bar, duty: DutyKind) -> Iterator[Bar]:
    """Yield the parts of a bar that lies at the first segment, one a segment, while it goes on."""
    if (
        not segments
        or not segments[0].from_ms < bar.until_ms
        or not (bar.from_ms < segments[0].until_ms)
    ):
        return
    for segment in segments:
        parts = (
            Bar(segment.from_ms, segment.until_ms, state, seat)
            for seat, state in _places(segment, duty)
        )
        part = next((each for each in parts if _alike(each, bar)), None)
        if part is None:
            return
        yield part


def _places(segment: Segment, duty: DutyKind) -> Iterator[tuple[Seat | None, BarState]]:
    """Yield everybody on the post, then the empty places."""
    for seat in segment.seats:
        yield seat, _state(segment, seat, duty)
    waiting = sum(seat.cause is not None for seat in segment.seats)
    empty: BarState = "vacant" if segment.planned else "unplanned"
    for _ in range(segment.short - waiting):
        yield None, empty


def _state(segment: Segment, seat: Seat, duty: DutyKind) -> BarState:
    if not segment.required:
        return "spare"
    if seat.cause is None:
        return "certain" if duty == "hard" else "probable"
    if not segment.short:
        return "spare"
    return "late" if seat.cause == "too-far" else "lacking"


def _seated(
    places: Sequence[tuple[Seat | None, BarState]], before: dict[str, int]
) -> dict[str, int]:
    """Return everybody's lane, the same as before where there was one."""
    people = [seat.person for seat, _ in places if seat is not None]
    kept = {person: before[person] for person in people if person in before}
    new = [person for person in people if person not in kept]
    free = (number for number in range(len(people)) if number not in kept.values())
    return kept | dict(zip(new, free, strict=False))


def _append(bars: list[Bar], bar: Bar) -> None:
    """Add a bar, as part of the last one if nothing but time and the exact arrival differs."""
    last = bars[-1] if bars else None
    if last and last.until_ms == bar.from_ms and _alike(last, bar):
        bars[-1] = last._replace(until_ms=bar.until_ms)
    else:
        bars.append(bar)


def _alike(first: Bar, second: Bar) -> bool:
    one, other = first.seat, second.seat
    if first.state != second.state or one is None or other is None:
        return first[2:] == second[2:]
    return one._replace(arrive_ms=None) == other._replace(arrive_ms=None)


def pieces(bars: Sequence[Bar], edges: Sequence[int]) -> list[Piece]:
    """Return what stands in the cells between the edges: as many cells as there are gaps of edges.

    A cell in which several things happen shows the one that may least be overlooked, so that a
    second without anybody is seen at any scale.
    """
    found: list[Piece] = []
    first, named = 0, False
    for (state, person), same in groupby(_shown(bars, edges)):
        cells = len(list(same))
        begins = person is not None and bool(found) and found[-1].person != person
        named = named and not begins and bool(found)
        naming = person is not None and not named and cells >= LEAST_NAME_CELLS
        found.append(Piece(first, cells, state, person, begins, naming))
        first, named = first + cells, named or naming
    return found


def spellings(name: str) -> tuple[str, str]:
    """Return a name in full, and as short as it is still known by."""
    return name, name.rpartition(" ")[2]


def _shown(
    bars: Sequence[Bar], edges: Sequence[int]
) -> Iterator[tuple[BarState | None, str | None]]:
    start = 0
    for from_ms, until_ms in pairwise(edges):
        while start < len(bars) and bars[start].until_ms <= from_ms:
            start += 1
        worst: Bar | None = None
        for bar in bars[start:]:
            if bar.from_ms >= until_ms:
                break
            if worst is None or BAR_STATES.index(bar.state) > BAR_STATES.index(worst.state):
                worst = bar
        yield (None, None) if worst is None else (worst.state, worst.person)
