"""Two rosters side by side in 80 columns: what gets worse, what gets better, and when."""

from __future__ import annotations

from collections import Counter
from textwrap import wrap
from typing import TYPE_CHECKING

from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.interval_sets import total_ms
from crisis_tui.basis.text import Text
from crisis_tui.cli.readiness_text import verdict_text
from crisis_tui.cli.words import columns, hours, moment, post_state, shortened, span
from crisis_tui.i18n import _, language, ngettext, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.instants import Interval
    from crisis_tui.basis.interval_sets import IntervalSet
    from crisis_tui.cli.asked_roster import AskedRoster
    from crisis_tui.readiness.comparison import (
        NeedComparison,
        Outcome,
        RoleComparison,
        ScenarioComparison,
    )
    from crisis_tui.roster.coverage import RoleCoverage
    from crisis_tui.scenario.script import Script

WIDTH = 80
_STATE, _ROLE, _TITLE, _GAP, _DEPTH = 10, 8, 27, 11, 8
_MOST_TIMES = 3
_OUTCOMES: dict[Outcome, tuple[str, Text]] = {
    "worse": ("✗", Text("worse")),
    "mixed": ("~", Text("mixed")),
    "better": ("✓", Text("better")),
    "same": ("=", Text("same")),
}


def coverage_text(
    window: Interval, found: Sequence[RoleComparison], first: AskedRoster, second: AskedRoster
) -> str:
    """Return the comparison of all posts for people."""
    return "\n".join(_coverage_lines(window, found, first, second))


def scenario_text(
    script: Script, found: ScenarioComparison, first: AskedRoster, second: AskedRoster
) -> str:
    """Return the comparison for one scenario for people."""
    return "\n".join(_scenario_lines(script, found, first, second))


def _coverage_lines(
    window: Interval, found: Sequence[RoleComparison], first: AskedRoster, second: AskedRoster
) -> Iterator[str]:
    zone = first.workforce.zone
    yield _head(first, second)
    asked = [each for each in found if _is_asked(each.first) or _is_asked(each.second)]
    yield _counts(each.outcome for each in asked)
    if asked:
        yield _("gaps together   A {first}   B {second}").format(
            first=_together([each.first for each in asked]),
            second=_together([each.second for each in asked]),
        )
    start, end = (moment(local_datetime(at_ms, zone), year=True) for at_ms in window)
    yield f"{start} – {end} ({hours(window.length_ms)})"
    yield ""
    yield columns(
        [
            ("", _STATE),
            (_("post"), _ROLE),
            ("", _TITLE),
            (_("gap A"), _GAP),
            (_("gap B"), _GAP),
            (_("least"), _DEPTH),
        ]
    )
    for each in asked:
        yield _role_line(each, first, second)
    for each in asked:
        yield from _when(each.role, each.better, each.worse, zone)
    yield from _only(asked)
    yield from _people(first, second)


def _head(first: AskedRoster, second: AskedRoster) -> str:
    names = [shortened(each.loaded.name, WIDTH // 3) for each in (first, second)]
    return _("Compared  A {first}  with  B {second}").format(first=names[0], second=names[1])


def _counts(outcomes: Iterable[Outcome]) -> str:
    counted = Counter(outcomes)
    parts = [
        f"{glyph} {counted[name]} {render(word)}"
        for name, (glyph, word) in _OUTCOMES.items()
        if counted[name]
    ]
    return "   ".join(parts) or _("nobody is asked for in this time")


def _is_asked(covered: RoleCoverage | None) -> bool:
    return covered is not None and covered.required_ms > 0


def _role_line(each: RoleComparison, first: AskedRoster, second: AskedRoster) -> str:
    role = second.workforce.roles.get(each.role) or first.workforce.roles[each.role]
    depths = (_depth(each.first), _depth(each.second))
    return columns(
        [
            (_state(each.outcome), _STATE),
            (each.role, _ROLE),
            (role.title.in_language(language()), _TITLE),
            (_gap(each.first), _GAP),
            (_gap(each.second), _GAP),
            (depths[0] if depths[0] == depths[1] else " → ".join(depths), _DEPTH),
        ]
    )


def _state(outcome: Outcome) -> str:
    glyph, word = _OUTCOMES[outcome]
    return f"{glyph} {render(word)}"


def _gap(covered: RoleCoverage | None) -> str:
    if covered is None:
        return _("no post")
    if not covered.required_ms:
        return _("not asked")
    if covered.gap_ms:
        return hours(covered.gap_ms)
    return "–" if covered.duty == "hard" else post_state("probable")


def _together(roles: Sequence[RoleCoverage | None]) -> str:
    gap_ms = sum(covered.gap_ms for covered in roles if covered is not None)
    return hours(gap_ms) if gap_ms else "–"


def _depth(covered: RoleCoverage | None) -> str:
    return "–" if covered is None or covered.min_depth is None else str(covered.min_depth)


def _when(name: str, better: IntervalSet, worse: IntervalSet, zone: ZoneInfo) -> Iterator[str]:
    """Yield when a post is worse and better on the second roster."""
    for outcome, times in _both(worse, better):
        yield ""
        yield shortened(f"{_state(outcome)}  {name}, {hours(total_ms(times))}", WIDTH)
        yield from _spans(times, zone)


def _both(worse: IntervalSet, better: IntervalSet) -> Iterator[tuple[Outcome, IntervalSet]]:
    if worse:
        yield "worse", worse
    if better:
        yield "better", better


def _spans(times: IntervalSet, zone: ZoneInfo) -> Iterator[str]:
    for each in times[:_MOST_TIMES]:
        start, end = (local_datetime(at_ms, zone) for at_ms in each)
        yield "  " + span(start, end, each.length_ms)
    more = len(times) - _MOST_TIMES
    if more > 0:
        rest_ms = total_ms(times[_MOST_TIMES:])
        said = ngettext("and {n} time more ({length})", "and {n} times more ({length})", more)
        yield "  " + said.format(n=more, length=hours(rest_ms))


def _only(found: Sequence[RoleComparison]) -> Iterator[str]:
    """Yield what only one of the rosters asks for."""
    sides = (
        (_("Asked for by A alone:"), [(each.role, each.dropped) for each in found]),
        (_("Asked for by B alone:"), [(each.role, each.added) for each in found]),
    )
    for said, roles in sides:
        asked = [f"  {role}  {hours(total_ms(times))}" for role, times in roles if times]
        if asked:
            yield ""
            yield said
            yield from asked


def _people(first: AskedRoster, second: AskedRoster) -> Iterator[str]:
    people = [each.workforce.people for each in (first, second)]
    for said, here, there in (
        (_("On A alone: {names}"), people[0], people[1]),
        (_("On B alone: {names}"), people[1], people[0]),
    ):
        names = ", ".join(person.name for name, person in here.items() if name not in there)
        if names:
            yield ""
            yield from wrap(said.format(names=names), WIDTH, subsequent_indent="  ")


def _scenario_lines(
    script: Script, found: ScenarioComparison, first: AskedRoster, second: AskedRoster
) -> Iterator[str]:
    yield _head(first, second)
    start = moment(local_datetime(script.story_start_ms, script.zone), year=True)
    yield shortened(
        _("{title} from {start}").format(title=script.scenario.title, start=start), WIDTH
    )
    yield _counts(each.outcome for each in found.needs)
    yield "  A " + verdict_text(found.first)
    yield "  B " + verdict_text(found.second)
    phases = {planned.phase.id: planned.phase.title for planned in script.phases}
    for each in found.needs:
        if each.outcome != "same":
            yield from _need(each, phases[each.first.phase], script.zone)


def _need(each: NeedComparison, phase: str, zone: ZoneInfo) -> Iterator[str]:
    yield ""
    before, after = post_state(each.first.status), post_state(each.second.status)
    said = f"{_state(each.outcome)}  {each.first.role}, {phase}: {before} → {after}"
    yield from wrap(said, WIDTH, subsequent_indent="  ")
    for outcome, times in _both(each.worse, each.better):
        if each.outcome == "mixed":
            yield f"  {_state(outcome)}"
        yield from _spans(times, zone)
