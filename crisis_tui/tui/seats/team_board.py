"""The team's log: picture, judgement and decision beside each other, the rest and actions below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from crisis_tui.basis.text import Text
from crisis_tui.exercise.wording import KINDS
from crisis_tui.tui import present
from crisis_tui.tui.present import State
from crisis_tui.tui.words import play_minute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.content import Content

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.player import PlayerView
    from crisis_tui.exercise.seats.team import TeamAction, TeamLine

BOB = ("picture", "judgement", "decision")
NOTHING = Text("nothing yet")


class TeamBoard(Vertical):
    """Five parts, each with its newest line first; actions with what is due first."""

    def compose(self) -> ComposeResult:
        """Three columns above, two below."""
        with Horizontal(classes="bob"):
            for kind in BOB:
                yield VerticalScroll(Static(id=f"team-{kind}"), can_focus=False)
        with Horizontal(classes="rest"):
            yield VerticalScroll(Static(id="team-rest"), can_focus=False)
            yield VerticalScroll(Static(id="team-actions"), can_focus=False)

    def show(self, view: PlayerView, play_ms: int) -> None:
        """Show the log and the actions at a play time."""
        for kind in BOB:
            lines = [one for one in view.log if one.kind == kind]
            self._put(kind, _column(KINDS[kind], [_line(one) for one in lines]))
        rest = [_line(one, with_kind=True) for one in view.log if one.kind not in BOB]
        self._put("rest", _column(Text("Facts, bottlenecks, notes"), rest))
        actions = [action_line(one, play_ms) for one in view.actions]
        self._put("actions", _column(Text("Actions"), actions))

    def _put(self, part: str, content: Content) -> None:
        static = self.query_one(f"#team-{part}", Static)
        if static.content != content:
            static.update(content)


def latest_lines(view: PlayerView, play_ms: int, most: int) -> Content:
    """Return own open actions, then the team's newest lines: what one glances at."""
    mine = [one for one in view.actions if one.is_mine and one.closed_play_ms is None]
    lines: list[Content] = [action_line(one, play_ms) for one in mine[: most - 1]]
    kept = [one for one in view.log if not one.is_retracted]
    lines += [_line(one, with_kind=True) for one in kept[: most - len(lines)]]
    return present.lines(*lines)


def action_line(action: TeamAction, play_ms: int) -> Content:
    """Return an action: how it stands, whose, what, until when."""
    due_ms = action.due_play_ms
    if action.closed_play_ms is not None:
        return present.line((f"{State.GOOD.glyph} {action.owner}: {action.text}", present.QUIET))
    late = due_ms is not None and play_ms > due_ms
    state = State.WARNING if late else State.OPEN
    until = "" if due_ms is None else Text(" until {time}", time=play_minute(due_ms))
    owner = (action.owner, present.STRONG if action.is_mine else "")
    what = (f": {action.text}", "")
    return present.line((f"{state.glyph} ", state.style), owner, what, (until, state.style))


def _column(title: AnyText, lines: Sequence[Content]) -> Content:
    head = present.line((title, present.STRONG))
    return present.lines(head, *(lines or [present.line((NOTHING, present.QUIET))]))


def _line(line: TeamLine, *, with_kind: bool = False) -> Content:
    return present.line(*_parts(line, with_kind=with_kind))


def _parts(line: TeamLine, *, with_kind: bool) -> Iterator[Content]:
    style = "strike " + present.QUIET if line.is_retracted else ""
    yield present.line((f"{play_minute(line.play_ms)} {line.who} ", present.QUIET))
    if with_kind:
        yield present.line((KINDS.get(line.kind, line.kind), present.SOFT), " ")
    yield present.line((line.text, style))
