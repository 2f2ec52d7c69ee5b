"""Whether what was shown may be written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crisis_tui.i18n import _

if TYPE_CHECKING:
    import argparse

_YES = {"y", "yes", "j", "ja"}


def is_wanted(args: argparse.Namespace) -> bool:
    """Tell whether the user wants it written: by `--yes`, or by saying so; if not, say so."""
    if args.yes:
        return True
    if args.format == "json" or not sys.stdin.isatty():
        sys.stderr.write(_("nothing is written: nobody to ask here; --yes writes it\n"))
        return False
    sys.stderr.write(_("Write this? [y/N] "))
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() in _YES:
        return True
    sys.stderr.write(_("nothing is written\n"))
    return False
