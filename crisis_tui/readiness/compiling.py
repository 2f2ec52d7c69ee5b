"""Works a roster out into a board."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from crisis_tui.basis.zones import zone_or_default
from crisis_tui.readiness.board import Board, BoardRole, Expiry, board_window
from crisis_tui.roster.pool import pool_spans
from crisis_tui.roster.workforce import Workforce
from crisis_tui.training.currency import standings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.instants import Interval
    from crisis_tui.basis.norms import Norms
    from crisis_tui.roster.duties import CalendarDuties
    from crisis_tui.roster.model import Role, Roster
    from crisis_tui.training.model import Training


def workforce_of(
    roster: Roster, training: Training, norms: Norms, calendars: CalendarDuties
) -> Workforce:
    """Join a roster with its training records, the norms and what its calendars say."""
    zone = zone_or_default(roster.timezone)
    return Workforce(roster, standings(training, zone), norms, calendars)


def compile_board(name: str, workforce: Workforce, valid: Interval, errors: int = 0) -> Board:
    """Return the board that answers `valid`; `errors` is how many the files hold."""
    window = board_window(valid)
    roster = workforce.roster
    return Board(
        roster=name,
        organisation=roster.organisation,
        timezone=workforce.zone.key,
        valid=valid,
        roles=tuple(_board_role(workforce, role, window) for role in roster.roles),
        posts=workforce.posts(window),
        names={person.id: person.name for person in roster.people},
        expiries=tuple(sorted(expiries(workforce, window), key=lambda each: each.at_ms)),
        unread=unread_calendars(roster, workforce.calendars),
        errors=errors,
    )


def unread_calendars(roster: Roster, calendars: CalendarDuties) -> tuple[tuple[str, str], ...]:
    """Return (role, file) of the calendars whose duties are not counted."""
    return tuple(
        (duty.calendar.role, duty.calendar.file)
        for number, duty in enumerate(roster.duties)
        if duty.calendar is not None and number not in calendars
    )


def expiries(workforce: Workforce, window: Interval) -> Iterator[Expiry]:
    """Yield when people lose, within the window, what one of their roles asks for."""
    for person in workforce.roster.people:
        asked = [workforce.roles[role].requires for role in person.roles if role in workforce.roles]
        for qualification in dict.fromkeys(name for names in asked for name in names):
            standing = workforce.standings.get((person.id, qualification), ())
            for earlier, later in itertools.pairwise(standing):
                if earlier.state == "valid" and window.contains(later.from_ms):
                    yield Expiry(person.id, qualification, later.from_ms)


def _board_role(workforce: Workforce, role: Role, window: Interval) -> BoardRole:
    return BoardRole(
        id=role.id,
        title_nl=role.title.nl,
        title_en=role.title.en,
        duty=role.duty,
        minimum=role.minimum,
        limit_ms=workforce.limit_ms(role),
        pool=pool_spans(workforce, workforce.demand(role, window), window),
    )
