"""Two scenarios at once in 80 columns: the verdict, both as ever, and what each costs the other."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from crisis_tui.basis.instants import local_datetime
from crisis_tui.cli.readiness_text import WIDTH, readiness_text, verdict_text
from crisis_tui.cli.words import span
from crisis_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.instants import Interval
    from crisis_tui.readiness.assessment import NeedAnswer, Readiness
    from crisis_tui.readiness.together import Shared, Together
    from crisis_tui.roster.workforce import Workforce

_MOST_TIMES = 5


def together_text(answer: Together, workforce: Workforce, roster: str) -> str:
    """Return the answer for people."""
    both = answer.first.together._replace(
        verdict=answer.verdict,
        needs=(*answer.first.together.needs, *answer.second.together.needs),
    )
    return "\n".join(_lines(answer, both, workforce, roster))


def _lines(answer: Together, both: Readiness, workforce: Workforce, roster: str) -> Iterator[str]:
    yield _("Two at once   {verdict}").format(verdict=verdict_text(both))
    shared = (answer.first, answer.second)
    for each in shared:
        said = _("{title} alone: {verdict}").format(
            title=each.script.scenario.title, verdict=verdict_text(each.alone)
        )
        yield from wrap(said, WIDTH, initial_indent="  ", subsequent_indent="    ")
    yield ""
    yield from _losses(shared)
    for each in shared:
        yield ""
        yield "─" * WIDTH
        yield readiness_text(each.script, workforce, each.together, roster)


def _losses(shared: tuple[Shared, ...]) -> Iterator[str]:
    if not any(lost for each in shared for lost in each.lost):
        yield _("Neither costs the other anybody.")
        return
    yield _("Missing only because of the other:")
    for each in shared:
        for need, lost in zip(each.together.needs, each.lost, strict=True):
            if lost:
                yield from _loss(each, need, lost)


def _loss(shared: Shared, need: NeedAnswer, lost: tuple[Interval, ...]) -> Iterator[str]:
    phases = {planned.phase.id: planned.phase.title for planned in shared.script.phases}
    yield from wrap(
        f"✗ {need.role}, {shared.script.scenario.title}, {phases[need.phase]}",
        WIDTH,
        initial_indent="  ",
        subsequent_indent="    ",
    )
    zone = shared.script.zone
    for each in lost[:_MOST_TIMES]:
        start, end = (local_datetime(at_ms, zone) for at_ms in each)
        yield "      " + span(start, end, each.length_ms)
    more = len(lost) - _MOST_TIMES
    if more > 0:
        said = ngettext("and {n} gap more", "and {n} gaps more", more)
        yield "      " + said.format(n=more)
