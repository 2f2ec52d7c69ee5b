"""What commands say when an exercise cannot be read: the line, the reason, exit code 3."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crisis_tui.basis.text import clean_text
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.exercise.ports import Damage, JournalDamagedError
from crisis_tui.i18n import _

if TYPE_CHECKING:
    from pathlib import Path


def damage_words(reason: Damage) -> str:
    """Return what is wrong with a line, for people."""
    return {
        Damage.TORN: _("the line has no end; `resume` sets it aside"),
        Damage.CHECKSUM: _("its bytes changed after they were written"),
        Damage.SEQUENCE: _("its number does not follow the line before"),
        Damage.CHAIN: _("it was not written after the line before"),
        Damage.FORMAT: _("it is not a line of a journal"),
        Damage.EVENT: _("its data is not that of its event"),
        Damage.TRUNCATED: _("lines that were there are gone"),
        Damage.REPLACED: _("the file was moved, replaced or deleted meanwhile"),
    }[reason]


def damaged(folder: Path, damage: JournalDamagedError) -> int:
    """Say at which line a journal is damaged."""
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
