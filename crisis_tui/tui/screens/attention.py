"""What needs attention today, as rows: exercises, posts that are not filled, trainings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.tui import present, words
from crisis_tui.tui.present import State
from crisis_tui.tui.screens.board import URGENCY
from crisis_tui.tui.widgets.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from crisis_tui.tui.views import Attention, ExerciseLine, ExpiringTraining, PostLine

CALM = {"filled", "not-required"}


def attention_rows(attention: Attention) -> list[Row]:
    """Return the rows, the most urgent kind first."""
    return [
        *map(_exercise_row, attention.exercises),
        *_strip(attention),
        *map(_training_row, attention.expiring),
    ]


def _exercise_row(line: ExerciseLine) -> Row:
    held = Text("directed by {name}", name=line.held_by) if line.held_by else ""
    return Row(
        f"{'debrief' if line.state == 'ended' else 'exercise'}:{line.id}",
        (
            present.state(*words.EXERCISES[line.state]),
            present.line(Text("exercise")),
            present.line((line.title, present.STRONG), "  ", (held, present.QUIET)),
            present.line((words.day_and_time(line.started), present.QUIET)),
        ),
    )


def _strip(attention: Attention) -> Iterator[Row]:
    """Yield one line for all posts that are well, then one for each that is not."""
    if attention.roster is None:
        return
    required = [post for post in attention.posts if post.state != "not-required"]
    well = sum(post.state == "filled" for post in required)
    worst = min((words.POSTS[post.state][0] for post in required), key=URGENCY.index, default=None)
    yield Row(
        "posts:",
        (
            present.state(worst or State.IDLE, Text("on call")),
            present.line(Text("{well} of {all}", well=well, all=len(required))),
            present.line(attention.organisation),
            present.line((words.day_and_time(attention.at), present.QUIET)),
        ),
    )
    yield from (_post_row(post, attention.at) for post in attention.posts if post.state not in CALM)


def _post_row(post: PostLine, at: datetime) -> Row:
    until = post.cause_until
    why = (
        post.cause
        if until is None
        else Text("{cause} until {time}", cause=post.cause, time=words.soon(until, at))
    )
    return Row(
        f"post:{post.role}",
        (
            present.state(*words.POSTS[post.state]),
            present.line((post.role, present.STRONG)),
            present.line((why, present.WARNING), "  " if why else "", (post.title, present.QUIET)),
            present.line(),
        ),
    )


def _training_row(training: ExpiringTraining) -> Row:
    word = Text("expired") if training.expired else Text("expires")
    return Row(
        f"training:{training.person}",
        (
            present.state(State.BAD if training.expired else State.WARNING, word),
            present.line((training.qualification, present.STRONG)),
            present.line(training.person),
            present.line((words.day(training.until), present.QUIET)),
        ),
    )
