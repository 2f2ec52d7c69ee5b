"""What an edit does to the gaps, in 80 columns and as JSON."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from crisis_tui.basis.instants import Interval, iso_time, local_datetime
from crisis_tui.basis.interval_sets import total_ms
from crisis_tui.cli.gap_data import gap_data
from crisis_tui.cli.words import columns, hours, moment, width
from crisis_tui.i18n import _, ngettext, render
from crisis_tui.readiness.wording import CAUSE_TEXTS, gap_names
from crisis_tui.roster.gap_difference import count_and_length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zoneinfo import ZoneInfo

    from crisis_tui.roster.gap_difference import GapDifference
    from crisis_tui.roster.gaps import Gap
    from crisis_tui.roster.workforce import Workforce

WIDTH = 80
_ROLE, _SPAN, _LENGTH, _CAUSE = 8, 35, 9, 23
_MOST_LINES = 12
_BELOW = " " * (_ROLE + 3)
_OPENED, _CLOSED, _WORSE, _EASED = "✗", "✓", "!", "~"


class _Line(NamedTuple):
    from_ms: int
    role: str
    until_ms: int
    glyph: str
    cause: str
    names: str = ""


def difference_lines(found: GapDifference, workforce: Workforce) -> Iterator[str]:
    """Yield the sum in words, then each gap that comes, goes or changes, in order of time.

    Whom a gap is about stands below it where there is no room beside it.
    """
    zone = workforce.zone
    yield from wrap(difference_sum(found), WIDTH)
    lines = sorted(_lines(found, workforce.name_of))
    for line in lines[:_MOST_LINES]:
        span = f"{_moment(line.from_ms, zone)} – {_moment(line.until_ms, zone)}"
        length = hours(line.until_ms - line.from_ms)
        rooms = max(_SPAN, len(span)), max(_LENGTH, len(length))
        cells = ((line.role, _ROLE), (span, rooms[0]), (f"{length:>{_LENGTH}}", rooms[1]))
        cause = _SPAN + _LENGTH + _CAUSE - sum(rooms)
        beside = f"{line.names}: {line.cause}" if line.names else line.cause
        fits = width(beside) <= cause
        yield f"{line.glyph} {columns((*cells, (beside if fits else line.cause, cause)))}"
        if not fits and line.names:
            yield from wrap(line.names, WIDTH, initial_indent=_BELOW, subsequent_indent=_BELOW)
    if len(lines) > _MOST_LINES:
        more = len(lines) - _MOST_LINES
        yield "  " + _("and {n} more").format(n=more)


def difference_sum(found: GapDifference) -> str:
    """Return `closes 1 gap (9 h 00), opens none`, and what gets worse or is eased."""
    parts = []
    closed, closed_ms = count_and_length(found.closed)
    opened, opened_ms = count_and_length(found.opened)
    if closed:
        text = ngettext("closes {n} gap ({time})", "closes {n} gaps ({time})", closed)
        parts.append(text.format(n=closed, time=hours(closed_ms)))
    else:
        parts.append(_("closes no gap"))
    if opened:
        text = ngettext("opens {n} gap ({time})", "opens {n} gaps ({time})", opened)
        parts.append(text.format(n=opened, time=hours(opened_ms)))
    else:
        parts.append(_("opens none"))
    worse_ms = sum(total_ms(role.worse) for role in found.roles)
    eased_ms = sum(total_ms(role.eased) for role in found.roles)
    if worse_ms:
        parts.append(_("one person fewer in a gap for {time}").format(time=hours(worse_ms)))
    if eased_ms:
        parts.append(_("one person more in a gap for {time}").format(time=hours(eased_ms)))
    return ", ".join(parts)


def difference_document(found: GapDifference, workforce: Workforce) -> dict[str, Any]:
    """Return the difference for programs; `workforce` is the one after it."""
    zone = workforce.zone

    def gap(each: Gap) -> dict[str, Any]:
        limit_ms = workforce.limit_ms(workforce.roles[each.role])
        span = _span(each.role, Interval(each.from_ms, each.until_ms), zone)
        return {**span, **gap_data(each, limit_ms, workforce, zone)}

    return {
        "opened": [gap(each) for role in found.roles for each in role.opened],
        "closed": [gap(each) for role in found.roles for each in role.closed],
        "worse": [_span(role.role, time, zone) for role in found.roles for time in role.worse],
        "eased": [_span(role.role, time, zone) for role in found.roles for time in role.eased],
        "opened_seconds": count_and_length(found.opened)[1] // 1000,
        "closed_seconds": count_and_length(found.closed)[1] // 1000,
    }


def _span(role: str, time: Interval, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "role": role,
        "from": iso_time(time.from_ms, zone),
        "until": iso_time(time.until_ms, zone),
        "seconds": time.length_ms // 1000,
    }


def _lines(found: GapDifference, name: Callable[[str], str]) -> Iterator[_Line]:
    for role in found.roles:
        for glyph, gaps in ((_OPENED, role.opened), (_CLOSED, role.closed)):
            for gap in gaps:
                cause, names = render(CAUSE_TEXTS[gap.cause]), gap_names(gap, name)
                yield _Line(gap.from_ms, role.role, gap.until_ms, glyph, cause, names)
        for glyph, times, text in (
            (_WORSE, role.worse, _("gap gets deeper")),
            (_EASED, role.eased, _("gap gets smaller")),
        ):
            for time in times:
                yield _Line(time.from_ms, role.role, time.until_ms, glyph, text)


def _moment(at_ms: int, zone: ZoneInfo) -> str:
    return moment(local_datetime(at_ms, zone))
