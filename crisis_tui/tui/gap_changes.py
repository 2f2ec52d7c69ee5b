"""What an edit does to the gaps, as lines of a list and as one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.interval_sets import total_ms
from crisis_tui.basis.text import AnyText, Text, Texts
from crisis_tui.i18n import render
from crisis_tui.readiness.wording import gap_cause
from crisis_tui.roster.gap_difference import count_and_length
from crisis_tui.tui import present, words
from crisis_tui.tui.present import State
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zoneinfo import ZoneInfo

    from crisis_tui.roster.gap_difference import GapDifference, RoleDifference

COLUMNS = (
    Column(least=8, keep=8),
    Column(Text("post"), most=10, keep=9),
    Column(Text("from when until when"), keep=7),
    Column(Text("lasts"), right=True, keep=5),
    Column(Text("why"), least=14, grows=True, keep=6),
)

OPENED, CLOSED = (State.BAD, Text("opens")), (State.GOOD, Text("closes"))
WORSE, EASED = (State.WARNING, Text("deeper")), (State.SOFT, Text("smaller"))


class _Part(NamedTuple):
    from_ms: int
    until_ms: int
    kind: tuple[State, Text]
    role: str
    cause: AnyText


def change_rows(found: GapDifference, zone: ZoneInfo, name: Callable[[str], str]) -> list[Row]:
    """Return a row for each gap that comes, goes or changes, in order of time."""
    parts = sorted(
        (part for role in found.roles for part in _parts(role, name)), key=lambda p: p[:2]
    )
    return [_row(number, part, zone) for number, part in enumerate(parts)]


def change_sum(found: GapDifference) -> AnyText:
    """Return how many gaps close and open, and for how long."""
    closed, closed_ms = count_and_length(found.closed)
    opened, opened_ms = count_and_length(found.opened)
    closes: AnyText = Text("closes no gap")
    opens: AnyText = Text("opens none")
    if closed:
        length = words.hours(closed_ms)
        closes = Texts("closes {n} gap ({time})", "closes {n} gaps ({time})", closed, time=length)
    if opened:
        length = words.hours(opened_ms)
        opens = Texts("opens {n} gap ({time})", "opens {n} gaps ({time})", opened, time=length)
    said = Text("{closes}, {opens}", closes=render(closes), opens=render(opens))
    worse_ms = sum(total_ms(role.worse) for role in found.roles)
    if not worse_ms:
        return said
    return Text("{said}, deepens {time}", said=render(said), time=words.hours(worse_ms))


def _parts(role: RoleDifference, name: Callable[[str], str]) -> Iterator[_Part]:
    for kind, gaps in ((OPENED, role.opened), (CLOSED, role.closed)):
        for gap in gaps:
            cause = gap_cause(gap, name)
            yield _Part(gap.from_ms, gap.until_ms, kind, role.role, cause)
    for kind, times in ((WORSE, role.worse), (EASED, role.eased)):
        for time in times:
            yield _Part(*time, kind, role.role, "")


def _row(number: int, part: _Part, zone: ZoneInfo) -> Row:
    since, until = (local_datetime(ms, zone) for ms in (part.from_ms, part.until_ms))
    return Row(
        str(number),
        (
            present.state(*part.kind),
            present.line((part.role, present.STRONG)),
            present.line(words.span(since, until)),
            present.line((words.hours(part.until_ms - part.from_ms), present.QUIET)),
            present.line(part.cause),
        ),
    )
