"""Who is there, in lines: one for each terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text, Texts
from crisis_tui.plain.desk import AskWho

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.views.presence import PresenceView, PresentRow
    from crisis_tui.plain.desk import Desk, Outcome


def who(_: Desk, __: str) -> Outcome:
    """Ask who is there."""
    return AskWho()


def presence_lines(view: PresenceView) -> Iterator[AnyText]:
    """Yield who is there, and who is not."""
    yield Texts("{n} terminal", "{n} terminals", len(view.rows))
    for row in view.rows:
        yield _line(row)
    if view.untold:
        yield Text("more are there; the disk had no room to say who")
    if view.unplayed:
        yield Text("At no terminal of their own: {roles}", roles=", ".join(view.unplayed))


def _line(row: PresentRow) -> AnyText:
    words: dict[str, AnyText] = {
        "capacity": row.capacity,
        "person": f"{row.person} ({', '.join(row.roles)})" if row.roles else row.person,
        "terminal": row.terminal,
        "since": row.since or "–",
    }
    if row.answers:
        return Text("{capacity}: {person} at {terminal}, since {since}", **words)
    return Text("{capacity}: {person} at {terminal}, since {since}; does not answer", **words)
