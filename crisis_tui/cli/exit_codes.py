"""Exit codes, the same for every command."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell is told."""

    OK = 0
    FINDINGS = 1
    """There are errors, a gap, a refusal."""
    USAGE = 2
    UNREADABLE = 3
    """A file cannot be read or is damaged."""
    INTERNAL = 70
    INTERRUPTED = 130
