"""The reference page of the command line, made from the parsers."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from crisis_tui.cli.main import build_parser
from crisis_tui.i18n import activate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEAD = """\
# Commands

<!-- Made by `make docs` from the program; change that. -->
Options stand after the command. Exit codes: 0 fine · 1 findings, a gap, a refusal · 2 wrong use · 3 a file cannot be read or is damaged ·
70 internal error · 130 interrupted.

## Every command
"""
HIDDEN = {"help", "version", "command"}


def page() -> str:
    """Return the page in Markdown, in English."""
    activate("en")
    top = build_parser(None)
    common = [action for action in top._actions if action.dest not in HIDDEN]
    sections = [HEAD, *_rows(common)]
    for name, summary in _commands(top):
        sections += [f"\n## {name}\n", f"{summary[:1].upper()}{summary[1:]}.\n"]
        sections += _rows(_own_actions(name, {action.dest for action in common}))
    return "\n".join(sections) + "\n"


def _commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                yield choice.dest, choice.help or ""


def _own_actions(command: str, common: set[str]) -> list[argparse.Action]:
    for action in build_parser(command)._actions:
        if isinstance(action, argparse._SubParsersAction):
            own = action.choices[command]._actions
            return [each for each in own if each.dest not in common | HIDDEN]
    return []


def _rows(actions: Iterable[argparse.Action]) -> list[str]:
    rows = [
        f"| `{_usage(action)}` | {(action.help or '').replace('|', '/')} |" for action in actions
    ]
    return ["| argument | meaning |", "|---|---|", *rows] if rows else []


def _usage(action: argparse.Action) -> str:
    """Return how the argument is written: `--format text|json`, `SCENARIO`, `[FILE …]`."""
    metavar = action.metavar if isinstance(action.metavar, str) else None
    value = metavar or "|".join(map(str, action.choices or ())) or action.dest.upper()
    name = ", ".join(action.option_strings)
    if action.nargs == 0:
        return name
    if action.nargs in {"*", "+"}:
        value += " …"
    shown = f"{name} {value}".strip()
    return shown if name or action.nargs not in {"*", "?"} else f"[{shown}]"
