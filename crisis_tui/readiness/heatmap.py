"""For each possible start of a scenario: would it be ready, and which roles would be short.

The answers are those of `assess` for each start, found the other way round: from each gap follow
the starts whose story would run into it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import Interval
from crisis_tui.readiness.duty_shortages import DutyShortages
from crisis_tui.readiness.needs import PlannedNeed, needs_after_start, shifted
from crisis_tui.readiness.shift_shortages import ShiftShortages
from crisis_tui.scenario.courses import courses

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from crisis_tui.readiness.assessment import Verdict
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.courses import ScriptAt
    from crisis_tui.scenario.script import Script

    Needs = tuple[PlannedNeed, ...]
    Tell = Callable[[int], None]


class StartAnswer(NamedTuple):
    """What `assess` would say of one start: the verdict, and the roles with a gap, in order."""

    start_ms: int
    verdict: Verdict
    short: tuple[str, ...]


def heatmap(
    script: Script,
    script_at: ScriptAt,
    starts: Sequence[int],
    workforce: Workforce,
    tell: Tell = lambda _: None,
) -> tuple[StartAnswer, ...]:
    """Return the answer for each start of the story (UTC ms), in order of time.

    Args:
        script: the scenario from any start.
        script_at: works it out from another one.
        starts: as many as wanted; the work grows with them only where shifts must be staffed.
        workforce: the roster.
        tell: called with how many more starts are done.
    """
    alike: dict[Needs, list[int]] = defaultdict(list)
    for each, same in courses(script, script_at, starts):
        alike[needs_after_start(each)] += same
    answers = _Answers(alike, _window(alike), workforce)
    return tuple(
        sorted(
            answer
            for needs, same in alike.items()
            for answer in answers.of(needs, sorted(same), tell)
        )
    )


class _Answers:
    """The answers of several courses of one story."""

    def __init__(self, courses: Collection[Needs], window: Interval, workforce: Workforce) -> None:
        self._workforce = workforce
        needs = [each for course in courses for each in course]
        self._on_duty = DutyShortages(_on_duty(needs), workforce, window)
        self._in_shifts = ShiftShortages(_in_shifts(needs), workforce, window)

    def of(self, needs: Needs, starts: Sequence[int], tell: Tell) -> Iterator[StartAnswer]:
        """Yield the answers of the starts, in order, from which these needs follow."""
        calm = self._when_nothing_is_short(needs)
        order = tuple(dict.fromkeys(need.need.role for need in needs))
        for number, roles in enumerate(self._short(needs, starts)):
            verdict: Verdict = "not-ready" if roles else calm
            short = tuple(role for role in order if role in roles)
            yield StartAnswer(starts[number], verdict, short)
            tell(1)

    def _short(self, needs: Needs, starts: Sequence[int]) -> Iterator[set[str]]:
        on_duty, in_shifts = _on_duty(needs), _in_shifts(needs)
        short: list[set[str]] = [set() for _ in starts]
        for role, times in self._on_duty.short_starts(on_duty).items():
            for each in times:
                first, last = (bisect_left(starts, at_ms) for at_ms in each)
                for number in range(first, last):
                    short[number].add(role)
        taken = self._on_duty.taken(on_duty, self._in_shifts.people)
        for start_ms, roles in zip(starts, short, strict=True):
            if in_shifts:
                elsewhere = taken.after(start_ms)
                yield roles | self._in_shifts.short_roles(in_shifts, start_ms, elsewhere)
            else:
                yield roles

    def _when_nothing_is_short(self, needs: Needs) -> Verdict:
        roles = (self._workforce.roles.get(need.need.role) for need in needs)
        return "at-risk" if any(role and role.duty == "soft" for role in roles) else "ready"


def _on_duty(needs: Iterable[PlannedNeed]) -> list[PlannedNeed]:
    return [need for need in needs if not need.need.shift_ms]


def _in_shifts(needs: Iterable[PlannedNeed]) -> list[PlannedNeed]:
    return [need for need in needs if need.need.shift_ms]


def _window(alike: Mapping[Needs, Sequence[int]]) -> Interval:
    """Return a time that holds all needs from all starts."""
    spans = [
        shifted(need.span, start_ms)
        for needs, starts in alike.items()
        for need in needs
        for start_ms in (min(starts), max(starts))
    ]
    return Interval(
        min((each.from_ms for each in spans), default=0),
        max((each.until_ms for each in spans), default=0),
    )
