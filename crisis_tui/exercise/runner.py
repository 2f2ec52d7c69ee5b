"""One exercise as a process takes part in it: commands and time in, durable records out.

Nothing counts, and nobody hears of it, before the journal has it. Any number of processes may take
part; the one that directs also does what is due.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.additions import fold_with_additions, with_plan
from crisis_tui.exercise.clock import STEP_TOLERANCE_MS, Moment, SteadyWall
from crisis_tui.exercise.commands import (
    NoteWallStep,
    PauseExercise,
    ReleaseDirection,
    TakeDirection,
    Tick,
)
from crisis_tui.exercise.decide import NEWER, Refusal, decide
from crisis_tui.exercise.due import next_wake_at_ms
from crisis_tui.exercise.events import Actor, Paused, Resumed, WallClockStepped
from crisis_tui.exercise.fold import stamped
from crisis_tui.exercise.ports import (
    Entry,
    EntryTooLongError,
    JournalBusyError,
    JournalMovedOnError,
    JournalStoppedError,
)
from crisis_tui.exercise.state import initial_state
from crisis_tui.exercise.stopped import DIRECTOR_STUCK, pause_reason_of, trouble_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.additions import AddedScript
    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.events import Record
    from crisis_tui.exercise.ports import Clocks, Journal
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.scenario.script import Script

OUTAGE_MS = 10_000
"""So long without a tick means that nobody directed: the machine slept, or the process stood."""
SYSTEM_ROLE = "system"
"""The role under which a directing process writes what was merely due."""
JOURNAL_BUSY = Text("Another process keeps the journal locked; nothing was written.")
TOO_LONG = Text("That is too long for one line of the journal; write it in parts.")
_TRIES = 50
_AT_ONCE = 10_000
"""Records folded at once while a long journal is read: enough to be fast, few enough to hold."""


class ExerciseSession:
    """A running exercise. Making one reads the journal and brings the state up to date.

    `added` gives the scripts of scenarios that were, or will be, put on top of it.

    Raises:
        JournalDamagedError: the journal is not as it was written (from any method).
        JournalShutError: the disk failed; open the exercise anew (from any method that writes).
    """

    def __init__(
        self,
        script: Script | None,
        journal: Journal,
        clocks: Clocks,
        state: ExerciseState | None = None,
        *,
        added: AddedScript | None = None,
    ) -> None:
        """Begin with `state`, if given: what the journal led to up to where it stands."""
        self.state = initial_state(script) if state is None else with_plan(state, added)
        self.trouble: AnyText | None = None
        """Why the exercise cannot go on for now, for the status line."""
        self._journal = journal
        self._added = added
        self._clocks = clocks
        self._own_wall = _synced(self._clocks)
        self._listeners: list[Callable[[tuple[Record, ...]], None]] = []
        self._director: Actor | None = None
        self._last_tick_ms = clocks.elapsed_ms()
        self._frozen: Moment | None = None
        self._pause_reason = ""
        self.refresh()

    @property
    def title(self) -> str:
        """The exercise's name for people."""
        return self.state.started.title if self.state.started else ""

    @property
    def is_live(self) -> bool:
        """Whether the exercise was started and is not over."""
        return self.state.is_live

    @property
    def is_directing(self) -> bool:
        """Whether this process does what is due."""
        return self._director is not None

    @property
    def is_frozen(self) -> bool:
        """Whether the exercise clock stands because the director's disk takes nothing."""
        return self._frozen is not None

    def now(self) -> Moment:
        """Return the stamp of this instant and the exercise clock."""
        at_ms = self._at_ms()
        if self._frozen is not None:
            return Moment(at_ms, self._frozen.play_ms)
        return self.state.moment(at_ms)

    def subscribe(self, listener: Callable[[tuple[Record, ...]], None]) -> Callable[[], None]:
        """Call `listener` with every batch of new records, and with () when `trouble` changed.

        Returns:
            what ends the subscription.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def refresh(self) -> None:
        """Take in what other processes appended."""
        while records := tuple(islice(self._journal.read_new(), _AT_ONCE)):
            self._take(records)
        if self._director is None:
            self._stand_still_with_director()

    def act(
        self, command: Command, actor: Actor, request: str | None = None
    ) -> tuple[Record, ...] | Refusal:
        """Carry a command out; what is due comes before it, what it made due comes after.

        `request` stands in the journal beside what it caused (see `requests`).

        Returns:
            the records of the command alone, or why it cannot be done now.
        """
        self.tick()
        if self._frozen is not None:
            return Refusal(self.trouble or DIRECTOR_STUCK)
        try:
            outcome = self._do(command, actor, self.now, request)
        except JournalStoppedError as stopped:
            if self.is_directing:
                self._freeze(stopped)
            return Refusal(trouble_of(stopped))
        except JournalBusyError:
            if self.is_directing:
                self._set_trouble(JOURNAL_BUSY)
            return Refusal(JOURNAL_BUSY)
        except EntryTooLongError:
            return Refusal(TOO_LONG)
        self.tick()
        return outcome

    def tick(self) -> None:
        """Take in what others wrote; the director does everything that is due. Idempotent.

        After an outage what was overdue waits on the catch-up list. When the disk takes nothing the
        exercise clock stands still, from the first failure until it does; all others are told so.
        """
        self.refresh()
        if self._director is None or not self.is_live:
            return
        elapsed_ms = self._clocks.elapsed_ms()
        try:
            self._thaw()
            self._note_wall_step()
            self._do_what_is_due(outage=elapsed_ms - self._last_tick_ms > OUTAGE_MS)
        except JournalStoppedError as stopped:
            self._freeze(stopped)
        except JournalBusyError:
            self._set_trouble(JOURNAL_BUSY)
        else:
            self._last_tick_ms = elapsed_ms
            self._set_trouble(NEWER if self.state.newer else None)

    def next_wait_ms(self) -> int | None:
        """Return the wall time until something is due; None if nothing is, or others direct.

        None also while there is trouble: who ticks once a second finds out when it is over.
        """
        if self._director is None or self.trouble is not None:
            return None
        wake_at_ms = next_wake_at_ms(self.state)
        return None if wake_at_ms is None else max(1, wake_at_ms - self.now().at_ms)

    def direct(self, actor: Actor, reason: str, *, away_ms: int | None = None) -> Refusal | None:
        """Direct the exercise from now on; the caller holds the lease.

        What became overdue while nobody directed waits on the catch-up list, unless the exercise
        has just begun (`reason`: start) or nobody directed for `away_ms` only, less than an outage.
        """
        self._frozen = None
        try:
            take = _taking(reason, self._wall)
            outcome = self._do(take, actor, self._moment_after_restart)
        except JournalStoppedError as stopped:
            return Refusal(trouble_of(stopped))
        except JournalBusyError:
            return Refusal(JOURNAL_BUSY)
        if isinstance(outcome, Refusal):
            return outcome
        self._director = actor
        if away_ms is None:
            away_ms = 0 if reason == "start" else OUTAGE_MS + 1
        self._last_tick_ms = self._clocks.elapsed_ms() - away_ms
        self.tick()
        return None

    def leave(self, reason: str, *, stand_still: bool) -> None:
        """Stop directing, and stop the exercise clock too if it should `stand_still`."""
        director = self._director
        if director is None:
            return
        # Without room for a last word the next director takes over instead of resuming.
        try:
            with suppress(JournalStoppedError, JournalBusyError):
                self._thaw()
                if stand_still and self.state.is_running:
                    self._do(PauseExercise(reason), director, self.now)
                self._do(ReleaseDirection(reason), director, self.now)
        finally:
            self._director = None
            self._journal.tell_stuck(stuck=False)

    def _do(
        self,
        command: Command,
        actor: Actor,
        moment_of: Callable[[], Moment],
        request: str | None = None,
    ) -> tuple[Record, ...] | Refusal:
        """Decide and write."""

        def decided() -> tuple[Entry, ...] | Refusal:
            moment = moment_of()
            outcome = decide(self.state, command, moment)
            if isinstance(outcome, Refusal):
                return outcome
            return stamped(outcome, moment, actor, request)

        return self._write(decided)

    def _write(
        self, decided: Callable[[], tuple[Entry, ...] | Refusal]
    ) -> tuple[Record, ...] | Refusal:
        """Write what was decided, if anything; if others wrote meanwhile, read and decide again."""
        for _ in range(_TRIES):
            entries = decided()
            if isinstance(entries, Refusal):
                return entries
            if not entries:
                return ()
            try:
                records = self._journal.append(entries)
            except JournalMovedOnError:
                self.refresh()
            else:
                self._take(records)
                return records
        raise JournalBusyError

    def _take(self, records: tuple[Record, ...]) -> None:
        self.state = fold_with_additions(self.state, records, self._added)
        if any(isinstance(record.event, WallClockStepped) for record in records):
            self._own_wall = _synced(self._clocks)
        self._tell(records)

    def _tell(self, records: tuple[Record, ...]) -> None:
        for listener in tuple(self._listeners):
            listener(records)

    def _do_what_is_due(self, *, outage: bool) -> None:
        self._do(Tick(outage and not self.state.is_virtual), self._system(), self.now)

    def _system(self) -> Actor:
        person, terminal = (
            (self._director.person, self._director.terminal) if self._director else ("", "")
        )
        return Actor(person, SYSTEM_ROLE, terminal)

    def _note_wall_step(self) -> None:
        wall_ms, elapsed_ms = self._clocks.wall_ms(), self._clocks.elapsed_ms()
        step_ms = self._wall.step_ms(wall_ms, elapsed_ms)
        if step_ms:

            def stepped() -> Moment:
                now = self.now()
                return Moment(now.at_ms + step_ms, now.play_ms)

            self._do(NoteWallStep(step_ms), self._system(), stepped)

    def _freeze(self, stopped: JournalStoppedError) -> None:
        if self._frozen is None:
            self._frozen = self.now()
            self._pause_reason = pause_reason_of(stopped)
        self._journal.tell_stuck(stuck=True)
        self._set_trouble(trouble_of(stopped))

    def _thaw(self) -> None:
        """Write down since when the clock stood still, and let it run again.

        Raises:
            JournalStoppedError: the disk still takes nothing.
        """
        frozen, system = self._frozen, self._system()
        if frozen is None:
            return
        stopped = Entry(Paused(self._pause_reason), system, frozen.at_ms, frozen.play_ms)
        goes_on = Entry(Resumed(), system, self.now().at_ms, frozen.play_ms)
        self._write(lambda: (stopped, goes_on) if self.state.is_running else ())
        self._frozen = None
        self._journal.tell_stuck(stuck=False)
        self._last_tick_ms = self._clocks.elapsed_ms()

    def _stand_still_with_director(self) -> None:
        """Freeze while the director can write nothing: the journal cannot tell."""
        stuck = self.is_live and self._journal.others_stuck
        if stuck and self._frozen is None:
            self._frozen = self.now()
            self._set_trouble(DIRECTOR_STUCK)
        elif not stuck:
            self._frozen = None
            self._set_trouble(NEWER if self.state.newer else None)

    def _set_trouble(self, trouble: AnyText | None) -> None:
        changed = trouble != self.trouble
        self.trouble = trouble
        if changed:
            self._tell(())

    def _moment_after_restart(self) -> Moment:
        return self.state.moment_after_restart(self._at_ms())

    def _at_ms(self) -> int:
        """Return UTC; not before the last record by less than a step of the wall clock."""
        at_ms, last_ms = self._wall.at(self._clocks.elapsed_ms()), self.state.at_ms
        return last_ms if at_ms < last_ms <= at_ms + 2 * STEP_TOLERANCE_MS else at_ms

    @property
    def _wall(self) -> SteadyWall:
        """The director's wall clock, if the machine was not started anew since."""
        shared = self.state.wall
        return shared if shared and shared.boot == self._clocks.boot else self._own_wall


def _synced(clocks: Clocks) -> SteadyWall:
    return SteadyWall.synced(clocks.wall_ms(), clocks.elapsed_ms(), clocks.boot)


def _taking(reason: str, wall: SteadyWall) -> TakeDirection:
    """Return the command that tells others of a wall clock, if they can use it."""
    offset_ms = None if wall.boot is None else wall.offset_ms
    return TakeDirection(reason, offset_ms, wall.boot)
