"""Whom a roster has for a role at instants of a story, in any order and over any length of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.readiness.board import posts_at, valid_block
from crisis_tui.readiness.compiling import compile_board

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.readiness.board import Board, PostAt
    from crisis_tui.roster.seats import PostStatus
    from crisis_tui.roster.workforce import Workforce


class RolePost(NamedTuple):
    """A role at an instant; `status` is None for a role that the roster does not know.

    `people` are those who count, by id.
    """

    role: str
    at_ms: int
    status: PostStatus | None
    people: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        """Tell whether the roster asks for more people on this post than it has."""
        return self.status not in {"filled", "probable", "not-required"}

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody is there who counts."""
        return not self.people


class StoryPosts:
    """A roster that is asked for roles at instants; each four weeks are worked out once."""

    def __init__(self, name: str, workforce: Workforce) -> None:
        """Answer about this roster."""
        self._name = name
        self._workforce = workforce
        self._boards: dict[int, Board] = {}
        self._posts: dict[int, Mapping[str, PostAt]] = {}

    def at(self, role: str, at_ms: int) -> RolePost:
        """Return how a role's post stands at an instant (UTC ms)."""
        posts = self._posts_at(at_ms)
        post = posts.get(role)
        if post is None:
            return RolePost(role, at_ms, None, ())
        return RolePost(role, at_ms, post.status, tuple(one.seat.person for one in post.usable))

    def _posts_at(self, at_ms: int) -> Mapping[str, PostAt]:
        if at_ms not in self._posts:
            block = valid_block(at_ms)
            if block.from_ms not in self._boards:
                self._boards[block.from_ms] = compile_board(self._name, self._workforce, block)
            posts = posts_at(self._boards[block.from_ms], at_ms)
            self._posts[at_ms] = {post.role.id: post for post in posts}
        return self._posts[at_ms]
