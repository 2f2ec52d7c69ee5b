"""What the roster says at each moment of a rehearsal: who is there when a role is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.readiness.assessment import assess
from crisis_tui.readiness.story_posts import StoryPosts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.cli.asked_roster import AskedRoster
    from crisis_tui.exercise.rehearsal.rehearsing import Rehearsal
    from crisis_tui.readiness.assessment import NeedAnswer
    from crisis_tui.readiness.story_posts import RolePost
    from crisis_tui.roster.workforce import Workforce

_CALM = {"filled", "probable", "not-required"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A role that an inject wants, at the time in the story at which it first comes."""

    inject: str
    play_ms: int
    decision: str | None
    post: RolePost


@dataclass(frozen=True)
class Staffed:
    """What phases need and injects want, each with what the roster has."""

    roster: str
    workforce: Workforce
    needs: tuple[NeedAnswer, ...]
    wanted: tuple[Wanted, ...]

    @property
    def short_needs(self) -> tuple[NeedAnswer, ...]:
        """The needs of phases that are not met."""
        return tuple(need for need in self.needs if need.status not in _CALM)

    @property
    def short_posts(self) -> tuple[Wanted, ...]:
        """What injects want of a post that is short then, or of a role that nobody knows."""
        return tuple(each for each in self.wanted if each.decision is None and each.post.is_short)

    @property
    def undecidable(self) -> tuple[Wanted, ...]:
        """The decisions that nobody with the authority is there to take."""
        return tuple(each for each in self.wanted if each.decision and each.post.is_empty)

    def is_short(self, *, strict: bool) -> bool:
        """Tell whether something is short; with `strict` also what is only probably met."""
        short = self.short_needs or self.short_posts or self.undecidable
        return bool(short) or (strict and any(need.status == "probable" for need in self.needs))


def staffed_by(rehearsal: Rehearsal, roster: AskedRoster) -> Staffed:
    """Ask a roster for what a rehearsal wants."""
    posts = StoryPosts(roster.loaded.name, roster.workforce)
    wanted = sorted(_wanted(rehearsal, posts), key=lambda each: (each.play_ms, each.inject))
    needs = assess(rehearsal.script, roster.workforce).needs
    return Staffed(roster.loaded.name, roster.workforce, needs, tuple(wanted))


def _wanted(rehearsal: Rehearsal, posts: StoryPosts) -> Iterator[Wanted]:
    for planned in rehearsal.script.injects:
        inject = planned.inject
        coming = rehearsal.comings.get(("inject", inject.id))
        if coming is None:
            continue
        for role in dict.fromkeys((*inject.to, *(action.by for action in inject.expects))):
            yield Wanted(inject.id, coming.first_ms, None, posts.at(role, coming.story_ms))
        decision = inject.decision
        if decision is not None and decision.authority is not None:
            post = posts.at(decision.authority, coming.story_ms)
            yield Wanted(inject.id, coming.first_ms, decision.id, post)
