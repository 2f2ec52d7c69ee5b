"""The player's screen: what has come in, and what must I do with it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from crisis_tui.basis.text import Text
from crisis_tui.exercise.seats.inbox_words import InboxState, next_limit_play_ms, pressing
from crisis_tui.tui import present
from crisis_tui.tui.commands import PLAYER, SEATS, bindings_of, command
from crisis_tui.tui.seats.listing import ListingScreen
from crisis_tui.tui.seats.playing import FLOWS as PLAYING
from crisis_tui.tui.seats.reading import ReadingCard
from crisis_tui.tui.seats.received import card, message_row
from crisis_tui.tui.seats.team_board import TeamBoard, latest_lines
from crisis_tui.tui.seats.terms import term_lines
from crisis_tui.tui.widgets.bars import hint
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.seats.player import PlayerView
    from crisis_tui.exercise.seats.team import TeamAction
    from crisis_tui.tui.flows.asking import Flow

LATEST_LINES = 4
ASKS: dict[InboxState, tuple[Text, str, str]] = {
    InboxState.LATE: (Text("You have not said that you have it: {title}"), "confirm", present.BAD),
    InboxState.NEW: (Text("New: {title}"), "confirm", present.WARNING),
    InboxState.DECIDE: (Text("You are asked to decide: {title}"), "settle", present.WARNING),
}
"""What the status line says of the most urgent message, the command that answers it, how."""


class PlayerScreen(ListingScreen):
    """Inbox at the left, the message in full at the right, the team's newest lines below."""

    SCOPE = PLAYER
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(PLAYER, SEATS))
    FLOWS: ClassVar[Mapping[str, Callable[[Any], Flow]]] = PLAYING

    def parts(self) -> Iterable[Widget]:
        """Return the two pages: the messages, and the team's log."""
        yield Horizontal(
            Vertical(
                Table(
                    Column(),
                    Column(right=True),
                    Column(least=22, grows=True),
                    Column(least=6, most=16, keep=2),
                    empty=Text("Nothing has come in for you yet."),
                    id="listing",
                ),
                Static(id="latest"),
                id="watching",
            ),
            Vertical(ReadingCard(id="card"), Static(id="terms"), id="reading"),
            id="received",
        )
        yield TeamBoard()

    @property
    def view(self) -> PlayerView:
        """What this player sees."""
        view: PlayerView = self.desk.view
        return view

    def draw(self, play_ms: int) -> int | None:
        """Show messages, card, the team's lines and the terms."""
        view = self.view
        table = self.query_one("#listing", Table)
        table.fill([message_row(one, play_ms) for one in view.inbox])
        self.draw_card()
        most = max(LATEST_LINES, self.size.height // 4)
        self.put("#latest", latest_lines(view, play_ms, most))
        self.put("#terms", term_lines(view.terms, view.head, play_ms))
        self.query_one(TeamBoard).show(view, play_ms)
        return next_limit_play_ms(view.inbox, play_ms)

    def content(self, play_ms: int) -> Content:
        """Return the message that is chosen."""
        del play_ms
        return card(self.view, self.desk.selected)

    def aside(self, play_ms: int) -> Content:
        """Return the roles held, the one acted in marked, and the person."""
        del play_ms
        roles = self.seated.seat.roles
        shown = [
            (f"[{role}] ", present.STRONG)
            if role == self.desk.role
            else (f"{role} ", present.QUIET)
            for role in roles
        ]
        return present.line(*shown, " ", (self.seated.seat.person, present.QUIET))

    def presses(self, play_ms: int) -> Content:
        """Say what asks for the player first, and how many more do."""
        asking = pressing(self.view.inbox, play_ms)
        if not asking:
            late = [one for one in self.view.actions if one.is_mine and _is_late(one, play_ms)]
            if late:
                said: AnyText = Text("Your action is late: {action}", action=late[0].text)
                return self._asking((said, present.WARNING), "finish-action")
            return present.line((Text("Nothing asks for you now."), present.QUIET))
        state, message = asking[0]
        words, key, style = ASKS[state]
        said = Text(words.message, title=message.title)
        answer = key if message.id == self.desk.selected else "what-asks"
        return self._asking((said, style), answer, more=len(asking) - 1)

    def _asking(self, said: tuple[AnyText, str], answer: str, *, more: int = 0) -> Content:
        """Return what asks and, always in sight, how much more does and the key that answers."""
        count = (f"(+{more})  " if more else "", said[1])
        return present.spread(
            present.line(said), present.line(count, hint(command(answer))), self.size.width - 2
        )

    def is_news(self, before: PlayerView, after: PlayerView) -> bool:
        """Ring when a message came in."""
        known = {one.id for one in before.inbox}
        return any(one.id not in known for one in after.inbox)

    def action_switch_role(self) -> None:
        """Act in the next of the roles held."""
        roles = self.seated.seat.roles
        if len(roles) < 2:  # noqa: PLR2004 - one role cannot be switched
            self.tell(Text("You hold one role: {role}.", role=" ".join(roles)))
            return
        at = roles.index(self.desk.role) if self.desk.role in roles else -1
        self.desk.role = roles[(at + 1) % len(roles)]
        self.redraw()
        self.tell(Text("You act as {role} now.", role=self.desk.role or ""))

    def action_team_log(self) -> None:
        """Show the team's log instead of the messages, or the other way round."""
        self.query_one("#body").toggle_class("-team")

    def action_what_asks(self) -> None:
        """Look at what asks for the player, else at what came in last."""
        asking = pressing(self.view.inbox, self.seated.now().play_ms)
        messages = [*(message for _, message in asking), *self.view.inbox]
        if messages:
            self.query_one("#body").remove_class("-team")
            self.query_one("#listing", Table).choose(messages[0].id)

    def action_read_message(self) -> None:
        """Give the message the whole screen."""
        self.read()

    def step_back(self) -> bool:
        """Close the innermost thing; the team's log gives way to the messages."""
        if super().step_back():
            return True
        body = self.query_one("#body")
        was_team = body.has_class("-team")
        body.remove_class("-team")
        return was_team

    @on(Table.Chosen, "#listing")
    def _open(self) -> None:
        self.read()


def _is_late(action: TeamAction, play_ms: int) -> bool:
    due_ms = action.due_play_ms
    return action.closed_play_ms is None and due_ms is not None and play_ms > due_ms
