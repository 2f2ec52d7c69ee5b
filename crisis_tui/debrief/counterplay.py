"""The tables of what observers rated and of the play against the players."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.debrief import words
from crisis_tui.debrief.document import Column, Pairs
from crisis_tui.debrief.tables import table
from crisis_tui.debrief.words import NONE, play

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.document import Block
    from crisis_tui.debrief.facts import Debrief
    from crisis_tui.debrief.said import SaidFact


def spoken(debrief: Debrief) -> tuple[Block, ...]:
    """Return what the simulation cell had to speak; nothing if nobody noted any of it."""
    if all(one.played_play_ms is None for one in debrief.injects):
        return ()
    columns = (
        Column(Text("Inject"), wide=True),
        Column(Text("To")),
        Column(Text("Channel")),
        Column(Text("Sent"), right=True),
        Column(Text("Played"), right=True),
        Column(Text("Note"), wide=True),
    )
    rows = tuple(
        (
            f"{one.id} {one.title}",
            ", ".join(one.to),
            one.channel or NONE,
            play(one.delivered_play_ms),
            Text("not played") if one.played_play_ms is None else play(one.played_play_ms),
            one.played_note or NONE,
        )
        for one in debrief.injects
        if one.state == "delivered" and (one.spoken or one.played_play_ms is not None)
    )
    return table(columns, rows)


def ratings(debrief: Debrief) -> tuple[Block, ...]:
    """Return how observers rated each task, side by side; nothing if nobody rated."""
    if not any(task.ratings for one in debrief.objectives for task in one.rated):
        return ()
    columns = (
        Column(Text("Task"), wide=True),
        Column(Text("Ratings")),
        Column(Text("Why"), wide=True),
    )
    rows = tuple(
        (
            f"{one.id}.{task.number} {task.title}",
            " ".join(task.letters) or NONE,
            "; ".join(f"{each.by} {each.rating}: {each.note}" for each in task.ratings if each.note)
            or NONE,
        )
        for one in debrief.objectives
        for task in one.rated
    )
    meaning = Pairs(tuple(words.RATINGS.items()))
    return (*table(columns, rows), meaning)


def said(debrief: Debrief) -> tuple[Block, ...]:
    """Return what players asked and answered, with the reply and how long it took."""
    columns = (
        Column(Text("Play"), right=True),
        Column(Text("Role")),
        Column(Text("Asked or answered"), wide=True),
        Column(Text("Reply")),
        Column(Text("After"), right=True),
    )
    rows = tuple(
        (play(one.play_ms), one.role or NONE, _what(one), _reply(one), play(one.taken_ms))
        for one in debrief.said
    )
    return table(columns, rows)


def _what(one: SaidFact) -> AnyText:
    if one.inject is not None:
        return f"{one.inject}: {one.text}"
    return f"{one.to}: {one.text}" if one.to else one.text


def _reply(one: SaidFact) -> AnyText:
    if one.reply is not None:
        return one.reply
    if one.replied_play_ms is not None:
        return one.note or Text("by word of mouth")
    return Text("no reply") if one.is_question else NONE
