"""A proposed relief roster in 80 columns: a line a day, a column a shift, post by post."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS, HOUR_MS, MINUTE_MS
from crisis_tui.basis.instants import local_datetime
from crisis_tui.cli.words import columns, day, moment
from crisis_tui.i18n import _, language, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from crisis_tui.cli.endurance import Answer
    from crisis_tui.readiness.proposal import Proposal, ProposedShift

WIDTH = 80
DAYS = 14
"""So many days of each post are shown; JSON and the file hold all."""
_DAY = 11
_MOST_COLUMNS = 4
_NAME = 28


def proposal_lines(shown: Answer) -> Iterator[str]:
    """Yield the proposal for people; nothing if there is none."""
    proposed = shown.proposal
    if proposed is None:
        return
    yield _("Proposal until {end}").format(
        end=moment(local_datetime(proposed.until_ms, shown.script.zone), year=True)
    )
    if not proposed.shifts:
        yield _("No shift can be filled from the start on: there is nothing to propose.")
        return
    yield _evenness(shown)
    for role in dict.fromkeys(shift.role for shift in proposed.shifts):
        yield ""
        yield from _post(role, [each for each in proposed.shifts if each.role == role], shown)
    yield ""
    yield from _loads(proposed, shown)


def _evenness(shown: Answer) -> str:
    if shown.fair is None:
        return _("Made by simple means: there may be a longer or more even one.")
    if shown.fair:
        return _("Hours and nights are spread as evenly as can be: proven.")
    return _("Hours and nights are spread as evenly as was found in the time.")


def _post(role: str, shifts: Sequence[ProposedShift], shown: Answer) -> Iterator[str]:
    known = shown.workforce.roles.get(role)
    yield f"{role}  {'' if known is None else known.title.in_language(language())}".rstrip()
    until_ms = shifts[0].span.from_ms + DAYS * DAY_MS
    near = [shift for shift in shifts if shift.span.from_ms < until_ms]
    starts = sorted({_start(shift, shown) for shift in near})
    yield from _chart(near, starts, shown) if len(starts) <= _MOST_COLUMNS else _list(near, shown)
    more = len(shifts) - len(near)
    if more:
        said = ngettext("and {n} shift more", "and {n} shifts more", more)
        yield "  " + said.format(n=more)


def _chart(shifts: Sequence[ProposedShift], starts: Sequence[str], shown: Answer) -> Iterator[str]:
    """Yield a line a day, with a column for each time of the day at which shifts start."""
    room = (WIDTH - _DAY) // len(starts) - 1
    yield columns([("", _DAY), *((start, room) for start in starts)])
    days: dict[date, dict[str, str]] = defaultdict(dict)
    for shift in shifts:
        began = local_datetime(shift.span.from_ms, shown.script.zone).date()
        days[began][_start(shift, shown)] = _names(shift, shown)
    for date, names in days.items():
        yield columns([(day(date), _DAY), *((names.get(start, ""), room) for start in starts)])


def _list(shifts: Sequence[ProposedShift], shown: Answer) -> Iterator[str]:
    """Yield a line a shift, where shifts start at many times of the day."""
    for shift in shifts:
        until = local_datetime(shift.span.until_ms, shown.script.zone)
        began = moment(local_datetime(shift.span.from_ms, shown.script.zone))
        names = _names(shift, shown)
        yield columns([(f"{began} – {until:%H:%M}", _DAY + 14), (names, WIDTH - _DAY - 15)])


def _start(shift: ProposedShift, shown: Answer) -> str:
    return f"{local_datetime(shift.span.from_ms, shown.script.zone):%H:%M}"


def _names(shift: ProposedShift, shown: Answer) -> str:
    return ", ".join(shown.workforce.name_of(person) for person in shift.people)


def _loads(proposed: Proposal, shown: Answer) -> Iterator[str]:
    """Yield what everybody works in all."""
    rooms = (_NAME, 8, 10, 8)
    heads = (_("person"), _("shifts"), _("hours"), _("nights"))
    yield columns(list(zip(heads, rooms, strict=True)))
    for load in proposed.loads:
        worked = f"{load.work_ms / HOUR_MS:.1f}"
        cells = (shown.workforce.name_of(load.person), str(load.shifts), worked, str(load.nights))
        yield columns(list(zip(cells, rooms, strict=True)))
    handover_ms = max((shift.handover_ms for shift in proposed.shifts), default=0)
    if handover_ms:
        yield _("hours hold {n} minutes of handover wherever a crew takes over").format(
            n=handover_ms // MINUTE_MS
        )
