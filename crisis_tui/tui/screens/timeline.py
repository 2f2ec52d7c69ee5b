"""A script as rows, phase by phase, and one inject in full for the controller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock, format_duration
from crisis_tui.basis.text import Text
from crisis_tui.basis.times import story_time_at
from crisis_tui.i18n import render
from crisis_tui.tui import present
from crisis_tui.tui.present import State
from crisis_tui.tui.widgets.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.content import Content

    from crisis_tui.scenario.model import Inject
    from crisis_tui.scenario.script import PlannedInject, PlannedPhase, Script

TITLE = f"{present.STRONG} {present.SOFT}"


def timeline_rows(script: Script | None) -> list[Row]:
    """Return a heading for each phase and its injects in the order of play; the bank comes last."""
    if script is None:
        return []
    rows: list[Row] = []
    timed = [planned for planned in script.injects if not planned.inject.bank]
    for number, phase in enumerate(script.phases, start=1):
        rows.append(_phase_row(script, phase, number))
        rows += [_inject_row(script, planned) for planned in timed if _is_in(planned, phase)]
    known = {phase.phase.id for phase in script.phases}
    rows += [_inject_row(script, planned) for planned in timed if planned.phase not in known]
    bank = [planned for planned in script.injects if planned.inject.bank]
    if bank:
        rows.append(_heading("heading:bank", present.line((Text("By hand"), TITLE))))
        rows += [_inject_row(script, planned) for planned in bank]
    return rows


def _is_in(planned: PlannedInject, phase: PlannedPhase) -> bool:
    return planned.phase == phase.phase.id


def _heading(row_id: str, title: Content, *before: Content) -> Row:
    empty = present.line()
    cells = (*before, *(empty for _ in range(4 - len(before))), title, empty)
    return Row(row_id, cells, dead=True)


def _phase_row(script: Script, phase: PlannedPhase, number: int) -> Row:
    grip = f"  GRIP {phase.phase.grip}" if phase.phase.grip else ""
    count = f"{number}/{len(script.phases)}"
    return _heading(
        f"phase:{phase.phase.id}",
        present.line((phase.phase.title, TITLE), (grip, present.QUIET)),
        present.line((_phase_start(phase), present.QUIET)),
        present.line((_story(script, phase.start_story_ms), present.QUIET)),
        present.line((count, present.QUIET)),
    )


def _phase_start(phase: PlannedPhase) -> str:
    """Return when a phase starts on the exercise clock; `≥` before the earliest time."""
    if phase.start_play_ms is None:
        return "–"
    clock = format_clock(phase.start_play_ms)
    return clock if phase.phase.when is None else f"≥{clock}"


def _inject_row(script: Script, planned: PlannedInject) -> Row:
    inject = planned.inject
    return Row(
        inject.id,
        (
            present.line(_play(planned)),
            present.line((_story(script, planned.story_ms), present.QUIET)),
            present.line((inject.id, present.STRONG)),
            present.line(" ".join(inject.to)),
            present.line(inject.title, _marks(inject)),
            present.line((inject.channel or "", present.QUIET)),
        ),
    )


def _play(planned: PlannedInject) -> str:
    if planned.due_play_ms is not None:
        return format_clock(planned.due_play_ms)
    after = planned.inject.after
    return f"↳ {after.inject}" if after else "–"


def _story(script: Script, story_ms: int | None) -> str:
    if story_ms is None:
        return ""
    story = story_time_at(story_ms, script.story_start_ms, script.zone)
    return f"D{story.day} {story.second_of_day // 3600:02}:{story.second_of_day // 60 % 60:02}"


def _marks(inject: Inject) -> Content:
    """Return what is special about an inject: a question, a branch, a repetition."""
    marks = []
    if inject.decision is not None:
        marks.append(Text("decision"))
    if inject.condition is not None:
        marks.append(Text("branch"))
    if inject.every_ms is not None:
        marks.append(Text("every {time}", time=format_duration(inject.every_ms)))
    return present.line(("".join(f"  {render(mark)}" for mark in marks), present.SOFT))


def inject_in_full(script: Script, inject_id: str) -> Content:
    """Return an inject with everything that a controller may see."""
    planned = script.inject_by_id.get(inject_id)
    if planned is None:
        return present.line()
    return present.lines(*_inject_lines(planned.inject))


def _inject_lines(inject: Inject) -> Iterator[Content]:
    yield present.line(
        (inject.id, present.STRONG), "  ", (inject.title, present.STRONG), "  ", _truth(inject)
    )
    sender = inject.sender or "–"
    yield present.line(
        (Text("from"), present.QUIET), f" {sender}  ",
        (Text("to"), present.QUIET), f" {' '.join(inject.to)}  ",
        (inject.channel or "", present.QUIET),
    )  # fmt: skip
    yield present.line()
    yield present.block(inject.text.rstrip())
    if inject.gloss:
        yield present.block(inject.gloss, present.QUIET)
    yield from _expected(inject)
    yield from _question(inject)
    if inject.guidance:
        yield present.line()
        yield present.line((Text("Guidance"), present.STRONG))
        yield present.block(inject.guidance.rstrip())


def _truth(inject: Inject) -> Content:
    if inject.truth == "rumour":
        return present.state(State.WARNING, Text("rumour"))
    if inject.truth == "false":
        return present.state(State.BAD, Text("not true"))
    return present.line()


def _expected(inject: Inject) -> Iterator[Content]:
    if not inject.expects:
        return
    yield present.line()
    yield present.line((Text("Expected"), present.STRONG))
    for action in inject.expects:
        limit = f"  {format_duration(action.within_ms)}" if action.within_ms is not None else ""
        yield present.line(
            "• ", (action.by, present.STRONG), f" {action.action}", (limit, present.QUIET)
        )


def _question(inject: Inject) -> Iterator[Content]:
    decision = inject.decision
    if decision is None:
        return
    yield present.line()
    yield present.line(
        (Text("Decision"), present.STRONG), f"  {decision.question}  ",
        (decision.authority or "", present.STRONG),
    )  # fmt: skip
    for option in decision.options:
        yield present.line("• ", option.title, "  ", (option.id, present.QUIET))
