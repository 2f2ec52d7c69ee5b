"""Lay a debrief out as a document, in the order in which a debriefing asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.debrief import counterplay, tables, words
from crisis_tui.debrief.chart import chart
from crisis_tui.debrief.document import Bullets, Column, Document, Pairs, Paragraph, Section, Table
from crisis_tui.debrief.words import NONE, Times, play

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.document import Block
    from crisis_tui.debrief.facts import Debrief, Measure, ObjectiveFact


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
        Section(Text("Ratings of the tasks"), counterplay.ratings(debrief)),
        Section(Text("Decisions"), tables.decisions(debrief)),
        Section(Text("Statutory clocks"), tables.clocks(debrief, times)),
        Section(Text("Actions"), tables.actions(debrief)),
        Section(Text("Injects against plan"), tables.injects(debrief)),
        Section(Text("Questions and answers"), counterplay.said(debrief)),
        Section(Text("Spoken messages"), counterplay.spoken(debrief)),
        Section(Text("Expected actions"), tables.expected(debrief)),
        Section(Text("By role"), tables.measures(Text("Role"), debrief.roles)),
        Section(Text("By team"), tables.measures(Text("Team"), debrief.teams)),
        Section(Text("Timeline"), tables.timeline(debrief, times)),
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
            *_handovers(debrief),
        )
    )


def _handovers(debrief: Debrief) -> Iterator[tuple[AnyText, AnyText]]:
    count = debrief.handovers
    if count.signed:
        yield Text("Hand-overs signed by both"), f"{count.accepted}/{count.signed}"


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
