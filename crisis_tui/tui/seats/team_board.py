"""The team's log: picture, judgement and decision beside each other, the rest and actions below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from crisis_tui.basis.text import Text
from crisis_tui.exercise.wording import KINDS
from crisis_tui.tui import present
from crisis_tui.tui.present import State
from crisis_tui.tui.seats.received import said_line
from crisis_tui.tui.words import play_minute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.content import Content

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.inbox import Said
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
        asked = [line for said in view.questions for line in _question(view, said)]
        parts = [_column(Text("Actions"), actions)]
        if asked:
            parts += [present.line(), _column(Text("Your questions"), asked)]
        self._put("actions", present.lines(*parts))

    def _put(self, part: str, content: Content) -> None:
        static = self.query_one(f"#team-{part}", Static)
        if static.content != content:
            static.update(content)


def latest_lines(view: PlayerView, play_ms: int, most: int) -> Content:
    """Return own open actions and questions, then the team's newest lines: what one glances at."""
    mine = [one for one in view.actions if one.is_mine and one.closed_play_ms is None]
    waiting = [one for one in view.questions if not one.replies and not one.is_retracted]
    lines = [action_line(one, play_ms) for one in mine]
    lines = [*lines, *(present.line(("? ", present.STRONG), said_line(one)) for one in waiting)]
    lines = lines[: most - 1]
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


def _question(view: PlayerView, said: Said) -> Iterator[Content]:
    """Yield a question and the titles of the replies to it."""
    yield said_line(said)
    titles = {one.id: one.title for one in view.inbox}
    for reply in said.replies:
        yield present.line(("  ↳ ", present.QUIET), titles.get(reply, reply))


def _column(title: AnyText, lines: Sequence[Content]) -> Content:
    named = present.one_line(title)
    head = present.line((f"{named[:1].upper()}{named[1:]}", present.STRONG))
    return present.lines(head, *(lines or [present.line((NOTHING, present.QUIET))]))


def _line(line: TeamLine, *, with_kind: bool = False) -> Content:
    return present.line(*_parts(line, with_kind=with_kind))


def _parts(line: TeamLine, *, with_kind: bool) -> Iterator[Content]:
    style = "strike " + present.QUIET if line.is_retracted else ""
    yield present.line((f"{play_minute(line.play_ms)} {line.who} ", present.QUIET))
    if with_kind:
        yield present.line((KINDS.get(line.kind, line.kind), present.SOFT), " ")
    yield present.line((line.text, style))
