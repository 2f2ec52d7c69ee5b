"""Who is on duty while an exercise plays: the roster at the times of the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.readiness.board import posts_at, valid_block
from crisis_tui.readiness.compiling import compile_board
from crisis_tui.readiness.wording import CAUSE_TEXTS

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.readiness.board import Board, PostAt
    from crisis_tui.roster.workforce import Workforce

_CALM = {"filled", "probable", "not-required"}


@dataclass(frozen=True, slots=True)
class StaffingView:
    """How the posts of a roster stand at one instant; what is not required then is left out.

    `missing` has role and cause of every post that is neither filled nor probable.
    """

    filled: int
    probable: tuple[str, ...]
    missing: tuple[tuple[str, AnyText], ...]


class Staffing:
    """A roster that is asked for one instant after the other; a board answers four weeks of them."""

    def __init__(self, name: str, workforce: Workforce) -> None:
        """Answer about this roster."""
        self._name = name
        self._workforce = workforce
        self._board: Board | None = None

    def at(self, at_ms: int) -> StaffingView:
        """Return how the posts stand at an instant (UTC ms)."""
        if self._board is None or not self._board.valid.contains(at_ms):
            self._board = compile_board(self._name, self._workforce, valid_block(at_ms))
        posts = posts_at(self._board, at_ms)
        return StaffingView(
            filled=sum(post.status == "filled" for post in posts),
            probable=tuple(post.role.id for post in posts if post.status == "probable"),
            missing=tuple(
                (post.role.id, _cause(post)) for post in posts if post.status not in _CALM
            ),
        )


def _cause(post: PostAt) -> AnyText:
    if post.gap is not None:
        return CAUSE_TEXTS[post.gap.cause]
    causes = [each.seat.cause for each in post.people if each.seat.cause is not None]
    return CAUSE_TEXTS[causes[0]] if causes else CAUSE_TEXTS["below-minimum"]
