"""`crisis-tui schema`: the JSON Schema of a file format, for editors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.i18n import _

if TYPE_CHECKING:
    import argparse

KINDS = ("scenario", "fragment", "roster", "training", "norms")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("kind", choices=KINDS, help=_("which file; fragment: an included one"))


def run(args: argparse.Namespace) -> int:
    """Print the schema as one JSON document."""
    from crisis_tui.files.json_schema import json_schema

    print(json.dumps(json_schema(args.kind), ensure_ascii=False, indent=2))
    return ExitCode.OK
