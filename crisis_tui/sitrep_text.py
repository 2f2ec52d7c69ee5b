"""The situation report as text to copy into another program: fits 72 columns, marked as exercise."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import clean_text
from crisis_tui.i18n import _, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.views.sitrep import Sitrep, SitrepBlock

COLUMNS = 72
"""What letters and mails quote without breaking lines, and the page of the control room shows."""


def sitrep_text(report: Sitrep) -> str:
    """Return the report in the user's language; it begins and ends with the exercise marking."""
    marking, what = _("EXERCISE"), _("Situation report")
    lines = [
        *_wrapped(f"{marking}  {what}  {clean_text(report.head.title)}", ""),
        _when(report),
        *(line for block in report.blocks for line in _block(block)),
        "",
        marking,
    ]
    return "\n".join(lines) + "\n"


def _when(report: Sitrep) -> str:
    play = format_clock(report.head.play_ms)
    story = report.head.story_time
    if story is None:
        return _("at {play} of play").format(play=play)
    return _("{story} in the story, at {play} of play").format(story=story, play=play)


def _block(block: SitrepBlock) -> Iterator[str]:
    yield ""
    yield render(block.title).upper()
    if not block.lines:
        yield _("- nothing was written")
    for line in block.lines:
        yield from _wrapped(clean_text(render(line)), "- ")


def _wrapped(text: str, bullet: str) -> list[str]:
    return wrap(text, COLUMNS, initial_indent=bullet, subsequent_indent=" " * len(bullet))
