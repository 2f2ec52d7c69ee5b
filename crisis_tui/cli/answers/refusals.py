"""What cannot be done, in words for the status line instead of an exception."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.debrief.build import NothingToDebriefError
from crisis_tui.exercise.ports import JournalBusyError, JournalDamagedError
from crisis_tui.frozen_inputs import CannotOpenError
from crisis_tui.storage.lease import LeaseHeldError

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.basis.text import AnyText

Result = TypeVar("Result")


def or_why_not(action: Callable[[], Result]) -> Result | AnyText:
    """Return what `action` gives, or why an exercise cannot be opened, read or written."""
    try:
        return action()
    except AskedWrongError as error:
        return error.message
    except CannotOpenError as error:
        return error.reason
    except LeaseHeldError as error:
        return Text("held by {person}", person=error.holder.person if error.holder else "?")
    except JournalDamagedError as error:
        return Text("the journal is damaged in line {line}", line=error.line)
    except JournalBusyError:
        return Text("another process keeps the journal locked")
    except NothingToDebriefError:
        return Text("this exercise never began")
    except OSError as error:
        return Text("the disk refuses: {reason}", reason=clean_text(error.strerror or str(error)))
