"""Who is on duty in the story, in a line for the control room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.tui import present
from crisis_tui.tui.present import State

if TYPE_CHECKING:
    from textual.content import Content

    from crisis_tui.readiness.staffing import StaffingView


def staffing_line(view: StaffingView) -> Content:
    """Return `✓ 5 filled  ~ 1 probable (HOZ)` and a line for every post that is not."""
    counts = present.state(State.GOOD, Text("{n} filled", n=view.filled))
    if view.probable:
        roles = ", ".join(view.probable)
        soft = Text("{n} probable ({roles})", n=len(view.probable), roles=roles)
        counts = present.line(counts, "  ", present.state(State.SOFT, soft))
    missing = [
        present.line(present.state(State.BAD, role), "  ", (cause, present.QUIET))
        for role, cause in view.missing
    ]
    title = present.line((Text("On duty"), present.STRONG), "  ")
    return present.lines(present.line(title, counts), *missing)
