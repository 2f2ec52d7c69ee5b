"""argparse's own words, such as `usage:`, in the language of everything else."""

from __future__ import annotations

import argparse

from crisis_tui.basis.text import Text, Texts
from crisis_tui.i18n import _, ngettext

MET = (
    Text("usage: "),
    Text("positional arguments"),
    Text("options"),
    Text("show this help message and exit"),
    Text("argument %(argument_name)s: %(message)s"),
    Text("invalid choice: %(value)r (choose from %(choices)s)"),
    Text("invalid %(type)s value: %(value)r"),
    Text("unrecognized arguments: %s"),
    Text("the following arguments are required: %s"),
    Text("one of the arguments %s is required"),
    Text("not allowed with argument %s"),
    Text("ambiguous option: %(option)s could match %(matches)s"),
    Text("ignored explicit argument %r"),
    Text("expected one argument"),
    Text("expected at most one argument"),
    Text("expected at least one argument"),
    Texts("expected %s argument", "expected %s arguments", 1),
)
"""What people can meet of argparse, word for word, so that the catalogues hold it."""


def translate_argparse() -> None:
    """Let argparse look its words up in our catalogues: it would ask the system's for them."""
    vars(argparse).update(_=_, ngettext=ngettext)
