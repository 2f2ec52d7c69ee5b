"""The catch-all: a short message and a report file without personal data."""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path

from crisis_tui import __version__
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.i18n import _


def report_internal_error(error: BaseException) -> int:
    """Say that the fault is ours, write where it happened (no values), return exit code 70."""
    path = _write_report(error)
    sys.stderr.write(
        _("crisis-tui: internal error ({kind}). This is our fault, not yours.\n").format(
            kind=type(error).__name__
        )
    )
    if path is not None:
        sys.stderr.write(_("report without personal data: {path}\n").format(path=path))
    return ExitCode.INTERNAL


def _write_report(error: BaseException) -> Path | None:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"crisis-tui {__version__}", f"python {sys.version.split()[0]}", type(error).__name__]
    lines += [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="crisis-tui-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return Path(file.name)
