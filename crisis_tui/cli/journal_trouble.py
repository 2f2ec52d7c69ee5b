"""What commands say when an exercise cannot be read: the line, the reason, exit code 3."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crisis_tui.basis.text import clean_text
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.exercise.damage import DAMAGE_WORDS
from crisis_tui.exercise.ports import Damage
from crisis_tui.i18n import _, render

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.exercise.ports import JournalDamagedError


def damage_words(reason: Damage) -> str:
    """Return what is wrong with a line, for people."""
    return render(DAMAGE_WORDS[reason])


def damaged(folder: Path, damage: JournalDamagedError) -> int:
    """Say at which line a journal is damaged, or that it is no longer where it was."""
    if damage.reason is Damage.REPLACED:
        sys.stderr.write(
            _("crisis-tui: {exercise}: {reason}; what was written before is in it\n").format(
                exercise=clean_text(folder.name), reason=damage_words(damage.reason)
            )
        )
        return ExitCode.UNREADABLE
    sys.stderr.write(
        _("crisis-tui: the journal of {exercise} is damaged at line {line}: {reason}\n").format(
            exercise=clean_text(folder.name), line=damage.line, reason=damage_words(damage.reason)
        )
    )
    return ExitCode.UNREADABLE


def unreadable(path: Path, error: OSError) -> int:
    """Say why a file cannot be read or written."""
    sys.stderr.write(
        _("crisis-tui: {path}: {reason}\n").format(
            path=clean_text(str(path)), reason=clean_text(error.strerror or str(error))
        )
    )
    return ExitCode.UNREADABLE


def tell_newer() -> None:
    """Say that a newer version of the program wrote events that this one cannot read."""
    sys.stderr.write(
        _("crisis-tui: a newer version took part; what only that one knows is left out\n")
    )


def busy() -> int:
    """Say that a journal cannot be read now, because another process stopped while it wrote."""
    sys.stderr.write(_("crisis-tui: another process keeps the journal locked\n"))
    return ExitCode.UNREADABLE
