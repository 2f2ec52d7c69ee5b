"""Who is at the keyboard, and at which terminal."""

from __future__ import annotations

import argparse  # noqa: TC003 - the parsed arguments' type is part of the signatures
import getpass
import os
import sys

from crisis_tui.basis.text import clean_text
from crisis_tui.exercise.events import Actor

DIRECTOR_ROLE = "controller"
_LONGEST_NAME = 80


def actor_here(args: argparse.Namespace, role: str = DIRECTOR_ROLE) -> Actor:
    """Return who gave this command: `--me`, else the login name; no terminal is `-`."""
    person = clean_text(args.me or _login_name()).replace("\n", " ").strip()[:_LONGEST_NAME]
    return Actor(person or "?", role, _terminal())


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in some containers
        return str(os.getuid())


def _terminal() -> str:
    try:
        return os.ttyname(sys.stdin.fileno()).removeprefix("/dev/")
    except (OSError, ValueError):
        return "-"
