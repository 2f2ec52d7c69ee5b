"""The tables of a debrief's report; one without rows is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.debrief import words
from crisis_tui.debrief.document import Column, Table
from crisis_tui.debrief.words import NONE, Times, play

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.document import Block
    from crisis_tui.debrief.facts import Debrief, InjectFact, Measure


def decisions(debrief: Debrief) -> tuple[Block, ...]:
    """Return the decisions, each with its options and how it was settled."""
    columns = (
        Column(Text("Play"), right=True),
        Column(Text("Question"), wide=True),
        Column(Text("Options")),
        Column(Text("Settled")),
        Column(Text("By")),
        Column(Text("Reason"), wide=True),
    )
    rows = tuple(
        (
            play(one.play_ms),
            f"{one.inject} {one.question}",
            " / ".join(title for _, title in one.options),
            one.option_title or NONE,
            one.role or NONE,
            one.reason or NONE,
        )
        for one in debrief.decisions
    )
    return table(columns, rows)


def clocks(debrief: Debrief, times: Times) -> tuple[Block, ...]:
    """Return the statutory clocks against their terms."""
    columns = (
        Column(Text("Clock"), wide=True),
        Column(Text("Owner")),
        Column(Text("Started"), right=True),
        Column(Text("Due"), right=True),
        Column(Text("Done"), right=True),
        Column(Text("Outcome")),
        Column(Text("Source")),
    )
    rows = tuple(
        (
            one.title,
            one.owner or NONE,
            play(one.started_play_ms),
            times.story(one.due_story_ms) if one.due_play_ms is None else play(one.due_play_ms),
            times.story(one.done_story_ms) if one.due_play_ms is None else play(one.done_play_ms),
            words.OUTCOMES[one.outcome],
            one.source or NONE,
        )
        for one in debrief.clocks
    )
    return table(columns, rows)


def actions(debrief: Debrief) -> tuple[Block, ...]:
    """Return the action list."""
    columns = (
        Column(Text("Action"), wide=True),
        Column(Text("Owner")),
        Column(Text("Noted"), right=True),
        Column(Text("Due"), right=True),
        Column(Text("Done"), right=True),
    )
    rows = tuple(
        (one.text, one.owner, play(one.play_ms), play(one.due_play_ms), play(one.closed_play_ms))
        for one in debrief.actions
    )
    return table(columns, rows)


def injects(debrief: Debrief) -> tuple[Block, ...]:
    """Return every inject, when it was planned, sent and first received."""
    columns = (
        Column(Text("Inject"), wide=True),
        Column(Text("To")),
        Column(Text("Planned"), right=True),
        Column(Text("Sent"), right=True),
        Column(Text("Received"), right=True),
        Column(Text("State")),
    )
    return table(columns, tuple(_inject_row(one) for one in debrief.injects))


def _inject_row(one: InjectFact) -> tuple[AnyText, ...]:
    return (
        f"{one.id} {one.title}",
        ", ".join(one.to),
        play(one.planned_play_ms),
        play(one.delivered_play_ms),
        play(one.first_acknowledged_play_ms),
        words.state(one),
    )


def expected(debrief: Debrief) -> tuple[Block, ...]:
    """Return the expected actions of the delivered injects against their targets."""
    columns = (
        Column(Text("Inject")),
        Column(Text("Role")),
        Column(Text("Expected action"), wide=True),
        Column(Text("Target"), right=True),
        Column(Text("Taken"), right=True),
        Column(Text("Outcome")),
    )
    rows = tuple(
        (
            one.id,
            action.by,
            action.action if action.note is None else f"{action.action} – {action.note}",
            play(action.target_ms),
            play(action.taken_ms),
            words.OUTCOMES[action.outcome],
        )
        for one in debrief.injects
        if one.state == "delivered"
        for action in one.expects
    )
    return table(columns, rows)


def measures(title: Text, found: tuple[Measure, ...]) -> tuple[Block, ...]:
    """Return the measures of roles or of teams."""
    columns = (
        Column(title, wide=True),
        Column(Text("Injects"), right=True),
        Column(Text("Received"), right=True),
        Column(Text("Median until received"), right=True),
        Column(Text("Expected"), right=True),
        Column("✓", right=True),
        Column("!", right=True),
        Column("✗", right=True),
        Column(Text("Median until done"), right=True),
    )
    rows = tuple(
        (
            one.name,
            f"{one.injects}",
            f"{one.acknowledged}",
            play(one.acknowledge_median_ms),
            f"{one.expected}",
            f"{one.in_time}",
            f"{one.late}",
            f"{one.missed}",
            play(one.act_median_ms),
        )
        for one in found
    )
    return table(columns, rows)


def timeline(debrief: Debrief, times: Times) -> tuple[Block, ...]:
    """Return what happened, in order."""
    columns = (
        Column(Text("Play"), right=True),
        Column(Text("Story"), right=True),
        Column(Text("Clock"), right=True),
        Column(Text("What")),
        Column(Text("Subject"), wide=True),
        Column(Text("Who")),
    )
    rows = tuple(
        (
            play(one.play_ms),
            times.story(one.story_ms),
            times.time(one.at_ms),
            words.KINDS.get(one.kind, one.kind),
            one.subject,
            one.who or NONE,
        )
        for one in debrief.timeline
    )
    return table(columns, rows)


def table(columns: tuple[Column, ...], rows: tuple[tuple[AnyText, ...], ...]) -> tuple[Block, ...]:
    """Return a table, nothing without rows."""
    return (Table(columns, rows),) if rows else ()
