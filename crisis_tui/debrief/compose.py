"""Lay a debrief out as a document, in the order in which a debriefing asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.debrief import words
from crisis_tui.debrief.chart import chart
from crisis_tui.debrief.document import Bullets, Column, Document, Pairs, Paragraph, Section, Table
from crisis_tui.debrief.words import NONE, Times, play

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.document import Block
    from crisis_tui.debrief.facts import Debrief, InjectFact, Measure, ObjectiveFact


def compose(debrief: Debrief) -> Document:
    """Return the whole report; sections without content are left out."""
    times = Times(debrief)
    head = debrief.head
    sections = (
        Section(Text("Which exercise"), (_head(debrief, times),)),
        Section(Text("At a glance"), (_overall(debrief), chart(debrief))),
        Section(Text("Points to improve"), _improvements(debrief)),
        Section(Text("Questions for the hot wash"), (Bullets(debrief.questions, numbered=True),)),
        Section(Text("Objectives"), _objectives(debrief)),
        Section(Text("Decisions"), _decisions(debrief)),
        Section(Text("Statutory clocks"), _clocks(debrief, times)),
        Section(Text("Actions"), _actions(debrief)),
        Section(Text("Injects against plan"), _injects(debrief)),
        Section(Text("Expected actions"), _expected(debrief)),
        Section(Text("By role"), _measures(Text("Role"), debrief.roles)),
        Section(Text("By team"), _measures(Text("Team"), debrief.teams)),
        Section(Text("Timeline"), _timeline(debrief, times)),
    )
    return Document(
        marking=words.MARKING,
        title=Text("Debrief: {title}", title=head.title),
        subtitle=Text(
            "{exercise}, {start}", exercise=head.exercise, start=times.wall(head.started_at_ms)
        ),
        sections=tuple(section for section in sections if section.blocks),
        foot=Text(
            "Made from {events} events; last line of the journal: {head}",
            events=head.journal_events,
            head=head.journal_head,
        ),
    )


def _head(debrief: Debrief, times: Times) -> Pairs:
    head = debrief.head
    rows: list[tuple[AnyText, AnyText]] = [
        (Text("Scenario"), f"{head.title} ({head.scenario})"),
        (Text("Variant"), head.variant or NONE),
        (Text("Started"), times.wall(head.started_at_ms)),
        (
            Text("Ended") if head.is_ended else Text("Not ended; last event"),
            times.wall(head.ended_at_ms),
        ),
        (Text("Played"), play(head.play_ms)),
        (Text("Paused"), play(head.paused_ms)),
        (Text("Story"), f"{times.story(head.story_start_ms)} – {times.story(head.story_end_ms)}"),
        (
            Text("Roles that took part"),
            ", ".join(measure.name for measure in debrief.roles) or NONE,
        ),
    ]
    if head.people:
        rows.append((Text("People at the keyboard"), ", ".join(head.people)))
    if head.roster is not None:
        verdict = words.VERDICTS.get(head.roster.verdict, head.roster.verdict)
        rows.append((Text("Roster {name}", name=head.roster.roster), verdict))
        rows += [("", line) for line in head.roster.short]
    rows.append((Text("Program"), head.program))
    return Pairs(tuple(rows))


def _overall(debrief: Debrief) -> Pairs:
    one = debrief.overall
    decided = sum(decision.option is not None for decision in debrief.decisions)
    open_actions = sum(action.closed_play_ms is None for action in debrief.actions)
    return Pairs(
        (
            (Text("Injects sent"), f"{one.injects}"),
            (Text("Expected actions"), _tally(one)),
            (Text("Median until received"), play(one.acknowledge_median_ms)),
            (Text("Median until done"), play(one.act_median_ms)),
            (Text("Decisions settled"), f"{decided}/{len(debrief.decisions)}"),
            (Text("Observations"), f"{len(debrief.observations)}"),
            (Text("Open actions"), f"{open_actions}/{len(debrief.actions)}"),
        )
    )


def _tally(one: Measure) -> AnyText:
    return Text(
        "{expected}: ✓ {in_time} in time, ! {late} late, ✗ {missed} missed",
        expected=one.expected,
        in_time=one.in_time,
        late=one.late,
        missed=one.missed,
    )


def _improvements(debrief: Debrief) -> tuple[Block, ...]:
    if not debrief.improvements:
        return ()
    columns = (
        Column(Text("Point"), wide=True),
        Column(Text("Objective")),
        Column(Text("Rests on")),
        Column(Text("Owner")),
        Column(Text("Term")),
    )
    rows = tuple(
        (one.text, one.objective or NONE, one.basis, "", "") for one in debrief.improvements
    )
    hint = Paragraph(Text("Owner and term are filled in together, in the debrief."), quiet=True)
    return (hint, Table(columns, rows))


def _objectives(debrief: Debrief) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for objective in debrief.objectives:
        blocks.append(Paragraph(_objective_line(objective)))
        if objective.observations:
            blocks.append(
                Bullets(
                    tuple(
                        f"{play(one.play_ms)} {one.by}: {one.text}"
                        for one in objective.observations
                    )
                )
            )
    loose = tuple(one for one in debrief.observations if one.objective is None)
    if loose:
        blocks.append(Paragraph(Text("Observations without an objective")))
        blocks.append(Bullets(tuple(f"{play(one.play_ms)} {one.by}: {one.text}" for one in loose)))
    return tuple(blocks)


def _objective_line(objective: ObjectiveFact) -> Text:
    return Text(
        "{name}: {expected} expected, ✓ {in_time} in time, ! {late} late, ✗ {missed} missed",
        name=f"{objective.id} {objective.title}",
        expected=objective.expected,
        in_time=objective.in_time,
        late=objective.late,
        missed=objective.missed,
    )


def _decisions(debrief: Debrief) -> tuple[Block, ...]:
    if not debrief.decisions:
        return ()
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
    return (Table(columns, rows),)


def _clocks(debrief: Debrief, times: Times) -> tuple[Block, ...]:
    if not debrief.clocks:
        return ()
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
    return (Table(columns, rows),)


def _actions(debrief: Debrief) -> tuple[Block, ...]:
    if not debrief.actions:
        return ()
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
    return (Table(columns, rows),)


def _injects(debrief: Debrief) -> tuple[Block, ...]:
    if not debrief.injects:
        return ()
    columns = (
        Column(Text("Inject"), wide=True),
        Column(Text("To")),
        Column(Text("Planned"), right=True),
        Column(Text("Sent"), right=True),
        Column(Text("Received"), right=True),
        Column(Text("State")),
    )
    return (Table(columns, tuple(_inject_row(one) for one in debrief.injects)),)


def _inject_row(one: InjectFact) -> tuple[AnyText, ...]:
    return (
        f"{one.id} {one.title}",
        ", ".join(one.to),
        play(one.planned_play_ms),
        play(one.delivered_play_ms),
        play(one.first_acknowledged_play_ms),
        words.state(one),
    )


def _expected(debrief: Debrief) -> tuple[Block, ...]:
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
    return (Table(columns, rows),) if rows else ()


def _measures(title: Text, measures: tuple[Measure, ...]) -> tuple[Block, ...]:
    if not measures:
        return ()
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
        for one in measures
    )
    return (Table(columns, rows),)


def _timeline(debrief: Debrief, times: Times) -> tuple[Block, ...]:
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
    return (Table(columns, rows),)
