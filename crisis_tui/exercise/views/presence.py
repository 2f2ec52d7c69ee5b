"""Is everybody in: who is at a terminal, since when, and which roles nobody plays at one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.text import Text
from crisis_tui.exercise.presence import Attendee
from crisis_tui.exercise.seats.seat import SeatKind
from crisis_tui.exercise.views.direction import SILENT_MS, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from crisis_tui.exercise.presence import Attendance
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.exercise.views.direction import DirectionView

_DIRECTED = {Standing.HERE, Standing.ELSEWHERE, Standing.SILENT}
_ORDER = (
    SeatKind.CONTROLLER,
    SeatKind.SIMCELL,
    SeatKind.OBSERVER,
    SeatKind.PLAYER,
    SeatKind.SCREEN,
)
DIRECTS = Text("directs")
CAPACITIES = {
    SeatKind.CONTROLLER: Text("controller"),
    SeatKind.SIMCELL: Text("simulation cell"),
    SeatKind.OBSERVER: Text("observer"),
    SeatKind.PLAYER: Text("player"),
    SeatKind.SCREEN: Text("room's screen"),
}


@dataclass(frozen=True, slots=True)
class PresentRow:
    """Somebody at a terminal; `since` on the wall clock of the exercise, empty if not known."""

    capacity: Text
    person: str
    roles: tuple[str, ...]
    terminal: str
    since: str
    answers: bool


@dataclass(frozen=True, slots=True)
class PresenceView:
    """Who is there: the director first, then by capacity and time.

    `unplayed` roles get messages, but nobody has them at a terminal, as in many exercises.
    `untold` processes take part but cannot say for whom: the disk is full, say.
    """

    rows: tuple[PresentRow, ...]
    unplayed: tuple[str, ...]
    untold: int = 0


def presence(
    state: ExerciseState, living: Iterable[Attendance], direction: DirectionView, at_ms: int
) -> PresenceView:
    """Return who is there at `at_ms` (UTC), as the living processes say."""
    living = tuple(living)
    found = [(one.pid, who) for one in living for who in _people(one)]
    directing = direction.pid if direction.standing in _DIRECTED else None
    if directing is not None and directing not in {pid for pid, _ in found}:
        found.append((directing, _director(direction)))
    found.sort(key=lambda each: (each[0] != directing, _rank(each[1])))
    played = {role for _, who in found for role in who.roles}
    zone = state.plan.zone
    return PresenceView(
        tuple(_row(who, at_ms, zone, directs=pid == directing) for pid, who in found),
        tuple(role for role in _receivers(state) if role not in played),
        sum(one.people is None and one.pid != directing for one in living),
    )


def _people(one: Attendance) -> Iterator[Attendee]:
    for who in one.people or ():
        yield who if one.silent_ms < SILENT_MS else replace(who, answers=False)


def _director(direction: DirectionView) -> Attendee:
    """Return who directs by the lease alone: that process could not say more."""
    answers = direction.standing is not Standing.SILENT
    return Attendee(SeatKind.CONTROLLER, direction.person, direction.terminal, answers=answers)


def _rank(who: Attendee) -> tuple[int, int, str, str]:
    return _ORDER.index(who.kind), who.since_ms, who.person, who.terminal


def _receivers(state: ExerciseState) -> tuple[str, ...]:
    return tuple(sorted({role for planned in state.plan.injects for role in planned.inject.to}))


def _row(who: Attendee, at_ms: int, zone: ZoneInfo, *, directs: bool) -> PresentRow:
    capacity = DIRECTS if directs else CAPACITIES[who.kind]
    since = _since(who.since_ms, at_ms, zone) if who.since_ms else ""
    return PresentRow(capacity, who.person, who.roles, who.terminal, since, who.answers)


def _since(since_ms: int, at_ms: int, zone: ZoneInfo) -> str:
    """Return the time of day, with the day if it is another one."""
    since, now = local_datetime(since_ms, zone), local_datetime(at_ms, zone)
    return f"{since:%H:%M}" if since.date() == now.date() else f"{since:%d-%m %H:%M}"
