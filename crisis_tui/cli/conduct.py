"""What `run`, `resume` and `join` share: the front end of an open exercise, how it is left."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.journal_trouble import damaged, unreadable
from crisis_tui.cli.local_zone import local_time
from crisis_tui.cli.terminal import tell, wants_ascii, wants_no_colour
from crisis_tui.exercise.ports import JournalBusyError, JournalDamagedError, JournalShutError
from crisis_tui.frozen_inputs import CannotOpenError
from crisis_tui.i18n import _, render
from crisis_tui.storage.lease import Holder, LeaseHeldError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from crisis_tui.open_exercise import OpenExercise

SIGNAL_BASE = 128
_REASONS = {
    signal.SIGINT: "quit",
    signal.SIGHUP: "hangup",
    signal.SIGTERM: "terminated",
}


def conducted(folder: Path, conduct: Callable[[], int]) -> int:
    """Return the exit code of `conduct`; why the exercise cannot be opened is told in words."""
    try:
        return conduct()
    except LeaseHeldError as held:
        tell(_held(held.holder))
        tell(
            _("take part beside them: crisis-tui join {exercise} --as controller").format(
                exercise=folder.name
            )
        )
        return ExitCode.FINDINGS
    except JournalDamagedError as damage:
        return damaged(folder, damage)
    except CannotOpenError as error:
        return cannot_open(error)
    except JournalBusyError:
        tell(_("another process keeps the journal locked"))
        return ExitCode.UNREADABLE
    except BrokenPipeError:
        raise
    except OSError as error:
        return unreadable(folder, error)


def _held(holder: Holder | None) -> str:
    if holder is None:
        return _("the exercise is directed by another process")
    return _("held by {person} at {terminal} since {since}").format(
        person=holder.person, terminal=holder.terminal, since=local_time(holder.since_ms)
    )


def leave(exercise: OpenExercise, reason: str, code: int) -> int:
    """Leave and return the exit code: another one if the last word cannot be written."""
    try:
        exercise.close(reason)
    except (JournalDamagedError, JournalShutError) as error:
        return give_up(exercise, error)
    return code


def leave_for(exercise: OpenExercise, number: int) -> int:
    """Leave because of a signal; return the exit code."""
    reason = _REASONS.get(signal.Signals(number), "terminated")
    return leave(exercise, reason, SIGNAL_BASE + number)


def conduct_in_terminal(exercise: OpenExercise, args: argparse.Namespace) -> int:
    """Open the control room, or its line-oriented sister, and leave the exercise after it."""
    try:
        code = _front_end(exercise, args)
    except (JournalDamagedError, JournalShutError) as error:
        return give_up(exercise, error)
    except BaseException:
        exercise.close("terminated")
        raise
    if code > SIGNAL_BASE and code != ExitCode.INTERRUPTED:
        return leave_for(exercise, code - SIGNAL_BASE)
    return leave(exercise, "quit", code)


def _front_end(exercise: OpenExercise, args: argparse.Namespace) -> int:
    if args.plain:
        from crisis_tui.plain.run import run_plain

        return run_plain(exercise)
    from crisis_tui.bootstrap import open_workspace
    from crisis_tui.cli.answers.when_asked import services_when_asked
    from crisis_tui.tui import present
    from crisis_tui.tui.running import run_control_room

    present.use_ascii(wants_ascii())
    services = services_when_asked(open_workspace(args.workspace), lambda: exercise.actor)
    return run_control_room(exercise, services, no_colour=wants_no_colour(args))


def cannot_open(error: CannotOpenError) -> int:
    """Say why an exercise cannot be started or resumed."""
    tell(render(error.reason))
    return ExitCode.UNREADABLE if error.damaged else ExitCode.FINDINGS


def give_up(exercise: OpenExercise, error: JournalDamagedError | JournalShutError) -> int:
    """Leave an exercise whose journal is damaged or whose disk failed; nothing more is written."""
    exercise.abandon()
    if isinstance(error, JournalDamagedError):
        return damaged(exercise.folder, error)
    tell(_("the disk failed, nothing more was written: {reason}").format(reason=error))
    return ExitCode.UNREADABLE
