"""A plan as the text of its file, and the difference in the hunks that people know."""

from __future__ import annotations

from difflib import unified_diff
from io import StringIO
from typing import TYPE_CHECKING

from crisis_tui.files import splicing
from crisis_tui.files.roster_edit import with_entries
from crisis_tui.files.value_edit import with_values

if TYPE_CHECKING:
    from crisis_tui.files.importing.plan import ImportPlan

_MAX_LINES = 20_000
"""`difflib` takes seconds for more; then the difference is one hunk."""


def edited_bytes(data: bytes, plan: ImportPlan) -> bytes:
    """Return the bytes of the target file with the plan carried out.

    Raises:
        CannotEditError: no small edit gives exactly that.
    """
    if plan.replacements:
        data = with_values(data, {each.path: each.value for each in plan.replacements})
    if plan.additions:
        data = with_entries(data, plan.target.key, plan.additions).data
    return data


def hunks(before: bytes, after: bytes, name: str) -> str:
    """Return the difference as `patch` reads it."""
    if before.count(b"\n") + after.count(b"\n") > _MAX_LINES:
        return splicing.unified_diff(before, after, name)
    old, new = (_lines(data) for data in (before, after))
    lines = unified_diff(old, new, f"a/{name}", f"b/{name}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lines(data: bytes) -> list[str]:
    return StringIO(data.decode("utf-8", "replace"), newline="\n").readlines()
