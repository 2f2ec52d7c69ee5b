"""Edits that are only supposed, worked out one after the other and kept, so that each costs little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text
from crisis_tui.cli.asked_edits import AskedEdit, Asking
from crisis_tui.i18n import render
from crisis_tui.readiness.what_if import WhatIf, what_if
from crisis_tui.tui.supposing import SupposedEdit, Supposition

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.training.model import Training


LONGEST_MS = 365 * DAY_MS


class Supposing:
    """One roster from one instant on (None: now), and what was supposed of it last."""

    def __init__(
        self, workforce: Workforce, training: Training, at_ms: int | None, now_ms: int
    ) -> None:
        """Work the roster out as it is; this is the slow part."""
        self._subject = (workforce, at_ms)
        window = workforce.planned_ahead(now_ms if at_ms is None else at_ms, LONGEST_MS)
        self._asking = Asking(training, window, now_ms)
        self._steps: list[tuple[tuple[SupposedEdit, ...], WhatIf]] = [
            ((), what_if(workforce, training, window))
        ]

    def is_about(self, workforce: Workforce, at_ms: int | None) -> bool:
        """Tell whether the same roster, read once, is asked about from the same instant."""
        return self._subject[0] is workforce and self._subject[1] == at_ms

    def suppose(self, edits: tuple[SupposedEdit, ...]) -> Supposition:
        """Return what comes of these edits; those that were supposed before are not worked out again."""
        while self._steps[-1][0] != edits[: len(self._steps[-1][0])]:
            self._steps.pop()
        problem: AnyText | None = None
        for edit in edits[len(self._steps[-1][0]) :]:
            done, supposed = self._steps[-1]
            try:
                self._steps.append(((*done, edit), self._edited(supposed, edit)))
            except AskedWrongError as error:
                problem = problem or _problem(error)
        done, supposed = self._steps[-1]
        return Supposition(supposed, done, problem)

    def _edited(self, supposed: WhatIf, edit: SupposedEdit) -> WhatIf:
        asked = AskedEdit(edit.kind, edit.text)
        for each in self._asking.edits(asked, supposed.after.workforce):
            supposed = supposed.edited(each)
        return supposed


def _problem(error: AskedWrongError) -> AnyText:
    if error.help is None:
        return error.message
    return Text("{problem}; {cure}", problem=render(error.message), cure=render(error.help))
