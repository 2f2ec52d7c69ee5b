"""Who directs an exercise: the lease, its signs of life, and stepping in when the director is gone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text, clean_text
from crisis_tui.exercise.direction import goes_on_alone, last_director, stands_vacant
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.views.direction import SILENT_MS, DirectionView, Standing
from crisis_tui.storage.lease import (
    DirectorLease,
    Holder,
    LeaseHeldError,
    look_at_lease,
)

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.exercise.events import Actor
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.system_clock import SystemClock

LOOK_S = 0.4
"""How often a director gives a sign of life and the others look: somebody steps in within 1 s."""
_TAKE_WAIT_MS = 20
"""Who loses the race for the lease must not keep their own screen waiting."""


class Direction:
    """The direction of one exercise, as one process that takes part in it knows it."""

    def __init__(
        self,
        folder: Path,
        session: ExerciseSession,
        actor: Actor,
        clock: SystemClock,
        lease: DirectorLease | None = None,
    ) -> None:
        """Know of it from now on; with a `lease` this process directs."""
        self._folder = folder
        self._session = session
        self._actor = actor
        self._clock = clock
        self._lease = lease
        if lease is not None:
            lease.beat(clock.wall_ms())
        self._seen = look_at_lease(folder)
        self._alive_ms = clock.elapsed_ms() - max(clock.wall_ms() - self._seen.beat_ms, 0)
        """When the director gave the last sign of life, on this process's elapsed clock."""
        self._held_ms = self._alive_ms
        """When the present holder of the lease was first seen, on the same clock."""

    @property
    def view(self) -> DirectionView:
        """Who directs, as it was at the last look."""
        if self._session.is_directing:
            return DirectionView(Standing.HERE, *self._here)
        holder = self._seen.holder
        if holder is None:
            return self._nobody()
        who = (holder.person, holder.terminal, holder.pid)
        silent_ms = self._clock.elapsed_ms() - max(self._alive_ms, self._held_ms)
        if silent_ms < SILENT_MS:
            return DirectionView(Standing.ELSEWHERE, *who)
        return DirectionView(Standing.SILENT, *who, silent_ms)

    def look(self) -> None:
        """Give a sign of life; who does not direct looks for the director's, or steps in.

        Raises:
            JournalDamagedError: the journal is not as it was written.
            OSError: the lease cannot be read.
        """
        if self._session.is_directing and self._lease is not None:
            self._lease.beat(self._clock.wall_ms())
            return
        self._observe()
        if self._seen.holder is None and goes_on_alone(self._session.state):
            self._take(by_itself=True)

    def take_over(self) -> Refusal | None:
        """Direct from now on, if nobody does."""
        if self._session.is_directing:
            return Refusal(Text("This terminal directs already."))
        if not self._session.is_live:
            return Refusal(Text("The exercise is over."))
        return self._take(by_itself=False)

    def release(self) -> None:
        """Give the lease back; twice is fine."""
        if self._lease is not None:
            self._lease.release()
        self._lease = None

    def _take(self, *, by_itself: bool) -> Refusal | None:
        """Take the lease and then the direction, if there still is a reason to."""
        try:
            lease = DirectorLease.take(self._folder, self._holder(), wait_ms=_TAKE_WAIT_MS)
        except LeaseHeldError as held:
            return Refusal(_held_by(held.holder))
        except OSError as error:  # people keep their screens, and it is tried again
            reason = clean_text(error.strerror or str(error))
            return Refusal(Text("the disk refuses: {reason}", reason=reason))
        try:
            self._session.refresh()  # whoever held it may have said goodbye
            refused = None
            if not by_itself or goes_on_alone(self._session.state):
                refused = self._session.direct(self._actor, "takeover", away_ms=self._silent_ms())
        finally:
            if self._session.is_directing:
                self._lease = lease
            else:
                lease.release()
        return refused

    def _observe(self) -> None:
        """Take note of a new sign of life of whoever directs by the journal.

        Who holds the lease but cannot say so in the journal, on a full disk, directs nothing.
        """
        before, seen, now_ms = self._seen, look_at_lease(self._folder), self._clock.elapsed_ms()
        director = self._session.state.director
        is_new = (seen.beat_ms, seen.holder) != (before.beat_ms, before.holder)
        if is_new and _directs(seen.holder, director):
            self._alive_ms = now_ms
        if seen.holder != before.holder:
            self._held_ms = now_ms
        self._seen = seen

    def _silent_ms(self) -> int:
        return self._clock.elapsed_ms() - self._alive_ms

    @property
    def _here(self) -> tuple[str, str, int]:
        return self._actor.person, self._actor.terminal, os.getpid()

    def _nobody(self) -> DirectionView:
        state = self._session.state
        who, _ = last_director(state)
        standing = Standing.VACANT if stands_vacant(state) else Standing.LOST
        return DirectionView(standing, who.person if who else "", who.terminal if who else "")

    def _holder(self) -> Holder:
        return holder_here(self._actor, self._clock)


def holder_here(actor: Actor, clock: SystemClock) -> Holder:
    """Return how this process writes itself into the lease."""
    return Holder(actor.person, actor.terminal, os.getpid(), clock.wall_ms())


def _directs(holder: Holder | None, director: Actor | None) -> bool:
    if holder is None or director is None:
        return False
    return (holder.person, holder.terminal) == (director.person, director.terminal)


def _held_by(holder: Holder | None) -> Text:
    if holder is None:
        return Text("Another process directs the exercise.")
    return Text("{person} at {terminal} directs.", person=holder.person, terminal=holder.terminal)
