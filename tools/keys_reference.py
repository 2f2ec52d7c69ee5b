"""The page of keys, made from the table of commands that the screens themselves use."""

from __future__ import annotations

from crisis_tui.i18n import activate, render
from crisis_tui.tui.commands import COMMANDS, SCOPES, Command

HEAD = """\
# Keys

<!-- Made by `make docs` from `crisis_tui/tui/commands/`; change that. -->
The first key is the one on the screen. Commands without a key are in the command list. `?` shows the keys of the screen you are on.
"""


def page() -> str:
    """Return the page in Markdown, in English: a table for each screen."""
    activate("en")
    sections = [HEAD]
    for scope, title in SCOPES.items():
        rows = [_row(command) for command in COMMANDS if command.scope == scope]
        if rows:
            sections += [f"## {render(title)}\n", "| key | | |\n|---|---|---|", *rows, ""]
    return "\n".join(sections)


def _row(command: Command) -> str:
    keys = " ".join(f"`{key}`" for key in command.shown_keys).replace("|", "\\|")
    return f"| {keys} | {render(command.label)} | {render(command.help)} |"
